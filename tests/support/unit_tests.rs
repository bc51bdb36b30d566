//! CEN's unit tests of the UBL rules: each asks one rule about a scrap of an invoice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use rechnungswerk::domain::einvoice::gate::{self, Severity};
use rechnungswerk::server::documents::reader;

/// How the gate compares with the official rules, per rule.
#[derive(Default)]
pub struct Table {
    rules: BTreeMap<String, Tally>,
    disagreements: Vec<String>,
    excused: BTreeSet<usize>,
}

#[derive(Default)]
struct Tally {
    agreed: usize,
    disagreed: usize,
    not_applicable: usize,
}

/// Rules about what a parsed document no longer shows, with the reason.
const NOT_APPLICABLE: [(&str, &str); 5] = [
    ("UBL-CR-", "UBL elements outside the norm: the reader passes over them"),
    ("BR-CO-05", "meaning of code and text: the official rule is always true"),
    ("BR-CO-06", "meaning of code and text: the official rule is always true"),
    ("BR-CO-07", "meaning of code and text: the official rule is always true"),
    ("BR-CO-08", "meaning of code and text: the official rule is always true"),
];

/// Cases in which we differ on purpose: file, what the rule expects, reason.
const EXPLAINED: [(&str, &str, &str); 5] = [
    ("Invoice-unit-UBL/BR-S-01.xml", "error", "a group without category is refused by BR-47 and counted as standard rated"),
    ("Invoice-unit-UBL/BR-S-08-1.xml", "success", "an unknown category is refused by BR-CL-18 and counted as standard rated"),
    ("Invoice-unit-UBL/BR-S-08-1.xml", "error", "an unknown category is refused by BR-CL-18 and counted as standard rated"),
    ("Invoice-unit-UBL/BR-S-08-2.xml", "error", "an unknown category is refused by BR-CL-18 and counted as standard rated"),
    ("Invoice-unit-UBL/BR-S-08-3.xml", "error", "an unknown category is refused by BR-CL-18 and counted as standard rated"),
];

struct Case {
    expectation: String,
    rule: String,
    description: String,
    xml: String,
}

pub fn judge_all(folder: &Path) -> Table {
    let mut table = Table::default();
    for sub in ["Invoice-unit-UBL", "CreditNote-unit-UBL"] {
        let mut files: Vec<_> = std::fs::read_dir(folder.join(sub)).expect("unit tests").map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(&file).expect("readable");
            for case in cases(&text) {
                table.judge(&format!("{sub}/{}", file.file_name().unwrap_or_default().display()), &case);
            }
        }
    }
    table
}

impl Table {
    fn judge(&mut self, file: &str, case: &Case) {
        let tally = self.rules.entry(case.rule.clone()).or_default();
        if NOT_APPLICABLE.iter().any(|(prefix, _)| case.rule.starts_with(prefix)) {
            tally.not_applicable += 1;
            return;
        }
        let found = reader::read(case.xml.as_bytes()).is_ok_and(|reading| {
            let findings = gate::check_received(&reading.invoice, reading.findings);
            findings.iter().any(|finding| finding.rule == case.rule && (case.expectation == "warning" || finding.severity == Severity::Error))
        });
        if found == (case.expectation != "success") {
            tally.agreed += 1;
        } else {
            tally.disagreed += 1;
            // Each reason excuses one case.
            let excuse = EXPLAINED.iter().position(|(name, expectation, _)| file == *name && case.expectation == *expectation);
            if !excuse.is_some_and(|excuse| self.excused.insert(excuse)) {
                self.disagreements.push(format!("{file}: {} {}: {}", case.expectation, case.rule, case.description));
            }
        }
    }

    pub fn agreed(&self) -> usize {
        self.rules.values().map(|tally| tally.agreed).sum()
    }

    pub fn unexplained(&self) -> &[String] {
        &self.disagreements
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<12} {:>7} {:>9} {:>14}", "rule", "agreed", "disagreed", "not applicable")?;
        for (rule, tally) in &self.rules {
            writeln!(f, "{rule:<12} {:>7} {:>9} {:>14}", tally.agreed, tally.disagreed, tally.not_applicable)?;
        }
        for (file, expectation, reason) in EXPLAINED {
            writeln!(f, "disagreed: {file} ({expectation}): {reason}")?;
        }
        for (prefix, reason) in NOT_APPLICABLE {
            writeln!(f, "not applicable: {prefix}…: {reason}")?;
        }
        Ok(())
    }
}

/// Cuts a test set into its cases: each `test` names its expectations and holds an instance.
fn cases(text: &str) -> Vec<Case> {
    let mut reader = Reader::from_str(text);
    let (mut cases, mut path) = (Vec::new(), Vec::<String>::new());
    let (mut expected, mut description, mut instance_start) = (Vec::new(), String::new(), None);
    loop {
        let before = usize::try_from(reader.buffer_position()).expect("fits");
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                path.push(start.local_name().into_inner().to_owned());
                if path.len() == 3 && path[1] == "test" && path[2] != "assert" {
                    instance_start = Some(before);
                }
                if path.len() == 2 {
                    (expected, description) = (Vec::new(), String::new());
                }
            }
            Event::Text(content) if path.len() == 4 && path[2] == "assert" => match path[3].as_str() {
                "description" => description = content.trim().to_owned(),
                "success" | "error" | "warning" => expected.push((path[3].clone(), content.trim().to_owned())),
                _ => {}
            },
            Event::End(_) => {
                if path.len() == 3
                    && let Some(start) = instance_start.take()
                {
                    let xml = &text[start..usize::try_from(reader.buffer_position()).expect("fits")];
                    cases.extend(expected.iter().map(|(expectation, rule)| Case {
                        expectation: expectation.clone(),
                        rule: rule.clone(),
                        description: description.clone(),
                        xml: xml.to_owned(),
                    }));
                }
                path.pop();
            }
            Event::Eof => return cases,
            _ => {}
        }
    }
}
