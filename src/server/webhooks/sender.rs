//! One request to a stranger's server: guarded, limited in time and size, and written down whole.

use std::collections::BTreeMap;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use reqwest::dns::{Name, Resolve};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Response, Url};
use tokio::time::Instant;

use crate::domain::error::Problem;
use crate::server::webhooks::target::{self, Guarded, NotPublic, SystemNames};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// From the look-up of the name to the last byte of the answer that is read.
const TIMEOUT: Duration = Duration::from_secs(15);
/// More of an answer is neither read nor kept.
const ANSWER_LIMIT: usize = 500;

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub status: Option<u16>,
    pub answer: Option<String>,
    pub error: Option<&'static str>,
    pub duration: Duration,
}

impl Outcome {
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }

    fn failed(error: &'static str, started: Instant) -> Self {
        Self { status: None, answer: None, error: Some(error), duration: started.elapsed() }
    }
}

/// The way out for webhooks, opened once per process.
#[derive(Clone)]
pub struct Sender {
    http: Client,
    guard: Guarded,
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender")
    }
}

impl Sender {
    /// `allow_private` lets requests go to private addresses, for development.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn open(allow_private: bool) -> anyhow::Result<Self> {
        Self::with_names(Arc::new(SystemNames), allow_private)
    }

    /// The same with another name service.
    ///
    /// # Errors
    /// As [`Sender::open`].
    pub fn with_names(names: Arc<dyn Resolve>, allow_private: bool) -> anyhow::Result<Self> {
        let guard = Guarded::new(names, allow_private);
        let http = builder(&guard).build().or_else(|error| {
            tracing::warn!(%error, "This machine knows no certificate authorities: webhooks reach http addresses only.");
            builder(&guard).tls_certs_only(Vec::new()).build()
        });
        Ok(Self { http: http.context("no client for webhooks can be made")?, guard })
    }

    /// Whether requests may go there as far as that can be known now. A name that is not found may be found later.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub async fn check(&self, url: &str) -> Result<Url, Problem> {
        let url = target::parse(url, self.guard.allows_private())?;
        let name = url.domain().and_then(|domain| Name::from_str(domain).ok());
        if let Some(name) = name
            && let Ok(Err(error)) = tokio::time::timeout(CONNECT_TIMEOUT, self.guard.resolve(name)).await
            && error.is::<NotPublic>()
        {
            return Err(Problem::NotAPublicAddress);
        }
        Ok(url)
    }

    /// Posts the body. Every failure is an outcome, too.
    pub async fn post(&self, url: &str, headers: &BTreeMap<String, String>, body: Vec<u8>) -> Outcome {
        let started = Instant::now();
        let Ok(url) = target::parse(url, self.guard.allows_private()) else { return Outcome::failed("refused", started) };
        let request = headers.iter().fold(self.http.post(url), |request, (name, value)| request.header(name, value));
        match request.body(body).send().await {
            Ok(response) => {
                let status = response.status().as_u16();
                let answer = beginning(response).await;
                Outcome { status: Some(status), answer: Some(answer), error: None, duration: started.elapsed() }
            }
            Err(error) => Outcome::failed(code(&error), started),
        }
    }
}

/// No proxy, because it would look names up anew where nobody guards them; no redirects, because they lead elsewhere.
fn builder(guard: &Guarded) -> ClientBuilder {
    Client::builder()
        .dns_resolver(Arc::new(guard.clone()))
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT)
        .pool_max_idle_per_host(0)
        .user_agent("RechnungsWerk-Webhooks/1")
}

/// What of the answer came in time; the status counts, also where the rest never came.
async fn beginning(mut response: Response) -> String {
    let mut bytes = Vec::new();
    while bytes.len() < ANSWER_LIMIT
        && let Ok(Some(chunk)) = response.chunk().await
    {
        bytes.extend_from_slice(&chunk[..chunk.len().min(ANSWER_LIMIT - bytes.len())]);
    }
    // Postgres keeps no zero bytes.
    String::from_utf8_lossy(&bytes).replace('\0', "\u{fffd}")
}

fn code(error: &reqwest::Error) -> &'static str {
    let mut causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    if causes.any(|cause| cause.is::<NotPublic>()) {
        "refused"
    } else if error.is_timeout() {
        "timed_out"
    } else if error.is_connect() {
        "not_connected"
    } else {
        "broken_off"
    }
}
