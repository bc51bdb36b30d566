//! Golden invoices in all syntaxes, judged by the official schemas and rules: not a single finding.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/golden/mod.rs"]
mod golden;
#[path = "support/judge.rs"]
mod judge;

use std::path::PathBuf;

use rechnungswerk::domain::einvoice::gate;
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::xrechnung_ubl;

#[test]
fn every_amount_due_is_what_was_worked_out_by_hand() {
    let computed: Vec<(&str, String)> = golden::all().iter().map(|golden| (golden.name, golden.invoice.totals.payable.to_string())).collect();
    let by_hand: Vec<(&str, String)> = golden::all().iter().map(|golden| (golden.name, golden.payable.to_owned())).collect();
    let different: Vec<_> = computed.iter().zip(&by_hand).filter(|(computed, by_hand)| computed != by_hand).collect();
    assert!(different.is_empty(), "{different:#?}");
}

#[test]
fn golden_invoices_have_no_finding_in_any_syntax() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files: Vec<PathBuf> = Vec::new();
    for golden in golden::all() {
        let written = [
            ("ubl", xrechnung_ubl::write(&golden.invoice)),
            ("cii-xrechnung", cii::write(&golden.invoice, Guideline::XRechnung)),
            ("cii-en16931", cii::write(&golden.invoice, Guideline::En16931)),
        ];
        for (syntax, bytes) in written {
            let file = folder.path().join(format!("{}.{syntax}.xml", golden.name));
            std::fs::write(&file, bytes).expect("written");
            files.push(file);
        }
    }
    let findings: Vec<String> = judge::judge(&files)
        .into_iter()
        .flat_map(|verdict| {
            verdict.findings.into_iter().map(move |finding| format!("{}: {finding}", verdict.file.file_name().unwrap_or_default().display()))
        })
        .collect();
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn the_judge_finds_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut invoice = golden::case("single-19");
    invoice.totals.payable += golden::decimal("1");
    invoice.buyer.name.clear();
    let file = folder.path().join("wrong.xml");
    std::fs::write(&file, xrechnung_ubl::write(&invoice)).expect("written");
    let verdict = judge::judge(&[file]).remove(0);
    assert!(verdict.findings.iter().any(|finding| finding.starts_with("BR-CO-16")), "{:?}", verdict.findings);
    assert!(verdict.findings.iter().any(|finding| finding.starts_with("BR-07")), "{:?}", verdict.findings);
}

#[test]
fn the_same_invoice_gives_the_same_bytes() {
    let invoice = golden::case("everything");
    assert_eq!(xrechnung_ubl::write(&invoice), xrechnung_ubl::write(&invoice));
    assert_eq!(cii::write(&invoice, Guideline::XRechnung), cii::write(&invoice, Guideline::XRechnung));
}

#[test]
fn golden_invoices_pass_the_issue_gate() {
    let findings: Vec<String> = golden::all()
        .into_iter()
        .flat_map(|golden| gate::check(&golden.invoice).into_iter().map(move |finding| format!("{}: {} {}", golden.name, finding.rule, finding.de)))
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}
