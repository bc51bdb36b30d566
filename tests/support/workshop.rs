//! A database of its own with one organization, for tests of the background work below the surface.

#![allow(dead_code, reason = "each test binary uses its own part of the support modules")]

use std::future::Future;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use rechnungswerk::domain::einvoice::model::EInvoice;
use rechnungswerk::server::auth::{Actor, Origin, Who};
use rechnungswerk::server::cluster::Cluster;
use rechnungswerk::server::config::{Config, Environment};
use rechnungswerk::server::documents::archive;
use rechnungswerk::server::jobs;
use rechnungswerk::server::mail::{self, Composed, NewEmail, QueueOutcome};
use rechnungswerk::server::state::AppState;
use rechnungswerk::server::{boot, clock, db};
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Everything that must happen happens within this time, or the test fails.
pub const PATIENCE: Duration = Duration::from_secs(40);

pub struct Workshop {
    pub state: AppState,
    pub organization: Uuid,
    pub owner: Uuid,
    pub database_url: String,
    /// As the owner of the tables, without row level security: what really is in the database.
    pub admin: PgPool,
    pub data: TempDir,
}

#[derive(Debug, sqlx::FromRow)]
pub struct MailRow {
    pub state: String,
    pub attempts: i32,
    pub message_id: String,
    pub last_answer: Option<String>,
    pub due_at: DateTime<Utc>,
}

pub struct Workers {
    shutdown: CancellationToken,
    task: JoinHandle<()>,
}

impl Workers {
    pub async fn stop(self) {
        self.shutdown.cancel();
        self.task.await.expect("the workers end");
    }
}

impl Workshop {
    /// Without an SMTP address mails go into the folder.
    pub async fn open(smtp_url: Option<&str>) -> Self {
        let settings: Vec<(&str, &str)> = smtp_url.map(|url| ("SMTP_URL", url)).into_iter().collect();
        Self::open_with(&settings).await
    }

