//! Every event that can be subscribed to is told when it happens, with what it is about.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use rechnungswerk::domain::webhook::Topic;
use serde_json::{Value, json};

use crate::receiver::Receiver;
use crate::recurring::{create, series, show};
use crate::support::TestApp;
use crate::support::people::{Organization, id_of};

fn at(app: &TestApp, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    app.later(moment - app.clock.now() + TimeDelta::milliseconds(2));
}

async fn listening() -> (TestApp, Organization, Receiver) {
    let (app, receiver) = (TestApp::start_with(&[("WEBHOOK_ALLOW_PRIVATE", "true")]).await, Receiver::start().await);
    at(&app, "2026-01-15T12:00:00Z");
    let seller = app.sign_up().await;
    seller.api.post("/api/webhooks", &json!({ "url": receiver.url })).await.expect(201);
    (app, seller, receiver)
}

/// The bodies of all that was told under a name, in their order.
fn told(receiver: &Receiver, name: &str) -> Vec<Value> {
    receiver.taken().iter().filter(|taken| taken.kind() == name).map(|taken| taken.json()["data"].clone()).collect()
}

/// Everything that can happen to invoices, payments and customers.
async fn lives_of_invoices(app: &TestApp, seller: &Organization) {
    let customer = seller.customer().await;
    seller.api.put(&format!("/api/customers/{customer}"), &json!({ "name": "Brandt & Töchter KG" })).await.expect(200);
    app.confirmations(seller, "report").await;
    for decision in ["reject", "accept"] {
        let (invoice, token) = seller.shared_invoice().await;
        app.stranger().get(&format!("/portal/{token}")).await.expect(200);
        app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
        let payment = seller.read(&invoice).await["payments"][0]["id"].as_str().unwrap().to_owned();
        seller.api.post(&format!("/api/invoices/{invoice}/payments/{payment}/review"), &json!({ "decision": decision })).await.expect(204);
    }
    let (sent, cancelled) = (seller.invoice().await, seller.invoice().await);
    seller.api.post(&format!("/api/invoices/{sent}/send-email"), &json!({ "to_email": "kasse@brandt.example" })).await.expect(202);
    seller.api.post(&format!("/api/invoices/{cancelled}/cancel"), &json!({ "reason": "Irrtum" })).await.expect(201);
}

/// A series that makes invoices and ends, and one that fails until it pauses.
async fn lives_of_series(app: &TestApp, seller: &Organization) -> (String, String) {
    let customer = seller.customer().await;
    let mut body = series(&customer, "2026-01-31");
    body["count"] = json!(2);
    let good = create(seller, &body).await;
    body["name"] = json!("Hosting plus");
    seller.api.put(&format!("/api/recurring/{good}"), &body).await.expect(200);
    seller.api.post_nothing(&format!("/api/recurring/{good}/pause")).await.expect(204);
    seller.api.post_nothing(&format!("/api/recurring/{good}/resume")).await.expect(204);
    let nobody = id_of(&seller.api.post("/api/customers", &json!({ "name": "Hofladen" })).await.expect(201).json());
    let bad = create(seller, &series(&nobody, "2026-01-31")).await;
    for moment in ["2026-01-31T05:00:00Z", "2026-02-01T05:00:00Z", "2026-02-02T05:00:00Z", "2026-02-28T05:00:00Z"] {
        at(app, moment);
        app.work().await;
    }
    (good, bad)
}

#[tokio::test]
async fn every_event_is_told_when_it_happens() {
    let (app, seller, receiver) = listening().await;
    lives_of_invoices(&app, &seller).await;
    lives_of_series(&app, &seller).await;
    at(&app, "2026-03-20T12:00:00Z");
    rechnungswerk::server::invoices::overdue::notice(&app.state).await.unwrap();
    app.work().await;
    let told: BTreeSet<String> = receiver.kinds().into_iter().collect();
    let known: BTreeSet<String> = Topic::ALL.into_iter().map(|topic| topic.name().to_owned()).collect();
    assert_eq!(told, known, "an event can be chosen and is never told, or the other way round");
    let described = app.stranger().get("/api/openapi.json").await.expect(200).json()["webhooks"].clone();
    for taken in receiver.taken() {
        let data: BTreeSet<String> = taken.json()["data"].as_object().unwrap().keys().cloned().collect();
        let schema = &described[taken.kind()]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]["data"];
        let promised: BTreeSet<String> = serde_json::from_value(schema["required"].clone()).unwrap();
        assert_eq!(data, promised, "{}", taken.kind());
    }
    assert!(app.stranger().get("/api/docs").await.expect(200).text().contains("recurring.invoice_created"));
}

