//! Received invoices: the list, and one of them with its verdict.

mod list;
mod sheet;
mod show;
mod verdict;

pub use list::IncomingListPage;
pub use show::IncomingShowPage;
