//! What mail providers report about mails: delivered, opened, clicked, bounced. Only what is provably theirs counts, and each event once.

use chrono::{DateTime, Utc};
use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::config::MailEventsConfig;
use crate::server::db::{DbError, Tx};
use crate::server::mail;
use crate::server::notifications;
use crate::server::state::AppState;
use crate::server::webhooks::signature;

mod queries;
mod reading;

/// Brevo sends the value of this header back with every event.
const BREVO_HEADER: &str = "X-Mailin-custom";
/// SendGrid takes settings from this header, and sends arguments in it back with every event.
const SENDGRID_HEADER: &str = "X-SMTPAPI";
const SENDGRID_ARGUMENT: &str = "rechnungswerk_message";

/// Headers of a mail by which the providers that we hear will name it in their reports.
#[must_use]
pub fn tracking_headers(config: &MailEventsConfig, message_id: &str) -> Vec<(&'static str, String)> {
    let brevo = config.brevo_token.is_some().then(|| (BREVO_HEADER, message_id.to_owned()));
    let arguments = || serde_json::json!({ "unique_args": { SENDGRID_ARGUMENT: message_id } }).to_string();
    let sendgrid = config.sendgrid_key.is_some().then(|| (SENDGRID_HEADER, arguments()));
    [brevo, sendgrid].into_iter().flatten().collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    Brevo,
    Sendgrid,
    Resend,
}

impl Provider {
    pub const ALL: [Self; 3] = [Self::Brevo, Self::Sendgrid, Self::Resend];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Brevo => "brevo",
            Self::Sendgrid => "sendgrid",
            Self::Resend => "resend",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.as_str() == text)
    }
}

/// What comes with a report to show whose it is; empty where the provider has no such thing.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// Of the message, as Resend has it.
    pub id: String,
    pub timestamp: String,
    pub signature: String,
    /// What stands behind `Bearer`.
    pub token: String,
}

/// Why a report was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is known by which this provider could be recognized.
    NotConfigured,
    NotGenuine,
    Malformed,
    App(AppError),
}

impl From<DbError> for Refusal {
    fn from(error: DbError) -> Self {
        Self::App(error.into())
    }
}

/// One thing that happened to one mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report {
    /// The provider's own name of the event.
    key: String,
    kind: Kind,
    /// Our Message-ID, where the provider tells it.
    our_id: String,
    /// What the provider calls the mail; its server told us when it took it.
    provider_id: String,
    recipient: String,
    at: Option<DateTime<Utc>>,
    detail: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Delivered,
    Opened,
    Clicked,
    Bounced,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Opened => "opened",
            Self::Clicked => "clicked",
            Self::Bounced => "bounced",
        }
    }

    fn event(self) -> &'static str {
        match self {
            Self::Delivered => "mail.delivered",
            Self::Opened => "mail.opened",
            Self::Clicked => "mail.clicked",
            Self::Bounced => "mail.bounced",
        }
    }
}

/// Takes the reports of one request. Events that we do not follow and mails that we do not know are passed over without a word.
///
/// # Errors
/// A [`Refusal`]; then nothing was taken, or the database went away in between and the provider sends it again.
pub async fn receive(state: &AppState, provider: Provider, proof: &Proof, body: &[u8]) -> Result<(), Refusal> {
    let now = state.clock.now();
    require_genuine(state, provider, proof, body, now)?;
    let reports = reading::reports(provider, &proof.id, body).ok_or(Refusal::Malformed)?;
    for report in reports.into_iter().flatten() {
        let is_known = write_down(state, provider, &report, now).await?;
        let outcome = if is_known { "taken" } else { "unknown_mail" };
        metrics::counter!("mail_reports_total", "provider" => provider.as_str(), "outcome" => outcome).increment(1);
    }
    Ok(())
}

fn require_genuine(state: &AppState, provider: Provider, proof: &Proof, body: &[u8], now: DateTime<Utc>) -> Result<(), Refusal> {
    let config = &state.config.mail_events;
    let is_genuine = match provider {
        Provider::Brevo => config.brevo_token.as_ref().map(|token| is_same(token.expose_secret(), &proof.token)),
        Provider::Sendgrid => config.sendgrid_key.as_ref().map(|key| signature::is_signed_by(key, &proof.timestamp, &proof.signature, body, now)),
        Provider::Resend => config
            .resend_secret
            .as_ref()
            .map(|secret| signature::is_genuine(secret.expose_secret(), &proof.id, &proof.timestamp, &proof.signature, body, now)),
    };
    match is_genuine {
        None => Err(Refusal::NotConfigured),
        Some(false) => {
            tracing::warn!(provider = provider.as_str(), "A report about mails was not signed as it should be and was refused.");
            Err(Refusal::NotGenuine)
        }
        Some(true) => Ok(()),
    }
}

/// In a time that says nothing about where they differ.
fn is_same(expected: &str, given: &str) -> bool {
    Sha256::digest(expected) == Sha256::digest(given)
}

/// `false` for a mail that is not ours.
async fn write_down(state: &AppState, provider: Provider, report: &Report, now: DateTime<Utc>) -> Result<bool, DbError> {
    let found = queries::message(state.db.pool(), &report.our_id, &report.provider_id, &report.recipient).await?;
    let Some(message) = found else { return Ok(false) };
    let mut tx = state.db.organization(message.organization).await?;
    // What the provider's clock says, but never in the future.
    let at = report.at.map_or(now, |at| at.min(now));
    let event = queries::NewEvent {
        organization: message.organization,
        message: message.id,
        provider: provider.as_str(),
        key: &report.key,
        kind: report.kind.as_str(),
        at,
        detail: report.detail.as_deref(),
    };
    if queries::insert(&mut tx, &event, now).await? {
        tell(&mut tx, message.organization, message.id, report, at, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// The first event of its kind stands in the history; a bounce is told to everybody who bills.
async fn tell(tx: &mut Tx, organization: Uuid, message: Uuid, report: &Report, at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), DbError> {
    if queries::count(tx, message, report.kind.as_str()).await? > 1 {
        return Ok(());
    }
    let reported = queries::decide_fate(tx, message, report.kind.as_str(), at, report.detail.as_deref()).await?;
    let actor = Actor::system(organization, clock::zone(""));
    let event = Event { invoice: reported.invoice_id, ..Event::new(report.kind.event()).detail(&reported.to_address) };
    audit::record(tx, &actor, now, event).await?;
    if report.kind != Kind::Bounced {
        return Ok(());
    }
    // What came back from one of our own people must not be told by another mail to them.
    if mail::Kind::parse(&reported.kind).is_some_and(mail::Kind::tells_of_notifications) {
        notifications::tell_in_app(tx, organization, "mail.bounced", Some(&reported.to_address), now).await?;
    } else {
        notifications::tell(tx, organization, "mail.bounced", reported.invoice_id, Some(&reported.to_address), now).await?;
    }
    Ok(())
}
