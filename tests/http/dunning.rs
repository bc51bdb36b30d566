//! Letters about overdue invoices: every level once, in order, whoever runs it, however often, and whatever is killed meanwhile.

use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rand::RngExt as _;
use rechnungswerk::server::{dunning, jobs};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::support::people::{Organization, draft, id_of};
use crate::support::{TestApp, eventually};

/// Sets the clock of the test, a moment late rather than early; it goes on from there.
pub fn at(app: &TestApp, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    app.later(moment - app.clock.now() + TimeDelta::milliseconds(2));
}

/// Letters on the 3rd, 14th and 28th day, 2.50 € each from the second on, with interest from the second on.
pub async fn automatic(seller: &Organization) {
    seller.api.put("/api/dunning/settings", &json!({ "automatic": true })).await.expect(200);
}

/// An invoice of 1,190.00 € that is due on 2026-03-01, issued on 2026-02-15.
pub async fn invoice(seller: &Organization, customer: &str) -> String {
    let mut body = draft(customer);
    body["lines"] = json!([{ "name": "Beratung", "quantity": 10, "unit": "HUR", "price": 100, "tax_rate": 19 }]);
    let id = id_of(&seller.api.post("/api/invoices", &body).await.expect(201).json());
    seller.issue(&id).await;
    id
}

/// In February, with an organization that sends letters by itself and one invoice.
async fn overdue(app: &TestApp) -> (Organization, String, String) {
    at(app, "2026-02-15T12:00:00Z");
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let id = invoice(&seller, &customer).await;
    automatic(&seller).await;
    (seller, customer, id)
}

pub async fn standing(seller: &Organization, id: &str) -> Value {
    seller.api.get(&format!("/api/invoices/{id}/dunning")).await.expect(200).json()
}

/// Levels that were sent with their days, oldest first.
async fn sent(seller: &Organization, id: &str) -> Vec<(String, String)> {
    let notices = standing(seller, id).await["notices"].as_array().unwrap().clone();
    let text = |notice: &Value, field: &str| notice[field].as_str().unwrap().to_owned();
    notices.iter().rev().map(|notice| (text(notice, "level"), text(notice, "sent_on"))).collect()
}

/// Works every morning from one day to another.
async fn mornings(app: &TestApp, from: &str, until: &str) {
    let (from, until): (NaiveDate, NaiveDate) = (from.parse().unwrap(), until.parse().unwrap());
    for day in from.iter_days().take_while(|day| *day <= until) {
        at(app, &format!("{day}T05:30:00Z"));
        app.work().await;
    }
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(level, day)| ((*level).to_owned(), (*day).to_owned())).collect()
}

#[tokio::test]
async fn every_level_goes_out_once_in_order_on_its_morning() {
    let app = TestApp::start().await;
    let (seller, _, id) = overdue(&app).await;
    mornings(&app, "2026-02-28", "2026-04-20").await;
    assert_eq!(sent(&seller, &id).await, pairs(&[("reminder", "2026-03-04"), ("first", "2026-03-15"), ("second", "2026-03-29")]));

    let mails = app.mails().await;
    let subjects: Vec<&str> = mails.iter().rev().map(|mail| mail.subject.as_str()).collect();
    let number = seller.read(&id).await["number"].as_str().unwrap().to_owned();
    let about = |words: &str| format!("{words} zur Rechnung {number}");
    assert_eq!(subjects, [about("Zahlungserinnerung"), about("1. Mahnung"), about("2. Mahnung")]);
    assert!(mails.iter().all(|mail| mail.to == "rechnung@brandt-soehne.example" && mail.attachments.is_empty()));
    let last = mails[0].text.replace('\u{a0}', " ");
    // 28 days at 1.27 % + 9 points on 1,190.00 €: 9.3753… €.
    for words in [
        "Guten Tag Henning Brandt",
        "1.190,00 €",
        "5,00 €",
        "10,27 % vom 02.03.2026 bis 29.03.2026",
        "9,38 €",
        "1.204,38 €",
        "05.04.2026",
        "/portal/",
    ] {
        assert!(last.contains(words), "{words} is missing in {last}");
    }
    let standing = standing(&seller, &id).await;
    assert_eq!((&standing["is_overdue"], &standing["next"]), (&json!(true), &Value::Null));
    let notice = &standing["notices"][0];
    assert_eq!((&notice["fee_amount"], &notice["interest_amount"], &notice["total_amount"]), (&json!("5.00"), &json!("9.38"), &json!("1204.38")));
    assert_eq!(seller.read(&id).await["open_amount"], "1190.00", "the invoice itself is frozen");
    for event in ["dunning.reminder", "dunning.first", "dunning.second"] {
        let count =
            |table: &str| format!("select count(*) from {table} where {} = '{event}'", if table == "audit_events" { "event" } else { "kind" });
        for table in ["audit_events", "notifications"] {
            let told: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(count(table))).fetch_one(&mut app.owner().await).await.unwrap();
            assert_eq!(told, 1, "{event} in {table}");
        }
    }
    let done = seller.api.get("/api/dunning?state=done").await.expect(200).json();
    assert_eq!((&done["items"][0]["id"], &done["items"][0]["last_level"]), (&json!(id), &json!("second")));
    seller.api.post_nothing(&format!("/api/invoices/{id}/dunning")).await.expect_problem(409, "dunning_held");
}

