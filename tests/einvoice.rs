//! Golden invoices in all four forms, judged by the official schemas and rules: not a single finding, and every sum as by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/forms.rs"]
mod forms;
#[path = "support/golden/mod.rs"]
mod golden;
#[path = "support/judge.rs"]
mod judge;

use std::collections::BTreeSet;
use std::path::PathBuf;

use rechnungswerk::domain::einvoice::gate;
use rechnungswerk::domain::einvoice::model::TaxCategory;
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::xrechnung_ubl;

#[test]
fn every_sum_in_every_form_is_what_was_worked_out_by_hand() {
    for golden in golden::all() {
        let sums = golden.sums;
        let groups = forms::sorted(sums.taxes.split("; ").map(str::to_owned).collect());
        let by_hand = [sums.net.to_owned(), groups, sums.gross.to_owned(), sums.payable.to_owned()];
        for form in forms::all(&golden.invoice) {
            assert_eq!(forms::stated_sums(&form.xml), by_hand, "{} as {}", golden.name, form.name);
        }
    }
}

#[test]
fn there_is_a_case_for_every_category_and_kind_of_document() {
    let cases = golden::all();
    let names: BTreeSet<&str> = cases.iter().map(|golden| golden.name).collect();
    assert!(names.len() >= 90 && names.len() == cases.len(), "{} names of {} cases", names.len(), cases.len());
    let categories: BTreeSet<TaxCategory> = cases.iter().flat_map(|golden| &golden.invoice.tax_groups).map(|group| group.rate.category).collect();
    assert_eq!(categories.len(), 7, "S, Z, E, AE, K, G and O");
    let kinds: BTreeSet<u16> = cases.iter().map(|golden| golden.invoice.type_code.0).collect();
    assert_eq!(kinds, BTreeSet::from([326, 380, 381, 384, 389, 875, 876, 877]));
    let means: BTreeSet<u16> = cases.iter().flat_map(|golden| &golden.invoice.payment_means).map(|means| means.code).collect();
    assert_eq!(means, BTreeSet::from([10, 30, 48, 58, 59]));
}

/// What the judges say about the forms whose file name ends like this.
fn findings(ending: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files: Vec<PathBuf> = Vec::new();
    for golden in golden::all() {
        for form in forms::all(&golden.invoice).into_iter().filter(|form| form.name.ends_with(ending)) {
            let file = folder.path().join(format!("{}.{}", golden.name, form.name));
            std::fs::write(&file, form.bytes).expect("written");
            files.push(file);
        }
    }
    let named = |verdict: judge::Verdict| {
        let name = verdict.file.file_name().unwrap_or_default().display().to_string();
        verdict.findings.into_iter().map(move |finding| format!("{name}: {finding}"))
    };
    judge::judge(&files).into_iter().flat_map(named).collect()
}

#[test]
fn golden_invoices_have_no_finding_in_either_syntax() {
    assert_eq!(findings("xml"), Vec::<String>::new());
}

#[test]
fn golden_hybrids_have_no_finding_in_either_profile() {
    assert_eq!(findings("pdf"), Vec::<String>::new());
}

#[test]
fn the_judge_knows_the_german_rules() {
    let folder = tempfile::tempdir().expect("a folder");
    let invoice = golden::case("out-of-scope");
    let without_rate = String::from_utf8(xrechnung_ubl::write(&invoice)).expect("utf-8").replace("<cbc:Percent>0</cbc:Percent>", "");
    let without_phone = String::from_utf8(cii::write(&invoice, Guideline::XRechnung)).expect("utf-8").replace("+49 30 1234567", "12");
    for (content, rule) in [(without_rate, "BR-DE-14"), (without_phone, "BR-DE-27")] {
        let file = folder.path().join("wrong.xml");
        std::fs::write(&file, content).expect("written");
        let verdict = judge::judge(&[file]).remove(0);
        assert!(verdict.findings.len() == 1 && verdict.findings[0].starts_with(rule), "{:?}", verdict.findings);
    }
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
