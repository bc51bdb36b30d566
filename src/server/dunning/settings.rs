//! What an organization set for dunning.

use chrono::{DateTime, Days, Utc};

use crate::domain::dunning::form::LevelForm;
use crate::domain::dunning::texts::Letter;
use crate::domain::dunning::view::DunningSettings;
use crate::domain::dunning::{DunningForm, Level, Plan};
use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::domain::recurring::schedule::six_in_the_morning;
use crate::domain::text::NumberFormat;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::dunning::queries;
use crate::server::mail::templates::dunning::usual_letter;
use crate::server::state::AppState;

/// The settings as a form, with our words where the organization has none.
///
/// # Errors
/// `NotFound` or `Forbidden` for those who may not see them.
pub async fn settings(state: &AppState, actor: &Actor, format: NumberFormat) -> Result<DunningSettings, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let (automatic, next_run) = queries::settings(&mut tx).await?.map_or((false, None), |row| (row.automatic, row.due_at));
    let mut form = super::plan(&mut tx).await?.to_form(automatic, format);
    for (level, words) in Level::ALL.into_iter().zip(&mut form.levels) {
        fill_in(level, words);
    }
    Ok(DunningSettings { form, next_run })
}

fn fill_in(level: Level, words: &mut LevelForm) {
    let (german, english) = (usual_letter(level, Lang::De), usual_letter(level, Lang::En));
    let fields = [
        (&mut words.subject, german.subject),
        (&mut words.body, german.body),
        (&mut words.subject_en, english.subject),
        (&mut words.body_en, english.body),
    ];
    for (field, usual) in fields {
        if field.is_empty() {
            *field = usual;
        }
    }
}

/// Saves them; what is switched on begins with the next morning, so that there is time to look at `/dunning` before.
///
/// # Errors
/// `Invalid`.
pub async fn save_settings(state: &AppState, actor: &Actor, form: &DunningForm, format: NumberFormat) -> Result<(), AppError> {
    actor.require_billing()?;
    let (automatic, mut plan) = form.parse(format)?;
    leave_out_usual_words(&mut plan);
    let json = serde_json::to_value(&plan).map_err(|_| AppError::Unavailable)?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    queries::save_settings(&mut tx, actor.organization, &json, automatic, next_morning(actor, now), now).await?;
    audit::record(&mut tx, actor, now, Event::new("settings.dunning_changed")).await?;
    Ok(tx.commit().await?)
}

/// What is our own stays ours, also when we find better words one day.
fn leave_out_usual_words(plan: &mut Plan) {
    for (level, words) in Level::ALL.into_iter().zip(&mut plan.levels) {
        for (lang, letter) in [(Lang::De, &mut words.german), (Lang::En, &mut words.english)] {
            let usual = usual_letter(level, lang);
            let Letter { subject, body } = letter;
            *subject = subject.take().filter(|own| *own != usual.subject);
            *body = body.take().filter(|own| *own != usual.body);
        }
    }
}

/// The next six o'clock of the organization's zone that is still to come.
pub(super) fn next_morning(actor: &Actor, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = clock::day_in(actor.zone, now);
    let six = six_in_the_morning(today, &actor.zone);
    if six > now { six } else { six_in_the_morning(today.checked_add_days(Days::new(1)).unwrap_or(today), &actor.zone) }
}
