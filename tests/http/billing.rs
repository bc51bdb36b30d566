//! Usage billing: events are billed once, to the cent, however often and however badly the run is disturbed.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{Days, NaiveDate, TimeDelta};
use rechnungswerk::domain::usage::Month;
use rechnungswerk::domain::usage::view::Preview;
use rechnungswerk::server::commands::monthly;
use rechnungswerk::server::documents::archive;
use rechnungswerk::server::jobs;
use rechnungswerk::server::usage::runs::{self, Progress};
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::support::TestApp;
use crate::support::people::{Organization, id_of};

/// The month that is billed: the one before today's.
fn month(app: &TestApp) -> Month {
    Month::of(app.clock.now().date_naive()).previous()
}

fn day(app: &TestApp, number: u64) -> String {
    month(app).first().checked_add_days(Days::new(number - 1)).unwrap().to_string()
}

async fn customer(seller: &Organization, name: &str, more: Value) -> String {
    let mut customer = json!({
        "name": name, "street": "Holstenstraße 7", "postcode": "23552", "city": "Lübeck", "billing_email": "rechnung@kunde.example",
    });
    customer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    id_of(&seller.api.post("/api/customers", &customer).await.expect(201).json())
}

async fn event(seller: &Organization, event: Value) -> String {
    id_of(&seller.api.post("/api/billing-events", &event).await.expect(201).json())
}

async fn run(app: &TestApp, seller: &Organization) -> Value {
    let run = seller.api.post("/api/billing-runs", &json!({ "month": month(app).to_string() })).await.expect(202).json();
    app.work().await;
    seller.api.get(&format!("/api/billing-runs/{}", id_of(&run))).await.expect(200).json()
}

async fn items(seller: &Organization, run: &Value) -> Vec<Value> {
    let answer = seller.api.get(&format!("/api/billing-runs/{}/items?limit=100", id_of(run))).await.expect(200).json();
    answer["items"].as_array().unwrap().clone()
}

async fn invoice_of(seller: &Organization, item: &Value) -> Value {
    seller.read(item["invoice"].as_str().expect("an invoice")).await
}

#[tokio::test]
async fn a_month_is_billed_to_the_cent_and_mailed() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let brandt = customer(&seller, "Brandt KG", json!({ "unit_rate_cents": 8_250, "billing_tier": "hybrid" })).await;
    let werft = customer(&seller, "Werft AG", json!({ "billing_tier": "subscription", "monthly_fee_cents": 4_900, "included_units": 10, "overage_rate_cents": 450, "billing_email": "", "vat_id": "DE136695976" })).await;
    for one in [
        json!({ "customer": brandt, "type": "filing_fee", "quantity": 3, "amount_cents": 10_000, "reference_number": "Q-1", "occurred_on": day(&app, 3) }),
        json!({ "customer": brandt, "type": "filing_fee", "quantity": "1.5", "occurred_on": day(&app, 4) }),
        json!({ "customer": brandt, "type": "Porto", "amount_cents": 535, "tax_rate": 7, "occurred_on": day(&app, 28), "description": "Paket nach Kiel" }),
        json!({ "customer": brandt, "type": "credit", "amount_cents": 1_234, "occurred_on": day(&app, 9) }),
        json!({ "customer": werft, "type": "filing_fee", "quantity": 13, "occurred_on": day(&app, 5) }),
        json!({ "customer": werft, "type": "filing_fee", "quantity": 9, "occurred_on": app.clock.now().date_naive().to_string() }),
    ] {
        event(&seller, one).await;
    }

    let run = run(&app, &seller).await;
    assert_eq!((&run["state"], &run["customers"], &run["billed"], &run["failed"]), (&json!("done"), &json!(2), &json!(2), &json!(0)));
    // 100.00 + 1.5 × 82.50 − 12.34 = 211.41 at 19 % and 5.35 at 7 %; 49.00 + 3 × 4.50 = 62.50 at 19 %.
    assert_eq!((&run["net_amount"], &run["tax_amount"], &run["gross_amount"]), (&json!("279.26"), &json!("52.42"), &json!("331.68")));
    assert_eq!((&run["events"], &run["without_email"]), (&json!(5), &json!(1)));

    let items = items(&seller, &run).await;
    let first = invoice_of(&seller, &items[0]).await;
    assert_eq!(
        (&first["net_amount"], &first["tax_amount"], &first["gross_amount"], &first["status"]),
        (&json!("216.76"), &json!("40.54"), &json!("257.30"), &json!("sent"))
    );
    assert_eq!(items[1]["gross_amount"], "74.38");
    assert_eq!((&items[0]["mailed"], &items[1]["mailed"]), (&json!(true), &json!(false)));
    let mails = app.mails().await;
    assert_eq!(mails.len(), 1, "the customer without an address got a mail");
    assert_eq!(app.count("select count(*) from email_messages where state = 'sent' and attach_pdf").await, 1);
    assert!(format!("{:?}", mails[0]).contains("hinterlegte Karte"), "the notice of the hybrid tier is missing");
    assert_eq!(app.count("select count(*) from invoice_documents").await, 4);
    let open = seller.api.get("/api/billing-events?state=unbilled").await.expect(200).json();
    assert_eq!(open["items"].as_array().unwrap().len(), 1, "this month's event was billed with the last one");
    let billed = seller.api.get(&format!("/api/billing-events?state=billed&customer={brandt}")).await.expect(200).json();
    assert_eq!(billed["items"][0]["billed_invoice"], items[0]["invoice"]);
}

