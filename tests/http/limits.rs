//! So many requests a minute, per token and per address, and then a pause.

use crate::support::{Answer, Client, TestApp};

#[track_caller]
fn expect_pause(answer: Answer) {
    let wait: u64 = answer.header("retry-after").parse().expect("Retry-After in seconds");
    assert!((1..=61).contains(&wait), "{wait}");
    answer.expect_problem(429, "too_many_requests");
}

async fn read_until_pause(client: &Client, path: &str) -> usize {
    for count in 0..100 {
        let answer = client.get(path).await;
        if answer.status == 429 {
            expect_pause(answer);
            return count;
        }
    }
    panic!("{path} is never paused");
}

#[tokio::test]
async fn a_link_is_read_thirty_times_a_minute_from_wherever() {
    let app = TestApp::start_with(&[("RATE_LIMIT_VIEW_PER_MINUTE", "30"), ("RATE_LIMIT_ACTION_PER_MINUTE", "10")]).await;
    let seller = app.sign_up().await;
    let (_, token) = seller.shared_invoice().await;
    let path = format!("/api/portal/{token}");
    let mut answered = 0;
    for host in 1..=40 {
        let answer = app.stranger().coming_from(&format!("203.0.113.{host}")).get(&path).await;
        answered += usize::from(answer.status == 200);
        if answer.status != 200 {
            expect_pause(answer);
        }
    }
    assert!((30..=32).contains(&answered), "{answered} of 40 were answered");
}

#[tokio::test]
async fn an_address_reads_thirty_times_a_minute_whatever_the_link() {
    let app = TestApp::start_with(&[("RATE_LIMIT_VIEW_PER_MINUTE", "30"), ("RATE_LIMIT_ACTION_PER_MINUTE", "0")]).await;
    let guesser = app.stranger().coming_from("203.0.113.7");
    let mut answered = 0;
    for number in 0..40u128 {
        let token = uuid::Uuid::from_u128(0x4000_8000_0000_0000_0000 + number);
        let answer = guesser.get(&format!("/api/portal/{token}")).await;
        answered += usize::from(answer.status == 404);
    }
    assert!((30..=32).contains(&answered), "{answered} of 40 were answered");
    app.stranger().coming_from("203.0.113.8").get("/api/portal/00000000-0000-4000-8000-000000000000").await.expect(404);
}

#[tokio::test]
async fn everything_else_is_done_ten_times_a_minute() {
    let app = TestApp::start_with(&[("RATE_LIMIT_VIEW_PER_MINUTE", "30"), ("RATE_LIMIT_ACTION_PER_MINUTE", "10")]).await;
    let seller = app.sign_up().await;
    let (_, token) = seller.shared_invoice().await;
    app.work().await;
    let customer = app.stranger().coming_from("203.0.113.9");
    let downloads = read_until_pause(&customer, &format!("/api/portal/{token}/download-pdf")).await;
    assert!((10..=11).contains(&downloads), "{downloads} downloads");
    expect_pause(customer.post_nothing(&format!("/api/portal/{token}/confirm-payment")).await);
    assert_eq!(app.count("select count(*) from payments").await, 0);
    customer.get(&format!("/api/portal/{token}")).await.expect(200);
}

#[tokio::test]
async fn nobody_can_pretend_to_come_from_elsewhere_by_a_longer_list() {
    let app = TestApp::start_with(&[("RATE_LIMIT_VIEW_PER_MINUTE", "5")]).await;
    let mut refused = 0;
    for number in 0..20 {
        let forged = format!("198.51.100.{number}, 203.0.113.10");
        refused +=
            usize::from(app.stranger().coming_from(&forged).get(&format!("/api/portal/{}", uuid::Uuid::from_u128(number))).await.status == 429);
    }
    assert!(refused >= 13, "{refused} of 20 were refused");
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down() {
    let app = TestApp::start_with(&[("RATE_LIMIT_ACTION_PER_MINUTE", "10")]).await;
    let seller = app.sign_up().await;
    let mut refused = 0;
    for host in 0..14 {
        let guesser = app.stranger().coming_from(&format!("203.0.113.{host}"));
        let request = guesser.request(reqwest::Method::POST, "/rpc/account/log_in").header("accept", "application/json");
        let answer = guesser.send(request.form(&[("email", seller.email.as_str()), ("password", "geraten")])).await;
        if answer.status == 429 {
            assert!(!answer.header("retry-after").is_empty());
            refused += 1;
        }
    }
    assert!(refused >= 3, "{refused} of 14 were refused");
}
