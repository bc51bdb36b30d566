//! Numbers: no gap and no number twice, however many issue at once.

use crate::support::TestApp;

#[tokio::test]
async fn sixty_four_issues_at_once_give_sixty_four_consecutive_numbers() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let mut drafts = Vec::new();
    for _ in 0..64 {
        drafts.push(seller.draft_for(&customer).await);
    }
    // A draft that cannot be issued takes part and must not take a number.
    let incomplete = seller.api.post("/api/invoices", &serde_json::json!({})).await.expect(201).json();
    drafts.insert(20, incomplete["id"].as_str().unwrap().to_owned());
    let asked: Vec<_> = drafts
        .into_iter()
        .map(|id| {
            let api = seller.api.clone();
            tokio::spawn(async move { api.post_nothing(&format!("/api/invoices/{id}/issue")).await })
        })
        .collect();
    let mut numbers = Vec::new();
    for answer in asked {
        let answer = answer.await.unwrap();
        match answer.status {
            200 => numbers.push(answer.json()["number"].as_str().unwrap().to_owned()),
            _ => _ = answer.expect_problem(409, "gate_findings"),
        }
    }
    numbers.sort();
    let year = numbers[0][3..7].to_owned();
    let expected: Vec<String> = (1..=64).map(|number| format!("RE-{year}-{number:05}")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn one_draft_issued_by_many_at_once_gets_one_number() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.draft().await;
    let asked: Vec<_> = (0..12)
        .map(|_| {
            let (api, address) = (seller.api.clone(), format!("/api/invoices/{id}/issue"));
            tokio::spawn(async move { api.post_nothing(&address).await.status })
        })
        .collect();
    let mut issued = 0;
    for answer in asked {
        issued += usize::from(answer.await.unwrap() == 200);
    }
    assert_eq!(issued, 1);
    assert_eq!(app.count("select last_number::bigint from number_series where kind = 'invoice'").await, 1);
    assert_eq!(app.count("select count(*) from document_tasks").await, 1);
}
