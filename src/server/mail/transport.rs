//! How mail leaves the house: to an SMTP server, or into a folder where developers read it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::response::Response;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use secrecy::ExposeSecret as _;

use crate::server::config::MailConfig;
use crate::server::jobs::work::Failure;
use crate::server::mail::folder;
use crate::server::mail::letter::{self, Letter};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
/// From the first byte to the server's last word; a server that stalls is tried again later.
const SEND_TIMEOUT: Duration = Duration::from_secs(60);
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);
const MOST_CONNECTIONS: u32 = 4;

/// The way out, opened once per process.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Address,
    backend: Backend,
}

#[derive(Clone, Debug)]
enum Backend {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

impl Mailer {
    /// Reads the settings; connects when the first mail is sent.
    ///
    /// # Errors
    /// One line that names the setting and what is wrong with it.
    pub fn open(config: &MailConfig, data_dir: &Path) -> anyhow::Result<Self> {
        let from = letter::address(&config.from).context("MAIL_FROM must be an e-mail address")?;
        let backend = match &config.smtp_url {
            Some(url) => Backend::Smtp(smtp(url.expose_secret())?),
            None => Backend::Folder(folder::directory(data_dir)),
        };
        Ok(Self { from, backend })
    }

    /// The domain of `MAIL_FROM`, which also stands in every Message-ID.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.from.domain()
    }

    /// Hands the mail over; the answer is one line.
    ///
    /// # Errors
    /// `Permanent` for a refusal (5xx) or an address that is none, `Temporary` for everything else.
    pub async fn deliver(&self, letter: &Letter) -> Result<String, Failure> {
        let message = letter.message(&self.from)?;
        match &self.backend {
            Backend::Folder(directory) => {
                folder::write(directory, letter, &message.formatted()).await.map_err(Failure::temporary)?;
                Ok("written to the mail folder".to_owned())
            }
            Backend::Smtp(transport) => match tokio::time::timeout(SEND_TIMEOUT, transport.send(message)).await {
                Ok(Ok(response)) => Ok(answer(&response)),
                Ok(Err(error)) => Err(failure(&error)),
                Err(_) => Err(Failure::temporary("the mail server did not answer in time")),
            },
        }
    }
}

fn answer(response: &Response) -> String {
    let text: String = format!("{} {}", response.code(), response.first_line().unwrap_or_default());
    text.trim().chars().filter(|c| !c.is_control()).take(300).collect()
}

fn failure(error: &lettre::transport::smtp::Error) -> Failure {
    let source = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    match error.status() {
        Some(code) if error.is_permanent() => Failure::permanent(format!("{code} {source}")),
        Some(code) => Failure::temporary(format!("{code} {source}")),
        None if error.is_client() => Failure::permanent(error),
        None => Failure::temporary(error),
    }
}

/// `smtps://` is TLS from the start. `smtp://` follows `?tls=required` or `?tls=opportunistic`; without it, a password
/// is never sent in the clear to another machine, and everything else uses STARTTLS where the server offers it.
fn smtp(url: &str) -> anyhow::Result<AsyncSmtpTransport<Tokio1Executor>> {
    const WRONG: &str = "SMTP_URL must look like smtp://user:password@mail.example:587 or smtps://…";
    let has_password = authority(url).contains('@');
    let host = host(url);
    let is_open = url.starts_with("smtp://") && !url.contains("tls=") && !is_this_machine(host);
    let transport = if is_open && has_password {
        let joint = if url.contains('?') { '&' } else { '?' };
        AsyncSmtpTransport::<Tokio1Executor>::from_url(&format!("{url}{joint}tls=required")).context(WRONG)?
    } else if is_open {
        let tls = Tls::Opportunistic(TlsParameters::new(host.to_owned()).context(WRONG)?);
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url).context(WRONG)?.tls(tls)
    } else {
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url).context(WRONG)?
    };
    let pool = PoolConfig::new().max_size(MOST_CONNECTIONS).idle_timeout(IDLE_TIMEOUT);
    Ok(transport.timeout(Some(CONNECT_TIMEOUT)).pool_config(pool).build())
}

fn authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn host(url: &str) -> &str {
    let authority = authority(url);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_found_in_every_shape_of_address() {
        assert_eq!(host("smtp://u:p%40x@mail.example:587?tls=required"), "mail.example");
        assert_eq!(host("smtp://[::1]:25"), "::1");
        assert_eq!(host("smtps://mail.example/"), "mail.example");
        assert!(is_this_machine("127.0.0.1") && is_this_machine("localhost") && !is_this_machine("mail.example"));
    }

    #[tokio::test]
    async fn an_address_that_cannot_be_read_stops_the_start() {
        assert!(smtp("smtp://").is_err());
        assert!(smtp("smtp://mail.example?tls=maybe").is_err());
        assert!(smtp("smtp://u:p@mail.example").is_ok());
        assert!(smtp("smtp://127.0.0.1:2525").is_ok());
    }
}
