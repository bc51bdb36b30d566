//! The command line and the start: settings, database, state, server, worker, and a graceful end.

use std::future::IntoFuture as _;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use axum::serve::ListenerExt as _;
use clap::Parser as _;
use secrecy::ExposeSecret as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::server::clock::Clock;
use crate::server::cluster::Cluster;
use crate::server::commands::{Cli, Command};
use crate::server::config::{Config, Environment, Mode};
use crate::server::db::{self, Db};
use crate::server::mail::Mailer;
use crate::server::middleware::rate_limit::RateLimiter;
use crate::server::portal::shelf::{self, Shelf};
use crate::server::portal::visits::{self, Visits};
use crate::server::secret::{self, Cipher};
use crate::server::state::{AppState, Parts};
use crate::server::storage::Storage;
use crate::server::{commands, jobs, router, telemetry, webhooks};

/// Running requests and jobs get their time when the program is told to stop, but not for ever.
const STOPPING: Duration = Duration::from_secs(20);
const CLOSING: Duration = Duration::from_secs(3);

/// Runs the command of the command line; errors are one line on standard error.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

#[allow(clippy::print_stderr, reason = "the last line of a start that failed belongs on standard error")]
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("rechnungswerk: {error:#}");
    ExitCode::FAILURE
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let environment = Environment::of_process();
    let config = Config::from_environment(&environment)?;
    telemetry::init(config.mode);
    match cli.command.unwrap_or(Command::Serve { no_worker: false }) {
        Command::Serve { no_worker } => serve(config, &environment, !no_worker).await,
        Command::Work => work(config, &environment).await,
        command => commands::run(command, config, &environment).await,
    }
}

/// A state with its database at hand and, if it is private, the cluster it runs in.
pub struct Running {
    pub state: AppState,
    pub database_url: String,
    cluster: Option<Cluster>,
}

impl Running {
    /// Opens everything; migrates in development, and refuses an old schema in production.
    ///
    /// # Errors
    /// One line that says what is missing.
    pub async fn open(config: Config, environment: &Environment) -> anyhow::Result<Self> {
        let binaries = environment.optional("PG_BIN").map(Into::into);
        let (cluster, database_url) = match &config.database_url {
            Some(url) => (None, url.expose_secret().to_owned()),
            None => {
                let cluster = Cluster::start(&config.data_dir, binaries)?;
                let url = cluster.url();
                (Some(cluster), url)
            }
        };
        // A private cluster is ours to migrate; a given one is migrated by the deployment (`migrate`), but in development.
        if cluster.is_some() || config.mode == Mode::Development {
            db::migrate(&database_url).await?;
        } else if !db::is_migrated(&database_url).await? {
            anyhow::bail!("DATABASE_URL leads to a database that is not migrated: run rechnungswerk migrate");
        }
        let state = state(config, environment, &database_url).await?;
        Ok(Self { state, database_url, cluster })
    }

    /// Closes the connections, waiting only shortly for those that are still in use, and ends the cluster if this process started it.
    pub async fn close(self) {
        // What hangs in the database is rolled back by it.
        let _ = tokio::time::timeout(CLOSING, self.state.db.close()).await;
        if let Some(cluster) = self.cluster {
            cluster.stop();
        }
    }
}

/// The state over a database that is there already; tests start here.
///
/// # Errors
/// When a setting does not fit.
pub async fn state(config: Config, environment: &Environment, database_url: &str) -> anyhow::Result<AppState> {
    let secret_key = match &config.secret_key {
        Some(key) => key.clone(),
        None => secret::development_key(&config.data_dir)?,
    };
    let leptos = leptos_options(&config, environment)?;
    Ok(AppState::new(Parts {
        db: Db::open(database_url, 24)?,
        clock: Clock::shifted(config.clock_shift),
        cipher: Cipher::new(&secret_key),
        storage: Storage::open(&config.storage, &config.data_dir)?,
        mailer: Mailer::open(&config.mail, &config.data_dir)?,
        webhooks: webhooks::Sender::open(config.webhook_allow_private)?,
        rate_limiter: RateLimiter::new(config.rate_limits),
        shelf: Shelf::default(),
        visits: Visits::default(),
        leptos,
        config,
    }))
}

/// `Leptos.toml` beside the program or in the working directory; the environment overrides it.
fn leptos_options(config: &Config, environment: &Environment) -> anyhow::Result<leptos::config::LeptosOptions> {
    let file = if std::path::Path::new("Leptos.toml").exists() { Some("Leptos.toml") } else { None };
    let mut options = leptos::config::get_configuration(file).map(|configuration| configuration.leptos_options).or_else(|_| {
        let output_name = environment.optional("LEPTOS_OUTPUT_NAME").unwrap_or_else(|| "rechnungswerk".to_owned());
        Ok::<_, anyhow::Error>(leptos::config::LeptosOptions::builder().output_name(output_name).build())
    })?;
    options.site_addr = config.site_addr;
    if let Some(root) = environment.optional("LEPTOS_SITE_ROOT") {
        options.site_root = root.into();
    }
    Ok(options)
}

async fn serve(config: Config, environment: &Environment, with_worker: bool) -> anyhow::Result<ExitCode> {
    let site_addr = config.site_addr;
    let running = Running::open(config, environment).await?;
    let listener = TcpListener::bind(site_addr).await.with_context(|| format!("LEPTOS_SITE_ADDR {site_addr} cannot be listened on"))?;
    let shutdown = CancellationToken::new();
    let worker = with_worker.then(|| tokio::spawn(jobs::run(running.state.clone(), shutdown.clone())));
    tracing::info!(address = %site_addr, public_url = %running.state.config.public_url, "RechnungsWerk is ready.");
    let server = tokio::spawn(listen(listener, running.state.clone(), shutdown.clone()));
    stop_signal().await;
    tracing::info!("RechnungsWerk is stopping.");
    shutdown.cancel();
    let ended = tokio::time::timeout(STOPPING, async {
        let _ = server.await;
        if let Some(worker) = worker {
            let _ = worker.await;
        }
    });
    if ended.await.is_err() {
        tracing::warn!("Some work did not finish in time; it is taken up again at the next start.");
    }
    running.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Answers requests until the token is cancelled, then finishes the running ones.
///
/// # Errors
/// When the socket fails.
pub async fn listen(listener: TcpListener, state: AppState, shutdown: CancellationToken) -> anyhow::Result<()> {
    let listening = tokio::spawn(shelf::listen(state.clone(), shutdown.clone()));
    let app = router::router(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    // Without TCP_NODELAY a download over a kept connection waits 40 ms for an acknowledgement.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY could not be set.");
        }
    });
    axum::serve(listener, app).with_graceful_shutdown(async move { shutdown.cancelled().await }).into_future().await?;
    let _ = listening.await;
    visits::settle(&state).await;
    Ok(())
}

async fn work(config: Config, environment: &Environment) -> anyhow::Result<ExitCode> {
    let running = Running::open(config, environment).await?;
    let shutdown = CancellationToken::new();
    let worker = tokio::spawn(jobs::run(running.state.clone(), shutdown.clone()));
    tracing::info!("The worker is ready.");
    stop_signal().await;
    shutdown.cancel();
    let _ = tokio::time::timeout(STOPPING, worker).await;
    running.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Ctrl-C, or SIGTERM from whoever runs us.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}