#[tokio::test]
async fn twice_and_at_once_bills_nobody_twice() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    for name in ["Brandt KG", "Werft AG", "Weingut eG"] {
        let customer = customer(&seller, name, json!({ "billing_tier": "subscription", "monthly_fee_cents": 1_000 })).await;
        event(&seller, json!({ "customer": customer, "amount_cents": 5_000, "occurred_on": day(&app, 2) })).await;
    }
    let body = json!({ "month": month(&app).to_string() });
    let (one, other) = tokio::join!(seller.api.post("/api/billing-runs", &body), seller.api.post("/api/billing-runs", &body));
    let (one, other) = (one.expect(202).json(), other.expect(202).json());
    assert_eq!(one["id"], other["id"]);
    let id: Uuid = id_of(&one).parse().unwrap();
    let actor = &seller.actor;
    // Steps of two workers at once, of which one believes to have the lease.
    let (a, b) = tokio::join!(runs::step(&app.state, actor, id, month(&app), 0, 1), runs::step(&app.state, actor, id, month(&app), 0, 1));
    a.unwrap();
    b.unwrap();
    app.work().await;
    let again = run(&app, &seller).await;
    assert_eq!((&again["billed"], &again["state"]), (&json!(3), &json!("done")));
    assert_eq!(app.count("select count(*) from invoices").await, 3);
    assert_eq!(app.count("select count(distinct invoice_id) from billing_events").await, 3);
    assert_eq!(app.count("select count(*) from email_messages").await, 3);
}

/// 120 customers with two events each, made by the same verbs.
async fn many(app: &TestApp, seller: &Organization) {
    let mut events = Vec::new();
    for index in 0..120 {
        let more = if index % 7 == 0 { json!({ "city": "" }) } else { json!({}) };
        let id = customer(seller, &format!("Kunde {index:03}"), more).await;
        let sign = if index % 11 == 5 { "credit" } else { "filing_fee" };
        events.push(json!({ "customer": id, "amount_cents": 1_000 + index, "occurred_on": day(app, 2), "reference_number": format!("A-{index}") }));
        events.push(json!({ "customer": id, "type": sign, "amount_cents": 3_333 + index, "quantity": 3, "occurred_on": day(app, 3), "reference_number": format!("B-{index}") }));
    }
    let taken = seller.api.post("/api/billing-events/batch", &json!({ "events": events })).await.expect(201).json();
    assert_eq!(taken["items"].as_array().unwrap().len(), 240);
}

