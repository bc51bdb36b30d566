//! Settings from the environment (spec §14); a wrong or missing value stops the start with one line that names it.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use chrono::TimeDelta;
use secrecy::SecretString;

use crate::server::webhooks::signature;

mod environment;
pub use environment::Environment;

/// Everything the program can be told from outside.
#[derive(Clone, Debug)]
pub struct Config {
    pub mode: Mode,
    /// Everything the program keeps on disk lies below it.
    pub data_dir: PathBuf,
    /// `None`: a private cluster below `data_dir`.
    pub database_url: Option<SecretString>,
    pub site_addr: SocketAddr,
    /// Without a slash at its end; links in mails and the share dialog start with it.
    pub public_url: String,
    /// Origins that browsers may call the JSON API from.
    pub allowed_origins: Vec<String>,
    /// `None` in development: made once and kept below `data_dir`.
    pub secret_key: Option<SecretString>,
    pub mail: MailConfig,
    pub storage: StorageConfig,
    pub rate_limits: RateLimits,
    /// Webhooks may go to private addresses, too.
    pub webhook_allow_private: bool,
    pub mail_events: MailEventsConfig,
    /// By how much the program's time is ahead of the real one; nothing in production.
    pub clock_shift: TimeDelta,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Development,
    Production,
}

#[derive(Clone, Debug)]
pub struct MailConfig {
    /// `None`: mails become `.eml` files below `data_dir/mail`.
    pub smtp_url: Option<SecretString>,
    /// Address of the sender; the organization's name stands before it.
    pub from: String,
}

/// What the reports of mail providers are known by; a provider without it is not heard.
#[derive(Clone, Debug, Default)]
pub struct MailEventsConfig {
    /// The bearer token that Brevo was told to send along.
    pub brevo_token: Option<SecretString>,
    /// The public key of SendGrid's signed event webhook, base64.
    pub sendgrid_key: Option<String>,
    /// Resend's signing secret, `whsec_…`.
    pub resend_secret: Option<SecretString>,
}

#[derive(Clone, Debug)]
pub enum StorageConfig {
    Local,
    S3 { bucket: String, region: String, access_key_id: String, secret_access_key: SecretString, endpoint_url: Option<String> },
}

/// Requests a minute, per token and per client address; `None` is switched off.
#[derive(Clone, Copy, Debug)]
pub struct RateLimits {
    pub view: Option<u32>,
    pub action: Option<u32>,
}

impl Config {
    /// # Errors
    /// One line that names the setting and what is wrong with it.
    pub fn from_environment(env: &Environment) -> anyhow::Result<Self> {
        let mode = match env.optional("RECHNUNGSWERK_ENV").as_deref() {
            None | Some("development") => Mode::Development,
            Some("production") => Mode::Production,
            Some(_) => bail!("RECHNUNGSWERK_ENV must be development or production"),
        };
        let site_addr = env.parsed("LEPTOS_SITE_ADDR", "127.0.0.1:3000", "an address and port such as 127.0.0.1:3000")?;
        let config = Self {
            mode,
            data_dir: env.optional("DATA_DIR").unwrap_or_else(|| "data".to_owned()).into(),
            database_url: database_url(env)?,
            site_addr,
            public_url: public_url(env, site_addr)?,
            allowed_origins: allowed_origins(env)?,
            secret_key: secret_key(env, mode)?,
            mail: mail(env)?,
            storage: storage(env)?,
            rate_limits: RateLimits {
                view: limit(env, "RATE_LIMIT_VIEW_PER_MINUTE", "30")?,
                action: limit(env, "RATE_LIMIT_ACTION_PER_MINUTE", "10")?,
            },
            webhook_allow_private: env.parsed("WEBHOOK_ALLOW_PRIVATE", "false", "true or false")?,
            mail_events: mail_events(env)?,
            clock_shift: clock_shift(env, mode)?,
        };
        Ok(config)
    }
}

