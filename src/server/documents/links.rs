//! Signed links to stored documents: each opens one file until its end, without a key or session and from any storage.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::error::{AppError, Conflict, Problem};
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::documents::archive::DocumentKind;
use crate::server::documents::queries;
use crate::server::invoices;
use crate::server::state::AppState;

/// The name of the lifetime in requests.
pub const MINUTES: &str = "expires_in_minutes";
const USUAL: i64 = 15;
const LONGEST: i64 = 24 * 60;

/// What a token says, sealed with `SECRET_KEY`: nobody else can write one or change its end.
#[derive(Serialize, Deserialize)]
struct Sealed {
    organization: Uuid,
    invoice: Uuid,
    kind: String,
    until: DateTime<Utc>,
}

#[derive(Clone, Debug)]
pub struct DocumentLink {
    pub url: String,
    pub expires_at: DateTime<Utc>,
}

/// A link to the PDF or XML of an issued invoice, good for `minutes` (15 where nothing is said, a day at most).
///
/// # Errors
/// `NotFound`, `Conflict(DocumentsPending)`, `Invalid`.
pub async fn sign(state: &AppState, actor: &Actor, id: &str, kind: DocumentKind, minutes: &str) -> Result<DocumentLink, AppError> {
    actor.require_billing()?;
    let minutes = lifetime(minutes).map_err(|problem| AppError::field(MINUTES, problem))?;
    let now = state.clock.now();
    let expires_at = now + TimeDelta::minutes(minutes);
    let mut tx = state.db.organization(actor.organization).await?;
    let invoice = invoices::find(&mut tx, id).await?.id;
    queries::document(&mut tx, invoice, kind.as_str()).await?.ok_or(AppError::Conflict(Conflict::DocumentsPending))?;
    let event = Event::new("invoice.document_linked").invoice(invoice).detail(kind.as_str());
    audit::record(&mut tx, actor, now, event).await?;
    tx.commit().await?;
    let sealed = Sealed { organization: actor.organization, invoice, kind: kind.as_str().to_owned(), until: expires_at };
    let text = serde_json::to_string(&sealed).map_err(|_| AppError::Unavailable)?;
    let token = URL_SAFE_NO_PAD.encode(state.cipher.encrypt(&text).map_err(|_| AppError::Unavailable)?);
    Ok(DocumentLink { url: format!("{}/files/{token}", state.config.public_url), expires_at })
}

fn lifetime(minutes: &str) -> Result<i64, Problem> {
    match minutes.trim() {
        "" => Ok(USUAL),
        typed => {
            typed.parse().map_err(|_| Problem::NotANumber).and_then(|n| if (1..=LONGEST).contains(&n) { Ok(n) } else { Err(Problem::OutOfRange) })
        }
    }
}

/// The document that a link opens: organization, invoice and kind.
///
/// # Errors
/// `NotFound` for what we did not write and for what has ended.
pub fn open(state: &AppState, token: &str) -> Result<(Uuid, Uuid, DocumentKind), AppError> {
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| AppError::NotFound)?;
    let text = state.cipher.decrypt(&bytes).ok_or(AppError::NotFound)?;
    let sealed: Sealed = serde_json::from_str(&text).map_err(|_| AppError::NotFound)?;
    if sealed.until <= state.clock.now() {
        return Err(AppError::NotFound);
    }
    let kind = DocumentKind::parse(&sealed.kind).ok_or(AppError::NotFound)?;
    Ok((sealed.organization, sealed.invoice, kind))
}