/// What the run of an organization did, without what is different by nature: identifiers and moments.
async fn outcome(app: &TestApp, of: &Organization) -> Vec<String> {
    let sql = "select concat_ws(' | ', c.name, i.state, i.reason, i.events, i.net_cents, i.tax_cents, i.gross_cents, i.is_mailed, v.number, v.gross_cents,
                      (select string_agg(concat_ws(' ', l.position, l.name, l.quantity, l.price, l.net_cents), '; ' order by l.position) from invoice_lines l where l.invoice_id = v.id),
                      (select count(*) from billing_events e where e.customer_id = c.id and e.invoice_id = v.id),
                      (select count(*) from email_messages m where m.invoice_id = v.id))
               from billing_run_items i join customers c on c.id = i.customer_id left join invoices v on v.id = i.invoice_id
               where i.organization_id = $1 order by c.name";
    sqlx::query_scalar(sql).bind(of.actor.organization).fetch_all(&mut app.owner().await).await.unwrap()
}

#[tokio::test]
async fn a_run_that_is_killed_again_and_again_ends_like_one_that_was_left_alone() {
    let app = TestApp::start().await;
    let calm = app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await;
    let disturbed = app.sign_up().await;
    many(&app, &calm).await;
    many(&app, &disturbed).await;
    run(&app, &calm).await;

    let body = json!({ "month": month(&app).to_string() });
    let id: Uuid = id_of(&disturbed.api.post("/api/billing-runs", &body).await.expect(202).json()).parse().unwrap();
    let organization = disturbed.actor.organization;
    runs::step(&app.state, &disturbed.actor, id, month(&app), 0, 1).await.unwrap();
    let billed = "select count(*) from invoices v join organizations o on o.id = v.organization_id where o.name = 'Atelier Nordlicht GmbH'";
    let after_a_step = app.count(billed).await;
    assert!((1..120).contains(&after_a_step), "{after_a_step} invoices after one step");
    for milliseconds in [2, 5, 9, 14, 20, 27, 35, 44, 60, 80] {
        // Dropped in the middle of whatever it does; its lease runs out.
        let _ = tokio::time::timeout(Duration::from_millis(milliseconds), runs::bill(&app.state, organization, id)).await;
        app.later(TimeDelta::seconds(10));
    }
    while runs::carry_out(&app.state, organization, id).await.unwrap() != Progress::Over {
        app.later(TimeDelta::seconds(10));
    }
    let (expected, found) = (outcome(&app, &calm).await, outcome(&app, &disturbed).await);
    assert_eq!(expected.len(), 120);
    assert_eq!(found, expected);
    let gaps = "select count(*) from number_series s where kind = 'invoice' and last_number <> (select count(*) from invoices v where v.organization_id = s.organization_id)";
    assert_eq!(app.count(gaps).await, 0, "a number was drawn and lost");
    assert_eq!(app.count("select count(distinct (customers, billed, skipped, failed, events, net_cents, gross_cents)) from billing_runs").await, 1);
}

/// The step holds the run's row while it waits for its events, and the renewal of the lease wants that row.
#[tokio::test]
async fn a_step_that_waits_longer_than_a_renewal_does_not_stand_in_its_own_way() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    many(&app, &seller).await;
    let run = seller.api.post("/api/billing-runs", &json!({ "month": month(&app).to_string() })).await.expect(202).json();
    let (state, organization, id) = (app.state.clone(), seller.actor.organization, id_of(&run).parse().unwrap());
    let mut owner = app.owner().await;
    let mut busy = sqlx::Connection::begin(&mut owner).await.unwrap();
    sqlx::query("select from billing_events for update").execute(&mut *busy).await.unwrap();
    let billing = tokio::spawn(async move { runs::bill(&state, organization, id).await });
    tokio::time::sleep(Duration::from_secs(4)).await;
    busy.rollback().await.unwrap();
    // Postgres itself would give up after 30 s.
    tokio::time::timeout(Duration::from_secs(15), billing).await.expect("the step goes on").unwrap().unwrap();
    assert_eq!(app.count("select count(*) from billing_runs where state = 'done' and last_error is null").await, 1);
}

