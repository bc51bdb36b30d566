//! A client that costs next to nothing: one request after the other over a kept connection.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream) })
    }

    /// Asks without compression, so that the answer says its length.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").as_bytes()).await?;
        let first = self.line().await?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status line")?;
        let mut length = 0;
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        Ok(Answer { status, body })
    }

    async fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line).await?;
        Ok(line.trim_end().to_owned())
    }
}

/// Asks over so many connections for so long; anything but 200 is an error.
pub async fn requests_per_second(address: SocketAddr, path: &str, connections: usize, how_long: Duration) -> anyhow::Result<f64> {
    let started = Instant::now();
    let clients = (0..connections).map(|_| tokio::spawn(ask_until(address, path.to_owned(), started + how_long)));
    let mut count = 0_u32;
    for answered in futures::future::join_all(clients).await {
        count += answered??;
    }
    Ok(f64::from(count) / started.elapsed().as_secs_f64())
}

async fn ask_until(address: SocketAddr, path: String, end: Instant) -> anyhow::Result<u32> {
    let mut connection = Connection::open(address).await?;
    let mut count = 0;
    while Instant::now() < end {
        let answer = connection.get(&path).await?;
        anyhow::ensure!(answer.status == 200, "{path} answers {}", answer.status);
        count += 1;
    }
    Ok(count)
}
