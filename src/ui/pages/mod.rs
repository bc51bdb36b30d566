//! One file per page; each is a pure function of the data it shows.

pub mod invoices;
pub mod notifications;
pub mod overview;