#[tokio::test]
async fn the_documents_of_many_invoices_are_made_by_few_tasks_and_none_is_forgotten() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    many(&app, &seller).await;
    let run = seller.api.post("/api/billing-runs", &json!({ "month": month(&app).to_string() })).await.expect(202).json();
    runs::bill(&app.state, seller.actor.organization, id_of(&run).parse().unwrap()).await.unwrap();
    let invoices = app.count("select count(*) from invoices").await;
    let queued = "select count(*) from apalis.jobs where job_type = 'documents'";
    let tasks = app.count(queued).await;
    assert!(invoices >= 80 && tasks <= invoices / 10 + 3, "{tasks} tasks for {invoices} invoices");
    let first = "select made_with from document_tasks group by made_with having made_with is not null and count(*) = 9 limit 1";
    let first: Uuid = sqlx::query_scalar(first).fetch_one(&mut app.owner().await).await.unwrap();
    archive::make_documents(&app.state, seller.actor.organization, first).await.unwrap();
    let documents = "select count(*) from invoice_documents";
    assert_eq!(app.count(documents).await, 20);
    // The queue loses everything: the rows still know what is due, in as few tasks as before.
    sqlx::query("delete from apalis.jobs").execute(&mut app.owner().await).await.unwrap();
    jobs::sweep(&app.state).await.unwrap();
    assert_eq!(app.count(queued).await, tasks - 1);
    app.work().await;
    assert_eq!(app.count(documents).await, 2 * invoices);
}

/// With statistics from the time before, Postgres would plan a look through all invoices for every foreign key of the run.
#[tokio::test]
async fn the_planner_learns_of_the_invoices_while_a_run_makes_them() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    many(&app, &seller).await;
    let mut owner = app.owner().await;
    sqlx::query("analyze").execute(&mut owner).await.unwrap();
    let known = "select sum(reltuples)::bigint from pg_class where relname in ('invoices', 'billing_run_items')";
    assert_eq!(app.count(known).await, 0);
    let run = seller.api.post("/api/billing-runs", &json!({ "month": month(&app).to_string() })).await.expect(202).json();
    runs::bill(&app.state, seller.actor.organization, id_of(&run).parse().unwrap()).await.unwrap();
    let invoices = app.count("select count(*) from invoices").await;
    assert!(app.count(known).await >= invoices, "{invoices} invoices");
}

/// Every row of every table of an organization, as one hash a table.
async fn everything(app: &TestApp, organization: Uuid) -> BTreeMap<String, String> {
    let mut owner = app.owner().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attname = 'organization_id'",
    )
    .fetch_all(&mut owner)
    .await
    .unwrap();
    let mut hashes = BTreeMap::new();
    for table in tables {
        let sql = format!("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t where organization_id = $1");
        let hash = sqlx::query_scalar(AssertSqlSafe(sql)).bind(organization).fetch_one(&mut owner).await.unwrap();
        hashes.insert(table, hash);
    }
    hashes
}

/// Customer, outcome, reason, number, mailed, events and sums.
fn told(preview: &Preview) -> String {
    let number = preview.number.clone().unwrap_or_default();
    let (state, reason) = (preview.state.as_str(), preview.reason.clone().unwrap_or_default());
    format!(
        "{} {state} {reason} {number} {} {} {} {} {}",
        preview.customer,
        preview.mail_to.is_some(),
        preview.events,
        preview.net,
        preview.tax,
        preview.gross
    )
}

fn done(item: &Value) -> String {
    let text = |field: &str| item[field].as_str().unwrap_or_default().to_owned();
    format!(
        "{} {} {} {} {} {} {} {} {}",
        text("customer"),
        text("state"),
        text("reason"),
        text("invoice_number"),
        item["mailed"],
        item["events"],
        text("net_amount"),
        text("tax_amount"),
        text("gross_amount")
    )
}

