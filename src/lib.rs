//! RechnungsWerk: invoicing for German businesses.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("the features ssr and hydrate exclude each other: never build with --all-features");

pub mod domain;
pub mod i18n;
pub mod rpc;
pub mod ui;
#[cfg(feature = "ssr")]
pub mod server;
