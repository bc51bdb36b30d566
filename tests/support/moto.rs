//! A real S3 server (moto) with one bucket.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

pub struct S3Server {
    process: Child,
    pub url: String,
    pub bucket: String,
}

impl S3Server {
    pub fn start() -> Self {
        let python = std::env::var_os("JUDGE_PYTHON").unwrap_or_else(|| panic!("JUDGE_PYTHON is not set: run bin/setup and source bin/env"));
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judge/s3_server.py");
        let mut process =
            Command::new(python).arg(script).arg("rechnungen").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the S3 server starts");
        let mut port = String::new();
        BufReader::new(process.stdout.take().expect("a pipe")).read_line(&mut port).expect("its port");
        Self { process, url: format!("http://127.0.0.1:{}", port.trim()), bucket: "rechnungen".to_owned() }
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
