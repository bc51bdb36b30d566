//! Whatever the invoice: it reads back equal in both syntaxes, and nothing panics on damaged files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/any_invoice.rs"]
mod any_invoice;

use proptest::prelude::*;
use rechnungswerk::domain::einvoice::gate;
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::pdf::PageSetup;
use rechnungswerk::server::documents::reader;
use rechnungswerk::server::documents::xrechnung_ubl;
use rechnungswerk::server::documents::zugferd::{Profile, hybrid};

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn an_invoice_reads_back_equal_from_both_syntaxes(invoice in any_invoice::invoice()) {
        let ubl = reader::read(&xrechnung_ubl::write(&invoice)).expect("UBL reads");
        prop_assert_eq!(&ubl.invoice, &invoice);
        prop_assert_eq!(ubl.findings, vec![]);
        let cii = reader::read(&cii::write(&ubl.invoice, Guideline::XRechnung)).expect("CII reads");
        prop_assert_eq!(&cii.invoice, &invoice);
        prop_assert_eq!(cii.findings, vec![]);
        prop_assert_eq!(xrechnung_ubl::write(&cii.invoice), xrechnung_ubl::write(&invoice));
    }

    #[test]
    fn a_hybrid_reads_back_equal_where_its_page_can_be_printed(invoice in any_invoice::invoice()) {
        let xml = cii::write(&invoice, Guideline::XRechnung);
        if let Ok(page) = hybrid(&invoice, &PageSetup::default(), &xml, Profile::XRechnung) {
            prop_assert_eq!(reader::read(&page).expect("reads").invoice, invoice);
        }
    }

    #[test]
    fn computed_invoices_have_no_finding_about_their_sums(invoice in any_invoice::invoice()) {
        let about_sums = ["BR-CO-1", "RW-LINE-NET", "RW-VAT-EXACT", "RW-ALLOWANCE", "BR-DEC", "PEPPOL-EN16931-R04"];
        let findings = gate::check(&invoice);
        let wrong: Vec<_> = findings.iter().filter(|finding| about_sums.iter().any(|rule| finding.rule.starts_with(rule))).collect();
        prop_assert!(wrong.is_empty(), "{:#?}", wrong);
    }

    #[test]
    fn a_damaged_file_never_panics(invoice in any_invoice::invoice(), at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..8), cut in 0_usize..200) {
        for mut file in [xrechnung_ubl::write(&invoice), cii::write(&invoice, Guideline::En16931)] {
            let start = at.index(file.len());
            let end = (start + cut).min(file.len());
            file.splice(start..end, bytes.iter().copied());
            if let Ok(reading) = reader::read(&file) {
                let _ = gate::check_received(&reading.invoice, reading.findings);
            }
        }
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = reader::read(&bytes);
    }
}
