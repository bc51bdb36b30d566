//! Series: one invoice per period at six in the morning, whoever runs it, however often, and whatever is killed meanwhile.

use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rand::RngExt as _;
use rechnungswerk::server::commands::run;
use rechnungswerk::server::{jobs, recurring};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::support::people::{Organization, id_of};
use crate::support::{TestApp, eventually};

/// Sets the clock of the test, a moment late rather than early; it goes on from there.
fn at(app: &TestApp, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    app.later(moment - app.clock.now() + TimeDelta::milliseconds(2));
}

/// Hosting at 100.00 net, 119.00 gross, with its period in the texts.
pub fn series(customer: &str, start: &str) -> Value {
    json!({
        "name": "Hosting", "frequency": "monthly", "start_date": start, "handling": "issue",
        "invoice": {
            "customer": customer, "note": "Zeitraum {Zeitraum}",
            "lines": [{ "name": "Hosting {Monat} {Jahr}", "description": "vom {von} bis {bis}", "price": 100 }],
        },
    })
}

pub async fn create(seller: &Organization, body: &Value) -> String {
    id_of(&seller.api.post("/api/recurring", body).await.expect(201).json())
}

pub async fn show(seller: &Organization, id: &str) -> Value {
    seller.api.get(&format!("/api/recurring/{id}")).await.expect(200).json()
}

