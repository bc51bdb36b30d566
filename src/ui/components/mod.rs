//! The parts that pages are built from; every page uses these and adds no look of its own.

mod button;
mod chip;
mod dialog;
mod empty;
pub mod events;
mod field;
mod head;
mod icon;
mod mark;
mod menu;
pub mod note;
mod pager;
pub mod problem;
pub mod query;
mod status;
mod table;
mod typed;
pub mod words;

pub use button::{Button, DialogButton, LinkButton, Look};
pub use chip::Chip;
pub use dialog::{Dialog, DialogBody, DialogFoot};
pub use empty::{Banner, EmptyState, Step, Steps};
pub use field::{Check, Choice, Field, FormErrors, SelectField, TextArea, error_from_context, error_line};
pub use head::{PageBody, PageHead};
pub use icon::Icon;
pub use mark::Mark;
pub use menu::{Menu, MenuSide};
pub use note::Note;
pub use pager::Pager;
pub use status::{StatusBadge, StatusText};
pub use table::{PickCell, SortHead};
pub use typed::Typed;
pub use words::{LocalClock, Moment, Money};
