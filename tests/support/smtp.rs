//! A real SMTP server (aiosmtpd) that writes down what it gets and can refuse, delay and drop.

#![allow(dead_code, reason = "each test binary uses its own part of the support modules")]

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

pub struct SmtpServer {
    process: Child,
    log: PathBuf,
    pub url: String,
    _directory: TempDir,
}

/// One try to hand a mail over.
#[derive(Clone, Debug)]
pub struct Try {
    pub to: String,
    pub message_id: String,
    /// `250`, or what the server did instead.
    pub answer: String,
    pub mail: Vec<u8>,
}

impl SmtpServer {
    pub fn start() -> Self {
        let python = std::env::var_os("JUDGE_PYTHON").unwrap_or_else(|| panic!("JUDGE_PYTHON is not set: run bin/setup and source bin/env"));
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judge/smtp_server.py");
        let directory = tempfile::tempdir().expect("a directory");
        let log = directory.path().join("mails.jsonl");
        let mut process = Command::new(python).arg(script).arg(&log).stdout(Stdio::piped()).spawn().expect("the mail server starts");
        let mut port = String::new();
        BufReader::new(process.stdout.take().expect("a pipe")).read_line(&mut port).expect("its port");
        Self { process, log, url: format!("smtp://127.0.0.1:{}", port.trim()), _directory: directory }
    }

    pub fn tries(&self) -> Vec<Try> {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).map(|line| read(&line)).collect()
    }

    pub fn tries_to(&self, address: &str) -> Vec<Try> {
        self.tries().into_iter().filter(|one| one.to == address).collect()
    }
}

fn read(line: &serde_json::Value) -> Try {
    use base64::Engine as _;
    let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let mail = base64::engine::general_purpose::STANDARD.decode(text("mail")).unwrap_or_default();
    Try { to: text("to"), message_id: text("message_id"), answer: text("answer"), mail }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
