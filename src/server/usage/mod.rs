//! Usage billing: events that wait for an invoice, the monthly run that bills them, and one customer's invoice by hand.

pub mod billing;
pub mod by_hand;
pub mod events;
pub mod runs;
