//! The house under attack: its database, its processes, who was killed when, and what time it is there.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

use crate::calendar::Calendar;
use crate::gate::Gate;
use crate::moto::S3Server;
use crate::peers::Peers;
use crate::postgres::{Postgres, signal};

pub const SECRET_KEY: &str = "a key of the fault tests that is long enough";
const WORKERS: usize = 3;
/// A program that starts while the database is away ends, and is started again after this time, as a supervisor does.
const RESTART: Duration = Duration::from_millis(300);

pub fn seconds_now() -> f64 {
    Utc::now().timestamp_micros() as f64 / 1e6
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    Server,
    Worker(usize),
    /// Runs once: the words of its command line.
    Command(Vec<String>),
}

impl Role {
    pub fn is_command(&self) -> bool {
        matches!(self, Self::Command(_))
    }
}

struct Process {
    role: Role,
    child: Option<Child>,
    start_at: Instant,
}

/// A process that was killed.
#[derive(Clone, Copy, Debug)]
pub struct Death {
    pub process: u32,
    pub at: f64,
}

pub struct House {
    pub folder: PathBuf,
    pub postgres: Postgres,
    pub peers: Peers,
    pub storage: Gate,
    pub bucket: S3Server,
    pub address: String,
    processes: Vec<Process>,
    pub deaths: Vec<Death>,
    /// Programs that ended by themselves although their database was there.
    pub collapses: Vec<String>,
    /// Seconds by which the time here is ahead.
    shift: i64,
}

