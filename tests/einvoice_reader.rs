//! Reading back what we write, and reading what others wrote: the official instances and the unit tests of the rules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/forms.rs"]
mod forms;
#[path = "support/golden/mod.rs"]
mod golden;
#[path = "support/unit_tests.rs"]
mod unit_tests;

use std::path::{Path, PathBuf};

use rechnungswerk::domain::einvoice::gate::{self, Severity};
use rechnungswerk::domain::einvoice::model::EInvoice;
use rechnungswerk::domain::einvoice::specification::{EN16931, XRECHNUNG};
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::reader::{self, Syntax};
use rechnungswerk::server::documents::xrechnung_ubl;

/// The official data, which is not part of this repository.
fn data() -> PathBuf {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("EINVOICE_DATA").map_or(default, PathBuf::from);
    assert!(folder.is_dir(), "{} is missing: set EINVOICE_DATA to the folder with xrechnung-testsuite and en16931-unit", folder.display());
    folder
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn golden_invoices_read_back_equal_from_every_form_and_pass_the_gate() {
    for golden in golden::all() {
        for form in forms::all(&golden.invoice) {
            let (case, name) = (golden.name, form.name);
            let reading = reader::read(&form.bytes).unwrap_or_else(|error| panic!("{case} as {name}: {error}"));
            assert_eq!(reading.syntax, if name == "ubl.xml" { Syntax::Ubl } else { Syntax::Cii }, "{case} as {name}");
            let is_xrechnung = name != "zugferd.pdf";
            let specification = if is_xrechnung { XRECHNUNG } else { EN16931 };
            let expected = EInvoice { specification: Some(specification.to_owned()), ..golden.invoice.clone() };
            assert_eq!(reading.invoice, expected, "{case} as {name}");
            assert_eq!(gate::check_received(&reading.invoice, reading.findings), [], "{case} as {name}");
        }
    }
}

#[test]
fn every_official_instance_is_accepted() {
    let instances = files(&data().join("xrechnung-testsuite"));
    assert_eq!(instances.len(), 86, "instances of the XRechnung test suite");
    let mut refused = Vec::new();
    for file in instances {
        let name = file.file_name().expect("a name").display().to_string();
        let bytes = std::fs::read(&file).expect("readable");
        match reader::read(&bytes) {
            Err(error) => refused.push(format!("{name}: {error}")),
            Ok(reading) => {
                let findings = gate::check_received(&reading.invoice, reading.findings);
                let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
                refused.extend(errors.map(|finding| format!("{name}: {} {}", finding.rule, finding.en)));
            }
        }
    }
    assert!(refused.is_empty(), "{} errors:\n{}", refused.len(), refused.join("\n"));
}

#[test]
fn the_unit_tests_of_the_rules_agree() {
    let table = unit_tests::judge_all(&data().join("en16931-unit"));
    println!("{table}");
    assert!(table.unexplained().is_empty(), "without a reason:\n{}", table.unexplained().join("\n"));
    assert!(table.agreed() >= 1000, "{table}");
}

#[test]
fn what_is_written_across_syntaxes_stays_the_same() {
    let invoice: EInvoice = golden::case("everything");
    let from_ubl = reader::read(&xrechnung_ubl::write(&invoice)).expect("reads").invoice;
    let from_both = reader::read(&cii::write(&from_ubl, Guideline::XRechnung)).expect("reads").invoice;
    assert_eq!(xrechnung_ubl::write(&from_both), xrechnung_ubl::write(&invoice));
}
