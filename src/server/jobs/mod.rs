//! Background work: what kinds there are, how they enter the queue, and who runs them.
//!
//! Own rows decide what is due and what was done ([`work`]); a task in the queue carries only their ids, so that a lost,
//! late or doubled task costs time and nothing else.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::server::archive_checks;
use crate::server::db::{DbError, Tx};
use crate::server::documents::archive;
use crate::server::dunning;
use crate::server::mail;
use crate::server::mailings;
use crate::server::notifications;
use crate::server::recurring;
use crate::server::state::AppState;
use crate::server::usage;
use crate::server::webhooks;

mod housekeeping;
pub mod queries;
mod sweeper;
mod wakeups;
pub mod work;
mod workers;

pub use queries::QueueState;

/// One piece of work: whose row it is about, and nothing that the row knows better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    MakeDocuments { organization: Uuid, invoice: Uuid },
    SendEmail { organization: Uuid, message: Uuid },
    CheckArchive { organization: Uuid, check: Uuid },
    RunRecurring { organization: Uuid, recurring: Uuid },
    RunDunning { organization: Uuid },
    DeliverWebhook { organization: Uuid, delivery: Uuid },
    BillMonth { organization: Uuid, run: Uuid },
    TellByMail { organization: Uuid, mail: Uuid },
    SendUnsent { organization: Uuid, mailing: Uuid },
}

impl Job {
    #[must_use]
    pub fn queue(self) -> Queue {
        match self {
            Self::MakeDocuments { .. } => Queue::Documents,
            Self::SendEmail { .. } => Queue::Mail,
            Self::CheckArchive { .. } => Queue::Archive,
            Self::RunRecurring { .. } => Queue::Recurring,
            Self::RunDunning { .. } => Queue::Dunning,
            Self::DeliverWebhook { .. } => Queue::Webhooks,
            Self::BillMonth { .. } => Queue::Billing,
            Self::TellByMail { .. } => Queue::Notifications,
            Self::SendUnsent { .. } => Queue::Mailings,
        }
    }

    /// Whose work it is.
    #[must_use]
    pub fn organization(self) -> Uuid {
        match self {
            Self::MakeDocuments { organization, .. }
            | Self::SendEmail { organization, .. }
            | Self::CheckArchive { organization, .. }
            | Self::RunRecurring { organization, .. }
            | Self::RunDunning { organization }
            | Self::DeliverWebhook { organization, .. }
            | Self::BillMonth { organization, .. }
            | Self::TellByMail { organization, .. }
            | Self::SendUnsent { organization, .. } => organization,
        }
    }

    async fn perform(self, state: &AppState) -> Result<(), DbError> {
        match self {
            Self::MakeDocuments { organization, invoice } => archive::make_documents(state, organization, invoice).await,
            Self::SendEmail { organization, message } => mail::send(state, organization, message).await,
            Self::CheckArchive { organization, check } => archive_checks::check(state, organization, check).await,
            Self::RunRecurring { organization, recurring } => recurring::run_due(state, organization, recurring).await,
            Self::RunDunning { organization } => dunning::run_due(state, organization).await,
            Self::DeliverWebhook { organization, delivery } => webhooks::deliver(state, organization, delivery).await,
            Self::BillMonth { organization, run } => usage::runs::bill(state, organization, run).await,
            Self::TellByMail { organization, mail } => notifications::tell_by_mail(state, organization, mail).await,
            Self::SendUnsent { organization, mailing } => mailings::carry_on(state, organization, mailing).await,
        }
    }
}

/// Work that must not wait for other work stands in a queue of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Queue {
    Documents,
    Mail,
    Webhooks,
    Archive,
    Recurring,
    Dunning,
    Billing,
    Notifications,
    Mailings,
}

impl Queue {
    pub const ALL: [Self; 9] = [
        Self::Documents,
        Self::Mail,
        Self::Mailings,
        Self::Archive,
        Self::Webhooks,
        Self::Recurring,
        Self::Dunning,
        Self::Billing,
        Self::Notifications,
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Mail => "mail",
            Self::Archive => "archive",
            Self::Recurring => "recurring",
            Self::Dunning => "dunning",
            Self::Webhooks => "webhooks",
            Self::Billing => "billing",
            Self::Notifications => "notifications",
            Self::Mailings => "mailings",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|queue| queue.name() == name)
    }

    /// How many tasks of the queue one process works on at the same time.
    fn workers(self) -> usize {
        match self {
            Self::Documents | Self::Mail => 3,
            Self::Archive | Self::Notifications | Self::Mailings => 1,
            Self::Recurring | Self::Dunning => 1,
            // They mostly wait for strangers.
            Self::Webhooks => 5,
            Self::Billing => 1,
        }
    }
}

/// Creates the queue's own tables, in the role that owns the schema.
///
/// # Errors
/// When the database is away or refuses.
pub async fn set_up(pool: &PgPool) -> anyhow::Result<()> {
    apalis_postgres::PostgresStorage::<()>::setup(pool).await?;
    queries::grant_to_application(pool).await?;
    Ok(())
}

/// Puts the work into its queue as part of the transaction: with the business change, or not at all.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue(tx: &mut Tx, job: Job) -> Result<(), DbError> {
    queries::push(tx, job, Duration::ZERO).await
}

/// Many jobs of one kind at once.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue_many(tx: &mut Tx, jobs: &[Job]) -> Result<(), DbError> {
    match jobs.first() {
        Some(first) => queries::push_many(tx, first.queue(), jobs, Duration::ZERO).await,
        None => Ok(()),
    }
}

/// The same, to be started at `at`.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue_at(tx: &mut Tx, job: Job, at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), DbError> {
    queries::push(tx, job, (at - now).to_std().unwrap_or_default()).await
}

/// Works until `shutdown`, then finishes what was begun and returns. As many processes as wanted may do so at once.
pub async fn run(state: AppState, shutdown: CancellationToken) {
    let wakeups = wakeups::Wakeups::default();
    tokio::join!(
        workers::run(&state, &wakeups, &shutdown),
        wakeups.listen(&state, &shutdown),
        sweeper::run(&state, &shutdown),
        housekeeping::run(&state, &shutdown),
    );
}

/// Whether the queue can be read, and how much waits in it; for `/readyz` and `/metrics`.
///
/// # Errors
/// When the database is away.
pub async fn state_of_queues(state: &AppState) -> Result<Vec<QueueState>, DbError> {
    queries::queue_states(state.db.pool()).await
}

/// Brings every due row that has no task into its queue; what the workers do every few seconds by themselves.
///
/// # Errors
/// When the database is away.
pub async fn sweep(state: &AppState) -> Result<usize, DbError> {
    sweeper::sweep(state).await
}
