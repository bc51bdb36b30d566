//! Between the pages and the verbs: who is asking, how a form's answer goes back, and the pages without Leptos' router.

pub mod answer;
pub mod context;
pub mod dev_mail;
pub mod downloads;
pub mod editing;
pub mod portal;
pub mod session;
