//! Finished portal pages, kept while nothing changes for their organization, so that another opening asks the database nothing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::Executor as _;
use sqlx::postgres::PgListener;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::domain::lang::Lang;
use crate::domain::portal::PortalNotice;
use crate::server::clock;
use crate::server::portal::Link;
use crate::server::state::AppState;

/// Triggers on everything that a page shows notify it with the organization's id.
const CHANNEL: &str = "portal_changed";
/// Beyond so much, all pages are taken down: those in use come back by themselves.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// After so long a silence the connection that listens has to prove that it is alive.
const SILENCE: Duration = Duration::from_secs(2);

/// Empty unless changes that other processes make are heard of.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    hears: bool,
    /// Grows with every change, so that a page read before one is not put up after it.
    changes: u64,
    bytes: usize,
    ready: HashMap<Key, Ready>,
}

/// Which page of which token.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub token_hash: Vec<u8>,
    pub asked: Asked,
}

/// What the address asks for besides: another language than the customer's, and what to tell at the top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Asked {
    pub lang: Option<Lang>,
    pub notice: Option<PortalNotice>,
}

/// A finished page with what an opening of it needs.
#[derive(Clone, Debug)]
pub struct Ready {
    pub link: Arc<Link>,
    pub html: Arc<[u8]>,
    /// The content security policy that fits its style.
    pub policy: Arc<str>,
    /// What is overdue or still to be had at a discount depends on the day.
    day: NaiveDate,
}

/// Where a page goes that is being made.
#[derive(Clone, Debug)]
pub struct Place {
    key: Key,
    link: Arc<Link>,
    day: NaiveDate,
    changes: u64,
}

impl Place {
    pub fn link(&self) -> &Arc<Link> {
        &self.link
    }
}

impl Shelf {
    /// The page, if it is still as the database would have it.
    pub fn ready(&self, key: &Key, now: DateTime<Utc>) -> Option<Ready> {
        let pages = self.pages();
        let ready = pages.ready.get(key)?;
        let is_current = ready.day == clock::day_in(ready.link.zone, now) && ready.link.expires_at.is_none_or(|at| at > now);
        is_current.then(|| ready.clone())
    }

    pub fn is_empty(&self) -> bool {
        self.pages().ready.is_empty()
    }

    /// How much has changed so far; ask before reading what a page is made of.
    pub fn changes(&self) -> u64 {
        self.pages().changes
    }

    pub fn place(key: Key, link: Link, day: NaiveDate, changes: u64) -> Place {
        Place { key, link: Arc::new(link), day, changes }
    }

    /// Puts the page up, unless something changed since its data were read.
    pub fn put(&self, place: Place, html: &str, policy: &str) {
        let mut pages = self.pages();
        if !pages.hears || pages.changes != place.changes {
            return;
        }
        if pages.bytes + html.len() > MOST_BYTES {
            pages.take_down_all();
        }
        let ready = Ready { link: place.link, html: html.as_bytes().into(), policy: policy.into(), day: place.day };
        pages.bytes += html.len();
        if let Some(old) = pages.ready.insert(place.key, ready) {
            pages.bytes -= old.html.len();
        }
    }

    /// Something of this organization changed.
    pub fn forget(&self, organization: Uuid) {
        let mut pages = self.pages();
        pages.changes += 1;
        pages.ready.retain(|_, ready| ready.link.organization != organization);
        pages.bytes = pages.ready.values().map(|ready| ready.html.len()).sum();
    }

    /// Something changed, and it is not known whose.
    pub fn clear(&self) {
        let mut pages = self.pages();
        pages.changes += 1;
        pages.take_down_all();
    }

