//! What the tests of the portal page share.

pub mod fixtures;
