//! One letter: decided, written down and put into its queue in one transaction.

use uuid::Uuid;

use crate::domain::dunning::Level;
use crate::domain::error::{AppError, Conflict};
use crate::domain::money::Cents;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::dunning::queries::{self, NewNotice, OverdueRow};
use crate::server::dunning::{composing, plan};
use crate::server::invoices::sharing;
use crate::server::invoices::{self, find_locked};
use crate::server::mail::{self, Kind, NewEmail, QueueOutcome};
use crate::server::state::AppState;
use crate::server::{notifications, organizations, secret};

/// A bulk of a page.
const MOST_AT_ONCE: usize = 500;

/// Who wants a letter to go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The daily run: only what is due.
    Due,
    /// A person, who may be ahead of the plan; the level is the one that was looked at.
    ByHand(Option<Level>),
}

/// A letter on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub level: Level,
    pub number: String,
    pub to: String,
    /// With fees and interest.
    pub total: Cents,
    pub currency: String,
}

/// Sends the next letter about an invoice now; `level` is the one that was looked at, where it was looked at.
///
/// # Errors
/// `NotFound`, `Conflict(NotOverdue)`, `Conflict(DunningHeld)`, `Conflict(ChangedMeanwhile)` where another level is next by now.
pub async fn send(state: &AppState, actor: &Actor, public_id: &str, level: Option<Level>) -> Result<Sent, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let id = find_locked(&mut tx, public_id).await?.id;
    let sent = send_within(state, actor, &mut tx, id, Wish::ByHand(level)).await?;
    tx.commit().await?;
    Ok(sent)
}

/// The next letters about all of these; those that cannot get one now are passed over. Returns how many were sent.
///
/// # Errors
/// The first error that is no conflict.
pub async fn send_many(state: &AppState, actor: &Actor, ids: &[String]) -> Result<u32, AppError> {
    actor.require_billing()?;
    let mut sent = 0;
    for id in ids.iter().take(MOST_AT_ONCE) {
        match send(state, actor, id, None).await {
            Ok(_) => sent += 1,
            Err(AppError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(sent)
}

/// The same for one that is due; `None` where it is not, or not any more.
///
/// # Errors
/// When the database is away.
pub(super) async fn send_if_due(state: &AppState, actor: &Actor, id: Uuid) -> Result<Option<Sent>, AppError> {
    let mut tx = state.db.organization(actor.organization).await?;
    match send_within(state, actor, &mut tx, id, Wish::Due).await {
        Ok(sent) => {
            tx.commit().await?;
            Ok(Some(sent))
        }
        Err(AppError::Conflict(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The lock on the invoice makes payments, confirmations and other runs wait, so what is read after it stays true.
async fn send_within(state: &AppState, actor: &Actor, tx: &mut Tx, id: Uuid, wish: Wish) -> Result<Sent, AppError> {
    let today = actor.today(state);
    invoices::queries::lock_by_id(tx, id).await?;
    let row = queries::overdue(tx, today, Some(id)).await?.into_iter().next().ok_or(AppError::Conflict(Conflict::NotOverdue))?;
    let (plan, facts) = (plan(tx).await?, composing::facts(&row, actor, today));
    let next = plan.next(&facts).ok_or(AppError::Conflict(Conflict::DunningHeld))?;
    let may_go = match wish {
        Wish::Due => next.is_due(today) && next.may_be_sent(&facts),
        Wish::ByHand(Some(level)) if level != next.level => return Err(AppError::Conflict(Conflict::ChangedMeanwhile)),
        Wish::ByHand(_) => next.may_be_sent(&facts),
    };
    let to = row.billing_email.clone().filter(|_| may_go).ok_or(AppError::Conflict(Conflict::DunningHeld))?;
    let claim = composing::claim(&row, &plan, next.level, today);
    let invoice = invoices::queries::by_id(tx, id).await?.ok_or(AppError::NotFound)?;
    let link = sharing::ensure(state, actor, tx, &invoice).await?;
    let organization = organizations::queries::organization(tx).await?;
    let email = NewEmail {
        kind: Kind::Overdue.as_str(),
        cause: format!("dunning {id} {}", next.level.as_str()),
        invoice: Some(id),
        to: &to,
        from_name: &organization.name,
        reply_to: organization.contact_email.as_deref(),
        content: composing::letter(&row, &plan, &claim, &organization, &link.url),
        attach_pdf: false,
    };
    let QueueOutcome::Queued(message) = mail::queue(tx, actor, email, state.clock.now()).await? else {
        return Err(AppError::Conflict(Conflict::DunningHeld));
    };
    let new = NewNotice {
        id: secret::new_uuid(),
        organization: actor.organization,
        invoice: id,
        level: next.level.number(),
        claim: &claim,
        message,
        is_automatic: wish == Wish::Due,
        created_by: actor.user_id(),
    };
    queries::insert_notice(tx, &new, state.clock.now()).await?;
    note(state, actor, tx, &row, next.level, claim.total(), wish).await?;
    Ok(Sent { level: next.level, number: row.number, to, total: claim.total(), currency: row.currency })
}

/// History always; people are told of what they did not do themselves.
async fn note(state: &AppState, actor: &Actor, tx: &mut Tx, row: &OverdueRow, level: Level, total: Cents, wish: Wish) -> Result<(), AppError> {
    let now = state.clock.now();
    let event = Event::new(level.event()).invoice(row.id).customer(row.customer_id).amount(total);
    audit::record(tx, actor, now, event).await?;
    if wish == Wish::Due {
        notifications::tell(tx, actor.organization, level.event(), Some(row.id), None, now).await?;
    }
    tracing::info!(invoice.id = %row.id, dunning.level = level.as_str(), "A letter about an overdue invoice is on its way.");
    Ok(())
}
