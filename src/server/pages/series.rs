//! What the buttons of a series mean, in verbs and next pages.

use crate::domain::error::AppError;
use crate::domain::invoice::draft::{InvoiceForm, LineForm};
use crate::domain::text;
use crate::server::auth::Actor;
use crate::server::recurring;
use crate::server::state::AppState;

/// Where the form of a series stands, with one more line where that was asked for.
#[must_use]
pub fn form_page(id: &str, intent: &str, form: &InvoiceForm) -> String {
    let page = if id.is_empty() { "/recurring/new".to_owned() } else { format!("/recurring/{id}/edit") };
    if intent != "add_line" {
        return page;
    }
    let lines = form.lines.iter().filter(|line| !LineForm::is_blank(line)).count() + 1;
    format!("{page}?lines={lines}#line-{}", lines - 1)
}

/// Makes what is due up to that day; returns the next page.
///
/// # Errors
/// Those of [`recurring::run_now`], and `Invalid` for what is no day.
pub async fn run(state: &AppState, actor: &Actor, id: &str, until: &str) -> Result<String, AppError> {
    let until = text::day(until).map_err(|problem| AppError::field("until", problem))?;
    let notice = if recurring::run_now(state, actor, id, until).await? > 0 { "series_ran" } else { "series_nothing_due" };
    Ok(crate::server::pages::answer::with_notice(&format!("/recurring/{id}"), notice))
}
