//! `rechnungswerk validate` as the program that people and scripts call: exit codes, words, JSON, many files at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/forms.rs"]
mod forms;
#[path = "support/golden/mod.rs"]
mod golden;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use rechnungswerk::domain::einvoice::model::EInvoice;
use rechnungswerk::server::documents::xrechnung_ubl;
use serde_json::Value;

/// A folder in which the program is called, without a database or any setting.
struct Desk(tempfile::TempDir);

/// The exit code and what was printed.
struct Answer {
    code: i32,
    out: String,
    complaint: String,
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        std::fs::write(self.0.path().join(name), content).expect("written");
        PathBuf::from(name)
    }

    fn validate(&self, arguments: &[impl AsRef<OsStr>]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rechnungswerk"));
        let output = command.current_dir(self.0.path()).env_clear().arg("validate").args(arguments).output().expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("utf-8");
        Answer { code: output.status.code().expect("an exit code"), out: text(output.stdout), complaint: text(output.stderr) }
    }

    fn json(&self, files: &[PathBuf]) -> (i32, Vec<Value>) {
        let files = files.iter().map(|file| file.as_os_str());
        let answer = self.validate(&std::iter::once(OsStr::new("--json")).chain(files).collect::<Vec<_>>());
        (answer.code, serde_json::from_str(&answer.out).unwrap_or_else(|error| panic!("{error}: {}", answer.out)))
    }
}

fn wrong() -> Vec<u8> {
    let mut invoice: EInvoice = golden::case("single-19");
    invoice.totals.payable += golden::decimal("0.01");
    xrechnung_ubl::write(&invoice)
}

#[test]
fn every_form_of_a_good_invoice_is_accepted() {
    let desk = Desk::new();
    let files: Vec<PathBuf> = forms::all(&golden::case("everything")).iter().map(|form| desk.file(form.name, &form.bytes)).collect();
    let answer = desk.validate(&files);
    let expected = "ubl.xml: accepted\ncii.xml: accepted\nzugferd.pdf: accepted\nzugferd-xrechnung.pdf: accepted\n";
    assert_eq!((answer.code, answer.out.as_str(), answer.complaint.as_str()), (0, expected, ""));
    let left: Vec<PathBuf> = std::fs::read_dir(desk.0.path()).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    assert_eq!(left.len(), 4, "the command leaves nothing behind: {left:?}");
}

#[test]
fn one_wrong_cent_is_refused_with_its_rule_and_the_others_are_judged_all_the_same() {
    let desk = Desk::new();
    let good = xrechnung_ubl::write(&golden::case("single-19"));
    let files = [desk.file("a.xml", &good), desk.file("b.xml", &wrong()), desk.file("c.xml", &good)];
    let answer = desk.validate(&files);
    assert_eq!(answer.code, 1);
    let lines: Vec<&str> = answer.out.lines().collect();
    assert_eq!(lines, ["a.xml: accepted", "b.xml: refused", "  error BR-CO-16: Amount due 119.01 should be 119.00 (BT-115)", "c.xml: accepted"]);
}

