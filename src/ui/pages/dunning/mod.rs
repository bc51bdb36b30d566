//! Dunning: what comes next for every overdue invoice, and the letter before it goes out.

mod list;
mod preview;
mod show;
pub mod words;

pub use list::DunningListPage;
pub use show::{DunningShowPage, Notices};