    fn hears(&self, hears: bool) {
        self.pages().hears = hears;
        self.clear();
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pages {
    fn take_down_all(&mut self) {
        self.ready.clear();
        self.bytes = 0;
    }
}

/// Takes pages down when something changes, in whatever process; while that cannot be heard, there are none.
pub async fn listen(state: AppState, shutdown: CancellationToken) {
    loop {
        let ended = tokio::select! {
            () = shutdown.cancelled() => break,
            ended = hear(&state) => ended,
        };
        state.shelf.hears(false);
        if let Err(error) = ended {
            tracing::debug!(%error, "The connection that listens for changes of portal pages was lost.");
        }
        tokio::select! {
            () = shutdown.cancelled() => break,
            () = sleep(Duration::from_secs(1)) => {}
        }
    }
    state.shelf.hears(false);
}

/// Returns when a notification may have been missed.
async fn hear(state: &AppState) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(state.db.pool()).await?;
    listener.listen(CHANNEL).await?;
    state.shelf.hears(true);
    loop {
        match timeout(SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(notification))) => match notification.payload().parse() {
                Ok(organization) => state.shelf.forget(organization),
                Err(_) => state.shelf.clear(),
            },
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(error)) => return Err(error),
            Err(_) => match timeout(SILENCE, listener.execute("select 1")).await {
                Ok(Ok(_)) => {}
                Ok(Err(error)) => return Err(error),
                Err(_) => return Ok(()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::server::secret::new_uuid;

    fn a_key() -> Key {
        Key { token_hash: vec![1; 32], asked: Asked::default() }
    }

    fn a_link(organization: Uuid, expires_at: Option<DateTime<Utc>>) -> Link {
        Link { organization, invoice: new_uuid(), customer: None, token_hash: vec![1; 32], expires_at, zone: chrono_tz::Europe::Berlin }
    }

    fn noon() -> DateTime<Utc> {
        "2026-02-27T12:00:00Z".parse().unwrap()
    }

    fn put(shelf: &Shelf, link: Link) {
        let day = clock::day_in(link.zone, noon());
        shelf.put(Shelf::place(a_key(), link, day, shelf.changes()), "<p>", "none");
    }

    #[test]
    fn a_page_is_kept_until_something_of_its_organization_changes() {
        let (shelf, organization) = (Shelf::default(), new_uuid());
        shelf.hears(true);
        put(&shelf, a_link(organization, None));
        shelf.forget(new_uuid());
        assert!(shelf.ready(&a_key(), noon()).is_some());
        assert!(shelf.ready(&Key { asked: Asked { lang: Some(Lang::En), notice: None }, ..a_key() }, noon()).is_none());
        shelf.forget(organization);
        assert!(shelf.ready(&a_key(), noon()).is_none());
    }

    #[test]
    fn a_page_read_before_a_change_is_not_put_up_after_it() {
        let (shelf, organization) = (Shelf::default(), new_uuid());
        shelf.hears(true);
        let place = Shelf::place(a_key(), a_link(organization, None), noon().date_naive(), shelf.changes());
        shelf.forget(organization);
        shelf.put(place, "<p>", "none");
        assert!(shelf.ready(&a_key(), noon()).is_none());
    }

    #[test]
    fn nothing_is_kept_while_changes_cannot_be_heard() {
        let shelf = Shelf::default();
        put(&shelf, a_link(new_uuid(), None));
        assert!(shelf.ready(&a_key(), noon()).is_none());
        shelf.hears(true);
        put(&shelf, a_link(new_uuid(), None));
        shelf.hears(false);
        assert!(shelf.ready(&a_key(), noon()).is_none());
    }

    #[test]
    fn a_page_ends_with_its_link_and_with_the_day() {
        let shelf = Shelf::default();
        shelf.hears(true);
        put(&shelf, a_link(new_uuid(), Some(noon() + TimeDelta::hours(1))));
        assert!(shelf.ready(&a_key(), noon()).is_some());
        assert!(shelf.ready(&a_key(), noon() + TimeDelta::hours(1)).is_none());
        put(&shelf, a_link(new_uuid(), None));
        assert!(shelf.ready(&a_key(), noon() + TimeDelta::hours(10)).is_some());
        assert!(shelf.ready(&a_key(), noon() + TimeDelta::hours(11)).is_none(), "in Berlin it is tomorrow");
    }

    #[test]
    fn there_is_an_end_to_what_is_kept() {
        let shelf = Shelf::default();
        shelf.hears(true);
        let page = "x".repeat(MOST_BYTES / 4);
        for number in 0..9 {
            let key = Key { token_hash: vec![number; 32], ..a_key() };
            shelf.put(Shelf::place(key, a_link(new_uuid(), None), noon().date_naive(), shelf.changes()), &page, "none");
            let pages = shelf.pages();
            assert!(pages.bytes <= MOST_BYTES);
            assert_eq!(pages.bytes, pages.ready.len() * page.len());
        }
    }
}
