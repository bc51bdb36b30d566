//! Counts the openings of portal pages: whatever came in while one transaction ran is written by the next one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;

use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::{Actor, Origin, Who};
use crate::server::db::DbError;
use crate::server::portal::client::{self, Client};
use crate::server::portal::{Link, queries};
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};

/// With so many waiting, visitors wait, too.
const MOST_WAITING: usize = 20_000;
/// How long visits are held on to while the database is away.
const PATIENCE: Duration = Duration::from_secs(45);
/// How long somebody who reads the counts waits for what is being written.
const READER_PATIENCE: Duration = Duration::from_secs(1);

/// One opening of a page.
#[derive(Debug)]
pub struct Visit {
    pub link: Arc<Link>,
    pub at: DateTime<Utc>,
    pub user_agent: String,
    pub origin: Origin,
}

/// What is not written yet.
#[derive(Debug, Default)]
pub struct Visits {
    waiting: Mutex<Waiting>,
    /// How many were written so far, in all.
    written: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Waiting {
    visits: Vec<Visit>,
    counted: u64,
    is_writing: bool,
}

/// Counts the visit; the visitor does not wait for the disk.
pub async fn count(state: &AppState, visit: Visit) {
    let many = {
        let mut waiting = state.visits.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.visits.push(visit);
        waiting.counted += 1;
        if !waiting.is_writing {
            waiting.is_writing = true;
            tokio::spawn(write_all(state.clone()));
        }
        waiting.visits.len() > MOST_WAITING
    };
    if many {
        settle(state).await;
    }
}

/// Waits until every visit so far is written, so that what is read next has them.
pub async fn settle(state: &AppState) {
    let counted = state.visits.waiting.lock().unwrap_or_else(PoisonError::into_inner).counted;
    let mut written = state.visits.written.subscribe();
    let _ = timeout(READER_PATIENCE, written.wait_for(|written| *written >= counted)).await;
}

async fn write_all(state: AppState) {
    loop {
        let visits = {
            let mut waiting = state.visits.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.is_writing = !waiting.visits.is_empty();
            if !waiting.is_writing {
                return;
            }
            std::mem::take(&mut waiting.visits)
        };
        let count = visits.len() as u64;
        for (organization, visits) in by_organization(visits) {
            write_patiently(&state, organization, &visits).await;
        }
        state.visits.written.send_modify(|written| *written += count);
    }
}

fn by_organization(visits: Vec<Visit>) -> BTreeMap<Uuid, Vec<Visit>> {
    let mut parts: BTreeMap<Uuid, Vec<Visit>> = BTreeMap::new();
    for visit in visits {
        parts.entry(visit.link.organization).or_default().push(visit);
    }
    parts
}

async fn write_patiently(state: &AppState, organization: Uuid, visits: &[Visit]) {
    let give_up_at = Instant::now() + PATIENCE;
    while let Err(error) = write(state, organization, visits).await {
        if Instant::now() >= give_up_at {
            tracing::error!(%error, visits = visits.len(), "Visits of portal pages could not be counted.");
            return;
        }
        sleep(Duration::from_millis(300)).await;
    }
}

async fn write(state: &AppState, organization: Uuid, visits: &[Visit]) -> Result<(), DbError> {
    let mut by_link: BTreeMap<&[u8], Vec<&Visit>> = BTreeMap::new();
    for visit in visits {
        by_link.entry(&visit.link.token_hash).or_default().push(visit);
    }
    let mut tx = state.db.organization(organization).await?;
    for (token_hash, visits) in by_link {
        let Some(first) = visits.first() else { continue };
        let clients: Vec<Client> = visits.iter().map(|visit| client::describe(&visit.user_agent)).collect();
        let new = queries::NewViews {
            organization,
            invoice: first.link.invoice,
            token_hash,
            times: &visits.iter().map(|visit| visit.at).collect::<Vec<_>>(),
            clients: &clients.iter().map(|client| client.name.clone()).collect::<Vec<_>>(),
            phones: &clients.iter().map(|client| client.is_phone).collect::<Vec<_>>(),
        };
        if queries::count_views(&mut tx, &new).await? == i32::try_from(visits.len()).ok() {
            let actor = Actor { organization, zone: first.link.zone, who: Who::Portal, origin: first.origin.clone() };
            let event = Event::new("invoice.viewed").invoice(first.link.invoice).customer(first.link.customer);
            audit::record(&mut tx, &actor, first.at, event).await?;
            webhooks::announce(&mut tx, Topic::InvoiceViewed, Subject::Invoice(first.link.invoice), first.at).await?;
        }
    }
    Ok(tx.commit().await?)
}