#[tokio::test]
async fn a_dry_run_changes_nothing_and_tells_what_the_run_then_does() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    many(&app, &seller).await;
    let before = everything(&app, seller.actor.organization).await;
    let mut previews = Vec::new();
    runs::preview(&app.state, &seller.actor, month(&app), |one| previews.push(told(&one))).await.unwrap();
    let mut printed = Vec::new();
    let all_would_go_well = monthly::run(&app.state, Some(&month(&app).to_string()), true, &mut printed).await.unwrap();
    assert_eq!(everything(&app, seller.actor.organization).await, before);
    assert!(!all_would_go_well, "customers without a city can be billed");

    let mut really = Vec::new();
    monthly::run(&app.state, Some(&month(&app).to_string()), false, &mut really).await.unwrap();
    let (printed, really) = (String::from_utf8(printed).unwrap(), String::from_utf8(really).unwrap());
    assert_eq!(printed.lines().count(), 121);
    assert_eq!(printed.lines().take(120).collect::<Vec<_>>(), really.lines().take(120).collect::<Vec<_>>());
    let run = run(&app, &seller).await;
    let mut items = items(&seller, &run).await;
    let next = seller
        .api
        .get(&format!("/api/billing-runs/{}/items?limit=100&cursor={}", id_of(&run), items[99]["customer_number"]))
        .await
        .expect(200)
        .json();
    items.extend(next["items"].as_array().unwrap().clone());
    assert_eq!(items.iter().map(done).collect::<Vec<_>>(), previews);
}

#[tokio::test]
async fn credits_larger_than_fees_wait_for_the_next_invoice() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = customer(&seller, "Brandt KG", json!({})).await;
    event(&seller, json!({ "customer": id, "type": "credit", "amount_cents": 5_000, "occurred_on": day(&app, 2) })).await;
    event(&seller, json!({ "customer": id, "amount_cents": 2_000, "occurred_on": day(&app, 3) })).await;
    let first = run(&app, &seller).await;
    let item = items(&seller, &first).await.remove(0);
    assert_eq!((&item["state"], &item["reason"], &item["gross_amount"]), (&json!("skipped"), &json!("negative"), &json!("-35.70")));
    let refused = seller.api.post(&format!("/api/customers/{id}/bill"), &json!({})).await;
    refused.expect_problem(409, "negative_total");
    assert_eq!(app.count("select count(*) from invoices").await, 0);
    assert_eq!(app.count("select count(*) from billing_events where invoice_id is null").await, 2);

    event(&seller, json!({ "customer": id, "amount_cents": 10_000, "occurred_on": day(&app, 4) })).await;
    let again = run(&app, &seller).await;
    assert_eq!((&again["billed"], &again["skipped"], &again["net_amount"]), (&json!(1), &json!(0), &json!("70.00")));
}

#[tokio::test]
async fn what_the_gate_refuses_stays_open_until_it_is_mended() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let broken = customer(&seller, "Ohne Ort", json!({ "city": "" })).await;
    let fine = customer(&seller, "Brandt KG", json!({})).await;
    for id in [&broken, &fine] {
        event(&seller, json!({ "customer": id, "amount_cents": 2_000, "occurred_on": day(&app, 3) })).await;
    }
    let first = run(&app, &seller).await;
    assert_eq!((&first["billed"], &first["failed"], &first["state"]), (&json!(1), &json!(1), &json!("done")));
    let failed = seller.api.get(&format!("/api/billing-runs/{}/items?state=failed", id_of(&first))).await.expect(200).json()["items"][0].clone();
    assert_eq!((&failed["customer"], &failed["reason"]), (&json!(broken), &json!("gate")));
    assert!(failed["findings"][0].as_str().unwrap().contains("BT-52"), "{failed}");
    let page = app.browser(&seller).get(&format!("/billing/runs/{}", id_of(&first))).await.expect(200).text();
    assert!(page.contains(&format!("/customers/{broken}/edit#street")) && page.contains("BT-52"), "the page does not lead to the field");

    let mended = json!({ "name": "Mit Ort", "street": "Weg 1", "postcode": "23552", "city": "Lübeck", "billing_email": "a@kunde.example" });
    seller.api.put(&format!("/api/customers/{broken}"), &mended).await.expect(200);
    let browser = app.browser(&seller);
    browser.submit("/rpc/usage/retry_run", &[("id", &id_of(&first))]).await.expect(302);
    app.work().await;
    let now = seller.api.get(&format!("/api/billing-runs/{}", id_of(&first))).await.expect(200).json();
    assert_eq!((&now["billed"], &now["failed"], &now["gross_amount"]), (&json!(2), &json!(0), &json!("47.60")));
}

