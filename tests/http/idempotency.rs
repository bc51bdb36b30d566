//! Idempotency-Key: what is asked twice is done once.

use chrono::TimeDelta;
use rechnungswerk::server::db;
use serde_json::json;

use crate::support::TestApp;
use crate::support::people::customer;

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer_and_changes_nothing() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let once = seller.api.with("idempotency-key", "7a0c8c1e-order-4711");
    let first = once.post("/api/customers", &customer()).await.expect(201);
    let second = once.post("/api/customers", &customer()).await.expect(201);
    assert_eq!((first.body, first.headers["location"].clone()), (second.body.clone(), second.headers["location"].clone()));
    assert_eq!(second.header("idempotency-replayed"), "true");
    assert_eq!(app.count("select count(*) from customers").await, 1);
    let mut other = customer();
    other["city"] = json!("Kiel");
    once.post("/api/customers", &other).await.expect_problem(409, "idempotency_key_reused");
    once.post("/api/invoices", &customer()).await.expect_problem(409, "idempotency_key_reused");
}

#[tokio::test]
async fn many_at_once_under_one_key_are_one() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.invoice().await;
    let once = seller.api.with("idempotency-key", "zahlung-1");
    let asked: Vec<_> = (0..24)
        .map(|_| {
            let (api, address) = (once.clone(), format!("/api/invoices/{id}/payments"));
            tokio::spawn(async move { api.post(&address, &json!({ "amount": "10.00" })).await })
        })
        .collect();
    for answer in asked {
        let answer = answer.await.unwrap();
        match answer.status {
            201 => {}
            _ => {
                assert_eq!(answer.header("retry-after"), "1");
                answer.expect_problem(409, "idempotency_key_in_use");
            }
        }
    }
    assert_eq!(app.count("select count(*) from payments").await, 1);
    once.post(&format!("/api/invoices/{id}/payments"), &json!({ "amount": "10.00" })).await.expect(201);
    assert_eq!(app.count("select count(*) from payments").await, 1);
}

#[tokio::test]
async fn a_refused_request_gives_its_key_back() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let once = seller.api.with("idempotency-key", "k1");
    assert_eq!(once.post("/api/customers", &json!({})).await.wrong_fields(), ["name: required"]);
    once.post("/api/customers", &customer()).await.expect(201);
    for key in ["", "   ", &"x".repeat(256)] {
        let answer = seller.api.with("idempotency-key", key).post("/api/customers", &customer()).await;
        assert_eq!(answer.wrong_fields(), ["Idempotency-Key: wrong_type"]);
    }
}

#[tokio::test]
async fn keys_of_two_organizations_are_strangers_and_old_ones_are_forgotten() {
    let app = TestApp::start().await;
    let (one, two) = (app.sign_up().await, app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await);
    for seller in [&one, &two] {
        seller.api.with("idempotency-key", "same").post("/api/customers", &customer()).await.expect(201);
    }
    assert_eq!(app.count("select count(*) from customers").await, 2);
    app.later(TimeDelta::hours(25));
    assert_eq!(rechnungswerk::server::idempotency::purge(&app.state).await.unwrap(), 2);
    one.api.with("idempotency-key", "same").post("/api/customers", &customer()).await.expect(201);
    assert_eq!(app.count("select count(*) from customers").await, 3);
}

#[tokio::test]
async fn a_request_that_died_before_its_change_may_be_tried_again_and_one_after_it_may_not() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let once = seller.api.with("idempotency-key", "crash");
    once.post("/api/customers", &customer()).await.expect(201);
    let forget_answer = |carried_out: bool| {
        let sql = format!("update idempotency_keys set status = null, body = null, carried_out = {carried_out}");
        let url = app.database.url.clone();
        async move {
            let mut owner = <sqlx::PgConnection as sqlx::Connection>::connect(&url).await.unwrap();
            sqlx::Executor::execute(&mut owner, sqlx::AssertSqlSafe(sql)).await.unwrap();
        }
    };
    forget_answer(true).await;
    once.post("/api/customers", &customer()).await.expect_problem(409, "idempotency_key_in_use");
    app.later(TimeDelta::seconds(61));
    once.post("/api/customers", &customer()).await.expect_problem(409, "idempotency_answer_lost");
    assert_eq!(app.count("select count(*) from customers").await, 1);
    forget_answer(false).await;
    once.post("/api/customers", &customer()).await.expect(201);
    assert_eq!(app.count("select count(*) from customers").await, 2);
}

#[tokio::test]
async fn a_request_whose_key_was_taken_over_changes_nothing_any_more() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    seller.api.with("idempotency-key", "langsam").post("/api/customers", &customer()).await.expect(201);
    let row = "select organization_id, id from idempotency_keys";
    let (organization, id): (uuid::Uuid, uuid::Uuid) = sqlx::query_as(row).fetch_one(&mut app.owner().await).await.unwrap();
    let begin = || app.state.db.organization(organization);
    assert!(db::under(id, begin()).await.is_ok());
    // The key got another id when another request took it over.
    assert!(db::under(uuid::Uuid::from_u128(1), begin()).await.is_err());
    // The connection is as good as before.
    begin().await.unwrap().commit().await.unwrap();
    seller.api.post("/api/customers", &customer()).await.expect(201);
}
