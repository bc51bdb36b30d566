//! Usage billing: events that wait for an invoice, what they cost a customer, and the monthly run.

pub mod charge;
pub mod event;
pub mod month;
pub mod view;

pub use event::{BillingEventForm, EventContent};
pub use month::Month;
