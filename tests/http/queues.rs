//! Every queue there is can be held up for one organization and goes on afterwards, and what stands in it is seen and begun anew.

use chrono::{DateTime, TimeDelta, Utc};
use rechnungswerk::domain::lang::Lang;
use rechnungswerk::i18n;
use rechnungswerk::server::jobs::{self, Queue};
use rechnungswerk::server::operations::rows::rows_of;
use reqwest::Method;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::receiver::Receiver;
use crate::recurring::{create, series, show};
use crate::support::people::{Organization, id_of};
use crate::support::{TestApp, eventually};

async fn app() -> TestApp {
    TestApp::start_with(&[("WEBHOOK_ALLOW_PRIVATE", "true")]).await
}

async fn figures(seller: &Organization, queue: Queue) -> Value {
    let all = seller.api.get("/api/operations").await.expect(200).json()["queues"].clone();
    all.as_array().unwrap().iter().find(|one| one["queue"] == queue.name()).unwrap_or_else(|| panic!("{queue:?} is not shown")).clone()
}

async fn hold(seller: &Organization, method: Method, queue: Queue) {
    seller.api.json(method, &format!("/api/queues/{}/pause", queue.name()), &json!({})).await.expect(204);
}

/// Those whose rows are described; of the others (a look once a day that leaves no row) only the pause itself is known.
fn with_rows() -> impl Iterator<Item = Queue> {
    Queue::ALL.into_iter().filter(|queue| rows_of(*queue).is_some())
}

/// Work for every queue with rows. A new one needs a line here.
async fn work_for_all(app: &TestApp, seller: &Organization, receiver: &Receiver) {
    let browser = app.browser(seller);
    seller.api.post("/api/webhooks", &json!({ "url": receiver.url })).await.expect(201);
    browser.submit("/rpc/notifications/save_settings", &[("choices[payment.confirmed]", "mail")]).await;
    let (invoice, token) = seller.shared_invoice().await;
    seller.api.post(&format!("/api/invoices/{invoice}/send-email"), &json!({ "to_email": "kasse@brandt.example" })).await.expect(202);
    app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
    seller.invoice().await;
    seller.api.post("/api/mailings", &json!({})).await.expect(202);
    seller.api.post_nothing("/api/archive-checks").await.expect(202);
    let customer = seller.customer().await;
    // One that is due already.
    let mut body = series(&customer, &(app.clock.now().date_naive() - TimeDelta::days(2)).to_string());
    body["frequency"] = json!("yearly");
    create(seller, &body).await;
    let event = json!({ "customer": customer, "amount_cents": 5_000, "occurred_on": "2026-01-03" });
    seller.api.post("/api/billing-events", &event).await.expect(201);
    seller.api.post("/api/billing-runs", &json!({ "month": "2026-01" })).await.expect(202);
}

#[tokio::test]
async fn every_queue_rests_while_it_is_held_up_and_goes_on_afterwards() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let seller = app.sign_up().await;
    // Everything is on its way already when it is held up.
    work_for_all(&app, &seller, &receiver).await;
    assert!(jobs::sweep(&app.state).await.unwrap() >= 1, "a series that is due has no task before the sweeper looks");
    for queue in Queue::ALL {
        hold(&seller, Method::PUT, queue).await;
    }
    let shutdown = CancellationToken::new();
    let workers = tokio::spawn(jobs::run(app.state.clone(), shutdown.clone()));
    let untouched = "select count(*) from apalis.jobs where status in ('Pending', 'Queued', 'Running')";
    eventually("all tasks to be passed over", async || app.count(untouched).await == 0).await;
    for queue in with_rows() {
        let told = figures(&seller, queue).await;
        let waits = told["waiting"].as_u64().unwrap() >= 1;
        assert!(waits, "{queue:?}: work_for_all makes none for it, or it did not rest: {told}");
        assert_eq!((&told["done_in_last_day"], &told["running"], &told["is_paused"]), (&json!(0), &json!(0), &json!(true)), "{queue:?}");
    }
    assert!(receiver.taken().is_empty());
    // Nothing that is held up stands in front of others in what the sweeper looks at.
    assert_eq!(jobs::sweep(&app.state).await.unwrap(), 0);
    for queue in Queue::ALL {
        hold(&seller, Method::DELETE, queue).await;
        if rows_of(queue).is_none() {
            continue;
        }
        let gone_on = async || {
            let told = figures(&seller, queue).await;
            told["waiting"] == 0 && told["done_in_last_day"].as_u64().unwrap() >= 1
        };
        eventually(&format!("the work of {queue:?} after its pause"), gone_on).await;
    }
    shutdown.cancel();
    workers.await.unwrap();
}