#[tokio::test]
async fn the_worker_does_it_at_six_on_the_wall_also_when_the_clocks_change() {
    let app = TestApp::start().await;
    at(&app, "2026-02-15T12:00:00Z");
    let seller = app.sign_up().await;
    let id = invoice(&seller, &seller.customer().await).await;
    // The night before the clocks go forward.
    at(&app, "2026-03-28T12:00:00Z");
    automatic(&seller).await;
    assert_eq!(seller.api.get("/api/dunning/settings").await.json()["next_run"], "2026-03-29T04:00:00Z");
    at(&app, "2026-03-29T03:59:00Z");
    assert_eq!(jobs::sweep(&app.state).await.unwrap(), 0);
    // A task that is too early does nothing either.
    dunning::run_due(&app.state, seller.actor.organization).await.unwrap();
    assert!(sent(&seller, &id).await.is_empty());
    at(&app, "2026-03-29T04:00:00Z");
    assert_eq!(jobs::sweep(&app.state).await.unwrap(), 1);
    let shutdown = CancellationToken::new();
    let workers = tokio::spawn(jobs::run(app.state.clone(), shutdown.clone()));
    eventually("the reminder", async || app.mails().await.len() == 1).await;
    shutdown.cancel();
    workers.await.unwrap();
    assert_eq!(sent(&seller, &id).await, pairs(&[("reminder", "2026-03-29")]), "late as it is, it begins with the reminder");
    assert_eq!(seller.api.get("/api/dunning/settings").await.json()["next_run"], "2026-03-30T04:00:00Z");
    mornings(&app, "2026-03-30", "2026-05-15").await;
    // The plan has 11 and 14 days between the levels, however late the first one was.
    assert_eq!(sent(&seller, &id).await, pairs(&[("reminder", "2026-03-29"), ("first", "2026-04-09"), ("second", "2026-04-23")]));
}

#[tokio::test]
async fn many_runs_at_once_send_one_mail_per_level() {
    let app = TestApp::start().await;
    let (seller, customer, _) = overdue(&app).await;
    for _ in 0..9 {
        invoice(&seller, &customer).await;
    }
    at(&app, "2026-03-04T05:30:00Z");
    let organization = seller.actor.organization;
    let everyone = (0..6).map(|_| {
        let (state, actor, api) = (app.state.clone(), seller.actor.clone(), seller.api.clone());
        tokio::spawn(async move {
            let (run, by_hand, over_http) =
                tokio::join!(dunning::run_due(&state, organization), dunning::send_due(&state, &actor), api.post_nothing("/api/dunning/run"));
            run.unwrap();
            u64::from(by_hand.unwrap()) + over_http.expect(200).json()["sent"].as_u64().unwrap()
        })
    });
    futures::future::join_all(everyone).await.into_iter().for_each(|one| assert!(one.unwrap() <= 10));
    app.work().await;
    assert_eq!(app.count("select count(*) from dunning_notices where level = 1").await, 10);
    assert_eq!(app.count("select count(*) from dunning_notices").await, 10);
    assert_eq!(app.count("select count(*) from email_messages where kind = 'overdue' and state = 'sent'").await, 10);
    assert_eq!(app.mails().await.len(), 10);
}

