//! The command `rechnungswerk validate`: the issue gate over files, for people or as JSON.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer as _};

use crate::domain::einvoice::gate::{self, Finding, Severity};
use crate::server::documents::reader::{self, MAX_BYTES, Syntax};

/// Files that one processor judges before anything of them is told, so that any number of files takes little memory.
const BATCH: usize = 16;

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
    let mut out = BufWriter::new(io::stdout().lock());
    let accepted = if json { write_json(files, &mut out)? } else { judge_all(files, |verdict| print(verdict, &mut out))? };
    out.flush()?;
    Ok(if accepted { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn write_json(files: &[PathBuf], out: &mut impl Write) -> io::Result<bool> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    let mut list = serializer.serialize_seq(None)?;
    let accepted = judge_all(files, |verdict| Ok(list.serialize_element(verdict)?))?;
    list.end()?;
    writeln!(out)?;
    Ok(accepted)
}

/// Judges the files on all processors and tells the verdicts in the order of the files; whether all are accepted.
fn judge_all(files: &[PathBuf], mut tell: impl FnMut(&Verdict) -> io::Result<()>) -> io::Result<bool> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let mut accepted = true;
    for batch in files.chunks(processors * BATCH) {
        for verdict in side_by_side(batch, processors) {
            accepted &= verdict.accepted;
            tell(&verdict)?;
        }
    }
    Ok(accepted)
}

fn side_by_side(files: &[PathBuf], processors: usize) -> Vec<Verdict> {
    let share = files.len().div_ceil(processors).max(1);
    thread::scope(|scope| {
        let judges: Vec<_> = files.chunks(share).map(|files| scope.spawn(move || files.iter().map(|file| judge(file)).collect::<Vec<_>>())).collect();
        judges.into_iter().flat_map(|judge| judge.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// Judges one file: its format, the business rules and what §14 UStG demands.
#[must_use]
pub fn judge(file: &Path) -> Verdict {
    let reading = content(file).map_err(|error| error.to_string()).and_then(|bytes| reader::read(&bytes).map_err(|error| error.to_string()));
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

/// What the reader takes and one byte more, which it refuses.
fn content(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
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