    /// With these settings besides.
    pub async fn open_with(settings: &[(&str, &str)]) -> Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        let cluster = CLUSTER.get_or_init(|| start_cluster(&std::env::temp_dir().join("rechnungswerk-test-jobs")));
        Self::open_in_with(cluster, settings).await
    }

    /// In a cluster that the test may stop.
    pub async fn open_in(cluster: &Cluster, smtp_url: Option<&str>) -> Self {
        let settings: Vec<(&str, &str)> = smtp_url.map(|url| ("SMTP_URL", url)).into_iter().collect();
        Self::open_in_with(cluster, &settings).await
    }

    async fn open_in_with(cluster: &Cluster, given: &[(&str, &str)]) -> Self {
        let data = tempfile::tempdir().expect("a directory");
        let database_url = new_database(cluster).await;
        let directory = data.path().to_string_lossy().into_owned();
        let mut settings = vec![("DATA_DIR", directory.as_str()), ("MAIL_FROM", "rechnung@nordlicht.example"), ("DATABASE_URL", &database_url)];
        settings.extend_from_slice(given);
        let environment = Environment::of(&settings);
        let config = Config::from_environment(&environment).expect("settings");
        let state = boot::state(config, &environment, &database_url).await.expect("a state");
        let admin = PgPool::connect(&database_url).await.expect("the database");
        let (organization, owner) = (Uuid::from_u128(rand::random()), Uuid::from_u128(rand::random()));
        let workshop = Self { state, organization, owner, database_url, admin, data };
        workshop.insert_people().await;
        workshop
    }

    async fn insert_people(&self) {
        let statements = [
            "insert into organizations (id, name, color) values ($1, 'Atelier Nordlicht GmbH', '#1d4ed8')",
            "insert into users (id, email, name, password_hash) values ($2, 'inhaberin@nordlicht.example', 'Inhaberin', '')",
            "insert into memberships (organization_id, user_id, role) values ($1, $2, 'owner')",
        ];
        for statement in statements {
            let statement = format!("with given as (select $1::uuid, $2::uuid) {statement}");
            sqlx::query(sqlx::AssertSqlSafe(statement)).bind(self.organization).bind(self.owner).execute(&self.admin).await.expect("a row");
        }
    }

    pub fn actor(&self) -> Actor {
        let who = Who::User {
            id: self.owner,
            name: "Inhaberin".into(),
            email: "inhaberin@nordlicht.example".into(),
            role: rechnungswerk::domain::organization::Role::Owner,
            lang: rechnungswerk::domain::lang::Lang::De,
        };
        Actor { organization: self.organization, zone: clock::zone(""), who, origin: Origin::default() }
    }

    /// What issuing leaves behind: the frozen invoice, the task, and the job in its queue.
    pub async fn issue(&self, invoice: &EInvoice, number: &str) -> Uuid {
        let (id, now) = (Uuid::from_u128(rand::random()), self.state.clock.now());
        let invoice = EInvoice { number: number.to_owned(), ..invoice.clone() };
        let mut tx = self.state.db.organization(self.organization).await.expect("a transaction");
        sqlx::query(
            "insert into invoices (id, organization_id, public_id, state, number, document, buyer_name, issue_date, issued_at, created_at, updated_at)
             values ($1, $2, 'INV-' || $1::uuid::text, 'open', $3, $4, 'Bäckerei Brandt', $5, $6, $6, $6)",
        )
        .bind(id)
        .bind(self.organization)
        .bind(number)
        .bind(serde_json::to_value(&invoice).expect("JSON"))
        .bind(invoice.issue_date)
        .bind(now)
        .execute(&mut *tx)
        .await
        .expect("an invoice");
        archive::order_documents(&mut tx, self.organization, id, now).await.expect("a job");
        tx.commit().await.expect("a commit");
        id
    }

    pub async fn queue_mail(&self, to: &str, cause: &str, invoice: Option<Uuid>) -> QueueOutcome {
        let content = Composed { subject: "Ihre Rechnung".into(), text: "Guten Tag".into(), html: "<p>Guten Tag</p>".into() };
        let email = NewEmail {
            kind: "invoice",
            cause: cause.to_owned(),
            invoice,
            to,
            from_name: "Atelier Nordlicht GmbH",
            reply_to: None,
            content,
            attach_pdf: invoice.is_some(),
        };
        let mut tx = self.state.db.organization(self.organization).await.expect("a transaction");
        let outcome = mail::queue(&mut tx, &self.actor(), email, self.state.clock.now()).await.expect("a mail");
        tx.commit().await.expect("a commit");
        outcome
    }

    pub async fn new_mail(&self, to: &str, invoice: Option<Uuid>) -> Uuid {
        match self.queue_mail(to, &format!("test {to}"), invoice).await {
            QueueOutcome::Queued(id) => id,
            QueueOutcome::AlreadyQueued => panic!("there is a mail to {to}"),
        }
    }

    pub async fn mail(&self, id: Uuid) -> MailRow {
        let query = sqlx::query_as("select state, attempts, message_id, last_answer, due_at from email_messages where id = $1");
        query.bind(id).fetch_one(&self.admin).await.expect("the mail")
    }

    pub async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.admin).await.expect("a number")
    }

    pub fn work(&self) -> Workers {
        let shutdown = CancellationToken::new();
        Workers { task: tokio::spawn(jobs::run(self.state.clone(), shutdown.clone())), shutdown }
    }
}

/// Asks again until it is so.
pub async fn eventually<F: Future<Output = bool>>(what: &str, mut is_so: impl FnMut() -> F) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so().await {
        assert!(Instant::now() < deadline, "it never came to this: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

pub fn start_cluster(home: &Path) -> Cluster {
    Cluster::start(home, std::env::var_os("PG_BIN").map(Into::into)).expect("a private Postgres")
}

async fn new_database(cluster: &Cluster) -> String {
    let name = format!("jobs_{}", Uuid::from_u128(rand::random()).simple());
    let admin = PgPool::connect(&cluster.url()).await.expect("the cluster");
    sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&admin).await.expect("a database");
    let url = cluster.url_of(&name);
    db::migrate(&url).await.expect("migrations");
    url
}
