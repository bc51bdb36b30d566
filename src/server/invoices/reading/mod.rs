//! What the dashboard reads: the list, one invoice, the editor, the overview.

pub mod detail;
pub mod editor;
pub mod list;
pub mod overview;
pub mod page;
pub mod preview;
pub mod queries;

pub use detail::{Detail, detail, downloadable};
pub use editor::{check_draft, editor};
pub use list::list;
pub use overview::overview;
pub use page::page;
