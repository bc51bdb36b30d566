//! The delivery of one mail: at most three tries with growing pauses, none after a refusal.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::{DbError, Tx};
use crate::server::jobs::Job;
use crate::server::jobs::work::{Claim, Failure, Work};
use crate::server::mail::Kind;
use crate::server::mail::letter::{AttachedPdf, Letter};
use crate::server::mail::queries::{self, Claimed, DueMail};
use crate::server::mail::reports;
use crate::server::notifications;
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};

const MOST_ATTEMPTS: i32 = 3;
/// A try that a crash ended is repeated, but a mail that kills the program each time must come to an end too.
const MOST_CLAIMS: i32 = MOST_ATTEMPTS + 2;

/// The pause after this attempt.
fn pause_after(attempt: i32) -> TimeDelta {
    if attempt <= 1 { TimeDelta::minutes(1) } else { TimeDelta::minutes(5) }
}

/// The longer a mail waits for its PDF, the more rarely it looks; the document job wakes it anyway.
fn pause_for_pdf(waited: TimeDelta) -> TimeDelta {
    waited.clamp(TimeDelta::seconds(1), TimeDelta::minutes(1))
}

pub struct Delivery {
    organization: Uuid,
    message: Uuid,
    /// Stands behind the `@` of the Message-ID from the first try on.
    domain: String,
}

impl Delivery {
    pub fn new(state: &AppState, organization: Uuid, message: Uuid) -> Self {
        Self { organization, message, domain: state.mailer.domain().to_owned() }
    }
}

impl Work for Delivery {
    type Claimed = Claimed;
    /// The mail server's answer.
    type Done = String;

    fn organization(&self) -> Uuid {
        self.organization
    }

    fn job(&self) -> Job {
        Job::SendEmail { organization: self.organization, message: self.message }
    }

    async fn claim(&self, tx: &mut Tx, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Claim<Claimed>, DbError> {
        let Some(due) = queries::lock_due(tx, self.message, now).await? else { return Ok(Claim::Nothing) };
        if waits_for_pdf(&due) {
            let at = now + pause_for_pdf(now - due.created_at);
            queries::postpone(tx, self.message, at).await?;
            return Ok(Claim::NotBefore(at));
        }
        Ok(Claim::Taken(queries::take(tx, self.message, leased_until, &self.domain).await?))
    }

    async fn renew(&self, tx: &mut Tx, claimed: &Claimed, leased_until: DateTime<Utc>) -> Result<(), DbError> {
        queries::renew(tx, self.message, claimed.attempts, leased_until).await
    }

    async fn perform(&self, state: &AppState, claimed: &Claimed) -> Result<String, Failure> {
        if claimed.attempts > MOST_CLAIMS {
            return Err(Failure::permanent("the program stopped each time it tried to send this mail"));
        }
        let letter = letter(state, claimed).await?;
        state.mailer.deliver(&letter).await
    }

    async fn finish(
        &self,
        tx: &mut Tx,
        claimed: &Claimed,
        outcome: &Result<String, Failure>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, DbError> {
        match outcome {
            Ok(answer) => self.accepted(tx, claimed, answer, now).await.map(|()| None),
            Err(failure) if !failure.is_permanent() && claimed.attempts < MOST_ATTEMPTS => {
                let at = now + pause_after(claimed.attempts);
                let is_ours = queries::retry(tx, self.message, claimed.attempts, at, failure.reason()).await?;
                Ok(is_ours.then_some(at))
            }
            Err(failure) => self.given_up(tx, claimed, failure, now).await.map(|()| None),
        }
    }
}

impl Delivery {
    /// That the server took it is a fact, whoever holds the lease by now.
    async fn accepted(&self, tx: &mut Tx, claimed: &Claimed, answer: &str, now: DateTime<Utc>) -> Result<(), DbError> {
        let kind = Kind::parse(&claimed.kind);
        if !queries::mark_sent(tx, self.message, answer, kind.is_some_and(Kind::is_secret), now).await? {
            return Ok(());
        }
        if let Some(invoice) = claimed.invoice_id.filter(|_| kind.is_some_and(Kind::sends_invoice))
            && queries::mark_invoice_sent(tx, invoice, now).await?
        {
            webhooks::announce(tx, Topic::InvoiceSent, Subject::Invoice(invoice), now).await?;
        }
        self.write_down(tx, "mail.sent", claimed, now).await?;
        tracing::info!(message.id = %self.message, message.kind = claimed.kind, message.attempts = claimed.attempts, "The mail server accepted a mail.");
        Ok(())
    }

    async fn given_up(&self, tx: &mut Tx, claimed: &Claimed, failure: &Failure, now: DateTime<Utc>) -> Result<(), DbError> {
        let kind = Kind::parse(&claimed.kind);
        let is_secret = kind.is_some_and(Kind::is_secret);
        if !queries::mark_failed(tx, self.message, claimed.attempts, failure.reason(), is_secret).await? {
            return Ok(());
        }
        self.write_down(tx, "mail.failed", claimed, now).await?;
        if kind.is_some_and(Kind::tells_of_notifications) {
            notifications::tell_in_app(tx, self.organization, "mail.failed", Some(&claimed.to_address), now).await?;
        } else {
            notifications::tell(tx, self.organization, "mail.failed", claimed.invoice_id, Some(&claimed.to_address), now).await?;
        }
        tracing::warn!(message.id = %self.message, message.kind = claimed.kind, message.attempts = claimed.attempts, "A mail could not be delivered.");
        Ok(())
    }

    async fn write_down(&self, tx: &mut Tx, event: &'static str, claimed: &Claimed, now: DateTime<Utc>) -> Result<(), DbError> {
        let actor = Actor::system(self.organization, clock::zone(""));
        let event = Event { invoice: claimed.invoice_id, ..Event::new(event).detail(&claimed.to_address) };
        audit::record(tx, &actor, now, event).await
    }
}

fn waits_for_pdf(due: &DueMail) -> bool {
    due.attach_pdf && !due.pdf_ready && !due.documents_failed
}

async fn letter(state: &AppState, claimed: &Claimed) -> Result<Letter, Failure> {
    let pdf = match (&claimed.pdf_key, &claimed.pdf_name) {
        _ if !claimed.attach_pdf => None,
        (Some(key), Some(name)) => {
            let bytes = state.storage.document(key).await.map_err(Failure::temporary)?;
            Some(AttachedPdf { file_name: name.clone(), bytes })
        }
        _ => return Err(Failure::permanent("the PDF of the invoice could not be made")),
    };
    Ok(Letter {
        to: claimed.to_address.clone(),
        from_name: claimed.from_name.clone(),
        reply_to: claimed.reply_to.clone(),
        subject: claimed.subject.clone(),
        text: claimed.text_body.clone(),
        html: claimed.html_body.clone(),
        message_id: claimed.message_id.clone(),
        written_at: claimed.created_at,
        tracking: reports::tracking_headers(&state.config.mail_events, &claimed.message_id),
        pdf,
    })
}
