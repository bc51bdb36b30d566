//! What every request passes through before a handler sees it.

pub mod form_failures;
pub mod rate_limit;
pub mod request_span;
pub mod same_origin;
pub mod security_headers;
