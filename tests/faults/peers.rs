//! The neighbours: a mail server and receivers of webhooks, which write down what they took before they say so.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// One mail as the mail server saw it.
#[derive(Clone, Debug, Deserialize)]
pub struct MailSeen {
    pub at: f64,
    pub to: String,
    pub message_id: String,
    did: String,
    pub process: Option<u32>,
    /// SHA-256 of the PDF files.
    pub attached: Vec<String>,
}

impl MailSeen {
    /// It lies in the recipient's box.
    pub fn was_taken(&self) -> bool {
        self.did == "ok" || self.did == "keep"
    }

    /// The sender was told so.
    pub fn was_answered(&self) -> bool {
        self.did == "ok"
    }
}

/// One request as a receiver saw it.
#[derive(Clone, Debug, Deserialize)]
pub struct HookSeen {
    pub at: f64,
    pub path: String,
    pub id: String,
    pub status: u16,
    pub process: Option<u32>,
    pub genuine: bool,
    pub body: String,
}

pub struct Peers {
    folder: PathBuf,
    control: Value,
    running: Vec<Child>,
    pub smtp_port: u16,
    pub hooks_port: u16,
    /// Where nobody listens until [`Peers::heal`].
    pub dead_port: u16,
}

impl Peers {
    pub fn start(folder: &Path) -> Self {
        let dead_port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port();
        let control = json!({ "smtp": "ok", "moody": "ok", "healed": false, "secrets": {} });
        let mut peers = Self { folder: folder.to_owned(), control, running: Vec::new(), smtp_port: 0, hooks_port: 0, dead_port };
        peers.write_control();
        peers.smtp_port = peers.run("smtp_server.py", "mails", None);
        peers.hooks_port = peers.run("receiver.py", "hooks", Some(0));
        peers
    }

    fn run(&mut self, script: &str, log: &str, port: Option<u16>) -> u16 {
        let python = std::env::var_os("JUDGE_PYTHON").unwrap_or_else(|| panic!("JUDGE_PYTHON is not set: run bin/setup and source bin/env"));
        let mut command = Command::new(python);
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults").join(script));
        command.args([self.log(log), self.folder.join("control.json")]).args(port.map(|port| port.to_string()));
        let errors = fs::File::create(self.folder.join(format!("{script}-{}.log", self.running.len()))).expect("a log");
        let mut child = command.env("PYTHONDONTWRITEBYTECODE", "1").stdout(Stdio::piped()).stderr(errors).spawn().expect("the peer starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("its port");
        self.running.push(child);
        line.trim().parse().unwrap_or_else(|_| panic!("{script} did not start: see {}", self.folder.display()))
    }

    fn log(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.jsonl"))
    }

    /// Replaced whole, because the peers read it at any moment.
    fn write_control(&self) {
        let new = self.folder.join("control.new");
        fs::write(&new, self.control.to_string()).expect("the control file");
        fs::rename(new, self.folder.join("control.json")).expect("the control file");
    }

    pub fn tell(&mut self, word: &str, value: &str) {
        self.control[word] = json!(value);
        self.write_control();
    }

    pub fn know_secret(&mut self, path: &str, secret: &str) {
        self.control["secrets"][path] = json!(secret);
        self.write_control();
    }

    pub fn heal(&mut self) {
        self.tell("smtp", "ok");
        self.tell("moody", "ok");
        self.control["healed"] = json!(true);
        self.write_control();
        let port = self.dead_port;
        self.run("receiver.py", "hooks", Some(port));
    }

    pub fn mails(&self) -> Vec<MailSeen> {
        read(&self.log("mails"))
    }

    pub fn hooks(&self) -> Vec<HookSeen> {
        read(&self.log("hooks"))
    }

    /// Writes the book of a neighbour anew, as nobody but a saboteur would.
    pub fn forge(&self, name: &str, change: impl FnOnce(&mut Vec<Value>)) {
        let mut lines: Vec<Value> = read(&self.log(name));
        change(&mut lines);
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        fs::write(self.log(name), text).expect("the book");
    }
}

fn read<T: DeserializeOwned>(file: &Path) -> Vec<T> {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("a line of the log")).collect()
}

impl Drop for Peers {
    fn drop(&mut self) {
        for child in &mut self.running {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
