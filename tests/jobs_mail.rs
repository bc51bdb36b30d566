//! Mail against a real SMTP server: sent once, tried again, given up, sent again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/golden/mod.rs"]
mod golden;
#[path = "support/smtp.rs"]
mod smtp;
#[path = "support/workshop.rs"]
mod workshop;

use chrono::TimeDelta;
use rechnungswerk::server::jobs;
use rechnungswerk::server::mail::{self, QueueOutcome};
use smtp::SmtpServer;
use workshop::{Workshop, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_sent_once_however_many_try() {
    let server = SmtpServer::start();
    let shop = Workshop::open(Some(&server.url)).await;
    let id = shop.new_mail("kasse@brandt.example", None).await;
    assert_eq!(shop.queue_mail("kasse@brandt.example", "test kasse@brandt.example", None).await, QueueOutcome::AlreadyQueued);
    let workers = [shop.work(), shop.work()];
    let tries = (0..8).map(|_| mail::send(&shop.state, shop.organization, id));
    futures::future::try_join_all(tries).await.unwrap();
    eventually("the mail is sent", || async { shop.mail(id).await.state == "sent" }).await;
    for one in workers {
        one.stop().await;
    }
    let row = shop.mail(id).await;
    assert_eq!(row.attempts, 1);
    assert_eq!(row.last_answer.as_deref(), Some("250 2.0.0 Queued as 4711"));
    let tries = server.tries_to("kasse@brandt.example");
    assert_eq!(tries.len(), 1);
    assert_eq!(tries[0].message_id, format!("<{}>", row.message_id));
    assert!(row.message_id.ends_with("@nordlicht.example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_server_is_asked_again_after_growing_pauses_with_the_same_message_id() {
    let server = SmtpServer::start();
    let shop = Workshop::open(Some(&server.url)).await;
    let id = shop.new_mail("later-2-kasse@brandt.example", None).await;
    for (attempt, pause) in [(1, TimeDelta::minutes(1)), (2, TimeDelta::minutes(5))] {
        let before = shop.state.clock.now();
        mail::send(&shop.state, shop.organization, id).await.unwrap();
        let row = shop.mail(id).await;
        assert_eq!((row.state.as_str(), row.attempts), ("queued", attempt));
        assert_eq!(row.last_answer.as_deref(), Some("451 4.3.0 Please try again later"));
        assert!(row.due_at >= before + pause && row.due_at <= shop.state.clock.now() + pause);
        // Before its time nothing happens.
        mail::send(&shop.state, shop.organization, id).await.unwrap();
        assert_eq!(shop.mail(id).await.attempts, attempt);
        shop.state.clock.advance(pause + TimeDelta::seconds(1));
    }
    let workers = shop.work();
    eventually("the sweeper finds the mail that is due by our clock", || async { shop.mail(id).await.state == "sent" }).await;
    workers.stop().await;
    let tries = server.tries_to("later-2-kasse@brandt.example");
    assert_eq!(tries.iter().map(|one| one.answer.as_str()).collect::<Vec<_>>(), ["later", "later", "250"]);
    assert!(tries.iter().all(|one| one.message_id == tries[0].message_id && !one.message_id.is_empty()));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_three_tries_it_is_given_up_told_and_can_be_sent_again() {
    let server = SmtpServer::start();
    let shop = Workshop::open(Some(&server.url)).await;
    let id = shop.new_mail("later-3-kasse@brandt.example", None).await;
    for _ in 0..5 {
        mail::send(&shop.state, shop.organization, id).await.unwrap();
        shop.state.clock.advance(TimeDelta::minutes(6));
    }
    let row = shop.mail(id).await;
    assert_eq!((row.state.as_str(), row.attempts), ("failed", 3));
    assert_eq!(server.tries().len(), 3);
    assert_eq!(shop.count("select count(*) from notifications where kind = 'mail.failed' and detail = 'later-3-kasse@brandt.example'").await, 1);
    assert_eq!(shop.count("select count(*) from audit_events where event = 'mail.failed'").await, 1);

    mail::resend(&shop.state, &shop.actor(), id).await.unwrap();
    mail::resend(&shop.state, &shop.actor(), id).await.unwrap();
    assert_eq!(shop.count("select count(*) from email_messages").await, 2);
    let workers = shop.work();
    eventually("the repetition is sent", || async { shop.count("select count(*) from email_messages where state = 'sent'").await == 1 }).await;
    workers.stop().await;
    let tries = server.tries();
    assert_eq!(tries.len(), 4);
    assert_ne!(tries[3].message_id, tries[0].message_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_final_and_an_address_that_is_none_too() {
    let server = SmtpServer::start();
    let shop = Workshop::open(Some(&server.url)).await;
    for (to, answer) in [("refuse@brandt.example", "550 5.1.1 No such user here"), ("nobody", "the recipient's address is none")] {
        let id = shop.new_mail(to, None).await;
        mail::send(&shop.state, shop.organization, id).await.unwrap();
        let row = shop.mail(id).await;
        assert_eq!((row.state.as_str(), row.attempts, row.last_answer.as_deref()), ("failed", 1, Some(answer)));
    }
    assert_eq!(server.tries().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_lost_after_the_last_byte_is_tried_again_as_the_same_mail() {
    let server = SmtpServer::start();
    let shop = Workshop::open(Some(&server.url)).await;
    let id = shop.new_mail("drop-1-kasse@brandt.example", None).await;
    mail::send(&shop.state, shop.organization, id).await.unwrap();
    assert_eq!(shop.mail(id).await.state, "queued");
    shop.state.clock.advance(TimeDelta::seconds(61));
    mail::send(&shop.state, shop.organization, id).await.unwrap();
    assert_eq!(shop.mail(id).await.state, "sent");
    let tries = server.tries();
    assert_eq!(tries.len(), 2);
    assert_eq!(tries[0].message_id, tries[1].message_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_costs_a_try_and_no_mail() {
    let shop = Workshop::open(Some("smtp://127.0.0.1:9")).await;
    let id = shop.new_mail("kasse@brandt.example", None).await;
    mail::send(&shop.state, shop.organization, id).await.unwrap();
    let row = shop.mail(id).await;
    assert_eq!((row.state.as_str(), row.attempts), ("queued", 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_waits_for_its_pdf_and_then_marks_the_invoice_sent() {
    let server = SmtpServer::start();
    let shop = Workshop::open(Some(&server.url)).await;
    let invoice = shop.issue(&golden::all().remove(0).invoice, "RE-2026-00001").await;
    let id = shop.new_mail("kasse@brandt.example", Some(invoice)).await;
    mail::send(&shop.state, shop.organization, id).await.unwrap();
    let waiting = shop.mail(id).await;
    assert_eq!((waiting.state.as_str(), waiting.attempts), ("queued", 0));
    assert!(server.tries().is_empty());
    let workers = shop.work();
    eventually("the mail is sent", || async { shop.mail(id).await.state == "sent" }).await;
    workers.stop().await;
    assert_eq!(shop.count("select count(*) from invoices where sent_at is not null").await, 1);
    let mail = String::from_utf8_lossy(&server.tries()[0].mail).into_owned();
    assert!(mail.contains("Rechnung_RE-2026-00001.pdf") && mail.contains("application/pdf"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_server_mails_become_files() {
    let shop = Workshop::open(None).await;
    let id = shop.new_mail("kasse@brandt.example", None).await;
    mail::send(&shop.state, shop.organization, id).await.unwrap();
    assert_eq!(shop.mail(id).await.state, "sent");
    let list = mail::folder::folder_messages(shop.data.path()).await.unwrap();
    assert_eq!((list.len(), list[0].subject.as_str(), list[0].to.as_str()), (1, "Ihre Rechnung", "kasse@brandt.example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_lost_its_task_is_found() {
    let shop = Workshop::open(None).await;
    let id = shop.new_mail("kasse@brandt.example", None).await;
    assert_eq!(jobs::sweep(&shop.state).await.unwrap(), 0, "its task is in the queue");
    sqlx::query("delete from apalis.jobs").execute(&shop.admin).await.unwrap();
    assert_eq!(jobs::sweep(&shop.state).await.unwrap(), 1);
    assert_eq!(jobs::sweep(&shop.state).await.unwrap(), 0);
    let workers = shop.work();
    eventually("the mail is sent", || async { shop.mail(id).await.state == "sent" }).await;
    workers.stop().await;
}