#[tokio::test]
async fn a_process_that_is_killed_again_and_again_sends_every_letter_once() {
    let app = TestApp::start().await;
    let (seller, customer, _) = overdue(&app).await;
    for _ in 0..59 {
        invoice(&seller, &customer).await;
    }
    // The program has the real clock, by which all of this is long overdue.
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rechnungswerk"));
        command.args(["run", "dunning"]).env("DATABASE_URL", &app.database.url).env("DATA_DIR", app.data_dir());
        command.env("RUST_LOG", "error").stdout(Stdio::null()).spawn().expect("the program starts")
    };
    let mut stops = Vec::new();
    for _ in 0..8 {
        let mut process = run();
        tokio::time::sleep(Duration::from_millis(rand::rng().random_range(60..500))).await;
        process.kill().unwrap();
        process.wait().unwrap();
        stops.push(app.count("select count(*) from dunning_notices").await);
    }
    let (mut one, mut other) = (run(), run());
    assert!(one.wait().unwrap().success() && other.wait().unwrap().success(), "after {stops:?}");
    for sql in [
        "select count(*) from dunning_notices",
        "select count(distinct invoice_id) from dunning_notices where level = 1",
        "select count(*) from email_messages where kind = 'overdue'",
        "select count(*) from dunning_notices n join email_messages m on m.id = n.message_id and m.invoice_id = n.invoice_id",
        "select count(*) from audit_events where event = 'dunning.reminder'",
        "select count(*) from notifications where kind = 'dunning.reminder'",
    ] {
        assert_eq!(app.count(sql).await, 60, "{sql} after {stops:?}");
    }
}

#[tokio::test]
async fn a_reported_payment_is_left_in_peace_until_it_is_judged_and_for_seven_days() {
    let app = TestApp::start().await;
    let (seller, _, id) = overdue(&app).await;
    app.confirmations(&seller, "report").await;
    let token = seller.share(&id).await;
    at(&app, "2026-03-03T12:00:00Z");
    app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
    mornings(&app, "2026-03-04", "2026-03-20").await;
    assert!(sent(&seller, &id).await.is_empty(), "nobody has looked yet");
    assert_eq!(standing(&seller, &id).await["next"]["hold"], "awaits_review");
    seller.api.post_nothing(&format!("/api/invoices/{id}/dunning")).await.expect_problem(409, "dunning_held");

    let payment = seller.read(&id).await["payments"][0]["id"].as_str().unwrap().to_owned();
    let review = format!("/api/invoices/{id}/payments/{payment}/review");
    seller.api.post(&review, &json!({ "decision": "reject" })).await.expect(204);
    mornings(&app, "2026-03-21", "2026-03-21").await;
    assert_eq!(sent(&seller, &id).await, pairs(&[("reminder", "2026-03-21")]), "the seven days are over by now");
}

#[tokio::test]
async fn a_rejected_report_still_has_its_seven_days_unless_somebody_sends_by_hand() {
    let app = TestApp::start().await;
    let (seller, customer, id) = overdue(&app).await;
    let other = invoice(&seller, &customer).await;
    app.confirmations(&seller, "report").await;
    at(&app, "2026-03-03T12:00:00Z");
    for id in [&id, &other] {
        let token = seller.share(id).await;
        app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
        let payment = seller.read(id).await["payments"][0]["id"].as_str().unwrap().to_owned();
        seller.api.post(&format!("/api/invoices/{id}/payments/{payment}/review"), &json!({ "decision": "reject" })).await.expect(204);
    }
    let next = standing(&seller, &id).await["next"].clone();
    assert_eq!((&next["hold"], &next["hold_until"], &next["on"]), (&json!("reported"), &json!("2026-03-10"), &json!("2026-03-11")));
    at(&app, "2026-03-04T12:00:00Z");
    seller.api.post(&format!("/api/invoices/{other}/dunning"), &json!({ "level": "reminder" })).await.expect(202);
    mornings(&app, "2026-03-05", "2026-03-14").await;
    assert_eq!(sent(&seller, &id).await, pairs(&[("reminder", "2026-03-11")]));
    assert_eq!(sent(&seller, &other).await, pairs(&[("reminder", "2026-03-04")]));
}

