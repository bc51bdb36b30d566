//! Webhooks from the outside: what is told to whom, by page and by API, and what strangers cannot do.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::receiver::{Manner, Receiver, judged_by_python};
use crate::support::people::{Organization, id_of};
use crate::support::{Answer, TestApp};

async fn app() -> TestApp {
    TestApp::start_with(&[("WEBHOOK_ALLOW_PRIVATE", "true")]).await
}

/// Identifier and secret of a new webhook for these events.
async fn subscribe(seller: &Organization, url: &str, events: &[&str]) -> (String, String) {
    let made = seller.api.post("/api/webhooks", &json!({ "url": url, "events": events })).await.expect(201).json();
    (id_of(&made), made["secret"].as_str().expect("a secret").to_owned())
}

async fn log(seller: &Organization, id: &str) -> Vec<Value> {
    seller.api.get(&format!("/api/webhooks/{id}/deliveries")).await.expect(200).json()["items"].as_array().expect("items").clone()
}

async fn detail(seller: &Organization, id: &str, delivery: &Value) -> Value {
    seller.api.get(&format!("/api/webhooks/{id}/deliveries/{}", delivery["id"].as_str().unwrap())).await.expect(200).json()
}

#[tokio::test]
async fn the_life_of_an_invoice_is_told_in_signed_requests() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let seller = app.sign_up().await;
    let (id, secret) = subscribe(&seller, &receiver.url, &[]).await;
    let (invoice, token) = seller.shared_invoice().await;
    app.stranger().get(&format!("/portal/{token}")).await.expect(200);
    app.stranger().get(&format!("/portal/{token}")).await.expect(200);
    assert_eq!(seller.read(&invoice).await["share_link"]["access_count"], 2, "both visits are counted");
    seller.api.post(&format!("/api/invoices/{invoice}/send-email"), &json!({ "to_email": "kasse@brandt.example" })).await.expect(202);
    app.work().await;
    app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
    app.work().await;
    let mut kinds = receiver.kinds();
    kinds.sort();
    let expected = ["customer.created", "invoice.created", "invoice.issued", "invoice.paid", "invoice.sent", "invoice.viewed", "payment.recorded"];
    assert_eq!(kinds, expected);
    let taken = receiver.taken();
    for request in &taken {
        assert_eq!(judged_by_python(&secret, request), "ok", "{}", request.kind());
        assert_eq!((request.path.as_str(), request.headers["content-type"].as_str()), ("/hooks", "application/json"));
    }
    let other = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    assert_ne!(judged_by_python(other, &taken[0]), "ok", "the judge does judge");
    let paid = taken.iter().find(|request| request.kind() == "invoice.paid").unwrap().json();
    assert_eq!(paid["data"]["invoice"]["id"], invoice.as_str());
    assert_eq!(paid["data"]["invoice"]["gross_amount"], "2364.69");
    assert_eq!(paid["data"]["invoice"]["open_amount"], "0.00");
    assert_eq!(paid["data"]["invoice"]["state"], "paid");
    let payment = taken.iter().find(|request| request.kind() == "payment.recorded").unwrap().json();
    assert_eq!(payment["data"]["payment"]["amount"], "2364.69");
    assert_eq!(log(&seller, &id).await.len(), expected.len());
}

#[tokio::test]
async fn what_is_undone_is_never_told() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let seller = app.sign_up().await;
    subscribe(&seller, &receiver.url, &["invoice.issued"]).await;
    let draft = id_of(&seller.api.post("/api/invoices", &json!({})).await.expect(201).json());
    seller.api.post_nothing(&format!("/api/invoices/{draft}/issue")).await.expect(409);
    app.work().await;
    assert_eq!(receiver.kinds(), Vec::<String>::new());
    seller.invoice().await;
    app.work().await;
    assert_eq!(receiver.kinds(), ["invoice.issued"]);
}

