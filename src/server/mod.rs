//! Zone 4: everything that touches the outside world; compiled for the server only.

pub mod audit;
pub mod auth;
pub mod clock;
pub mod cluster;
pub mod config;
pub mod db;
pub mod documents;
pub mod files;
pub mod jobs;
pub mod mail;
pub mod middleware;
pub mod notifications;
pub mod secret;
pub mod state;
pub mod storage;
