//! Zone 4: everything that touches the outside world; compiled for the server only.

pub mod documents;
