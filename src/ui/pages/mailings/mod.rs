//! Mailings: what is about to be sent, and how far it is.

mod new;
mod show;

pub use new::MailingNewPage;
pub use show::MailingShowPage;
