//! The very same application on a free port, with a database, a data folder and a clock of its own.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use rechnungswerk::domain::mail_view::MailView;
use rechnungswerk::server::archive_checks;
use rechnungswerk::server::boot;
use rechnungswerk::server::clock::Clock;
use rechnungswerk::server::config::{Config, Environment};
use rechnungswerk::server::documents::archive;
use rechnungswerk::server::dunning;
use rechnungswerk::server::mail::{self, folder};
use rechnungswerk::server::mailings;
use rechnungswerk::server::notifications;
use rechnungswerk::server::recurring;
use rechnungswerk::server::state::AppState;
use rechnungswerk::server::usage::runs;
use rechnungswerk::server::webhooks;
use sqlx::PgConnection;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub mod client;
pub mod database;
pub mod people;

pub use client::{Answer, Client};
use database::TestDatabase;

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server of its own for one test; it ends with this value.
pub struct TestApp {
    pub url: String,
    pub clock: Clock,
    pub state: AppState,
    pub database: TestDatabase,
    data: tempfile::TempDir,
    shutdown: CancellationToken,
}

impl TestApp {
    /// With limits switched off, because all requests of a test come from one address.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// With these settings besides.
    pub async fn start_with(settings: &[(&str, &str)]) -> Self {
        let database = match settings.iter().find(|(name, _)| *name == "DATABASE_URL") {
            Some((_, url)) => TestDatabase::given(url),
            None => TestDatabase::create().await,
        };
        Self::start_on(database, settings).await
    }

    async fn start_on(database: TestDatabase, settings: &[(&str, &str)]) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let url = format!("http://{address}");
        let folder = data.path().to_string_lossy().into_owned();
        let mut variables = vec![
            ("DATA_DIR", folder.as_str()),
            ("DATABASE_URL", database.url.as_str()),
            ("LEPTOS_SITE_ADDR", address.as_str()),
            ("PUBLIC_URL", url.as_str()),
            ("LEPTOS_OUTPUT_NAME", "rechnungswerk"),
            ("RATE_LIMIT_VIEW_PER_MINUTE", "0"),
            ("RATE_LIMIT_ACTION_PER_MINUTE", "0"),
        ];
        variables.retain(|(name, _)| !settings.iter().any(|(given, _)| given == name));
        variables.extend_from_slice(settings);
        let environment = Environment::of(&variables);
        let config = Config::from_environment(&environment).expect("the settings fit");
        let state = boot::state(config, &environment, &database.url).await.expect("the state opens");
        let shutdown = CancellationToken::new();
        tokio::spawn(boot::listen(listener, state.clone(), shutdown.clone()));
        Self { url, clock: state.clock.clone(), state, database, data, shutdown }
    }

    /// Somebody without a key or session.
    pub fn stranger(&self) -> Client {
        Client::new(&self.url)
    }

    /// A program with this key.
    pub fn client_with_key(&self, key: &str) -> Client {
        self.stranger().with("x-api-key", key)
    }

    pub fn later(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// Does all background work that is due now: runs series, makes documents, sends mails and webhooks. Once more for what that brought about.
    pub async fn work(&self) {
        for _ in 0..3 {
            let now = self.clock.now();
            let series: Vec<(Uuid, Uuid)> = sqlx::query_as("select organization_id, id from due_recurring_invoices($1, 1000)")
                .bind(now)
                .fetch_all(self.state.db.pool())
                .await
                .expect("due series");
            for (organization, id) in series {
                recurring::run_due(&self.state, organization, id).await.expect("a series is tried");
            }
            let reminded: Vec<Uuid> = sqlx::query_scalar("select organization_id from due_dunning($1, 1000)")
                .bind(now)
                .fetch_all(self.state.db.pool())
                .await
                .expect("due dunning");
            for organization in reminded {
                dunning::run_due(&self.state, organization).await.expect("dunning runs");
            }
            let billing: Vec<(Uuid, Uuid)> = sqlx::query_as("select organization_id, id from due_billing_runs($1, 1000)")
                .bind(now)
                .fetch_all(self.state.db.pool())
                .await
                .expect("due runs");
            for (organization, run) in billing {
                runs::bill(&self.state, organization, run).await.expect("a run is carried out");
            }
            let mailings: Vec<(Uuid, Uuid)> = sqlx::query_as("select organization_id, id from due_mailings($1, 1000)")
                .bind(now)
                .fetch_all(self.state.db.pool())
                .await
                .expect("due mailings");
            for (organization, mailing) in mailings {
                mailings::carry_on(&self.state, organization, mailing).await.expect("a mailing goes on");
            }
            let documents: Vec<(Uuid, Uuid)> = sqlx::query_as("select organization_id, invoice_id from due_document_tasks($1, 1000)")
                .bind(now)
                .fetch_all(self.state.db.pool())
                .await
                .expect("due documents");
            for (organization, invoice) in documents {
                archive::make_documents(&self.state, organization, invoice).await.expect("documents are made");
            }
            let mails: Vec<(Uuid, Uuid)> = sqlx::query_as("select organization_id, id from due_email_messages($1, 1000)")
                .bind(now)
                .fetch_all(self.state.db.pool())
                .await
                .expect("due mails");
            for (organization, message) in mails {
                mail::send(&self.state, organization, message).await.expect("a mail is tried");
            }
            let notices: Vec<(Uuid, Uuid)> = sqlx::query_as("select organization_id, id from due_notification_mails($1, 1000)")
                .bind(now)
                .fetch_all(self.state.db.pool())
                .await
                .expect("due notices");
            for (organization, mail) in notices {
                notifications::tell_by_mail(&self.state, organization, mail).await.expect("a notice is written");
            }
            let checks: Vec<(Uuid, Uuid)> = sqlx::query_as("select organization_id, id from due_archive_checks($1, 1000)")
                .bind(now)
                .fetch_all(self.state.db.pool())
                .await
                .expect("due checks");
            for (organization, check) in checks {
                archive_checks::check(&self.state, organization, check).await.expect("a check goes on");
            }
            self.deliver_webhooks(now).await;
        }
    }

    /// A few of each endpoint at a time, as long as there are any.
    async fn deliver_webhooks(&self, now: DateTime<Utc>) {
        loop {
            let due: Vec<(Uuid, Uuid)> = sqlx::query_as("select organization_id, id from due_webhook_turns($1, 1000)")
                .bind(now)
                .fetch_all(self.state.db.pool())
                .await
                .expect("due webhooks");
            if due.is_empty() {
                return;
            }
            for (organization, delivery) in due {
                webhooks::deliver(&self.state, organization, delivery).await.expect("a webhook is tried");
            }
        }
    }

    /// All mails that were sent, newest first.
    pub async fn mails(&self) -> Vec<MailView> {
        let data = self.data.path();
        let mut mails = Vec::new();
        for message in folder::folder_messages(data).await.expect("the mail folder is read") {
            mails.extend(folder::folder_message(data, &message.file).await.expect("a mail is read"));
        }
        mails
    }

    pub fn data_dir(&self) -> PathBuf {
        self.data.path().to_owned()
    }

    /// The database as its owner, who may do more than any request.
    pub async fn owner(&self) -> PgConnection {
        self.database.owner().await
    }

    /// One figure that SQL can tell, as the owner.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&mut self.owner().await).await.expect("a count")
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.shutdown.cancel();
    }
}

/// Asks again and again until the answer is yes.
pub async fn eventually(what: &str, ask: impl AsyncFn() -> bool) {
    let started = Instant::now();
    while !ask().await {
        assert!(started.elapsed() < PATIENCE, "{what} did not come in time");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