#[tokio::test]
async fn judgements_of_statements_and_cancellations_are_told() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let seller = app.sign_up().await;
    app.confirmations(&seller, "report").await;
    let events = [
        "invoice.payment_reported",
        "payment.accepted",
        "payment.rejected",
        "payment.recorded",
        "invoice.paid",
        "invoice.cancelled",
        "customer.updated",
    ];
    subscribe(&seller, &receiver.url, &events).await;
    for decision in ["reject", "accept"] {
        let (invoice, token) = seller.shared_invoice().await;
        app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
        let payment = seller.read(&invoice).await["payments"][0]["id"].as_str().unwrap().to_owned();
        seller.api.post(&format!("/api/invoices/{invoice}/payments/{payment}/review"), &json!({ "decision": decision })).await.expect(204);
        app.work().await;
    }
    let mut kinds = receiver.kinds();
    kinds.sort();
    let expected =
        ["invoice.paid", "invoice.payment_reported", "invoice.payment_reported", "payment.accepted", "payment.recorded", "payment.rejected"];
    assert_eq!(kinds, expected);
    let invoice = seller.invoice().await;
    seller.api.post(&format!("/api/invoices/{invoice}/cancel"), &json!({ "reason": "Irrtum" })).await.expect(201);
    let customer = seller.customer().await;
    seller.api.put(&format!("/api/customers/{customer}"), &json!({ "name": "Brandt & Töchter KG" })).await.expect(200);
    app.work().await;
    let kinds = receiver.kinds();
    assert!(kinds.contains(&"invoice.cancelled".to_owned()) && kinds.contains(&"customer.updated".to_owned()), "{kinds:?}");
}

#[tokio::test]
async fn an_invoice_becomes_overdue_once() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let seller = app.sign_up().await;
    subscribe(&seller, &receiver.url, &["invoice.overdue"]).await;
    let invoice = seller.invoice().await;
    let notice = || rechnungswerk::server::invoices::overdue::notice(&app.state);
    app.later(TimeDelta::days(14));
    assert_eq!(notice().await.unwrap(), 0, "the due date itself is not late");
    app.later(TimeDelta::days(1));
    assert_eq!(notice().await.unwrap(), 1);
    app.later(TimeDelta::days(1));
    assert_eq!(notice().await.unwrap(), 0);
    app.work().await;
    assert_eq!(receiver.kinds(), ["invoice.overdue"]);
    assert_eq!(receiver.taken()[0].json()["data"]["invoice"]["id"], invoice.as_str());
    assert_eq!(app.count("select count(*) from audit_events where event = 'invoice.overdue'").await, 1);
}

#[tokio::test]
async fn the_log_shows_request_and_answer_and_delivers_again_under_the_same_id() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let seller = app.sign_up().await;
    let (id, secret) = subscribe(&seller, &receiver.url, &["customer.created"]).await;
    receiver.behave(Manner::Answer(500, format!("no\0 {}", "ü".repeat(400))));
    seller.customer().await;
    app.work().await;
    let entries = log(&seller, &id).await;
    assert_eq!((&entries[0]["state"], &entries[0]["status"], &entries[0]["attempts"]), (&json!("pending"), &json!(500), &json!(1)));
    let first = detail(&seller, &id, &entries[0]).await;
    let answer = first["log"][0]["answer"].as_str().unwrap();
    assert!(answer.starts_with("no\u{fffd} üü") && answer.len() <= 506, "{answer}");
    assert_eq!(first["log"][0]["request_headers"]["webhook-id"], first["event_id"]);
    assert_eq!(first["payload"]["type"], "customer.created");

    receiver.answer(200);
    let path = format!("/api/webhooks/{id}/deliveries/{}/redeliver", first["id"].as_str().unwrap());
    seller.api.post_nothing(&path).await.expect(202);
    app.work().await;
    seller.api.post_nothing(&path).await.expect(202);
    app.work().await;
    let taken = receiver.taken();
    assert_eq!(taken.len(), 3);
    assert!(taken.iter().all(|request| request.id() == taken[0].id() && request.body == taken[0].body));
    assert_eq!(judged_by_python(&secret, &taken[2]), "ok");
    let after = detail(&seller, &id, &entries[0]).await;
    assert_eq!((&after["state"], after["log"].as_array().unwrap().len()), (&json!("succeeded"), 3));
}

