//! `run dunning`: the letters that are due, sent by hand or only told.

use std::io::Write;

use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text;
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::dunning::running;
use crate::server::dunning::sending::Sent;
use crate::server::organizations;
use crate::server::state::AppState;

/// Sends what is due in every organization where dunning is automatic, or only tells what that would be: a line for each letter.
/// `false` where a letter could not be written.
///
/// # Errors
/// When the database is away, or nothing can be written.
pub async fn run(state: &AppState, dry_run: bool, out: &mut (impl Write + Send)) -> anyhow::Result<bool> {
    let (mut sent, mut failed) = (0, 0);
    for organization in organizations::all(state).await? {
        let actor = Actor::system(organization.id, clock::zone(&organization.time_zone));
        if !running::is_automatic(state, &actor).await? {
            writeln!(out, "{}: not automatic, nothing is sent", organization.name)?;
            continue;
        }
        let letters = if dry_run {
            running::rehearse(state, &actor).await?
        } else {
            let report = running::send_all(state, &actor).await?;
            failed += report.failed;
            report.sent
        };
        sent += letters.len();
        for letter in &letters {
            writeln!(out, "{} · {}", organization.name, line(letter, dry_run))?;
        }
    }
    let verb = if dry_run { "would be sent" } else { "sent" };
    writeln!(out, "{sent} {verb}, {failed} failed.")?;
    Ok(failed == 0)
}

fn line(letter: &Sent, dry_run: bool) -> String {
    let Sent { level, number, to, total, currency } = letter;
    let total = text::money(*total, Currency::parse(currency).unwrap_or_default(), Lang::En);
    let fate = if dry_run { "would go to" } else { "on its way to" };
    format!("{number} · {} · {total}: {fate} {to}", level.as_str())
}
