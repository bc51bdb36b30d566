//! The connection to Postgres: pool, migrations, and transactions that can only see one organization.

use std::str::FromStr as _;
use std::time::Duration;

use anyhow::Context as _;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Executor as _, PgPool, Postgres, Transaction};
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::server::idempotency;

tokio::task_local! {
    /// The idempotency key that the current request is carried out under.
    static KEY: Uuid;
}

/// Carries out a request whose first transaction marks this idempotency key as used, by committing.
pub async fn under<F: Future>(key: Uuid, request: F) -> F::Output {
    KEY.scope(key, request).await
}

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// A transaction; everything in it happens or nothing.
pub type Tx = Transaction<'static, Postgres>;

/// What every connection is told first: the role that owns no table.
const SESSION: &str = "set role rechnungswerk_app; set time zone 'UTC'; set statement_timeout = '30s'";

/// And those of the queue's own bookkeeping. A fetched or finished task that a crash of the database forgets is only looked at
/// once more, so its commits need not wait for the disk. Its statements pick single tasks by their keys, but without knowing how
/// many they ask for the planner expects a tenth of the table and reads all of it, finished tasks of a day included.
const QUEUE_SESSION: &str =
    "set synchronous_commit = off; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off";
const QUEUE_CONNECTIONS: u32 = 6;

/// The pools of connections, all of them in the role that owns no table.
#[derive(Clone, Debug)]
pub struct Db {
    pool: PgPool,
    queue: PgPool,
}

impl Db {
    /// Opens a pool; connects when first asked.
    ///
    /// # Errors
    /// When the address cannot be read.
    pub fn open(url: &str, connections: u32) -> anyhow::Result<Self> {
        let options = connect_options(url)?;
        let pool = pool_options(connections, &[SESSION]).connect_lazy_with(options.clone());
        let queue = pool_options(QUEUE_CONNECTIONS, &[SESSION, QUEUE_SESSION]).connect_lazy_with(options);
        Ok(Self { pool, queue })
    }

    /// A transaction that sees and writes the rows of this organization only (row level security).
    ///
    /// # Errors
    /// `Unavailable` when the database is away, and [`under`] a key that another request took over because this one took too long.
    pub async fn organization(&self, organization: Uuid) -> Result<Tx, DbError> {
        let begin = AssertSqlSafe(format!("begin; set local app.organization_id = '{organization}'"));
        let mut tx = self.pool.begin_with(begin).await?;
        if let Ok(key) = KEY.try_with(|key| *key) {
            idempotency::queries::mark(&mut tx, key).await?;
        }
        Ok(tx)
    }

    /// For what belongs to no organization: looking up who is asking, health.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// For the queue's fetching and ticking off of tasks, and nothing that a row of ours depends on: its commits may be lost.
    #[must_use]
    pub fn queue(&self) -> &PgPool {
        &self.queue
    }

    /// Whether the database answers; for `/readyz`.
    ///
    /// # Errors
    /// When it does not.
    pub async fn check(&self) -> Result<(), DbError> {
        self.pool.execute("select 1").await?;
        Ok(())
    }

    pub async fn close(&self) {
        self.queue.close().await;
        self.pool.close().await;
    }
}

fn pool_options(connections: u32, session: &'static [&'static str]) -> PgPoolOptions {
    PgPoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(3)).after_connect(move |connection, _| {
        Box::pin(async move {
            for statements in session {
                connection.execute(*statements).await?;
            }
            Ok(())
        })
    })
}

/// Brings the schema up to date, in the role of the address, which owns the tables.
///
/// # Errors
/// When the database is away or a migration fails.
pub async fn migrate(url: &str) -> anyhow::Result<()> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(connect_options(url)?).await.context("the database does not answer")?;
    MIGRATIONS.run(&pool).await.context("a migration failed")?;
    crate::server::jobs::set_up(&pool).await?;
    pool.close().await;
    Ok(())
}

/// Whether all migrations that this program knows have run.
///
/// # Errors
/// When the database is away.
pub async fn is_migrated(url: &str) -> anyhow::Result<bool> {
    let mut connection = connect_options(url)?.connect().await.context("the database does not answer")?;
    let exists: Option<String> = sqlx::query_scalar("select to_regclass('_sqlx_migrations')::text").fetch_one(&mut connection).await?;
    if exists.is_none() {
        return Ok(false);
    }
    let ran: Vec<i64> = sqlx::query_scalar("select version from _sqlx_migrations where success").fetch_all(&mut connection).await?;
    Ok(MIGRATIONS.iter().all(|migration| ran.contains(&migration.version)))
}

fn connect_options(url: &str) -> anyhow::Result<PgConnectOptions> {
    let options = PgConnectOptions::from_str(url).map_err(|_| anyhow::anyhow!("DATABASE_URL cannot be read"))?;
    Ok(options.application_name("rechnungswerk").log_statements(tracing::log::LevelFilter::Off))
}

/// A failure of the database, on its way to become an [`AppError`].
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DbError(#[from] pub sqlx::Error);

impl DbError {
    /// The name of the violated constraint, if that is what happened.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        self.0.as_database_error().and_then(|error| error.constraint())
    }
}

impl From<DbError> for AppError {
    fn from(error: DbError) -> Self {
        match &error.0 {
            sqlx::Error::RowNotFound => Self::NotFound,
            // A name with a zero byte in it names nothing (SQLSTATE character_not_in_repertoire).
            sqlx::Error::Database(refused) if refused.code().as_deref() == Some("22021") => Self::NotFound,
            other => {
                tracing::error!(error = %other, "The database did not do what was asked.");
                Self::Unavailable
            }
        }
    }
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        DbError(error).into()
    }
}
