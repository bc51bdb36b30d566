//! Limits per token and per client address (spec §3), counted in the memory of this process.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter as Governor};

use crate::domain::error::AppError;
use crate::server::config::RateLimits;

/// Looking at a page, or changing something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    View,
    Action,
}

/// Counts requests by what they are about and who asks.
#[derive(Debug)]
pub struct RateLimiter {
    view: Option<DefaultKeyedRateLimiter<String>>,
    action: Option<DefaultKeyedRateLimiter<String>>,
}

impl RateLimiter {
    #[must_use]
    pub fn new(limits: RateLimits) -> Self {
        let per_minute = |limit: Option<u32>| limit.and_then(NonZeroU32::new).map(|limit| Governor::keyed(Quota::per_minute(limit)));
        Self { view: per_minute(limits.view), action: per_minute(limits.action) }
    }

    /// One more request about this token (or e-mail address) from this client.
    ///
    /// # Errors
    /// `TooManyRequests` with the seconds until the next one is answered.
    pub fn check(&self, kind: Kind, token: &str, address: Option<IpAddr>) -> Result<(), AppError> {
        let Some(limiter) = (match kind {
            Kind::View => &self.view,
            Kind::Action => &self.action,
        }) else {
            return Ok(());
        };
        let keys = [Some(format!("token {token}")), address.map(|address| format!("address {}", client(address)))];
        for key in keys.into_iter().flatten() {
            if let Err(not_until) = limiter.check_key(&key) {
                let wait = not_until.wait_time_from(DefaultClock::default().now());
                return Err(AppError::TooManyRequests(u32::try_from(wait.as_secs()).unwrap_or(60).saturating_add(1)));
            }
        }
        Ok(())
    }

    /// Forgets those who have not asked for a while, so that the memory stays small.
    pub fn forget_idle(&self) {
        for limiter in [&self.view, &self.action].into_iter().flatten() {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// One subscriber of IPv6 has a whole /64.
fn client(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let segments = v6.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", segments[0], segments[1], segments[2], segments[3])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_holds_for_the_token_and_for_the_client() {
        let limiter = RateLimiter::new(RateLimits { view: None, action: Some(3) });
        let one: IpAddr = "10.0.0.1".parse().unwrap();
        for _ in 0..3 {
            assert_eq!(limiter.check(Kind::Action, "a", Some(one)), Ok(()));
        }
        assert!(matches!(limiter.check(Kind::Action, "a", Some("10.0.0.2".parse().unwrap())), Err(AppError::TooManyRequests(1..=61))));
        assert!(matches!(limiter.check(Kind::Action, "b", Some(one)), Err(AppError::TooManyRequests(_))));
        assert_eq!(limiter.check(Kind::Action, "b", Some("10.0.0.3".parse().unwrap())), Ok(()));
        assert_eq!(limiter.check(Kind::View, "a", Some(one)), Ok(()));
    }
}