#[tokio::test]
async fn who_has_paid_is_cancelled_stopped_or_unreachable_hears_nothing() {
    let app = TestApp::start().await;
    let (seller, customer, paid) = overdue(&app).await;
    let with = |change: Value| {
        let mut body = crate::support::people::customer();
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        body
    };
    let stopped = id_of(&seller.api.post("/api/customers", &with(json!({ "no_dunning": "true" }))).await.expect(201).json());
    let silent = id_of(&seller.api.post("/api/customers", &with(json!({ "billing_email": "" }))).await.expect(201).json());
    let (cancelled, written_off) = (invoice(&seller, &customer).await, invoice(&seller, &customer).await);
    let (of_stopped, of_silent, later) = (invoice(&seller, &stopped).await, invoice(&seller, &silent).await, invoice(&seller, &customer).await);
    mornings(&app, "2026-03-04", "2026-03-04").await;
    assert_eq!(app.count("select count(*) from dunning_notices").await, 4);
    seller.api.post(&format!("/api/invoices/{paid}/payments"), &json!({})).await.expect(201);
    seller.api.post(&format!("/api/invoices/{cancelled}/cancel"), &json!({})).await.expect(201);
    seller.api.post_nothing(&format!("/api/invoices/{written_off}/write-off")).await.expect(204);
    seller.api.post(&format!("/api/invoices/{later}/payments"), &json!({ "amount": "190.00" })).await.expect(201);
    mornings(&app, "2026-03-05", "2026-04-05").await;
    for quiet in [&paid, &cancelled, &written_off] {
        assert_eq!(sent(&seller, quiet).await, pairs(&[("reminder", "2026-03-04")]));
        seller.api.post_nothing(&format!("/api/invoices/{quiet}/dunning")).await.expect_problem(409, "not_overdue");
    }
    for (held, why) in [(&of_stopped, "customer_stopped"), (&of_silent, "no_email")] {
        assert_eq!((sent(&seller, held).await.len(), &standing(&seller, held).await["next"]["hold"]), (0, &json!(why)));
        seller.api.post_nothing(&format!("/api/invoices/{held}/dunning")).await.expect_problem(409, "dunning_held");
    }
    assert_eq!(sent(&seller, &later).await.len(), 3);
    let notices = standing(&seller, &later).await["notices"].clone();
    // 28 days at 10.27 % on what is left: 7.8783… €.
    assert_eq!((&notices[0]["open_amount"], &notices[0]["interest_amount"]), (&json!("1000.00"), &json!("7.88")));
    let back = with(json!({ "no_dunning": "false", "consumer": "true" }));
    seller.api.put(&format!("/api/customers/{stopped}"), &back).await.expect(200);
    mornings(&app, "2026-04-06", "2026-04-20").await;
    assert_eq!(sent(&seller, &of_stopped).await, pairs(&[("reminder", "2026-04-06"), ("first", "2026-04-17")]));
    // 47 days at 6.27 % on 1,190.00 €: 9.6077… €.
    assert_eq!(standing(&seller, &of_stopped).await["notices"][0]["interest_amount"], "9.61");
}