impl House {
    /// Everything but the program itself runs.
    pub async fn build(calendar: &Calendar) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("faults-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("data")).expect("a folder");
        let mut postgres = Postgres::create(&folder);
        while !postgres.is_up() {
            postgres.tend().await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let bucket = S3Server::start();
        let storage = Gate::before(bucket.url.trim_start_matches("http://").to_owned()).await;
        let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").to_string();
        let peers = Peers::start(&folder);
        let shift = (calendar.beginning() - Utc::now()).num_seconds();
        Self { folder, postgres, peers, storage, bucket, address, processes: Vec::new(), deaths: Vec::new(), collapses: Vec::new(), shift }
    }

    /// The time inside.
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now() + chrono::TimeDelta::seconds(self.shift)
    }

    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("DATABASE_URL", self.postgres.url.clone()),
            ("DATA_DIR", self.folder.join("data").to_string_lossy().into_owned()),
            ("LEPTOS_SITE_ADDR", self.address.clone()),
            ("LEPTOS_OUTPUT_NAME", "rechnungswerk".to_owned()),
            ("PUBLIC_URL", format!("http://{}", self.address)),
            ("SECRET_KEY", SECRET_KEY.to_owned()),
            ("SMTP_URL", format!("smtp://127.0.0.1:{}", self.peers.smtp_port)),
            ("MAIL_FROM", "rechnung@nordlicht.example".to_owned()),
            ("STORAGE_BACKEND", "s3".to_owned()),
            ("AWS_BUCKET", self.bucket.bucket.clone()),
            ("AWS_REGION", "eu-central-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", "test".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
            ("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{}", self.storage.port)),
            ("WEBHOOK_ALLOW_PRIVATE", "true".to_owned()),
            ("RATE_LIMIT_VIEW_PER_MINUTE", "0".to_owned()),
            ("RATE_LIMIT_ACTION_PER_MINUTE", "0".to_owned()),
            ("RUST_LOG", "info,sqlx=error,apalis=warn,apalis_core=warn,apalis_postgres=warn".to_owned()),
            ("CLOCK_SHIFT_SECONDS", self.shift.to_string()),
        ]
    }

    /// The program with none of the settings of whoever tests.
    pub fn program(&self, log: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rechnungswerk"));
        command.env_clear().envs(self.settings()).current_dir(&self.folder);
        let log = File::options().create(true).append(true).open(self.folder.join(format!("{log}.log"))).expect("a log");
        command.stdin(Stdio::null()).stdout(log.try_clone().expect("a log")).stderr(log);
        command
    }

    /// One server and several workers, from now on kept alive by [`House::tend`].
    pub fn inhabit(&mut self) {
        let roles = std::iter::once(Role::Server).chain((0..WORKERS).map(Role::Worker));
        self.processes.extend(roles.map(|role| Process { role, child: None, start_at: Instant::now() }));
    }

    /// Somebody runs a command beside the workers.
    pub fn command(&mut self, words: &[&str]) {
        let role = Role::Command(words.iter().map(|word| (*word).to_owned()).collect());
        self.processes.push(Process { role, child: None, start_at: Instant::now() });
    }

    /// What a supervisor does: starts what is not there.
    pub async fn tend(&mut self) {
        self.postgres.tend().await;
        let mut over = Vec::new();
        for index in 0..self.processes.len() {
            let process = &mut self.processes[index];
            if let Some(status) = process.child.as_mut().and_then(|child| child.try_wait().unwrap()) {
                process.child = None;
                process.start_at = Instant::now() + RESTART;
                if process.role.is_command() {
                    over.push(index);
                } else if !self.postgres.was_away(seconds_now() - 5.0, seconds_now()) {
                    self.collapses.push(format!("{:?} ended by itself: {status}", process.role));
                }
            } else if process.child.is_none() && process.start_at <= Instant::now() {
                self.start(index);
            }
        }
        for index in over.into_iter().rev() {
            self.processes.remove(index);
        }
    }

    fn start(&mut self, index: usize) {
        let (log, words) = match &self.processes[index].role {
            Role::Server => ("server".to_owned(), vec!["serve".to_owned(), "--no-worker".to_owned()]),
            Role::Worker(number) => (format!("worker-{number}"), vec!["work".to_owned()]),
            Role::Command(words) => ("command".to_owned(), words.clone()),
        };
        let child = self.program(&log).args(words).spawn().expect("the program starts");
        self.processes[index].child = Some(child);
    }

    /// Lives on for a while.
    pub async fn live(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while Instant::now() < until {
            self.tend().await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// `kill -9` of one that has this role and lives; `false` where there is none.
    pub fn kill(&mut self, role: impl Fn(&Role) -> bool, pause: Duration) -> bool {
        let Some(index) = self.processes.iter().position(|process| role(&process.role) && process.child.is_some()) else { return false };
        let process = &mut self.processes[index];
        let mut child = process.child.take().expect("a living one");
        child.kill().expect("a kill");
        child.wait().expect("its end");
        process.start_at = Instant::now() + pause;
        if process.role.is_command() {
            self.processes.remove(index);
        }
        self.deaths.push(Death { process: child.id(), at: seconds_now() });
        true
    }

    /// Another time comes with other processes: those of the old time are killed, or told to finish and to go.
    pub async fn set_clock(&mut self, to: DateTime<Utc>, gently: bool) {
        self.processes.retain(|process| process.child.is_some() || !process.role.is_command());
        for process in &mut self.processes {
            let Some(mut child) = process.child.take() else { continue };
            if gently {
                signal(child.id(), "-TERM");
                let told = Instant::now();
                while child.try_wait().unwrap().is_none() && told.elapsed() < Duration::from_secs(25) {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
                if child.try_wait().unwrap().is_none_or(|status| !status.success()) {
                    self.collapses.push(format!("{:?} did not stop when it was told to", process.role));
                }
            }
            let was_alive = child.try_wait().unwrap().is_none();
            let _ = child.kill();
            let _ = child.wait();
            if was_alive {
                self.deaths.push(Death { process: child.id(), at: seconds_now() });
            }
            process.start_at = Instant::now();
        }
        self.processes.retain(|process| !process.role.is_command());
        self.shift = (to - Utc::now()).num_seconds() + 1;
        self.tend().await;
    }

    pub fn has_command(&self) -> bool {
        self.processes.iter().any(|process| process.role.is_command())
    }

    /// The traces are thrown away: all was well.
    pub fn pull_down(self) {
        let folder = self.folder.clone();
        drop(self);
        let _ = fs::remove_dir_all(folder);
    }
}

impl Drop for House {
    fn drop(&mut self) {
        for child in self.processes.iter_mut().filter_map(|process| process.child.as_mut()) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