#[tokio::test]
async fn the_log_is_read_page_by_page_and_by_state() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let seller = app.sign_up().await;
    let (id, _) = subscribe(&seller, &receiver.url, &["customer.created"]).await;
    for _ in 0..3 {
        seller.customer().await;
    }
    app.work().await;
    receiver.answer(404);
    seller.customer().await;
    app.work().await;
    let path = format!("/api/webhooks/{id}/deliveries");
    let first = seller.api.get(&format!("{path}?limit=3")).await.expect(200).json();
    let cursor = first["next_cursor"].as_str().expect("a next page");
    let second = seller.api.get(&format!("{path}?limit=3&cursor={cursor}")).await.expect(200).json();
    let ids: Vec<&str> =
        [&first, &second].iter().flat_map(|page| page["items"].as_array().unwrap()).map(|entry| entry["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 4);
    assert!(second["next_cursor"].is_null());
    assert_eq!(seller.api.get(&format!("{path}?state=pending")).await.expect(200).json()["items"].as_array().unwrap().len(), 1);
    assert_eq!(seller.api.get(&format!("{path}?state=lost")).await.wrong_fields(), ["state: not_a_choice"]);
}

#[tokio::test]
async fn private_addresses_are_refused_when_they_are_saved() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (id, _) = subscribe(&seller, "https://192.0.1.1/hooks", &[]).await;
    for url in ["http://127.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/", "http://localhost:9/", "http://0x7f.1/"] {
        let refused = ["url: not_a_public_address"];
        assert_eq!(seller.api.post("/api/webhooks", &json!({ "url": url })).await.wrong_fields(), refused, "{url}");
        assert_eq!(seller.api.put(&format!("/api/webhooks/{id}"), &json!({ "url": url })).await.wrong_fields(), refused, "{url}");
    }
    for (body, wrong) in [
        (json!({ "url": "https://a:b@shop.example/" }), "url: has_credentials"),
        (json!({ "url": "ftp://shop.example/" }), "url: not_a_web_address"),
        (json!({}), "url: required"),
        (json!({ "url": "https://192.0.1.1/", "events": ["invoice.eaten"] }), "events.invoice.eaten: unknown"),
    ] {
        assert_eq!(seller.api.post("/api/webhooks", &body).await.wrong_fields(), [wrong]);
    }
    assert_eq!(seller.api.get(&format!("/api/webhooks/{id}")).await.expect(200).json()["url"], "https://192.0.1.1/hooks");
}

#[tokio::test]
async fn there_is_an_end_to_the_number_of_webhooks() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    for _ in 0..20 {
        subscribe(&seller, "https://192.0.1.1/hooks", &[]).await;
    }
    assert_eq!(seller.api.post("/api/webhooks", &json!({ "url": "https://192.0.1.1/" })).await.wrong_fields(), ["url: too_many"]);
}

/// The field of the page that shows a secret once.
fn shown_secret(page: &str) -> Option<String> {
    let at = page.find("whsec_")?;
    Some(page[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || "_+/=".contains(*c)).collect())
}

fn flash_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_person_does_the_same_on_the_pages() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    assert!(browser.get("/webhooks").await.expect(200).text().contains("/webhooks/new"));
    let refused = browser.submit("/rpc/webhooks/create", &[("form[url]", "shop"), ("form[scope]", "some")]).await;
    let with_flash = |answer: &Answer| app.stranger().with("cookie", &format!("session={}; {}", seller.session, flash_of(answer)));
    let form = with_flash(&refused).get("/webhooks/new").await.expect(200).text();
    assert!(form.contains("keine Webadresse") && form.contains("mindestens ein Ereignis") && form.contains("value=\"shop\""));

    let fields = [("form[url]", receiver.url.as_str()), ("form[scope]", "some"), ("form[events][customer.created]", "true")];
    let made = browser.submit("/rpc/webhooks/create", &fields).await;
    let page = made.header("location").to_owned();
    let id = page.trim_start_matches("/webhooks/").split('?').next().unwrap().to_owned();
    let shown = with_flash(&made).get(&page).await.expect(200).text();
    let secret = shown_secret(&shown).expect("the secret is shown");
    let again = with_flash(&made).get(&page).await.expect(200).text();
    assert_eq!(shown_secret(&again), None, "the secret is shown once");

    let tested = browser.submit("/rpc/webhooks/test", &[("id", &id)]).await;
    let delivery = tested.header("location").split('?').next().unwrap().to_owned();
    app.work().await;
    assert_eq!(receiver.kinds(), ["webhook.test"]);
    assert_eq!(judged_by_python(&secret, &receiver.taken()[0]), "ok");
    let shown = browser.get(&delivery).await.expect(200).text();
    assert!(shown.contains("HTTP 204") && shown.contains("webhook-signature: v1,") && shown.contains("Zugestellt"));
    let delivery_id = delivery.rsplit('/').next().unwrap();
    browser.submit("/rpc/webhooks/redeliver", &[("id", &id), ("delivery", delivery_id)]).await;
    app.work().await;
    assert_eq!(receiver.taken().len(), 2);

    seller.customer().await;
    seller.invoice().await;
    app.work().await;
    assert_eq!(receiver.kinds()[2..], ["customer.created", "customer.created"]);
    let edited = [("id", id.as_str()), ("form[url]", &receiver.url), ("form[scope]", "all")];
    assert!(browser.submit("/rpc/webhooks/save", &edited).await.header("location").ends_with("notice=saved"));
    browser.submit("/rpc/webhooks/switch", &[("id", &id), ("to", "off")]).await;
    assert!(browser.get("/webhooks").await.text().contains("Ausgeschaltet"));
    seller.customer().await;
    app.work().await;
    assert_eq!(receiver.taken().len(), 4, "nothing is told while it is off");
    browser.submit("/rpc/webhooks/switch", &[("id", &id), ("to", "on")]).await;
    browser.submit("/rpc/webhooks/delete", &[("id", &id)]).await;
    browser.get(&format!("/webhooks/{id}")).await.expect(404);
    assert_eq!(app.count("select count(*) from webhook_attempts").await, 0);
}

