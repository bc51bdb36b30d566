//! Zone 2: the seam between pages and server. Only `#[server]` functions; each says who is asking, calls one verb, and answers.

pub mod account;
pub mod audit;
pub mod customers;
pub mod dev_mail;
pub mod dunning;
pub mod error;
pub mod incoming;
pub mod invoices;
pub mod mailings;
pub mod notifications;
pub mod operations;
pub mod payments;
pub mod portal;
pub mod recurring;
pub mod settings;
pub mod usage;
pub mod webhooks;