#[tokio::test]
async fn a_pause_holds_until_its_day_and_can_end_before() {
    let app = TestApp::start().await;
    let (seller, customer, id) = overdue(&app).await;
    let other = invoice(&seller, &customer).await;
    at(&app, "2026-03-02T12:00:00Z");
    for id in [&id, &other] {
        seller.api.put(&format!("/api/invoices/{id}/dunning/pause"), &json!({ "until": "2026-03-10", "reason": "Reklamation" })).await.expect(204);
    }
    let paused = standing(&seller, &id).await;
    assert_eq!((&paused["paused_until"], &paused["pause_reason"]), (&json!("2026-03-10"), &json!("Reklamation")));
    assert_eq!((&paused["next"]["hold"], &paused["next"]["on"]), (&json!("paused"), &json!("2026-03-11")));
    seller.api.post_nothing(&format!("/api/invoices/{id}/dunning")).await.expect_problem(409, "dunning_held");
    mornings(&app, "2026-03-03", "2026-03-06").await;
    for _ in 0..2 {
        seller.api.delete(&format!("/api/invoices/{other}/dunning/pause")).await.expect(204);
    }
    mornings(&app, "2026-03-07", "2026-03-12").await;
    assert_eq!(sent(&seller, &id).await, pairs(&[("reminder", "2026-03-11")]));
    assert_eq!(sent(&seller, &other).await, pairs(&[("reminder", "2026-03-07")]));
    let pause = |body: Value| {
        let (api, path) = (seller.api.clone(), format!("/api/invoices/{id}/dunning/pause"));
        async move { api.put(&path, &body).await.wrong_fields() }
    };
    assert_eq!(pause(json!({})).await, ["until: required"]);
    assert_eq!(pause(json!({ "until": "2026-03-01" })).await, ["until: out_of_range"]);
    assert_eq!(pause(json!({ "until": "morgen" })).await, ["until: not_a_date"]);
    assert_eq!(pause(json!({ "until": "2199-01-01", "reason": "x".repeat(201) })).await, ["reason: too_long", "until: out_of_range"]);
    assert_eq!(app.count("select count(*) from audit_events where event in ('dunning.paused', 'dunning.resumed')").await, 3);
}

#[tokio::test]
async fn by_hand_goes_ahead_of_the_plan_but_once_a_day_and_only_what_was_looked_at() {
    let app = TestApp::start().await;
    let (seller, _, id) = overdue(&app).await;
    let path = format!("/api/invoices/{id}/dunning");
    at(&app, "2026-03-01T12:00:00Z");
    seller.api.post_nothing(&path).await.expect_problem(409, "not_overdue");
    at(&app, "2026-03-02T12:00:00Z");
    let made = "select (select count(*) from share_links) + (select count(*) from email_messages)";
    let before = app.count(made).await;
    let preview = seller.api.get(&format!("{path}/preview")).await.expect(200).json();
    assert_eq!((&preview["level"], &preview["total_amount"], &preview["pay_until"]), (&json!("reminder"), &json!("1190.00"), &json!("2026-03-09")));
    assert_eq!(app.count(made).await, before, "a preview makes nothing");
    assert_eq!(seller.api.post(&path, &json!({ "level": "letzte" })).await.wrong_fields(), ["level: not_a_choice"]);
    seller.api.post(&path, &json!({ "level": "first" })).await.expect_problem(409, "changed_meanwhile");
    let both = tokio::join!(seller.api.post_nothing(&path), seller.api.post_nothing(&path));
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [202, 409], "two clicks, one letter");
    app.work().await;
    let mail = app.mails().await.remove(0);
    let told = preview["text"].as_str().unwrap();
    let without_link = |text: &str| text.lines().filter(|line| !line.contains("/portal/")).map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!((mail.subject.as_str(), without_link(mail.text.trim_end())), (preview["subject"].as_str().unwrap(), without_link(told.trim_end())));
    at(&app, "2026-03-03T12:00:00Z");
    let first = seller.api.post(&path, &json!({ "level": "first" })).await.expect(202).json();
    // 2 days at 10.27 %: 0.6696… €.
    assert_eq!((&first["level"], &first["total_amount"]), (&json!("first"), &json!("1193.17")));
    assert_eq!(app.count("select count(*) from notifications where kind like 'dunning.%'").await, 0, "nobody is told of what they did themselves");
}

