//! Who is asking: sessions, API keys, and the [`Actor`] that every verb is handed.

use std::net::IpAddr;

use chrono::NaiveDate;
use chrono_tz::Tz;
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::domain::organization::Role;
use crate::server::clock;
use crate::server::state::AppState;

pub mod api_key;
pub mod password;
mod queries;
pub mod session;

/// Somebody who may act within one organization. There is no global "current user": it is passed along.
#[derive(Clone, Debug)]
pub struct Actor {
    pub organization: Uuid,
    pub zone: Tz,
    pub who: Who,
    pub origin: Origin,
}

#[derive(Clone, Debug)]
pub enum Who {
    User {
        id: Uuid,
        name: String,
        email: String,
        role: Role,
        lang: Lang,
    },
    ApiKey {
        id: Uuid,
        name: String,
    },
    /// A customer with a share link.
    Portal,
    /// A job.
    System,
}

/// Where a request came from, for the audit log.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    pub address: Option<IpAddr>,
    pub request_id: Option<String>,
}

impl Actor {
    /// A job working for this organization.
    #[must_use]
    pub fn system(organization: Uuid, zone: Tz) -> Self {
        Self { organization, zone, who: Who::System, origin: Origin::default() }
    }

    /// The organization's today.
    #[must_use]
    pub fn today(&self, state: &AppState) -> NaiveDate {
        clock::day_in(self.zone, state.clock.now())
    }

    #[must_use]
    pub fn user_id(&self) -> Option<Uuid> {
        match &self.who {
            Who::User { id, .. } => Some(*id),
            _ => None,
        }
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        match &self.who {
            Who::User { lang, .. } => *lang,
            _ => Lang::De,
        }
    }

    /// May write invoices, customers and settings.
    ///
    /// # Errors
    /// `NotFound` for those who are not to know that billing exists (spec §8), `Forbidden` for readers.
    pub fn require_billing(&self) -> Result<(), AppError> {
        match &self.who {
            Who::User { role, .. } if role.may_bill() => Ok(()),
            Who::User { role, .. } if role.may_read_figures() => Err(AppError::Forbidden),
            Who::User { .. } => Err(AppError::NotFound),
            Who::ApiKey { .. } | Who::System => Ok(()),
            Who::Portal => Err(AppError::Forbidden),
        }
    }

    /// May read figures and reports.
    ///
    /// # Errors
    /// `NotFound` for the others.
    pub fn require_figures(&self) -> Result<(), AppError> {
        match &self.who {
            Who::User { role, .. } if !role.may_read_figures() => Err(AppError::NotFound),
            Who::Portal => Err(AppError::NotFound),
            _ => Ok(()),
        }
    }

    /// May look after the background work; for all others it is not there. A key acts for its organization.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn require_owner(&self) -> Result<(), AppError> {
        match &self.who {
            Who::User { role: Role::Owner, .. } | Who::ApiKey { .. } | Who::System => Ok(()),
            Who::User { .. } | Who::Portal => Err(AppError::NotFound),
        }
    }

    /// May manage keys and people; a key must not make keys.
    ///
    /// # Errors
    /// `NotFound` or `Forbidden` as in [`Actor::require_billing`].
    pub fn require_user_with_billing(&self) -> Result<Uuid, AppError> {
        self.require_billing()?;
        self.user_id().ok_or(AppError::Forbidden)
    }
}
