//! Deliveries of webhooks below the surface: their times, crashes, strange receivers, and addresses that are not what they seem.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/receiver.rs"]
mod receiver;
#[path = "support/workshop.rs"]
mod workshop;

use std::collections::{BTreeMap, HashMap};
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use receiver::{Manner, Receiver};
use rechnungswerk::domain::error::Problem;
use rechnungswerk::domain::webhook::{Topic, WebhookForm};
use rechnungswerk::server::db::{DbError, Tx};
use rechnungswerk::server::jobs::work::{self, Claim, Failure, Work};
use rechnungswerk::server::jobs::{self, Job};
use rechnungswerk::server::state::AppState;
use rechnungswerk::server::webhooks::delivery::Delivery;
use rechnungswerk::server::webhooks::{self, Sender, Subject, Switch, log};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use sqlx::PgPool;
use uuid::Uuid;
use workshop::{Workshop, eventually};

/// A workshop whose webhooks may go to this machine.
async fn shop() -> Workshop {
    Workshop::open_with(&[("WEBHOOK_ALLOW_PRIVATE", "true")]).await
}

/// A subscription to all events, and its first delivery.
async fn delivery_to(shop: &Workshop, url: &str) -> (String, Uuid) {
    let form = WebhookForm::of(url, &[]);
    let made = webhooks::subscribe(&shop.state, &shop.actor(), &form, Switch::On).await.unwrap();
    (made.public_id, announce(shop).await)
}

/// Something happens: a customer is created. The delivery that came of it.
async fn announce(shop: &Workshop) -> Uuid {
    let (id, now) = (Uuid::from_u128(rand::random()), shop.state.clock.now());
    sqlx::query(
        "insert into customers (id, organization_id, public_id, number, name, created_at, updated_at) values ($1, $2, $3, $4, 'Brandt', $5, $5)",
    )
    .bind(id)
    .bind(shop.organization)
    .bind(id.to_string())
    .bind(rand::random::<i32>())
    .bind(now)
    .execute(&shop.admin)
    .await
    .unwrap();
    let mut tx = shop.state.db.organization(shop.organization).await.unwrap();
    webhooks::announce(&mut tx, Topic::CustomerCreated, Subject::Customer(id), now).await.unwrap();
    tx.commit().await.unwrap();
    sqlx::query_scalar("select id from webhook_deliveries order by created_at desc limit 1").fetch_one(&shop.admin).await.unwrap()
}

#[derive(Debug, sqlx::FromRow)]
struct Row {
    state: String,
    attempts: i32,
    due_at: DateTime<Utc>,
}

async fn row(admin: &PgPool, id: Uuid) -> Row {
    sqlx::query_as("select state, attempts, due_at from webhook_deliveries where id = $1").bind(id).fetch_one(admin).await.unwrap()
}

/// Status and error of every try, oldest first.
async fn tries(admin: &PgPool, id: Uuid) -> Vec<(Option<i16>, Option<String>)> {
    sqlx::query_as("select status, error from webhook_attempts where delivery_id = $1 order by id").bind(id).fetch_all(admin).await.unwrap()
}

async fn deliver(shop: &Workshop, id: Uuid) {
    webhooks::deliver(&shop.state, shop.organization, id).await.unwrap();
}

const PAUSES: [TimeDelta; 5] = [TimeDelta::minutes(1), TimeDelta::minutes(5), TimeDelta::minutes(30), TimeDelta::hours(2), TimeDelta::hours(24)];