/// A queue whose sweeper does not know of pauses, or that has no words, is found here.
#[tokio::test]
async fn every_queue_has_words_and_its_sweeper_knows_of_pauses() {
    let app = app().await;
    let mut owner = app.owner().await;
    for queue in Queue::ALL {
        for (lang, part) in [Lang::De, Lang::En].into_iter().flat_map(|lang| [(lang, "queue"), (lang, "queue-about")]) {
            let id = format!("{part}-{}", queue.name());
            assert!(i18n::has(lang, &id), "{id} is missing in {lang:?}");
        }
        let sql = "select count(*) from pg_proc where pronamespace = 'public'::regnamespace and proname like 'due\\_%' and prosrc like '%p.queue = ''' || $1 || '''%'";
        let sweepers: i64 = sqlx::query_scalar(sql).bind(queue.name()).fetch_one(&mut owner).await.unwrap();
        assert!(sweepers >= 1, "no due_… function leaves out organizations that hold {queue:?} up");
    }
}

#[tokio::test]
async fn a_series_that_was_given_up_is_told_with_its_reason_and_begun_anew() {
    let app = app().await;
    let noon: DateTime<Utc> = "2026-01-30T12:00:00Z".parse().unwrap();
    app.later(noon - app.clock.now());
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let nobody = id_of(&seller.api.post("/api/customers", &json!({ "name": "Hofladen" })).await.expect(201).json());
    let id = create(&seller, &series(&nobody, "2026-01-31")).await;
    let later = create(&seller, &series(&seller.customer().await, "2026-03-01")).await;
    let told = figures(&seller, Queue::Recurring).await;
    assert_eq!((&told["waiting"], &told["scheduled"], &told["failed"]), (&json!(0), &json!(2), &json!(0)));
    for _ in 0..3 {
        app.later(TimeDelta::days(1));
        app.work().await;
    }
    seller.api.post_nothing(&format!("/api/recurring/{later}/pause")).await.expect(204);
    let told = figures(&seller, Queue::Recurring).await;
    assert_eq!((&told["waiting"], &told["scheduled"], &told["failed"]), (&json!(0), &json!(0), &json!(1)), "who pauses by hand has not failed");
    let page = browser.get("/operations").await.expect(200).text();
    assert!(page.contains("Hosting") && page.contains("BT-52"), "{page}");
    let failure = seller.api.get("/api/operations").await.expect(200).json()["failures"][0].clone();
    assert_eq!((&failure["queue"], &failure["reason"], &failure["subject"]), (&json!("recurring"), &json!("gate_findings"), &json!("Hosting")));

    let whole =
        json!({ "name": "Hofladen", "street": "Dorfstraße 1", "postcode": "23570", "city": "Travemünde", "billing_email": "hof@laden.example" });
    seller.api.put(&format!("/api/customers/{nobody}"), &whole).await.expect(200);
    browser.submit("/rpc/operations/retry", &[("queue", "recurring"), ("id", failure["id"].as_str().unwrap())]).await;
    app.work().await;
    let read = show(&seller, &id).await;
    assert_eq!((&read["state"], &read["produced"], &read["last_error"]), (&json!("active"), &json!(1), &Value::Null));
    assert_eq!(figures(&seller, Queue::Recurring).await["done_in_last_day"], 1);
}