#[tokio::test]
async fn what_cannot_be_a_plan_is_refused_at_its_field() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let levels = |days: [i64; 3]| json!(days.map(|days| json!({ "days": days })));
    let cases: Vec<(Value, Vec<&str>)> = vec![
        (json!({ "levels": levels([14, 3, 28]) }), vec!["levels[1].days: not_after_previous"]),
        (json!({ "levels": levels([3, 14, 14]) }), vec!["levels[2].days: not_after_previous"]),
        (json!({ "levels": levels([0, 14, 28]) }), vec!["levels[0].days: out_of_range"]),
        (json!({ "levels": levels([3, 14, 400]) }), vec!["levels[2].days: out_of_range"]),
        (json!({ "levels": [{ "days": 3 }] }), vec!["levels: out_of_range"]),
        (
            json!({ "levels": [{ "days": 3, "fee": "-1" }, { "days": "bald" }, {}] }),
            vec!["levels[0].fee: negative", "levels[1].days: not_a_number", "levels[2].days: required"],
        ),
        (
            json!({ "levels": [{ "days": 3, "body": "{Nomen}" }, { "days": 4 }, { "days": 5, "subject_en": "}" }] }),
            vec!["levels[0].body: unknown_letter_place", "levels[2].subject_en: unknown_letter_place"],
        ),
        (json!({ "pay_within_days": 91, "base_rate": "1e3" }), vec!["pay_within_days: out_of_range", "base_rate: not_a_number"]),
        (json!({ "base_rate": 21, "automatic": true }), vec!["base_rate: out_of_range"]),
        (json!({ "automatic": "ja" }), vec!["automatic: wrong_type"]),
        (json!({ "autmatic": true }), vec!["autmatic: unknown_field"]),
    ];
    for (body, wrong) in cases {
        assert_eq!(seller.api.put("/api/dunning/settings", &body).await.wrong_fields(), wrong, "{body}");
    }
    assert_eq!(app.count("select count(*) from dunning_settings").await, 0);
    let mut owner = app.owner().await;
    seller.api.put("/api/dunning/settings", &json!({})).await.expect(200);
    for forged in [
        "update dunning_settings set plan = jsonb_set(plan, '{levels,1,days}', '3')",
        "update dunning_settings set plan = jsonb_set(plan, '{levels}', '[]')",
        "update dunning_settings set automatic = true",
    ] {
        assert!(sqlx::query(forged).execute(&mut owner).await.is_err(), "{forged}");
    }
}

#[tokio::test]
async fn the_database_itself_refuses_levels_twice_out_of_order_or_changed() {
    let app = TestApp::start().await;
    overdue(&app).await;
    mornings(&app, "2026-03-04", "2026-03-04").await;
    let mut owner = app.owner().await;
    let again = |level: i32, day: &str| {
        format!(
            "with mail as (
               insert into email_messages (id, organization_id, invoice_id, kind, cause, to_address, from_name, subject, text_body, html_body, message_id, due_at, created_at)
               select gen_random_uuid(), organization_id, invoice_id, kind, gen_random_uuid()::text, to_address, from_name, subject, text_body, html_body, gen_random_uuid()::text, due_at, created_at
               from email_messages limit 1 returning id)
             insert into dunning_notices (id, organization_id, invoice_id, level, sent_on, pay_until, open_cents, fee_cents, fees_cents, is_lump_sum, interest_cents, message_id, is_automatic, created_at)
             select gen_random_uuid(), n.organization_id, n.invoice_id, {level}, '{day}', '2099-01-01', 1, 0, 0, false, 0, mail.id, false, now() from dunning_notices n, mail"
        )
    };
    for forged in [
        again(1, "2026-03-05"),
        again(3, "2026-03-05"),
        again(2, "2026-03-04"),
        again(2, "2026-03-03"),
        "update dunning_notices set fee_cents = 1".to_owned(),
        "delete from dunning_notices".to_owned(),
    ] {
        assert!(sqlx::query(sqlx::AssertSqlSafe(forged.clone())).execute(&mut owner).await.is_err(), "{forged}");
    }
    sqlx::query(sqlx::AssertSqlSafe(again(2, "2026-03-05"))).execute(&mut owner).await.unwrap();
}