#[tokio::test]
async fn at_six_on_its_day_the_invoice_is_made_issued_and_mailed() {
    let app = TestApp::start().await;
    at(&app, "2026-01-15T12:00:00Z");
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let mut body = series(&customer, "2026-01-31");
    body["handling"] = json!("issue_and_send");
    let created = seller.api.post("/api/recurring", &body).await.expect(201);
    let id = id_of(&created.json());
    assert_eq!(created.header("location"), format!("/api/recurring/{id}"));
    let dates: Vec<Value> = created.json()["upcoming"].as_array().unwrap().iter().map(|next| next["date"].clone()).collect();
    assert_eq!(dates, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
    app.work().await;
    assert_eq!(app.count("select count(*) from invoices").await, 0, "it is not due yet");

    at(&app, "2026-01-31T05:00:00Z");
    app.work().await;
    let read = show(&seller, &id).await;
    let run = &read["runs"][0];
    assert_eq!((&run["outcome"], &run["service_start"], &run["service_end"]), (&json!("sent"), &json!("2026-01-31"), &json!("2026-02-27")));
    let invoice = seller.read(run["invoice"].as_str().unwrap()).await;
    assert_eq!((&invoice["state"], &invoice["gross_amount"], &invoice["issue_date"]), (&json!("open"), &json!("119.00"), &json!("2026-01-31")));
    assert_eq!((&invoice["service_start"], &invoice["service_end"]), (&json!("2026-01-31"), &json!("2026-02-27")));
    assert_eq!((&invoice["lines"][0]["name"], &invoice["notes"][0]), (&json!("Hosting Januar 2026"), &json!("Zeitraum 31.01.–27.02.2026")));
    assert_eq!((&invoice["number"], &invoice["due_date"]), (&json!("RE-2026-00001"), &json!("2026-02-14")));
    let mails = app.mails().await;
    assert_eq!((mails.len(), mails[0].to.as_str()), (1, "rechnung@brandt-soehne.example"));
    assert!(invoice["sent_at"].is_string());
    assert_eq!(app.count("select count(*) from audit_events where event = 'recurring.invoiced' and invoice_id is not null").await, 1);
    assert_eq!(app.count("select count(*) from notifications where kind = 'recurring.invoiced'").await, 1);

    app.work().await;
    assert_eq!((&show(&seller, &id).await["next_date"], app.count("select count(*) from invoices").await), (&json!("2026-02-28"), 1));
}

#[tokio::test]
async fn six_is_what_the_clock_on_the_wall_says_also_when_it_was_changed_that_night() {
    let app = TestApp::start().await;
    at(&app, "2026-03-20T12:00:00Z");
    let seller = app.sign_up().await;
    let mut body = series(&seller.customer().await, "2026-03-29");
    body["frequency"] = json!("weekly");
    create(&seller, &body).await;
    let due = async |moment: &str| {
        sqlx::query_scalar::<_, i64>("select count(*) from due_recurring_invoices($1, 10)")
            .bind(moment.parse::<DateTime<Utc>>().unwrap())
            .fetch_one(app.state.db.pool())
            .await
            .unwrap()
    };
    assert_eq!((due("2026-03-29T03:59:59Z").await, due("2026-03-29T04:00:00Z").await), (0, 1));
    at(&app, "2026-03-29T03:59:00Z");
    assert_eq!(jobs::sweep(&app.state).await.unwrap(), 0);
    at(&app, "2026-03-29T04:00:00Z");
    assert_eq!(jobs::sweep(&app.state).await.unwrap(), 1);
    let shutdown = CancellationToken::new();
    let workers = tokio::spawn(jobs::run(app.state.clone(), shutdown.clone()));
    eventually("the first invoice", async || app.count("select count(*) from recurring_runs").await == 1).await;
    shutdown.cancel();
    workers.await.unwrap();

    // Thirty weeks later the clocks go back; what lies between is made up for.
    at(&app, "2026-10-24T12:00:00Z");
    app.work().await;
    assert_eq!(app.count("select count(*) from recurring_runs").await, 30);
    assert_eq!((due("2026-10-25T04:59:59Z").await, due("2026-10-25T05:00:00Z").await), (0, 1));
    at(&app, "2026-10-25T05:00:00Z");
    app.work().await;
    assert_eq!(app.count("select count(distinct scheduled_for) from recurring_runs").await, 31);
}

#[tokio::test]
async fn missed_periods_are_made_up_for_once_however_many_run_at_once() {
    let app = TestApp::start().await;
    at(&app, "2026-11-21T12:00:00Z");
    let seller = app.sign_up().await;
    let id = create(&seller, &series(&seller.customer().await, "2025-12-31")).await;
    assert_eq!(show(&seller, &id).await["missed"], 11);
    let organization = seller.actor.organization;
    let row: uuid::Uuid = sqlx::query_scalar("select id from recurring_invoices").fetch_one(&mut app.owner().await).await.unwrap();
    let workers = (0..6).map(|_| {
        let state = app.state.clone();
        tokio::spawn(async move {
            recurring::run_due(&state, organization, row).await.unwrap();
            run::recurring(&state, None, false).await.unwrap();
        })
    });
    futures::future::join_all(workers).await;
    let read = show(&seller, &id).await;
    assert_eq!((&read["produced"], &read["missed"], &read["next_date"]), (&json!(11), &json!(0), &json!("2026-11-30")));
    let starts: Vec<&str> = read["runs"].as_array().unwrap().iter().map(|run| run["service_start"].as_str().unwrap()).collect();
    assert_eq!((starts.len(), starts[0], starts[9], starts[10]), (11, "2026-10-31", "2026-01-31", "2025-12-31"));
    assert_eq!(app.count("select count(distinct number) from invoices where issue_date = '2026-11-21'").await, 11);
    assert_eq!(app.count("select last_number::bigint from number_series where kind = 'invoice'").await, 11);
}

#[tokio::test]
async fn the_database_itself_refuses_a_second_invoice_of_a_period() {
    let app = TestApp::start().await;
    at(&app, "2026-01-31T12:00:00Z");
    let seller = app.sign_up().await;
    let id = create(&seller, &series(&seller.customer().await, "2026-01-31")).await;
    app.work().await;
    let mut owner = app.owner().await;
    for forged in [
        "insert into recurring_runs select recurring_id, organization_id, period_start, period_end, scheduled_for, outcome, 1, null, null, at from recurring_runs",
        "update recurring_runs set outcome = 'failed', reason = '{}', invoice_id = null",
        "update recurring_runs set invoice_id = gen_random_uuid()",
    ] {
        assert!(sqlx::query(forged).execute(&mut owner).await.is_err(), "{forged}");
    }
    // A series that was set back finds the period done and goes on.
    sqlx::query("update recurring_invoices set position = 0, next_date = '2026-01-31', due_at = now()").execute(&mut owner).await.unwrap();
    at(&app, "2026-02-01T12:00:00Z");
    sqlx::query("update recurring_invoices set due_at = '2026-01-31'").execute(&mut owner).await.unwrap();
    app.work().await;
    assert_eq!((app.count("select count(*) from invoices").await, &show(&seller, &id).await["next_date"]), (1, &json!("2026-02-28")));
}

#[tokio::test]
async fn a_process_that_is_killed_again_and_again_makes_every_invoice_once() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    for name in 0..12 {
        let mut body = series(&customer, "2026-01-05");
        (body["name"], body["frequency"], body["count"]) = (json!(format!("Serie {name}")), json!("weekly"), json!(10));
        create(&seller, &body).await;
    }
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rechnungswerk"));
        command.args(["run", "recurring"]).env("DATABASE_URL", &app.database.url).env("DATA_DIR", app.data_dir());
        command.env("RUST_LOG", "error").stdout(Stdio::null()).spawn().expect("the program starts")
    };
    let mut stops = Vec::new();
    for _ in 0..8 {
        let mut process = run();
        tokio::time::sleep(Duration::from_millis(rand::rng().random_range(60..700))).await;
        process.kill().unwrap();
        process.wait().unwrap();
        stops.push(app.count("select count(*) from invoices").await);
    }
    let (mut one, mut other) = (run(), run());
    let (one, other) = (one.wait().unwrap(), other.wait().unwrap());
    assert!(one.success() && other.success(), "after {stops:?}");
    assert_eq!(app.count("select count(*) from invoices").await, 120, "after {stops:?}");
    assert_eq!(
        app.count("select count(*) from (select distinct recurring_id, period_start, invoice_id from recurring_runs where outcome = 'issued') r")
            .await,
        120
    );
    assert_eq!(app.count("select count(*) from recurring_invoices where state = 'finished' and produced = 10").await, 12);
    assert_eq!(app.count("select count(*) from audit_events where event = 'recurring.invoiced'").await, 120);
    assert_eq!(app.count("select count(*) from document_tasks").await, 120);
    assert_eq!(app.count("select last_number::bigint from number_series where kind = 'invoice'").await, 120, "a number is missing");
}

