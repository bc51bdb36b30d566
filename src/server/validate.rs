//! The command `rechnungswerk validate`: the issue gate over files, for people or as JSON.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use crate::domain::einvoice::gate::{self, Finding, Severity};
use crate::server::documents::reader::{self, Syntax};

/// What is said about one file.
#[derive(Debug, Serialize)]
pub struct Verdict {
    pub file: PathBuf,
    /// No errors; warnings may be there.
    pub accepted: bool,
    /// `ubl` or `cii`; absent where the file could not be read.
    pub syntax: Option<&'static str>,
    /// BT-1.
    pub number: Option<String>,
    /// Why the file could not be read at all.
    pub unreadable: Option<String>,
    pub findings: Vec<Finding>,
}

/// Judges every file and writes the verdicts to standard output; fails when one file is not accepted.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(files: &[PathBuf], json: bool) -> io::Result<ExitCode> {
    let verdicts: Vec<Verdict> = files.iter().map(|file| judge(file)).collect();
    let mut out = io::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, &verdicts)?;
        writeln!(out)?;
    } else {
        verdicts.iter().try_for_each(|verdict| print(verdict, &mut out))?;
    }
    let accepted = verdicts.iter().all(|verdict| verdict.accepted);
    Ok(if accepted { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Judges one file: its format, the business rules and what §14 UStG demands.
#[must_use]
pub fn judge(file: &Path) -> Verdict {
    let reading = std::fs::read(file).map_err(|error| error.to_string()).and_then(|bytes| reader::read(&bytes).map_err(|error| error.to_string()));
    match reading {
        Err(unreadable) => {
            Verdict { file: file.to_owned(), accepted: false, syntax: None, number: None, unreadable: Some(unreadable), findings: Vec::new() }
        }
        Ok(reading) => {
            let findings = gate::check_received(&reading.invoice, reading.findings);
            let syntax = match reading.syntax {
                Syntax::Ubl => "ubl",
                Syntax::Cii => "cii",
            };
            let number = Some(reading.invoice.number);
            Verdict { file: file.to_owned(), accepted: gate::is_clean(&findings), syntax: Some(syntax), number, unreadable: None, findings }
        }
    }
}

fn print(verdict: &Verdict, out: &mut impl Write) -> io::Result<()> {
    let outcome = if verdict.accepted { "accepted" } else { "refused" };
    writeln!(out, "{}: {outcome}", verdict.file.display())?;
    if let Some(reason) = &verdict.unreadable {
        writeln!(out, "  {reason}")?;
    }
    for finding in &verdict.findings {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(out, "  {severity} {}: {}", finding.rule, finding.en)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_invoice_is_refused_with_a_reason() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("note.xml");
        std::fs::write(&file, "<note/>").expect("written");
        let verdict = judge(&file);
        let mut text = Vec::new();
        print(&verdict, &mut text).expect("written");
        let text = String::from_utf8(text).expect("utf-8");
        assert!(!verdict.accepted && text.contains("refused") && text.contains("neither UBL nor CII"), "{text}");
        assert!(!judge(&folder.path().join("missing.xml")).accepted);
    }
}