#[test]
fn what_cannot_be_read_is_refused_with_a_reason() {
    let desk = Desk::new();
    std::fs::create_dir(desk.0.path().join("folder")).expect("a folder");
    let laughs = b"<!DOCTYPE Invoice [<!ENTITY x \"lol\">]><Invoice><ID>&x;</ID></Invoice>";
    let huge = vec![b' '; 33 << 20];
    let cases = [
        (PathBuf::from("missing.xml"), "No such file"),
        (PathBuf::from("folder"), "directory"),
        (desk.file("empty.xml", b""), "not well-formed"),
        (desk.file("note.xml", b"<note/>"), "neither UBL nor CII"),
        (desk.file("page.pdf", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n"), "no e-invoice inside"),
        (desk.file("laughs.xml", laughs), "document type declaration"),
        (desk.file("huge.xml", &huge), "larger than 32 MB"),
    ];
    for (file, reason) in cases {
        let answer = desk.validate(std::slice::from_ref(&file));
        assert_eq!(answer.code, 1, "{}", file.display());
        assert!(answer.out.starts_with(&format!("{}: refused\n  ", file.display())) && answer.out.contains(reason), "{}", answer.out);
    }
    let answer = desk.validate(&[""; 0]);
    assert_eq!((answer.code, answer.out.as_str()), (2, ""));
    assert!(answer.complaint.contains("Usage"), "{}", answer.complaint);
}

#[test]
fn json_says_the_same_for_machines() {
    let desk = Desk::new();
    let [_, cii, hybrid, _] = forms::all(&golden::case("single-7"));
    let files =
        [desk.file("a.xml", cii.xml.as_bytes()), desk.file("b.pdf", &hybrid.bytes), desk.file("c.xml", &wrong()), PathBuf::from("missing.xml")];
    let (code, verdicts) = desk.json(&files);
    assert_eq!(code, 1);
    let of = |term: &str| verdicts.iter().map(|verdict| verdict[term].clone()).collect::<Vec<Value>>();
    assert_eq!(of("file"), ["a.xml", "b.pdf", "c.xml", "missing.xml"]);
    assert_eq!(of("accepted"), [true, true, false, false]);
    assert_eq!(of("syntax"), [Value::from("cii"), Value::from("cii"), Value::from("ubl"), Value::Null]);
    assert_eq!(of("number"), [Value::from("RE-2026-00042"), Value::from("RE-2026-00042"), Value::from("RE-2026-00042"), Value::Null]);
    assert!(verdicts[..3].iter().all(|verdict| verdict["unreadable"].is_null()) && verdicts[3]["unreadable"].is_string());
    let finding = verdicts[2]["findings"][0].as_object().expect("a finding");
    let keys: BTreeSet<&str> = finding.keys().map(String::as_str).collect();
    assert_eq!(keys.into_iter().collect::<Vec<_>>(), ["de", "en", "line", "place", "rule", "severity", "term"]);
    assert_eq!((&finding["rule"], &finding["severity"], &finding["term"]), (&"BR-CO-16".into(), &"error".into(), &"BT-115".into()));
    let (code, verdicts) = desk.json(&files[..2]);
    assert_eq!((code, verdicts.len()), (0, 2));
}

#[test]
fn a_thousand_files_are_judged_in_one_call() {
    let desk = Desk::new();
    let forms: Vec<forms::Form> = ["single-19", "everything", "percentages-everywhere", "full-cancellation", "public-buyer"]
        .into_iter()
        .flat_map(|case| forms::all(&golden::case(case)))
        .collect();
    let mut files: Vec<PathBuf> =
        forms.iter().cycle().take(999).enumerate().map(|(index, form)| desk.file(&format!("{index}-{}", form.name), &form.bytes)).collect();
    files.push(desk.file("wrong.xml", &wrong()));
    let started = Instant::now();
    let answer = desk.validate(&files);
    println!("1,000 files in {:?}", started.elapsed());
    assert_eq!(answer.code, 1);
    let names: Vec<String> = answer.out.lines().filter(|line| !line.starts_with(' ')).map(str::to_owned).collect();
    let expected: Vec<String> =
        files.iter().map(|file| format!("{}: {}", file.display(), if file == Path::new("wrong.xml") { "refused" } else { "accepted" })).collect();
    assert_eq!(names, expected, "each file once, in their order");
}

#[test]
fn every_official_instance_is_accepted() {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let data = std::env::var_os("EINVOICE_DATA").map_or(default, PathBuf::from).join("xrechnung-testsuite");
    assert!(data.is_dir(), "{} is missing: set EINVOICE_DATA to the folder with xrechnung-testsuite", data.display());
    let mut instances = Vec::new();
    let mut folders = vec![data];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(extension) if extension == "xml" => instances.push(path),
                _ => {}
            }
        }
    }
    assert_eq!(instances.len(), 86, "instances of the XRechnung test suite");
    let answer = Desk::new().validate(&instances);
    assert_eq!(answer.code, 0, "{}", answer.out);
    assert_eq!(answer.out.lines().filter(|line| line.ends_with(": accepted")).count(), 86);
}