#[tokio::test]
async fn what_the_gate_refuses_is_told_and_after_three_failures_the_series_pauses() {
    let app = TestApp::start().await;
    at(&app, "2026-01-30T12:00:00Z");
    let seller = app.sign_up().await;
    let customer = id_of(&seller.api.post("/api/customers", &json!({ "name": "Hofladen" })).await.expect(201).json());
    let id = create(&seller, &series(&customer, "2026-01-31")).await;
    for (day, failures) in [("2026-01-31", 1), ("2026-02-01", 2), ("2026-02-02", 3)] {
        at(&app, &format!("{day}T04:59:00Z"));
        app.work().await;
        assert_eq!(show(&seller, &id).await["failures"], failures - 1, "not before six on {day}");
        at(&app, &format!("{day}T05:00:00Z"));
        app.work().await;
        app.work().await;
        assert_eq!(show(&seller, &id).await["failures"], failures, "once on {day}");
    }
    let read = show(&seller, &id).await;
    assert_eq!((&read["state"], &read["last_error"]["code"], &read["next_date"]), (&json!("paused"), &json!("gate_findings"), &json!("2026-01-31")));
    let reason = read["last_error"]["message"].as_str().unwrap();
    assert!(reason.contains("BT-52") || reason.to_lowercase().contains("ort"), "{reason}");
    assert_eq!((&read["runs"][0]["outcome"], &read["runs"][0]["tries"]), (&json!("failed"), &json!(3)));
    assert_eq!(app.count("select count(*) from invoices").await + app.count("select count(*) from number_series where kind = 'invoice'").await, 0);
    assert_eq!(app.count("select count(*) from notifications where kind = 'recurring.failed'").await, 2);
    let told: String =
        sqlx::query_scalar("select detail from notifications where kind = 'recurring.stopped'").fetch_one(&mut app.owner().await).await.unwrap();
    assert!(told.starts_with("Hosting: ") && told.contains(reason), "{told}");
    at(&app, "2026-02-03T12:00:00Z");
    app.work().await;
    assert_eq!(show(&seller, &id).await["failures"], 3, "a paused series rests");

    let whole =
        json!({ "name": "Hofladen", "street": "Dorfstraße 1", "postcode": "23570", "city": "Travemünde", "billing_email": "hof@laden.example" });
    seller.api.put(&format!("/api/customers/{customer}"), &whole).await.expect(200);
    seller.api.post_nothing(&format!("/api/recurring/{id}/resume")).await.expect(204);
    app.work().await;
    let read = show(&seller, &id).await;
    assert_eq!((&read["state"], &read["failures"], &read["last_error"]), (&json!("active"), &json!(0), &Value::Null));
    assert_eq!((&read["runs"][0]["outcome"], &read["runs"][0]["tries"], &read["produced"]), (&json!("issued"), &json!(4), &json!(1)));
    assert_eq!(app.count("select count(*) from invoices").await, 1);
}

