//! RechnungsWerk: invoicing for German businesses. This is the map of the house.
//!
//! Four zones, cut first by where code may run and then by the word of the field. The same word (`invoices`, `customers`,
//! `payments`, `portal`, …) is used in every zone, so a feature is found by its name in at most four places.
//!
//! | Zone | Where | What lives there |
//! | --- | --- | --- |
//! | 1 | [`domain`] | The business itself, pure and for both targets: money, life cycle, forms, the EN 16931 model and its issue gate. |
//! | – | [`i18n`] | The words in German and English, checked at compile time. |
//! | 2 | [`rpc`] | The seam: only server functions. Each says who is asking, calls one verb, and answers. |
//! | 3 | [`ui`] | Components only; data comes in as props or through `rpc`. `ui::routes` is the URL tree, `ui::islands` what reaches the browser. |
//! | 4 | `server` | Everything that touches the outside world, behind the one gate below. |
//!
//! In `server` every word of the field has the same two-part core: verbs (`invoices::issue`, `portal::confirm_payment`) and
//! `queries.rs` with the SQL. Verbs know nothing of HTTP, so pages (`server::pages`), JSON API (`server::rest`), jobs
//! (`server::jobs`), commands and tests call the same ones. `server::router` lists every URL, `server::boot` starts it all.
//!
//! Journeys to begin reading with:
//!
//! * A customer opens a link: `server::pages::portal::page` → `server::portal::open` → `ui::portal::portal_page`.
//! * A draft becomes an invoice: `rpc::invoices::save_draft` → `server::invoices::issue` (one transaction: gate, number, freeze,
//!   order the documents) → `server::jobs` → `server::documents::archive::make_documents`.
//! * A supplier's file comes in: `server::pages::incoming::upload` → `server::incoming::receive` → `server::documents::reader`, and by
//!   `domain::einvoice::gate` and `domain::incoming` to the verdict that `ui::pages::incoming` shows.
//! * A series falls due: `server::jobs::sweeper` → `server::recurring::run_due`, one transaction per period with the verbs that people use.
//! * An invoice falls overdue: `server::jobs::sweeper` → `server::dunning::run_due` → `server::dunning::sending` (lock, `domain::dunning`
//!   says which letter, the notice and its mail in one transaction) → `server::mail`.
//! * Something happens and other systems are told: `server::webhooks::announce` (a row within the same transaction) → `server::jobs` →
//!   `server::webhooks::deliver`.
//! * "Alle ungesendeten senden": `rpc::mailings::start` → `server::mailings` (a row for every invoice) → `server::jobs` → one transaction
//!   for each of them with `server::invoices::sending` → `server::mail`.
//! * A month is billed: `server::jobs` → `server::usage::runs` (who is due, what became of each) → `server::usage::billing` (events to
//!   invoices, many in one transaction) → `server::invoices::bulk`.
//!
//! Deliberately absent: a global "current user" (an `Actor` is passed along), SQL outside `queries.rs`, error texts written by the
//! server (errors are codes, pages have the words), floating point in the domain.

// The view of a whole page is one deeply nested type.
#![recursion_limit = "1024"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("the features ssr and hydrate exclude each other: never build with --all-features");

pub mod domain;
pub mod i18n;
pub mod rpc;
#[cfg(feature = "ssr")]
pub mod server;
pub mod ui;

/// Starts the islands of a page in the browser.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