#[tokio::test]
async fn on_the_first_at_eight_the_past_month_is_billed_by_itself() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = customer(&seller, "Brandt KG", json!({})).await;
    let today = app.clock.now().date_naive();
    event(&seller, json!({ "customer": id, "amount_cents": 2_000, "occurred_on": today.to_string() })).await;
    let first = Month::of(today).next().first();
    let berlin = chrono_tz::Europe::Berlin;
    let eight = first.and_hms_opt(8, 0, 0).unwrap().and_local_timezone(berlin).unwrap();
    app.later(eight.to_utc() - app.clock.now() - TimeDelta::seconds(30));
    assert_eq!(runs::start_due(&app.state).await.unwrap(), 0, "it began too early");
    app.later(TimeDelta::seconds(30));
    assert_eq!(runs::start_due(&app.state).await.unwrap(), 1);
    assert_eq!(runs::start_due(&app.state).await.unwrap(), 0, "it began twice");
    app.work().await;
    let run = seller.api.get("/api/billing-runs").await.expect(200).json()["items"][0].clone();
    assert_eq!((&run["billed"], &run["month"]), (&json!(1), &json!(Month::of(today).to_string())));
    assert_eq!(app.count("select count(*) from notifications where kind = 'billing_run.done'").await, 1);
    let invoice: NaiveDate = sqlx::query_scalar("select issue_date from invoices").fetch_one(&mut app.owner().await).await.unwrap();
    assert_eq!(invoice, first);
}

#[tokio::test]
async fn a_flat_fee_is_owed_from_the_month_in_which_the_subscription_began() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let subscription = json!({ "billing_tier": "subscription", "monthly_fee_cents": 1_000, "included_units": 10, "overage_rate_cents": 100 });
    let before_that = month(&app).previous().first().to_string();
    let units = |customer: &str, day: &str| json!({ "customer": customer, "quantity": 3, "occurred_on": day });
    let fresh = customer(&seller, "Eben angelegt", subscription.clone()).await;
    let late = customer(&seller, "Altes nachgetragen", subscription.clone()).await;
    event(&seller, units(&late, &before_that)).await;
    let used = customer(&seller, "Im Monat genutzt", subscription.clone()).await;
    event(&seller, units(&used, &day(&app, 2))).await;
    let old = customer(&seller, "Schon lange Abo", subscription.clone()).await;
    let changed = customer(&seller, "Eben erst Abo", json!({})).await;
    sqlx::query("update customers set created_at = '2020-01-01'").execute(&mut app.owner().await).await.unwrap();
    let whole = json!({ "name": "Eben erst Abo", "street": "Weg 1", "postcode": "23552", "city": "Lübeck" });
    let mut whole_subscription = whole.clone();
    whole_subscription.as_object_mut().unwrap().extend(subscription.as_object().unwrap().clone());
    seller.api.put(&format!("/api/customers/{changed}"), &whole_subscription).await.expect(200);
    sqlx::query("update customers set subscription_since = '2020-01-01' where public_id = $1")
        .bind(&old)
        .execute(&mut app.owner().await)
        .await
        .unwrap();

    let mut previews = Vec::new();
    runs::preview(&app.state, &seller.actor, month(&app), |one| previews.push((one.customer_name.clone(), one.net.to_string()))).await.unwrap();
    let run = run(&app, &seller).await;
    let billed: Vec<(String, String)> = items(&seller, &run)
        .await
        .iter()
        .map(|item| (item["customer_name"].as_str().unwrap().to_owned(), item["net_amount"].as_str().unwrap().to_owned()))
        .collect();
    // Without a fee nothing is included: three units at 1.00. With it they are.
    let expected = [("Altes nachgetragen", "3.00"), ("Im Monat genutzt", "10.00"), ("Schon lange Abo", "10.00")];
    assert_eq!(billed, expected.map(|(name, net)| (name.to_owned(), net.to_owned())), "{fresh} has nothing to pay yet");
    assert_eq!(previews, billed, "the dry run says something else");

    // Who ends the subscription and begins it anew owes from then on.
    seller.api.put(&format!("/api/customers/{old}"), &whole).await.expect(200);
    seller.api.put(&format!("/api/customers/{old}"), &whole_subscription).await.expect(200);
    let anew = "select count(*) from customers where subscription_since > '2021-01-01' and name = 'Eben erst Abo'";
    assert_eq!(app.count(anew).await, 2);
}