#[tokio::test]
async fn mails_without_an_address_and_negative_totals_leave_nothing_half_done() {
    let app = TestApp::start().await;
    at(&app, "2026-01-30T12:00:00Z");
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let mut mailed = series(&customer, "2026-01-31");
    mailed["handling"] = json!("issue_and_send");
    let mailed = create(&seller, &mailed).await;
    sqlx::query("update customers set billing_email = null").execute(&mut app.owner().await).await.unwrap();
    let negative = create(&seller, &series(&customer, "2026-01-31")).await;
    let content = "update recurring_invoices set content = jsonb_set(content, '{prepaid}', '\"500\"') where public_id = $1";
    sqlx::query(content).bind(&negative).execute(&mut app.owner().await).await.unwrap();
    at(&app, "2026-01-31T12:00:00Z");
    app.work().await;
    let code = async |id: &str| show(&seller, id).await["last_error"]["code"].clone();
    assert_eq!(code(&mailed).await, "no_billing_email");
    assert_eq!(code(&negative).await, "negative_total");
    assert_eq!(app.count("select count(*) from invoices").await + app.count("select count(*) from email_messages").await, 0);
    let refused = seller.api.post_nothing(&format!("/api/recurring/{negative}/run")).await;
    refused.expect_problem(409, "series_refused");
}

#[tokio::test]
async fn what_cannot_be_a_series_is_refused_at_its_field() {
    let app = TestApp::start().await;
    at(&app, "2026-11-21T12:00:00Z");
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let with = |change: &dyn Fn(&mut Value)| {
        let mut body = series(&customer, "2026-12-01");
        change(&mut body);
        body
    };
    let cases: Vec<(Value, &str)> = vec![
        (with(&|b| b["start_date"] = json!("2026-02-30")), "start_date: not_a_date"),
        (with(&|b| b["start_date"] = json!("1826-12-01")), "start_date: not_a_date"),
        (with(&|b| b["start_date"] = json!("1926-12-01")), "start_date: too_many_missed"),
        (with(&|b| b["anchor_day"] = json!(31)), "start_date: not_on_anchor_day"),
        (with(&|b| b["end_date"] = json!("2026-11-01")), "end_date: end_before_start"),
        (with(&|b| b["count"] = json!(0)), "count: out_of_range"),
        (with(&|b| b["frequency"] = json!("daily")), "frequency: not_a_choice"),
        (with(&|b| b["invoice"]["lines"][0]["name"] = json!("Wartung {Mond}")), "invoice.lines[0].name: unknown_placeholder"),
        (with(&|b| b["invoice"]["note"] = json!("{von")), "invoice.note: unknown_placeholder"),
        (with(&|b| b["invoice"]["service_start"] = json!("2026-12-01")), "invoice.service_start: set_by_period"),
        (with(&|b| b["invoice"]["prepaid"] = json!(500)), "invoice.lines: negative_total"),
        (with(&|b| b["invoice"]["lines"] = json!([])), "invoice.lines: required"),
        (with(&|b| b["invoice"]["customer"] = json!("")), "invoice.customer: required"),
        (with(&|b| b["invoice"]["customer"] = json!("CUS-NONE")), "invoice.customer: unknown"),
        (with(&|b| b["from_invoice"] = json!("INV-NONE")), "from_invoice: unknown"),
    ];
    for (body, wrong) in cases {
        assert_eq!(seller.api.post("/api/recurring", &body).await.wrong_fields(), [wrong]);
    }
    let nobody = id_of(&seller.api.post("/api/customers", &json!({ "name": "Hofladen" })).await.expect(201).json());
    let mut mailed = series(&nobody, "2026-12-01");
    mailed["handling"] = json!("issue_and_send");
    assert_eq!(seller.api.post("/api/recurring", &mailed).await.wrong_fields(), ["handling: no_billing_email"]);
    assert_eq!(app.count("select count(*) from recurring_invoices").await, 0);
}