#[tokio::test]
async fn the_life_of_a_series_is_told_with_its_invoice_or_the_reason() {
    let (app, seller, receiver) = listening().await;
    let (good, bad) = lives_of_series(&app, &seller).await;
    let of = |name: &str, id: &str| told(&receiver, name).into_iter().filter(|data| data["recurring"]["id"] == id).collect::<Vec<_>>();
    assert_eq!(of("recurring.created", &good)[0]["recurring"]["name"], "Hosting");
    let updated = of("recurring.updated", &good);
    assert_eq!((&updated[0]["recurring"]["name"], &updated[0]["recurring"]["next_date"]), (&json!("Hosting plus"), &json!("2026-01-31")));
    assert_eq!(of("recurring.paused", &good)[0]["recurring"]["state"], "paused");
    assert_eq!(of("recurring.resumed", &good)[0]["recurring"]["state"], "active");

    let made = of("recurring.invoice_created", &good);
    assert_eq!(made.len(), 2);
    let (run, first) = (&show(&seller, &good).await["runs"][1], &made[0]);
    assert_eq!(
        (&first["invoice"]["id"], &first["invoice"]["gross_amount"], &first["invoice"]["state"]),
        (&run["invoice"], &json!("119.00"), &json!("open"))
    );
    assert_eq!((&first["recurring"]["produced"], &first["recurring"]["next_date"]), (&json!(1), &json!("2026-02-28")));
    let ended = of("recurring.finished", &good);
    assert_eq!((ended.len(), &ended[0]["recurring"]["state"], &ended[0]["recurring"]["next_date"]), (1, &json!("finished"), &Value::Null));

    let failed = of("recurring.failed", &bad);
    assert_eq!(failed.len(), 3);
    let last = &failed[2]["recurring"];
    assert_eq!((&last["failures"], &last["last_error"]["code"], &last["state"]), (&json!(3), &json!("gate_findings"), &json!("paused")));
    assert_eq!(failed[0]["recurring"]["state"], "active");
    assert_eq!(of("recurring.paused", &bad).len(), 1, "after the third failure and not before");
    assert!(of("recurring.invoice_created", &bad).is_empty());
}

#[tokio::test]
async fn what_needs_no_money_is_told_as_paid() {
    let (app, seller, receiver) = listening().await;
    // All of it was paid in advance.
    let customer = seller.customer().await;
    let body = json!({ "customer": customer, "service_start": "2026-01-02", "prepaid": "119.00", "lines": [{ "name": "Beratung", "price": 100 }] });
    let prepaid = id_of(&seller.api.post("/api/invoices", &body).await.expect(201).json());
    seller.issue(&prepaid).await;
    // Half is paid, and the other half is cancelled.
    let body = json!({ "customer": customer, "service_start": "2026-01-02", "lines": [{ "name": "Beratung", "quantity": 2, "price": 100 }] });
    let half = id_of(&seller.api.post("/api/invoices", &body).await.expect(201).json());
    seller.issue(&half).await;
    seller.api.post(&format!("/api/invoices/{half}/payments"), &json!({ "amount": "119.00" })).await.expect(201);
    let part = json!({ "reason": "Eine Stunde weniger", "lines": [{ "line": "1", "quantity": 1 }] });
    seller.api.post(&format!("/api/invoices/{half}/cancel"), &part).await.expect(201);
    app.work().await;
    let paid: Vec<Value> = told(&receiver, "invoice.paid").iter().map(|data| data["invoice"]["id"].clone()).collect();
    assert_eq!(paid, [json!(prepaid), json!(half)]);
}
