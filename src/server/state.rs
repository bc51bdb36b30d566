//! What every request and every job has at hand.

use std::sync::Arc;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;

use crate::server::clock::Clock;
use crate::server::config::Config;
use crate::server::db::Db;
use crate::server::mail::Mailer;
use crate::server::middleware::rate_limit::RateLimiter;
use crate::server::portal::shelf::Shelf;
use crate::server::portal::visits::Visits;
use crate::server::secret::Cipher;
use crate::server::storage::Storage;
use crate::server::webhooks;

/// Cheap to clone: everything in it is shared.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Parts>);

/// The parts of the state.
#[derive(Debug)]
pub struct Parts {
    pub config: Config,
    pub db: Db,
    pub clock: Clock,
    pub cipher: Cipher,
    pub storage: Storage,
    pub mailer: Mailer,
    pub webhooks: webhooks::Sender,
    pub rate_limiter: RateLimiter,
    /// Finished portal pages.
    pub shelf: Shelf,
    /// Openings of portal pages that are not written yet.
    pub visits: Visits,
    pub leptos: LeptosOptions,
}

impl AppState {
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl std::ops::Deref for AppState {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