#[tokio::test]
async fn both_secrets_sign_for_a_day_after_a_change() {
    let (app, receiver) = (app().await, Receiver::start().await);
    let seller = app.sign_up().await;
    let (id, old) = subscribe(&seller, &receiver.url, &["customer.created"]).await;
    let made = seller.api.post_nothing(&format!("/api/webhooks/{id}/rotate-secret")).await.expect(200).json();
    let new = made["secret"].as_str().unwrap();
    assert_ne!(old, new);
    seller.customer().await;
    app.work().await;
    let taken = receiver.taken();
    assert_eq!((judged_by_python(&old, &taken[0]).as_str(), judged_by_python(new, &taken[0]).as_str()), ("ok", "ok"));
    app.later(TimeDelta::hours(24) + TimeDelta::seconds(1));
    seller.customer().await;
    app.work().await;
    let signatures = &receiver.taken()[1].headers["webhook-signature"];
    assert_eq!(signatures.split(' ').count(), 1, "{signatures}");
}

#[tokio::test]
async fn secrets_lie_encrypted_in_the_database() {
    let app = app().await;
    let seller = app.sign_up().await;
    let (id, old) = subscribe(&seller, "https://192.0.1.1/", &[]).await;
    let once = seller.api.with("idempotency-key", "rotate-1");
    let made = once.post_nothing(&format!("/api/webhooks/{id}/rotate-secret")).await.expect(200).json();
    let again = once.post_nothing(&format!("/api/webhooks/{id}/rotate-secret")).await.expect(200).json();
    assert_eq!(made, again);
    let tables: Vec<String> = sqlx::query_scalar("select relname::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
        .fetch_all(&mut app.owner().await)
        .await
        .unwrap();
    for table in tables {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table} t where t::text like any ($1)"));
        let secrets: Vec<String> = [old.as_str(), made["secret"].as_str().unwrap()]
            .iter()
            .flat_map(|secret| [format!("%{secret}%"), format!("%{}%", hex(secret.as_bytes()))])
            .collect();
        let found: i64 = sqlx::query_scalar(sql).bind(&secrets).fetch_one(&mut app.owner().await).await.unwrap();
        assert_eq!(found, 0, "{table} keeps a secret");
    }
}

/// Bytes as Postgres shows them.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn readers_and_staff_do_not_manage_webhooks() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (id, _) = subscribe(&seller, "https://192.0.1.1/", &[]).await;
    for (role, status) in [("executive", 403), ("staff", 404)] {
        sqlx::query("update memberships set role = $1").bind(role).execute(&mut app.owner().await).await.unwrap();
        let browser = app.browser(&seller);
        for path in ["/webhooks".to_owned(), "/webhooks/new".to_owned(), format!("/webhooks/{id}"), format!("/api/webhooks/{id}")] {
            assert_eq!(browser.get(&path).await.status, status, "{role} {path}");
        }
        assert!(!browser.get("/").await.text().contains("href=\"/webhooks\""));
    }
}
