//! A cluster of the test's own, run as a child, so that it can be killed and is known to be dead.

use std::fs::File;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rechnungswerk::server::cluster::Cluster;
use sqlx::{Connection as _, PgConnection};

use crate::house::seconds_now;

#[derive(Clone, Copy, Debug)]
pub enum Blow {
    /// `kill -9` of the postmaster: its children live on until they notice.
    Kill,
    /// What `pg_ctl stop -m immediate` does: SIGQUIT, everybody drops everything.
    Immediate,
}

pub struct Postgres {
    pub url: String,
    folder: PathBuf,
    socket: String,
    child: Option<Child>,
    start_at: Instant,
    is_up: bool,
    /// From the blow until it answered again, in seconds since 1970; the last one may not be over.
    pub outages: Vec<(f64, f64)>,
}

impl Postgres {
    /// Made by the program's own means, then run by the test.
    pub fn create(folder: &Path) -> Self {
        let binaries = std::env::var_os("PG_BIN").map(PathBuf::from);
        let cluster = Cluster::start(folder, binaries).expect("a private Postgres");
        let url = cluster.url();
        cluster.stop();
        let between = url.split_once('@').unwrap().1.rsplit_once('/').unwrap().0;
        let socket = percent_decoded(between);
        let folder = folder.join("postgres").canonicalize().expect("the cluster");
        Self { url, folder, socket, child: None, start_at: Instant::now(), is_up: false, outages: Vec::new() }
    }

    fn spawn(&self) -> Child {
        let program = PathBuf::from(std::env::var_os("PG_BIN").expect("PG_BIN: source bin/env")).join("postgres");
        let mut command = if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]);
            command.arg(program);
            command
        } else {
            Command::new(program)
        };
        let log = File::options().create(true).append(true).open(self.folder.join("log")).expect("a log");
        command.arg("-D").arg(self.folder.join("data")).args(["-c", "listen_addresses=", "-c", "max_connections=300", "-c"]);
        command.arg(format!("unix_socket_directories={}", self.socket)).current_dir("/");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().expect("postgres starts")
    }

    /// Starts it where it is to run and does not. Backends of a killed one may still be there: then it ends at once and is tried again.
    pub async fn tend(&mut self) {
        if self.child.as_mut().is_some_and(|child| child.try_wait().unwrap().is_some()) {
            self.child = None;
            self.is_up = false;
            self.start_at = Instant::now() + Duration::from_millis(150);
        }
        if self.child.is_none() && self.start_at <= Instant::now() {
            self.child = Some(self.spawn());
        }
        if self.child.is_some() && !self.is_up && self.answers().await {
            self.is_up = true;
            if let Some((_, until)) = self.outages.last_mut() {
                *until = seconds_now();
            }
        }
    }

    async fn answers(&self) -> bool {
        matches!(tokio::time::timeout(Duration::from_millis(200), PgConnection::connect(&self.url)).await, Ok(Ok(_)))
    }

    pub fn is_up(&self) -> bool {
        self.is_up
    }

    pub fn strike(&mut self, blow: Blow, pause: Duration) {
        let Some(mut child) = self.child.take() else { return };
        self.outages.push((seconds_now(), f64::MAX));
        match blow {
            Blow::Kill => child.kill().expect("a kill"),
            Blow::Immediate => signal(child.id(), "-QUIT"),
        }
        child.wait().expect("its end");
        self.is_up = false;
        self.start_at = Instant::now() + pause;
    }

    /// Whether it was away at any time between these moments.
    pub fn was_away(&self, from: f64, until: f64) -> bool {
        self.outages.iter().any(|(down, up)| *down <= until && *up >= from)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            signal(child.id(), "-QUIT");
            let _ = child.wait();
        }
    }
}

pub fn signal(process: u32, name: &str) {
    Command::new("kill").args([name, &process.to_string()]).status().expect("kill runs");
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}
