//! The server under measurement: the real program as a child process, over a private database with the demo data.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use rechnungswerk::server::cluster::Cluster;
use serde_json::Value;
use sqlx::{Connection as _, PgConnection};
use tokio::process::{Child, Command};

use super::client::Connection;

/// A folder with a private database.
pub struct Site {
    cluster: Cluster,
    folder: PathBuf,
    address: SocketAddr,
}

impl Site {
    pub fn create() -> anyhow::Result<Self> {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("service-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let cluster = Cluster::start(&folder, std::env::var_os("PG_BIN").map(PathBuf::from))?;
        let address = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Ok(Self { cluster, folder, address })
    }

    pub async fn seed(&self) -> anyhow::Result<Demo> {
        let seeded = self.program("seed-demo").arg("--json").stdout(Stdio::piped()).spawn()?.wait_with_output().await?;
        let demo: Value = serde_json::from_slice(&seeded.stdout).context("seed-demo says no JSON")?;
        let links = demo["share_links"].as_array().context("links")?;
        let open = links.iter().find(|link| link["shows"] == "open").context("an open invoice")?;
        let text = |value: &Value| value.as_str().map(str::to_owned).context("a text");
        Ok(Demo { token: text(&open["token"])?, api_key: text(&demo["api_keys"][0]["api_key"])? })
    }

    /// Starts the program and waits for its first answer.
    pub async fn start(&self) -> anyhow::Result<Server> {
        let child = self.program("serve").spawn()?;
        let started = Instant::now();
        while !is_ready(self.address).await {
            anyhow::ensure!(started.elapsed() < Duration::from_secs(30), "the server does not start");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(Server { child, address: self.address })
    }

    /// How many documents are stored by now.
    pub async fn documents(&self) -> anyhow::Result<i64> {
        let mut owner = PgConnection::connect(&self.cluster.url()).await?;
        let count = sqlx::query_scalar("select count(*) from invoice_documents").fetch_one(&mut owner).await?;
        owner.close().await?;
        Ok(count)
    }

    pub fn remove(self) {
        self.cluster.stop();
        let _ = fs::remove_dir_all(self.folder);
    }

    /// With none of the settings of whoever measures, and without limits, because all requests come from one address.
    fn program(&self, command: &str) -> Command {
        let program = std::env::var_os("RW_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_rechnungswerk").into());
        let mut child = Command::new(program);
        child
            .arg(command)
            .env_clear()
            .env("DATA_DIR", &self.folder)
            .env("DATABASE_URL", self.cluster.url())
            .env("LEPTOS_SITE_ADDR", self.address.to_string())
            .env("LEPTOS_OUTPUT_NAME", "rechnungswerk")
            .env("RATE_LIMIT_VIEW_PER_MINUTE", "0")
            .env("RATE_LIMIT_ACTION_PER_MINUTE", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        child
    }
}

/// What of the demo data is measured.
pub struct Demo {
    pub token: String,
    pub api_key: String,
}

async fn is_ready(address: SocketAddr) -> bool {
    let Ok(mut connection) = Connection::open(address).await else { return false };
    connection.get("/readyz").await.is_ok_and(|answer| answer.status == 200)
}

pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// What of it is in memory, in KB.
    pub fn memory_kb(&self) -> anyhow::Result<u32> {
        let id = self.child.id().context("the server has ended")?;
        let status = fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }

    pub async fn stop(mut self) -> anyhow::Result<()> {
        self.child.kill().await?;
        Ok(())
    }
}