#[tokio::test]
async fn a_paused_queue_and_a_switch_send_nothing_until_they_are_lifted() {
    let app = TestApp::start().await;
    let (seller, _, id) = overdue(&app).await;
    seller.api.put("/api/queues/dunning/pause", &json!({})).await.expect(204);
    mornings(&app, "2026-03-04", "2026-03-05").await;
    // Nor does a task that was in the queue when it was held up.
    dunning::run_due(&app.state, seller.actor.organization).await.unwrap();
    assert!(sent(&seller, &id).await.is_empty());
    seller.api.delete("/api/queues/dunning/pause").await.expect(204);
    seller.api.put("/api/dunning/settings", &json!({ "automatic": false })).await.expect(200);
    mornings(&app, "2026-03-06", "2026-03-07").await;
    assert!(sent(&seller, &id).await.is_empty(), "switched off");
    automatic(&seller).await;
    app.work().await;
    assert!(sent(&seller, &id).await.is_empty(), "not before the next morning");
    mornings(&app, "2026-03-08", "2026-03-08").await;
    assert_eq!(sent(&seller, &id).await, pairs(&[("reminder", "2026-03-08")]));
}

#[tokio::test]
async fn a_dry_run_tells_what_the_run_does_and_changes_nothing() {
    let app = TestApp::start().await;
    let (seller, _, id) = overdue(&app).await;
    let number = seller.read(&id).await["number"].as_str().unwrap().to_owned();
    app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await;
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rechnungswerk"));
        command.args(["run", "dunning"]).args(arguments).env("DATABASE_URL", &app.database.url).env("DATA_DIR", app.data_dir());
        let output = command.env("RUST_LOG", "error").output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let told = run(&["--dry-run"]);
    let line = format!("Atelier Nordlicht GmbH · {number} · reminder · €1,190.00: would go to rechnung@brandt-soehne.example\n");
    assert!(told.contains(&line) && told.contains("Kontor Weser AG: not automatic, nothing is sent\n"), "{told}");
    assert!(told.ends_with("1 would be sent, 0 failed.\n"), "{told}");
    assert_eq!(app.count("select count(*) from dunning_notices").await + app.count("select count(*) from email_messages").await, 0);
    let done = run(&[]);
    assert!(done.contains("on its way to rechnung@") && done.ends_with("1 sent, 0 failed.\n"), "{done}");
    assert!(run(&[]).ends_with("0 sent, 0 failed.\n"));
    assert_eq!(app.count("select count(*) from email_messages where kind = 'overdue'").await, 1);
}

#[tokio::test]
async fn the_list_for_programs_goes_on_where_it_ended() {
    let app = TestApp::start().await;
    let (seller, customer, first) = overdue(&app).await;
    let mut ids = vec![first];
    for _ in 0..4 {
        ids.push(invoice(&seller, &customer).await);
    }
    at(&app, "2026-03-02T12:00:00Z");
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = seller.api.get(&format!("/api/dunning?limit=2&state=later&cursor={cursor}")).await.expect(200).json();
        seen.extend(page["items"].as_array().unwrap().iter().map(id_of));
        // One of the page before is paid meanwhile.
        if seen.len() == 2 {
            seller.api.post(&format!("/api/invoices/{}/payments", seen[1]), &json!({})).await.expect(201);
        }
        match page["next_cursor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => break,
        }
    }
    let mut expected = ids.clone();
    expected.sort();
    let mut found = seen.clone();
    found.sort();
    assert_eq!((found, seen.len()), (expected, 5));
    assert_eq!(seller.api.get("/api/dunning?state=irgendwas").await.wrong_fields(), ["state: not_a_choice"]);
    assert_eq!(seller.api.get("/api/dunning?cursor=x").await.wrong_fields(), ["cursor: unknown"]);
}
