//! The only parts that reach the browser; they add comfort to pages that work without them.

mod copy;
mod dialogs;
mod list;
mod page;
mod shortcuts;

pub use copy::CopyButton;
pub use dialogs::Dialogs;
pub use list::ListKeys;
pub use shortcuts::Shortcuts;
