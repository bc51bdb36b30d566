//! Zone 1: the business itself, pure and for both targets. No IO, no clock, no randomness, no framework.
//!
//! # Glossary
//!
//! | German term | Word in code |
//! | --- | --- |
//! | Rechnungssteller | seller, `Organization` |
//! | Rechnungsempfänger | buyer, `Customer` |
//! | Stornorechnung, Rechnungskorrektur | cancellation (credit note, 381) |
//! | Skonto | cash discount |
//! | Leitweg-ID | buyer reference (BT-10) of a public buyer |
//! | Leistungszeitraum | service period (BG-14) |
//! | Kleinunternehmer (§19 UStG) | small business |
//! | Steuernummer | tax number (BT-32) |
//! | USt-IdNr. | VAT ID (BT-31, BT-48) |
//! | Mahnung, Zahlungserinnerung | dunning notice; its levels are reminder, first, second |
//! | Verzugszinsen (§ 288 BGB), Basiszinssatz (§ 247 BGB) | default interest, base rate |
//! | Abo-Rechnung, wiederkehrende Rechnung, Serie | recurring invoice, series |
//! | Abrechnungsposten, offener Posten | billing event |
//! | Monatslauf | billing run |
//! | Sammelversand | mailing |

#![deny(clippy::float_arithmetic)]

pub mod audit;
pub mod check;
pub mod check_digits;
pub mod color;
pub mod customer;
pub mod dunning;
pub mod einvoice;
pub mod error;
pub mod flash;
pub mod girocode;
pub mod incoming;
pub mod invoice;
pub mod lang;
pub mod mail_view;
pub mod mailing;
pub mod money;
pub mod notification;
pub mod operations;
pub mod organization;
pub mod places;
pub mod portal;
pub mod recurring;
pub mod run;
pub mod text;
pub mod usage;
pub mod webhook;