fn database_url(env: &Environment) -> anyhow::Result<Option<SecretString>> {
    let Some(url) = env.optional("DATABASE_URL") else { return Ok(None) };
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        bail!("DATABASE_URL must start with postgres://");
    }
    Ok(Some(url.into()))
}

fn public_url(env: &Environment, site_addr: SocketAddr) -> anyhow::Result<String> {
    let url = env.optional("PUBLIC_URL").unwrap_or_else(|| format!("http://{site_addr}"));
    is_origin(&url)
        .then(|| url.trim_end_matches('/').to_owned())
        .context("PUBLIC_URL must be an address such as https://rechnung.example without a path")
}

fn allowed_origins(env: &Environment) -> anyhow::Result<Vec<String>> {
    let list = env.optional("ALLOWED_ORIGINS").unwrap_or_default();
    let origins: Vec<String> = list.split(',').map(str::trim).filter(|o| !o.is_empty()).map(str::to_owned).collect();
    if origins.iter().all(|origin| is_origin(origin)) {
        Ok(origins)
    } else {
        bail!("ALLOWED_ORIGINS must be origins such as https://shop.example, parted by commas")
    }
}

fn is_origin(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).map(|rest| rest.trim_end_matches('/'));
    host.is_some_and(|host| !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c)))
}

fn secret_key(env: &Environment, mode: Mode) -> anyhow::Result<Option<SecretString>> {
    match env.optional("SECRET_KEY") {
        Some(key) if key.len() < 32 => bail!("SECRET_KEY must have at least 32 characters"),
        Some(key) => Ok(Some(key.into())),
        None if mode == Mode::Production => bail!("SECRET_KEY is missing: production needs one of at least 32 characters"),
        None => Ok(None),
    }
}

fn mail(env: &Environment) -> anyhow::Result<MailConfig> {
    let smtp_url = env.optional("SMTP_URL");
    if smtp_url.as_ref().is_some_and(|url| !url.starts_with("smtp://") && !url.starts_with("smtps://")) {
        bail!("SMTP_URL must start with smtp:// or smtps://");
    }
    let from = env.optional("MAIL_FROM").unwrap_or_else(|| "rechnung@localhost.localdomain".to_owned());
    if !matches!(crate::domain::text::email(&from), Ok(Some(_))) {
        bail!("MAIL_FROM must be an e-mail address");
    }
    Ok(MailConfig { smtp_url: smtp_url.map(Into::into), from })
}

fn storage(env: &Environment) -> anyhow::Result<StorageConfig> {
    match env.optional("STORAGE_BACKEND").as_deref() {
        None | Some("local") => Ok(StorageConfig::Local),
        Some("s3") => Ok(StorageConfig::S3 {
            bucket: env.required("AWS_BUCKET")?,
            region: env.required("AWS_REGION")?,
            access_key_id: env.required("AWS_ACCESS_KEY_ID")?,
            secret_access_key: env.required("AWS_SECRET_ACCESS_KEY")?.into(),
            endpoint_url: env.optional("AWS_ENDPOINT_URL"),
        }),
        Some(_) => bail!("STORAGE_BACKEND must be local or s3"),
    }
}

fn mail_events(env: &Environment) -> anyhow::Result<MailEventsConfig> {
    let brevo_token = env.optional("EMAIL_WEBHOOK_BREVO_TOKEN");
    if brevo_token.as_ref().is_some_and(|token| token.len() < 16) {
        bail!("EMAIL_WEBHOOK_BREVO_TOKEN must have at least 16 characters");
    }
    let sendgrid_key = env.optional("EMAIL_WEBHOOK_SENDGRID_KEY");
    if sendgrid_key.as_ref().is_some_and(|key| signature::public_key(key).is_none()) {
        bail!("EMAIL_WEBHOOK_SENDGRID_KEY must be the verification key as SendGrid shows it");
    }
    let resend_secret = env.optional("EMAIL_WEBHOOK_RESEND_SECRET");
    if resend_secret.as_ref().is_some_and(|secret| !signature::is_secret(secret)) {
        bail!("EMAIL_WEBHOOK_RESEND_SECRET must be a signing secret that starts with whsec_");
    }
    Ok(MailEventsConfig { brevo_token: brevo_token.map(Into::into), sendgrid_key, resend_secret: resend_secret.map(Into::into) })
}