#[tokio::test(flavor = "multi_thread")]
async fn tries_follow_each_other_after_fixed_pauses_under_one_id() {
    let (shop, receiver) = (shop().await, Receiver::start().await);
    receiver.answer(503);
    let (_, id) = delivery_to(&shop, &receiver.url).await;
    for (index, pause) in PAUSES.into_iter().enumerate() {
        let before = shop.state.clock.now();
        deliver(&shop, id).await;
        let now = row(&shop.admin, id).await;
        assert_eq!((now.state.as_str(), now.attempts), ("pending", i32::try_from(index).unwrap() + 1));
        assert!(now.due_at >= before + pause && now.due_at <= shop.state.clock.now() + pause, "try {index}: {}", now.due_at);
        // A second before its time nothing happens.
        shop.state.clock.advance(now.due_at - shop.state.clock.now() - TimeDelta::seconds(1));
        deliver(&shop, id).await;
        assert_eq!(receiver.taken().len(), index + 1);
        shop.state.clock.advance(TimeDelta::seconds(1));
    }
    deliver(&shop, id).await;
    assert_eq!(row(&shop.admin, id).await.state, "failed");
    shop.state.clock.advance(TimeDelta::days(2));
    deliver(&shop, id).await;
    assert_eq!(jobs::sweep(&shop.state).await.unwrap(), 0);
    let taken = receiver.taken();
    assert_eq!(taken.len(), 6);
    assert!(taken.iter().all(|request| request.id() == taken[0].id() && request.body == taken[0].body));
    let times: Vec<i64> = taken.iter().map(|request| request.headers["webhook-timestamp"].parse().unwrap()).collect();
    assert!(times.is_sorted() && times[5] - times[0] >= 95_760, "every try has its own time: {times:?}");
    assert_eq!(tries(&shop.admin, id).await, vec![(Some(503), None); 6]);
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_deliver_at_once_and_what_a_dead_one_held_is_delivered_by_another() {
    let (shop, receiver) = (shop().await, Receiver::start().await);
    let workers = [shop.work(), shop.work()];
    let (_, id) = delivery_to(&shop, &receiver.url).await;
    eventually("the delivery", || async { row(&shop.admin, id).await.state == "succeeded" }).await;
    for one in workers {
        one.stop().await;
    }
    assert_eq!((receiver.taken().len(), row(&shop.admin, id).await.attempts), (1, 1));

    // As a kill in the middle of the request leaves it: claimed, leased, no task.
    let id = announce(&shop).await;
    sqlx::query("update webhook_deliveries set attempts = 1, leased_until = $2 where id = $1")
        .bind(id)
        .bind(shop.state.clock.now() + TimeDelta::seconds(9))
        .execute(&shop.admin)
        .await
        .unwrap();
    sqlx::query("delete from apalis.jobs").execute(&shop.admin).await.unwrap();
    deliver(&shop, id).await;
    assert_eq!(receiver.taken().len(), 1, "it is leased");
    shop.state.clock.advance(TimeDelta::seconds(10));
    let worker = shop.work();
    eventually("the repetition", || async { row(&shop.admin, id).await.state == "succeeded" }).await;
    worker.stop().await;
    assert_eq!(receiver.taken().len(), 2);
}

/// A database that dies after it committed the outcome and before it said so.
struct AnswerLost {
    delivery: Delivery,
    state: AppState,
    was_lost: AtomicBool,
}

impl Work for AnswerLost {
    type Claimed = <Delivery as Work>::Claimed;
    type Done = <Delivery as Work>::Done;

    fn organization(&self) -> Uuid {
        self.delivery.organization()
    }

    fn job(&self) -> Job {
        self.delivery.job()
    }

    async fn claim(&self, tx: &mut Tx, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Claim<Self::Claimed>, DbError> {
        self.delivery.claim(tx, now, leased_until).await
    }

    async fn renew(&self, tx: &mut Tx, claimed: &Self::Claimed, leased_until: DateTime<Utc>) -> Result<(), DbError> {
        self.delivery.renew(tx, claimed, leased_until).await
    }

    async fn perform(&self, state: &AppState, claimed: &Self::Claimed) -> Result<Self::Done, Failure> {
        self.delivery.perform(state, claimed).await
    }

    async fn finish(
        &self,
        tx: &mut Tx,
        claimed: &Self::Claimed,
        outcome: &Result<Self::Done, Failure>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, DbError> {
        if self.was_lost.swap(true, Ordering::SeqCst) {
            return self.delivery.finish(tx, claimed, outcome, now).await;
        }
        let mut committed = self.state.db.organization(self.organization()).await?;
        if let Some(at) = self.delivery.finish(&mut committed, claimed, outcome, now).await? {
            jobs::enqueue_at(&mut committed, self.job(), at, now).await?;
        }
        committed.commit().await?;
        Err(sqlx::Error::PoolTimedOut.into())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_whose_commit_was_not_answered_is_written_down_once() {
    let (shop, receiver) = (shop().await, Receiver::start().await);
    let (_, first) = delivery_to(&shop, &receiver.url).await;
    let second = announce(&shop).await;
    sqlx::query("delete from apalis.jobs").execute(&shop.admin).await.unwrap();
    for (id, status, state) in [(first, 204, "succeeded"), (second, 503, "pending")] {
        receiver.answer(status);
        let delivery = Delivery { organization: shop.organization, delivery: id };
        let lost = AnswerLost { delivery, state: shop.state.clone(), was_lost: AtomicBool::new(false) };
        work::attempt(&shop.state, &lost).await.unwrap();
        assert_eq!(tries(&shop.admin, id).await.len(), 1, "{status}");
        assert_eq!(row(&shop.admin, id).await.state, state);
    }
    let failures: i32 =
        sqlx::query_scalar("select failures from webhook_deliveries where id = $1").bind(second).fetch_one(&shop.admin).await.unwrap();
    let tasks: i64 = sqlx::query_scalar("select count(*) from apalis.jobs").fetch_one(&shop.admin).await.unwrap();
    assert_eq!((failures, tasks), (1, 1), "it skips no pause and has one next try");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_deliver_once() {
    let (shop, receiver) = (shop().await, Receiver::start().await);
    let (_, id) = delivery_to(&shop, &receiver.url).await;
    let all = (0..8).map(|_| webhooks::deliver(&shop.state, shop.organization, id));
    futures::future::try_join_all(all).await.unwrap();
    assert_eq!(receiver.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_never_answers_holds_up_no_other() {
    let (shop, slow, quick) = (shop().await, Receiver::start().await, Receiver::start().await);
    slow.behave(Manner::Stall);
    for receiver in [&slow, &quick] {
        webhooks::subscribe(&shop.state, &shop.actor(), &WebhookForm::of(&receiver.url, &[]), Switch::On).await.unwrap();
    }
    for _ in 0..12 {
        announce(&shop).await;
    }
    let (worker, started) = (shop.work(), Instant::now());
    eventually("the quick one's deliveries", || async { quick.taken().len() == 12 }).await;
    let took = started.elapsed();
    assert!(took < Duration::from_secs(8), "it waited for the slow one: {took:?}");
    assert_eq!(slow.taken().len(), 2, "more than two workers wait for the slow one");
    assert_eq!(jobs::sweep(&shop.state).await.unwrap(), 0, "the sweeper brings more of them");

    // While it fails it has one place; once it answers, everything comes through without another word.
    slow.answer(200);
    let all = "select count(*) from webhook_deliveries where state = 'succeeded'";
    eventually("what waited behind the two", || async { shop.count(all).await == 22 }).await;
    shop.state.clock.advance(TimeDelta::minutes(2));
    eventually("the two themselves", || async { shop.count(all).await == 24 }).await;
    worker.stop().await;
    assert_eq!((slow.taken().len(), quick.taken().len()), (14, 12));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_endpoint_has_one_place_and_others_have_two() {
    let (shop, receiver) = (shop().await, Receiver::start().await);
    let (webhook, first) = delivery_to(&shop, &receiver.url).await;
    for _ in 0..4 {
        announce(&shop).await;
    }
    let due = "select count(*) from due_webhook_turns(now() + interval '1 hour', 100)";
    assert_eq!(shop.count(due).await, 2);
    sqlx::query("update webhook_deliveries set leased_until = now() + interval '2 hours' where id = $1")
        .bind(first)
        .execute(&shop.admin)
        .await
        .unwrap();
    assert_eq!(shop.count(due).await, 1);
    sqlx::query("update webhook_subscriptions set failing_since = now()").execute(&shop.admin).await.unwrap();
    assert_eq!(shop.count(due).await, 0);
    // A test does not stand in line.
    let test = webhooks::test(&shop.state, &shop.actor(), &webhook).await.unwrap();
    assert_eq!(shop.count(due).await, 1);
    deliver(&shop, test).await;
    assert_eq!(receiver.kinds(), ["webhook.test"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_kills_the_program_each_time_comes_to_an_end() {
    let (shop, receiver) = (shop().await, Receiver::start().await);
    let (_, id) = delivery_to(&shop, &receiver.url).await;
    sqlx::query("update webhook_deliveries set attempts = 5").execute(&shop.admin).await.unwrap();
    deliver(&shop, id).await;
    assert_eq!(row(&shop.admin, id).await.state, "failed");
    assert_eq!(tries(&shop.admin, id).await, [(None, Some("not_tried".to_owned()))]);
    assert!(receiver.taken().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn strange_receivers_are_failures_in_the_log() {
    let (shop, receiver, other) = (shop().await, Receiver::start().await, Receiver::start().await);
    let (webhook, id) = delivery_to(&shop, &receiver.url).await;
    receiver.behave(Manner::Redirect(other.url.clone()));
    deliver(&shop, id).await;
    receiver.behave(Manner::Endless);
    log::deliver_again(&shop.state, &shop.actor(), &webhook, &id.to_string()).await.unwrap();
    deliver(&shop, id).await;
    assert_eq!(tries(&shop.admin, id).await, [(Some(307), None), (Some(200), None)]);
    assert!(other.taken().is_empty(), "a redirect was followed");
    let answer: String = sqlx::query_scalar("select answer from webhook_attempts where status = 200").fetch_one(&shop.admin).await.unwrap();
    assert_eq!(answer.len(), 500);

    let form = WebhookForm::of("http://127.0.0.1:9/", &[]);
    webhooks::change(&shop.state, &shop.actor(), &webhook, &form, None).await.unwrap();
    let id = announce(&shop).await;
    deliver(&shop, id).await;
    let form = WebhookForm::of(&receiver.url, &[]);
    webhooks::change(&shop.state, &shop.actor(), &webhook, &form, None).await.unwrap();
    receiver.behave(Manner::Stall);
    log::deliver_again(&shop.state, &shop.actor(), &webhook, &id.to_string()).await.unwrap();
    deliver(&shop, id).await;
    assert_eq!(tries(&shop.admin, id).await, [(None, Some("not_connected".to_owned())), (None, Some("timed_out".to_owned()))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_fails_for_three_days_is_switched_off_and_the_owner_told_once() {
    let (shop, receiver) = (shop().await, Receiver::start().await);
    receiver.answer(500);
    let (webhook, first) = delivery_to(&shop, &receiver.url).await;
    deliver(&shop, first).await;
    shop.state.clock.advance(TimeDelta::days(3) - TimeDelta::minutes(1));
    let second = announce(&shop).await;
    deliver(&shop, second).await;
    let told = "select count(*) from notifications where kind = 'webhook.switched_off'";
    assert_eq!(shop.count(told).await, 0);
    shop.state.clock.advance(TimeDelta::minutes(1));
    let third = announce(&shop).await;
    deliver(&shop, third).await;
    assert_eq!(shop.count(told).await, 1);
    assert_eq!(shop.count("select count(*) from webhook_subscriptions where not enabled and disabled_reason = 'failing'").await, 1);
    let before = receiver.taken().len();
    shop.state.clock.advance(TimeDelta::hours(3));
    deliver(&shop, third).await;
    assert_eq!((jobs::sweep(&shop.state).await.unwrap(), receiver.taken().len()), (0, before), "nothing is sent while it is off");

    // Switched on again, what waited goes out, and the three days begin anew.
    receiver.answer(200);
    webhooks::switch(&shop.state, &shop.actor(), &webhook, Switch::On).await.unwrap();
    for id in [first, second, third] {
        deliver(&shop, id).await;
        assert_eq!(row(&shop.admin, id).await.state, "succeeded");
    }
    assert_eq!(shop.count("select count(*) from webhook_subscriptions where enabled and failing_since is null").await, 1);
    assert_eq!(shop.count(told).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_success_in_between_begins_the_three_days_anew() {
    let (shop, receiver) = (shop().await, Receiver::start().await);
    receiver.answer(500);
    let (_, id) = delivery_to(&shop, &receiver.url).await;
    deliver(&shop, id).await;
    shop.state.clock.advance(TimeDelta::days(2));
    receiver.answer(200);
    deliver(&shop, id).await;
    receiver.answer(500);
    shop.state.clock.advance(TimeDelta::days(2));
    let id = announce(&shop).await;
    deliver(&shop, id).await;
    assert_eq!(shop.count("select count(*) from webhook_subscriptions where enabled").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_later_the_log_is_empty() {
    let (shop, receiver) = (shop().await, Receiver::start().await);
    let (_, id) = delivery_to(&shop, &receiver.url).await;
    deliver(&shop, id).await;
    shop.state.clock.advance(TimeDelta::days(29));
    assert_eq!(webhooks::purge(&shop.state).await.unwrap(), 0);
    shop.state.clock.advance(TimeDelta::days(2));
    assert_eq!(webhooks::purge(&shop.state).await.unwrap(), 1);
    assert_eq!(shop.count("select count(*) from webhook_attempts").await, 0);
}

/// A name service that says what it is told to; with several answers each question gets the next one.
#[derive(Clone, Default)]
struct Names {
    answers: Arc<Mutex<HashMap<String, Vec<Vec<IpAddr>>>>>,
    asked: Arc<AtomicUsize>,
}

impl Names {
    fn say(&self, name: &str, answers: &[&[&str]]) {
        let answers = answers.iter().map(|answer| answer.iter().map(|address| address.parse().unwrap()).collect()).collect();
        self.answers.lock().unwrap().insert(name.to_owned(), answers);
    }
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut all = self.answers.lock().unwrap();
        let answer = match all.get_mut(name.as_str()) {
            Some(answers) if answers.len() > 1 => Some(answers.remove(0)),
            Some(answers) => answers.first().cloned(),
            None => None,
        };
        Box::pin(async move {
            let addresses = answer.ok_or_else(|| std::io::Error::other("no such name"))?;
            Ok(Box::new(addresses.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs)
        })
    }
}

/// The error of a try, if there was no answer.
async fn post(sender: &Sender, url: &str) -> Option<&'static str> {
    sender.post(url, &BTreeMap::new(), b"{}".to_vec()).await.error
}

#[tokio::test]
async fn names_that_lead_inside_are_refused_when_saved_and_when_sent() {
    let receiver = Receiver::start().await;
    let port = receiver.url.split(':').nth(2).unwrap().split('/').next().unwrap().to_owned();
    let names = Names::default();
    let sender = Sender::with_names(Arc::new(names.clone()), false).unwrap();
    for address in [
        "127.0.0.1",
        "10.0.0.7",
        "172.20.1.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
    ] {
        names.say("inside.example", &[&[address]]);
        let url = format!("http://inside.example:{port}/");
        assert_eq!(sender.check(&url).await.err(), Some(Problem::NotAPublicAddress), "{address}");
        assert_eq!(post(&sender, &url).await, Some("refused"), "{address}");
    }
    // One private address among public ones is enough.
    names.say("mixed.example", &[&["198.41.0.4", "127.0.0.1"]]);
    assert_eq!(post(&sender, &format!("http://mixed.example:{port}/")).await, Some("refused"));
    for literal in [format!("http://127.0.0.1:{port}/"), format!("http://[::ffff:127.0.0.1]:{port}/"), format!("http://2130706433:{port}/")] {
        assert_eq!(post(&sender, &literal).await, Some("refused"), "{literal}");
    }
    assert_eq!(sender.check("http://unknown.example/").await.err(), None, "a name may be found later");
    assert_eq!(post(&sender, "http://unknown.example/").await, Some("not_connected"));
    assert!(receiver.taken().is_empty());
}

#[tokio::test]
async fn a_second_answer_of_the_name_service_leads_nowhere_else() {
    let receiver = Receiver::start().await;
    let port = receiver.url.split(':').nth(2).unwrap().split('/').next().unwrap().to_owned();
    let names = Names::default();
    let sender = Sender::with_names(Arc::new(names.clone()), false).unwrap();
    let url = format!("http://rebinding.example:{port}/");
    // Public when it is saved, private when it is sent.
    names.say("rebinding.example", &[&["198.41.0.4"], &["127.0.0.1"]]);
    assert!(sender.check(&url).await.is_ok());
    assert_eq!(post(&sender, &url).await, Some("refused"));
    // What was looked at is what is connected to: there is one question for each request.
    let open = Sender::with_names(Arc::new(names.clone()), true).unwrap();
    names.say("rebinding.example", &[&["127.0.0.1"], &["198.41.0.4"]]);
    names.asked.store(0, Ordering::SeqCst);
    assert_eq!(post(&open, &url).await, None);
    assert_eq!((names.asked.load(Ordering::SeqCst), receiver.taken().len()), (1, 1));
}
