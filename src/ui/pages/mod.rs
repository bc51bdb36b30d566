//! One file per page; each is a pure function of the data it shows.

pub mod account;
pub mod audit;
pub mod countries;
pub mod customers;
pub mod dev_mail;
pub mod dunning;
pub mod form;
pub mod incoming;
pub mod invoices;
pub mod mailings;
pub mod notifications;
pub mod operations;
pub mod overview;
pub mod problem;
pub mod recurring;
pub mod settings;
pub mod usage;
pub mod webhooks;
