//! Black box: the whole application over HTTP, a database per test.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "../support/golden/mod.rs"]
mod golden;
#[path = "../support/hostile.rs"]
mod hostile;
#[path = "../support/judge.rs"]
mod judge;
#[path = "../support/moto.rs"]
mod moto;
#[path = "../support/receiver.rs"]
mod receiver;
#[path = "../support/smtp.rs"]
mod smtp;
#[path = "../support/app/mod.rs"]
mod support;

mod accounts;
mod api_keys;
mod audit;
mod availability;
mod bad_input;
mod billing;
mod billing_events;
mod corrections;
mod dunning;
mod dunning_pages;
mod frozen;
mod functions;
mod graceful_stop;
mod health;
mod hostile_files;
mod idempotency;
mod incoming;
mod inputs;
mod inputs_editor;
mod invoices;
mod issue_gate;
mod judged;
mod limits;
mod live_gate;
mod mail_reports;
mod mailings;
mod mails;
mod notification_kinds;
mod notifications;
mod numbering;
mod operations;
mod payments;
mod portal;
mod portal_page;
mod queues;
mod recurring;
mod recurring_pages;
mod roles;
mod seed;
mod settings;
mod share_links;
mod start;
mod tenancy;
mod webhook_topics;
mod webhooks;