#[tokio::test]
async fn a_dry_run_tells_what_the_run_does_and_changes_nothing() {
    let app = TestApp::start().await;
    at(&app, "2026-11-21T12:00:00Z");
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let mut mailed = series(&customer, "2026-10-01");
    mailed["handling"] = json!("issue_and_send");
    create(&seller, &mailed).await;
    let negative = create(&seller, &series(&customer, "2026-11-01")).await;
    let content = "update recurring_invoices set content = jsonb_set(content, '{prepaid}', '\"500\"') where public_id = $1";
    sqlx::query(content).bind(&negative).execute(&mut app.owner().await).await.unwrap();
    let everything = "select md5(string_agg(t::text, '|' order by t.id)) from recurring_invoices t";
    let snapshot = async || sqlx::query_scalar::<_, String>(everything).fetch_one(&mut app.owner().await).await.unwrap();
    let before = snapshot().await;
    let day = Some("2026-12-01".parse().unwrap());
    let told = run::recurring(&app.state, day, true).await.unwrap();
    assert_eq!((told.made, told.refused), (3, 1));
    assert!(
        told.lines[0].contains("Hosting Oktober 2026")
            && told.lines[0].contains("€119.00")
            && told.lines[0].contains("rechnung@brandt-soehne.example"),
        "{told:?}"
    );
    assert!(told.lines[3].contains("would be refused: The total would be negative."), "{told:?}");
    assert_eq!((snapshot().await, app.count("select count(*) from invoices").await), (before, 0));
    let done = run::recurring(&app.state, day, false).await.unwrap();
    assert_eq!((done.made, done.refused), (3, 1));
    assert!(done.lines[0].contains("RE-2026-00001: issued, on its way to"), "{done:?}");
    assert_eq!(app.count("select count(*) from invoices where state = 'open'").await, 3);
    assert_eq!(run::recurring(&app.state, day, false).await.unwrap().made, 0);
}

#[tokio::test]
async fn a_series_of_many_missed_periods_makes_up_for_sixty_a_day() {
    let app = TestApp::start().await;
    at(&app, "2025-01-01T12:00:00Z");
    let seller = app.sign_up().await;
    let mut body = series(&seller.customer().await, "2025-01-06");
    (body["frequency"], body["handling"]) = (json!("weekly"), json!("draft"));
    create(&seller, &body).await;
    at(&app, "2026-03-31T12:00:00Z");
    let told = run::recurring(&app.state, None, true).await.unwrap();
    assert!(told.lines.last().unwrap().contains("5 more periods are due"), "{:?}", told.lines.last());
    app.work().await;
    assert_eq!(app.count("select count(*) from invoices").await, 60);
    at(&app, "2026-04-01T04:00:00Z");
    app.work().await;
    assert_eq!(app.count("select count(distinct period_start) from recurring_runs").await, 65);
}

