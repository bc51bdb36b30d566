//! Series of invoices: the list, the page of one, and the form.

mod dialogs;
mod form;
mod list;
mod rail;
mod show;
mod words;

pub use form::RecurringFormPage;
pub use list::RecurringListPage;
pub use show::RecurringShowPage;
