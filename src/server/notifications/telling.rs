//! The mails that tell of notifications: one at once, or one a day. The row decides; the mail itself has its own.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::domain::lang::Lang;
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::{DbError, Tx};
use crate::server::jobs::Job;
use crate::server::jobs::work::{self, Claim, Failure, Work};
use crate::server::mail::templates::notices::{self, Notice, NoticeMail};
use crate::server::mail::{self, Composed, Kind, NewEmail};
use crate::server::notifications::queries::{self, Claimed};
use crate::server::state::AppState;

const MOST_ATTEMPTS: i32 = 5;
const PAUSE: TimeDelta = TimeDelta::minutes(5);

/// One try to write the mail, if it is due; the job's verb.
///
/// # Errors
/// When the database is away.
pub async fn tell_by_mail(state: &AppState, organization: Uuid, mail: Uuid) -> Result<(), DbError> {
    work::attempt(state, &Telling { organization, mail }).await
}

struct Telling {
    organization: Uuid,
    mail: Uuid,
}

impl Work for Telling {
    type Claimed = Claimed;
    type Done = Composed;

    fn organization(&self) -> Uuid {
        self.organization
    }

    fn job(&self) -> Job {
        Job::TellByMail { organization: self.organization, mail: self.mail }
    }

    async fn claim(&self, tx: &mut Tx, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Claim<Claimed>, DbError> {
        let Some(attempts) = queries::take_mail(tx, self.mail, now, leased_until).await? else { return Ok(Claim::Nothing) };
        if let Some(claimed) = queries::claimed_mail(tx, self.mail, attempts).await? {
            return Ok(Claim::Taken(claimed));
        }
        // The person has left the organization, or no longer sees billing.
        queries::mark_mail_done(tx, self.mail, now).await?;
        Ok(Claim::Nothing)
    }

    async fn renew(&self, tx: &mut Tx, claimed: &Claimed, leased_until: DateTime<Utc>) -> Result<(), DbError> {
        queries::renew_mail(tx, self.mail, claimed.attempts, leased_until).await
    }

    async fn perform(&self, state: &AppState, claimed: &Claimed) -> Result<Composed, Failure> {
        let zone = clock::zone(&claimed.time_zone);
        let base = &state.config.public_url;
        let notice = |entry: &queries::MailEntry| Notice {
            at: entry.at.with_timezone(&zone).naive_local(),
            kind: entry.kind.clone(),
            customer: entry.customer_name.clone(),
            number: entry.invoice_number.clone(),
            detail: entry.detail.clone(),
            url: entry.invoice_public_id.as_ref().map(|id| format!("{base}/invoices/{id}")),
        };
        let notices: Vec<Notice> = claimed.entries.iter().map(notice).collect();
        Ok(notices::compose(&NoticeMail {
            lang: Lang::parse(&claimed.language).unwrap_or_default(),
            organization: &claimed.organization_name,
            name: &claimed.name,
            day: claimed.day,
            notices: &notices,
            count: claimed.count,
            inbox_url: &format!("{base}/notifications"),
            settings_url: &format!("{base}/notifications/settings"),
        }))
    }

    async fn finish(
        &self,
        tx: &mut Tx,
        claimed: &Claimed,
        outcome: &Result<Composed, Failure>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, DbError> {
        match outcome {
            Ok(content) => {
                if queries::mark_mail_done(tx, self.mail, now).await? {
                    self.queue(tx, claimed, content, now).await?;
                }
                Ok(None)
            }
            Err(failure) => {
                let at = (claimed.attempts < MOST_ATTEMPTS).then_some(now + PAUSE);
                queries::mail_failed(tx, self.mail, claimed.attempts, at, failure.reason(), now).await?;
                Ok(at)
            }
        }
    }
}

impl Telling {
    /// One mail per person and day, or per notification: the cause says so.
    async fn queue(&self, tx: &mut Tx, claimed: &Claimed, content: &Composed, now: DateTime<Utc>) -> Result<(), DbError> {
        let (kind, cause) = match claimed.day {
            Some(day) => (Kind::NotificationDigest, format!("notification_digest {} {day}", claimed.user_id)),
            None => (Kind::Notification, format!("notification {}", self.mail)),
        };
        let email = NewEmail {
            kind: kind.as_str(),
            cause,
            invoice: None,
            to: &claimed.email,
            from_name: "RechnungsWerk",
            reply_to: None,
            content: content.clone(),
            attach_pdf: false,
        };
        let actor = Actor::system(self.organization, clock::zone(&claimed.time_zone));
        mail::queue(tx, &actor, email, now).await?;
        Ok(())
    }
}