/// To see on a development machine what another day brings: the 1st of a month, the night the clocks change, a try that comes in a day.
fn clock_shift(env: &Environment, mode: Mode) -> anyhow::Result<TimeDelta> {
    const TEN_YEARS: i64 = 10 * 366 * 24 * 3600;
    let seconds: i64 = env.parsed("CLOCK_SHIFT_SECONDS", "0", "a whole number of seconds")?;
    match seconds {
        0 => Ok(TimeDelta::zero()),
        _ if mode == Mode::Production => bail!("CLOCK_SHIFT_SECONDS is for development only: the documents of a business bear the true date"),
        _ if (-TEN_YEARS..=TEN_YEARS).contains(&seconds) => Ok(TimeDelta::seconds(seconds)),
        _ => bail!("CLOCK_SHIFT_SECONDS must be ten years at most"),
    }
}

fn limit(env: &Environment, name: &str, default: &str) -> anyhow::Result<Option<u32>> {
    let limit: u32 = env.parsed(name, default, "a whole number, 0 switches off")?;
    Ok((limit > 0).then_some(limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(settings: &[(&str, &str)]) -> anyhow::Result<Config> {
        Config::from_environment(&Environment::of(settings))
    }

    #[test]
    fn nothing_set_is_a_development_machine() {
        let config = config(&[]).unwrap();
        assert_eq!(config.mode, Mode::Development);
        assert_eq!(config.public_url, "http://127.0.0.1:3000");
        assert_eq!(config.rate_limits.view, Some(30));
    }

    #[test]
    fn a_wrong_value_is_named_in_one_line() {
        for (name, value) in [
            ("LEPTOS_SITE_ADDR", "x"),
            ("PUBLIC_URL", "rechnung.example"),
            ("DATABASE_URL", "mysql://x"),
            ("SECRET_KEY", "short"),
            ("SMTP_URL", "http://x"),
            ("MAIL_FROM", "nobody"),
            ("STORAGE_BACKEND", "floppy"),
            ("RATE_LIMIT_VIEW_PER_MINUTE", "-1"),
            ("ALLOWED_ORIGINS", "*"),
            ("RECHNUNGSWERK_ENV", "test"),
            ("WEBHOOK_ALLOW_PRIVATE", "maybe"),
            ("EMAIL_WEBHOOK_BREVO_TOKEN", "short"),
            ("EMAIL_WEBHOOK_SENDGRID_KEY", "MFkwEwYHKoZIzj0CAQYI"),
            ("EMAIL_WEBHOOK_RESEND_SECRET", "whsec_%"),
            ("CLOCK_SHIFT_SECONDS", "99999999999"),
        ] {
            let message = config(&[(name, value)]).unwrap_err().to_string();
            assert!(message.starts_with(name), "{message}");
            assert!(!message.contains('\n'));
        }
        assert!(config(&[("RECHNUNGSWERK_ENV", "production")]).unwrap_err().to_string().starts_with("SECRET_KEY"));
        let key = ("SECRET_KEY", "0123456789abcdef0123456789abcdef");
        let moved = config(&[("RECHNUNGSWERK_ENV", "production"), key, ("CLOCK_SHIFT_SECONDS", "60")]);
        assert!(moved.unwrap_err().to_string().starts_with("CLOCK_SHIFT_SECONDS"));
        assert!(config(&[("STORAGE_BACKEND", "s3")]).unwrap_err().to_string().starts_with("AWS_BUCKET"));
    }
}
