//! Looks at PDF files with tools that are not ours: poppler, qpdf, and the Python judge of PDF/A.

#![allow(dead_code, reason = "each test binary uses its own part of the support modules")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Files in a folder that goes away with the test.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub fn keep(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(format!("{name}.pdf"));
        std::fs::write(&path, bytes).expect("written");
        path
    }
}

/// A word on a page: its box in points from the top left corner, and what it says.
#[derive(Clone, Debug)]
pub struct Word {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
    pub text: String,
}

/// The text of each page, laid out as it looks, with plain spaces.
pub fn texts(path: &Path) -> Vec<String> {
    let output = run("pdftotext", &["-layout", &path.display().to_string(), "-"]);
    let plain = output.replace('\u{A0}', " ");
    plain.trim_end_matches('\u{C}').split('\u{C}').map(str::to_owned).collect()
}

/// The words of each page with their places.
pub fn words(path: &Path) -> Vec<Vec<Word>> {
    let output = run("pdftotext", &["-bbox", &path.display().to_string(), "-"]);
    let mut pages = Vec::new();
    for line in output.lines().map(str::trim) {
        if line.starts_with("<page ") {
            pages.push(Vec::new());
        } else if let Some(rest) = line.strip_prefix("<word ") {
            let number = |name: &str| attribute(rest, name).parse().expect("a number");
            let text = rest.split_once('>').map_or("", |(_, text)| text).trim_end_matches("</word>").to_owned();
            let word = Word { left: number("xMin"), top: number("yMin"), right: number("xMax"), bottom: number("yMax"), text };
            pages.last_mut().expect("a page").push(word);
        }
    }
    pages
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let (_, rest) = tag.split_once(&format!("{name}=\"")).expect("the attribute");
    rest.split_once('"').expect("its end").0
}

/// The rows of `pdffonts` without its head.
pub fn fonts(path: &Path) -> Vec<String> {
    run("pdffonts", &[&path.display().to_string()]).lines().skip(2).map(str::to_owned).collect()
}

/// Whether qpdf finds nothing wrong with the structure of the file.
pub fn is_sound(path: &Path) -> bool {
    Command::new("qpdf").args(["--check", &path.display().to_string()]).output().expect("qpdf runs: apt-get install qpdf").status.success()
}

/// What the judge of PDF/A says about each file.
pub fn judge(files: &[PathBuf], options: &[&str]) -> Vec<serde_json::Value> {
    let python = std::env::var("JUDGE_PYTHON").unwrap_or_else(|_| panic!("JUDGE_PYTHON is not set: run bin/setup and source bin/env"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judge/pdfa.py");
    let mut arguments = vec![script.display().to_string()];
    arguments.extend(options.iter().map(|option| (*option).to_owned()));
    arguments.extend(files.iter().map(|file| file.display().to_string()));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answers: Vec<serde_json::Value> = run(&python, &arguments).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), files.len(), "the judge answered for some files only");
    answers
}

/// An amount of the XML as a German page prints it; independent of the code under test.
pub fn german(amount: &str) -> String {
    let (sign, digits) = amount.strip_prefix('-').map_or(("", amount), |digits| ("−", digits));
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, ""));
    let grouped: Vec<String> = whole.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    let number = format!("{},{cents:0<2}", grouped.join("."));
    if number == "0,00" { number } else { format!("{sign}{number}") }
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("utf-8")
}
