//! The only parts that reach the browser; they add comfort to pages that work without them.

mod copy;
mod customer_box;
mod dialogs;
mod line_table;
mod list;
mod live_gate;
mod page;
mod save_state;
mod shortcuts;
mod terms;

pub use copy::CopyButton;
pub use customer_box::{Buyer, CustomerBox};
pub use dialogs::Dialogs;
pub use line_table::{LineTable, LineTableData, Offer, Word, escaped};
pub use list::ListKeys;
pub use live_gate::{GateWords, LiveGate};
pub use save_state::SaveState;
pub use shortcuts::Shortcuts;
pub use terms::Terms;