#[tokio::test]
async fn it_is_paused_resumed_with_or_without_what_was_missed_run_early_and_ended() {
    let app = TestApp::start().await;
    at(&app, "2026-01-10T12:00:00Z");
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let (skipped, caught_up) = (create(&seller, &series(&customer, "2026-02-01")).await, create(&seller, &series(&customer, "2026-02-01")).await);
    let act = async |id: &str, verb: &str, body: Value| seller.api.post(&format!("/api/recurring/{id}/{verb}"), &body).await;
    for id in [&skipped, &caught_up] {
        act(id, "pause", json!({})).await.expect(204);
        act(id, "pause", json!({})).await.expect(204);
    }
    at(&app, "2026-04-15T12:00:00Z");
    app.work().await;
    assert_eq!(app.count("select count(*) from invoices").await, 0);
    act(&skipped, "run", json!({})).await.expect_problem(409, "series_inactive");
    assert_eq!(act(&skipped, "resume", json!({ "missed": "maybe" })).await.wrong_fields(), ["missed: not_a_choice"]);
    act(&skipped, "resume", json!({ "missed": "skip" })).await.expect(204);
    act(&caught_up, "resume", json!({})).await.expect(204);
    app.work().await;
    assert_eq!((&show(&seller, &skipped).await["produced"], &show(&seller, &skipped).await["next_date"]), (&json!(0), &json!("2026-05-01")));
    assert_eq!((&show(&seller, &caught_up).await["produced"], &show(&seller, &caught_up).await["next_date"]), (&json!(3), &json!("2026-05-01")));

    let early = json!({ "until": "2026-05-01" });
    assert_eq!(act(&skipped, "run", early.clone()).await.expect(200).json()["made"], 1);
    assert_eq!(act(&skipped, "run", early).await.expect(200).json()["made"], 0, "a second click makes nothing more");
    assert_eq!(act(&skipped, "run", json!({ "until": "2026-07-01" })).await.wrong_fields(), ["until: out_of_range"]);
    assert_eq!(show(&seller, &skipped).await["runs"][0]["service_start"], "2026-05-01");

    act(&caught_up, "finish", json!({})).await.expect(204);
    act(&caught_up, "resume", json!({})).await.expect_problem(409, "series_inactive");
    seller.api.put(&format!("/api/recurring/{caught_up}"), &series(&customer, "2027-01-01")).await.expect_problem(409, "series_inactive");
    app.later(TimeDelta::days(60));
    app.work().await;
    let ended = show(&seller, &caught_up).await;
    assert_eq!((&ended["state"], &ended["produced"], &ended["upcoming"]), (&json!("finished"), &json!(3), &json!([])));
}

#[tokio::test]
async fn a_changed_series_never_invoices_a_period_twice_and_ends_after_its_count() {
    let app = TestApp::start().await;
    at(&app, "2026-02-10T12:00:00Z");
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let id = create(&seller, &series(&customer, "2026-01-01")).await;
    app.work().await;
    let address = format!("/api/recurring/{id}");
    assert_eq!(show(&seller, &id).await["produced"], 2);
    let mut changed = series(&customer, "2026-02-15");
    assert_eq!(seller.api.put(&address, &changed).await.wrong_fields(), ["start_date: period_invoiced"]);
    changed["start_date"] = json!("2026-03-01");
    (changed["frequency"], changed["count"], changed["version"]) = (json!("quarterly"), json!(3), json!(99));
    seller.api.put(&address, &changed).await.expect_problem(409, "changed_meanwhile");
    changed["version"] = show(&seller, &id).await["version"].clone();
    let after = seller.api.put(&address, &changed).await.expect(200).json();
    assert_eq!((&after["next_date"], after["upcoming"].as_array().unwrap().len()), (&json!("2026-03-01"), 1));
    at(&app, "2026-03-01T05:00:00Z");
    app.work().await;
    let ended = show(&seller, &id).await;
    assert_eq!((&ended["state"], &ended["produced"], &ended["runs"][0]["service_end"]), (&json!("finished"), &json!(3), &json!("2026-05-31")));
    assert_eq!(app.count("select count(*) from notifications where kind = 'recurring.finished'").await, 1);
}

#[tokio::test]
async fn a_draft_that_is_thrown_away_does_not_come_back() {
    let app = TestApp::start().await;
    at(&app, "2026-01-31T12:00:00Z");
    let seller = app.sign_up().await;
    let mut body = series(&seller.customer().await, "2026-01-31");
    body["handling"] = json!("draft");
    let id = create(&seller, &body).await;
    app.work().await;
    let draft = show(&seller, &id).await["runs"][0]["invoice"].as_str().unwrap().to_owned();
    assert_eq!(seller.read(&draft).await["state"], "draft");
    seller.api.delete(&format!("/api/invoices/{draft}")).await.expect(204);
    app.work().await;
    let run = show(&seller, &id).await["runs"][0].clone();
    assert_eq!((&run["outcome"], &run["invoice"]), (&json!("drafted"), &Value::Null));
    assert_eq!(app.count("select count(*) from invoices").await, 0);
}
