//! The private Postgres below the data directory: made on first use, started and stopped by the program.
//!
//! It listens on a Unix socket in a directory of its own and on no network address. Postgres refuses to run as root,
//! so root hands it to the user `postgres`.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, bail};
use sha2::{Digest as _, Sha256};

/// A running cluster. Dropping it leaves the server running; [`Cluster::stop`] ends it if we started it.
#[derive(Debug)]
pub struct Cluster {
    binaries: PathBuf,
    data: PathBuf,
    socket: PathBuf,
    started_by_us: bool,
}

impl Cluster {
    /// Starts the cluster below `data_dir`, or uses the one that another process of ours already runs there.
    ///
    /// # Errors
    /// When Postgres is not installed or does not start.
    pub fn start(data_dir: &Path, binaries: Option<PathBuf>) -> anyhow::Result<Self> {
        let binaries = find_binaries(binaries)?;
        let home = data_dir.join("postgres");
        fs::create_dir_all(&home).with_context(|| format!("DATA_DIR cannot be written: {}", data_dir.display()))?;
        let home = home.canonicalize()?;
        let lock = fs::File::create(home.join("start.lock"))?;
        lock.lock().context("the private database is being started by another process that does not finish")?;
        let mut cluster = Self { binaries, data: home.join("data"), socket: socket_directory(&home)?, started_by_us: false };
        give_to_postgres(&home)?;
        if !cluster.data.join("PG_VERSION").exists() {
            cluster.create()?;
        }
        if !cluster.is_running() {
            cluster.run_server()?;
            cluster.started_by_us = true;
        }
        cluster.create_database()?;
        Ok(cluster)
    }

    /// Where to connect, as the owner of the database.
    #[must_use]
    pub fn url(&self) -> String {
        self.url_of("rechnungswerk")
    }

    /// The address of another database of this cluster.
    #[must_use]
    pub fn url_of(&self, database: &str) -> String {
        let socket: String = self
            .socket
            .to_string_lossy()
            .bytes()
            .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect();
        format!("postgres://rechnungswerk@{socket}/{database}")
    }

    /// Ends the server, if this value started it.
    pub fn stop(self) {
        if self.started_by_us
            && let Err(error) = self.control(&["stop", "-m", "fast", "-w"])
        {
            tracing::warn!(%error, "The private database could not be stopped.");
        }
    }

    fn create(&self) -> anyhow::Result<()> {
        tracing::info!("The private database is being created.");
        let data = self.data.to_string_lossy();
        let arguments = ["-D", &data, "-U", "rechnungswerk", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"];
        succeed(as_postgres(&self.binaries.join("initdb")).args(arguments).output(), "initdb")
    }

    fn run_server(&self) -> anyhow::Result<()> {
        let options = format!("-c listen_addresses='' -c unix_socket_directories='{}' -c max_connections=200", self.socket.display());
        let log = self.data.with_file_name("log");
        self.control(&["start", "-w", "-t", "60", "-o", &options, "-l", &log.to_string_lossy()])
    }

    fn is_running(&self) -> bool {
        self.control(&["status"]).is_ok()
    }

    fn control(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let mut command = as_postgres(&self.binaries.join("pg_ctl"));
        // The server must not hold our pipes open, or we would wait for its end.
        command
            .arg("-D")
            .arg(&self.data)
            .arg("-s")
            .args(arguments)
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        let status = command.status().context("pg_ctl cannot be run")?;
        if status.success() {
            Ok(())
        } else {
            bail!("the private database does not {}: see {}", arguments[0], self.data.with_file_name("log").display())
        }
    }

    fn create_database(&self) -> anyhow::Result<()> {
        let socket = self.socket.to_string_lossy();
        let psql = |sql: &str| {
            as_postgres(&self.binaries.join("psql")).args(["-h", &socket, "-U", "rechnungswerk", "-d", "postgres", "-XtAc", sql]).output()
        };
        let exists = psql("select 1 from pg_database where datname = 'rechnungswerk'")?;
        if exists.stdout.starts_with(b"1") {
            return Ok(());
        }
        succeed(psql("create database rechnungswerk"), "create database")
    }
}

fn succeed(output: std::io::Result<Output>, what: &str) -> anyhow::Result<()> {
    let output = output.with_context(|| format!("{what} cannot be run"))?;
    if output.status.success() { Ok(()) } else { bail!("{what} failed: {}", String::from_utf8_lossy(&output.stderr).trim()) }
}

/// The directory with initdb and pg_ctl: the given one, the newest of Debian's, or the one on the path.
fn find_binaries(given: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    let mut packaged: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    packaged.sort();
    let on_path = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect::<Vec<_>>();
    let mut places = given.into_iter().chain(packaged.into_iter().rev().map(|(_, path)| path)).chain(on_path);
    places
        .find(|place| place.join("initdb").exists() && place.join("pg_ctl").exists())
        .context("PostgreSQL is not installed: set DATABASE_URL, or run bin/setup")
}

/// The socket lies beside the data, or below the temporary directory where that path is longer than a socket address can be.
fn socket_directory(home: &Path) -> anyhow::Result<PathBuf> {
    let beside = home.join("socket");
    let directory = if beside.as_os_str().len() < 85 {
        beside
    } else {
        let name = hex::encode(&Sha256::digest(home.to_string_lossy().as_bytes())[..8]);
        std::env::temp_dir().join(format!("rechnungswerk-{name}"))
    };
    fs::create_dir_all(&directory)?;
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o700))?;
    give_to_postgres(&directory)?;
    Ok(directory)
}

/// The ids of the user `postgres`, when we are root.
fn postgres_user() -> Option<(u32, u32)> {
    if fs::metadata("/proc/self").ok()?.uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").ok()?;
    let mut fields = users.lines().find(|line| line.starts_with("postgres:"))?.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

fn give_to_postgres(directory: &Path) -> anyhow::Result<()> {
    let Some((user, group)) = postgres_user() else { return Ok(()) };
    std::os::unix::fs::chown(directory, Some(user), Some(group))
        .with_context(|| format!("{} cannot be given to the user postgres", directory.display()))
}

/// As root through `setpriv`, with the one capability that lets Postgres reach a data directory below a closed home.
fn as_postgres(program: &Path) -> Command {
    let mut command = match postgres_user() {
        None => Command::new(program),
        Some((user, group)) => {
            let mut command = Command::new("setpriv");
            command.args([format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".to_owned()]);
            command.args(["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]).arg(program);
            command
        }
    };
    command.current_dir("/");
    command
}
