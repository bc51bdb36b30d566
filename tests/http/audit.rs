//! The audit log: found by text, person, kind, period and thing, read to its end, and taken along as CSV.

use std::collections::BTreeSet;

use chrono::Days;
use serde_json::Value;

use crate::support::TestApp;
use crate::support::people::Organization;

async fn events(of: &Organization, query: &str) -> Vec<Value> {
    of.api.get(&format!("/api/audit-events?{query}")).await.expect(200).json()["items"].as_array().unwrap().clone()
}

fn names(events: &[Value]) -> BTreeSet<String> {
    events.iter().map(|event| event["event"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn everything_is_found_by_what_is_known_of_it() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (id, token) = seller.shared_invoice().await;
    let other = seller.invoice().await;
    app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
    app.work().await;
    let number = seller.read(&id).await["number"].as_str().unwrap().to_owned();

    let of_one = events(&seller, &format!("invoice={id}")).await;
    assert!(of_one.iter().all(|event| event["invoice"] == id.as_str()) && names(&of_one).contains("invoice.issued"));
    assert!(events(&seller, &format!("q={number}")).await.len() >= of_one.len());
    assert!(events(&seller, "q=brandt").await.iter().any(|event| event["invoice"] == other.as_str()));
    let by_portal = ["invoice.paid", "payment.confirmed_by_customer", "payment.recorded"].map(str::to_owned);
    assert_eq!(names(&events(&seller, "person=portal").await), BTreeSet::from(by_portal));
    let person = seller.actor.user_id().unwrap();
    let by_person = events(&seller, &format!("person={person}")).await;
    assert!(!by_person.is_empty() && by_person.iter().all(|event| event["actor_kind"] == "user"));
    assert!(names(&events(&seller, "group=payments").await).iter().all(|name| name.starts_with("payment.")));
    assert!(names(&events(&seller, "group=settings").await).contains("settings.bank_changed"));
    let today = seller.actor.today(&app.state);
    let (yesterday, tomorrow) = (today - Days::new(1), today + Days::new(1));
    let all = events(&seller, "limit=100").await.len();
    assert_eq!(events(&seller, &format!("limit=100&from={today}&until={today}")).await.len(), all);
    assert_eq!(events(&seller, &format!("until={yesterday}")).await.len() + events(&seller, &format!("from={tomorrow}")).await.len(), 0);
    assert_eq!(events(&seller, "q=Xylophon").await.len(), 0);

    let browser = app.browser(&seller);
    let page = browser.get(&format!("/audit?invoice={id}&group=invoices")).await.expect(200).text();
    assert!(page.contains(&number) && page.contains("Ausgestellt") && !page.contains("audit-group-"), "{page}");
    assert!(browser.get(&format!("/invoices/{id}")).await.text().contains(&format!("href=\"/audit?invoice={id}\"")));
    let stranger = app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await;
    assert_eq!(app.browser(&stranger).get(&format!("/audit?invoice={id}")).await.status, 404);
    assert_eq!(events(&stranger, "q=brandt").await.len(), 0);
}

#[tokio::test]
async fn the_log_is_read_to_its_end_and_each_event_comes_once() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    sqlx::query(
        "insert into audit_events (organization_id, at, event, actor_kind, detail)
         select $1, timestamptz '2026-01-01' + n / 3 * interval '1 minute', 'invoice.viewed', 'portal', '=cmd;\"' || n from generate_series(1, 1300) n",
    )
    .bind(seller.actor.organization)
    .execute(&mut app.owner().await)
    .await
    .unwrap();
    let total = usize::try_from(app.count("select count(*) from audit_events").await).unwrap();
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = seller.api.get(&format!("/api/audit-events?limit=100&cursor={cursor}")).await.expect(200).json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap().to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    assert_eq!((seen.len(), seen.iter().collect::<BTreeSet<_>>().len()), (total, total));
    assert_eq!(seller.api.get("/api/audit-events?cursor=nonsense").await.wrong_fields(), ["cursor: unknown"]);

    let browser = app.browser(&seller);
    let csv = browser.get("/audit/export.csv").await.expect(200);
    assert!(csv.header("content-type").starts_with("text/csv") && csv.header("content-disposition").starts_with("attachment"));
    let text = csv.text();
    assert_eq!(text.lines().count(), total + 1);
    assert!(text.contains(";\"'=cmd;\"\"7\";") && !text.contains(";=cmd"), "a formula is only text");
    assert_eq!(browser.get("/audit/export.csv?group=settings").await.text().lines().count(), 1 + events(&seller, "group=settings").await.len());
    let first = browser.get("/audit").await.expect(200).text();
    let older = first.split("href=\"").find(|rest| rest.starts_with("/audit?cursor=")).and_then(|rest| rest.split('"').next()).expect("older ones");
    assert!(browser.get(older).await.expect(200).text().contains("Neueste"));
}

#[tokio::test]
async fn only_those_who_bill_read_the_log() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    for (role, status) in [("admin", 200), ("executive", 403), ("staff", 404)] {
        sqlx::query("update memberships set role = $1").bind(role).execute(&mut app.owner().await).await.unwrap();
        for path in ["/audit", "/audit/export.csv", "/api/audit-events"] {
            assert_eq!(browser.get(path).await.status, status, "{role} {path}");
        }
    }
}

/// The names that stand in the source right behind these calls.
fn recorded_events(folder: &std::path::Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            recorded_events(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for call in ["Event::new(\"", " event(\""] {
                found.extend(text.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
            }
        }
    }
}

#[test]
fn every_event_that_is_written_down_has_words() {
    use rechnungswerk::domain::lang::Lang;
    use rechnungswerk::i18n;
    let mut events = BTreeSet::new();
    recorded_events(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/server")), &mut events);
    // These are put together elsewhere.
    events.extend(["billing_run.done", "billing_run.failed", "recurring.failed", "recurring.stopped", "recurring.paused"].map(str::to_owned));
    assert!(events.len() > 50, "only {} events were found", events.len());
    let words = |event: &String, lang| ["audit", "history"].iter().any(|part| i18n::has(lang, &format!("{part}-{}", event.replace(['.', '_'], "-"))));
    let without: Vec<&String> = events.iter().filter(|event| !words(event, Lang::De) || !words(event, Lang::En)).collect();
    assert!(without.is_empty(), "the audit log shows these by their bare names: {without:?}");
}
