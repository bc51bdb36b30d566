//! Black box: the whole application over HTTP, a database per test.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "../support/golden/mod.rs"]
mod golden;
#[path = "../support/judge.rs"]
mod judge;
#[path = "../support/moto.rs"]
mod moto;
#[path = "../support/app/mod.rs"]
mod support;

mod accounts;
mod api_keys;
mod audit;
mod availability;
mod bad_input;
mod corrections;
mod frozen;
mod health;
mod hostile_files;
mod idempotency;
mod incoming;
mod invoices;
mod judged;
mod limits;
mod live_gate;
mod notifications;
mod numbering;
mod operations;
mod payments;
mod portal;
mod share_links;
mod start;
mod tenancy;
