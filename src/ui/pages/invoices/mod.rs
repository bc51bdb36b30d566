//! The invoice list, and the page of one issued invoice.

mod corrections;
mod dialogs;
mod dunning;
pub mod editor;
mod ledger;
mod list;
mod rail;
mod rows;
mod sheet;
mod show;
mod tools;

pub use list::InvoiceListPage;
pub use rail::size;
pub use sheet::unit_name;
pub use show::{Dialogue, InvoiceShowPage};
