//! The commands of the program besides `serve` and `work` (spec §13).

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::server::accounts::{self, SignUp};
use crate::server::auth::Origin;
use crate::server::boot::Running;
use crate::server::config::{Config, Environment};
use crate::server::db;
use crate::server::validate;

pub mod dunning;
pub mod monthly;
pub mod run;
pub mod seed;
mod verify_archive;

/// Invoicing for German businesses.
#[derive(Debug, Parser)]
#[command(name = "rechnungswerk", version, about)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the web server, and the worker unless told otherwise (the default)
    Serve {
        /// Leave background work to other processes
        #[arg(long)]
        no_worker: bool,
    },
    /// Run background work only
    Work,
    /// Bring the database schema up to date
    Migrate,
    /// Fill an empty database with two organizations and everything that belongs to them
    SeedDemo {
        /// Print logins, API keys, identifiers and links as JSON
        #[arg(long)]
        json: bool,
        /// Add so many invoices more, for load tests
        #[arg(long, default_value_t = 0)]
        invoices: u32,
    },
    /// Make an organization with its owner; the password is read from standard input
    CreateOwner {
        #[arg(long)]
        organization: String,
        #[arg(long)]
        name: String,
        #[arg(long)]
        email: String,
    },
    /// Judge e-invoices (XML, or PDF with XML inside); ends with 1 when one has errors
    Validate {
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Hash every stored file again; ends with 1 when one is missing or not what was stored
    VerifyArchive {
        #[arg(long)]
        json: bool,
    },
    /// Do by hand what is done by the clock
    Run {
        #[command(subcommand)]
        what: run::Run,
    },
    /// Ask the running server whether it is ready; ends with 1 when it is not
    Healthcheck,
}

/// Runs one command.
///
/// # Errors
/// One line that says what went wrong.
#[allow(clippy::print_stdout, reason = "the answers of commands belong on standard output")]
pub async fn run(command: Command, config: Config, environment: &Environment) -> anyhow::Result<ExitCode> {
    match command {
        Command::Migrate => migrate(config, environment).await,
        Command::SeedDemo { json, invoices } => {
            let running = Running::open(config, environment).await?;
            let result = seed::run(&running.state, invoices).await;
            running.close().await;
            let demo = result?;
            if json {
                println!("{}", serde_json::to_string_pretty(&demo)?);
            } else {
                print!("{}", demo.for_people());
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::CreateOwner { organization, name, email } => create_owner(config, environment, organization, name, email).await,
        Command::VerifyArchive { json } => {
            let running = Running::open(config, environment).await?;
            let is_fine = verify_archive::run(&running.state, json, &mut std::io::stdout().lock()).await;
            running.close().await;
            Ok(if is_fine? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Command::Run { what } => {
            let running = Running::open(config, environment).await?;
            let result = run::run(&running.state, what).await;
            running.close().await;
            result
        }
        Command::Healthcheck => healthcheck(&config).await,
        Command::Validate { files, json } => Ok(validate::run(&files, json)?),
        Command::Serve { .. } | Command::Work => bail!("serve and work are not run here"),
    }
}

async fn migrate(config: Config, environment: &Environment) -> anyhow::Result<ExitCode> {
    match &config.database_url {
        Some(url) => db::migrate(secrecy::ExposeSecret::expose_secret(url)).await?,
        None => Running::open(config, environment).await?.close().await,
    }
    Ok(ExitCode::SUCCESS)
}

async fn create_owner(config: Config, environment: &Environment, organization_name: String, name: String, email: String) -> anyhow::Result<ExitCode> {
    let mut password = String::new();
    std::io::stdin().read_line(&mut password).context("the password cannot be read from standard input")?;
    let running = Running::open(config, environment).await?;
    let form = SignUp { organization_name, name, email, password: password.trim_end_matches(['\n', '\r']).to_owned(), lang: Lang::De };
    let created = accounts::create_owner(&running.state, form, Origin::default()).await;
    running.close().await;
    match created {
        Ok(_) => Ok(ExitCode::SUCCESS),
        Err(AppError::Invalid(errors)) => bail!("{}: {:?}", errors[0].field, errors[0].problem),
        Err(error) => Err(error.into()),
    }
}

/// A bare HTTP request, so that it works in the smallest container.
async fn healthcheck(config: &Config) -> anyhow::Result<ExitCode> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let ask = async {
        let mut stream = tokio::net::TcpStream::connect(config.site_addr).await?;
        stream.write_all(b"GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n").await?;
        let mut answer = Vec::new();
        stream.take(4096).read_to_end(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    let answer =
        tokio::time::timeout(Duration::from_secs(5), ask).await.context("the server does not answer")?.context("the server does not answer")?;
    let is_ready = answer.split(|b| *b == b'\r').next().is_some_and(|line| line.ends_with(b"200 OK"));
    Ok(if is_ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
