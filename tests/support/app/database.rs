//! A database per test, cloned from a migrated template, in one private cluster that all test processes share.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use rechnungswerk::server::cluster::Cluster;
use rechnungswerk::server::db;
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

/// Any number; all test processes take this lock while they make the template.
const TEMPLATE_LOCK: i64 = 4_211_907;

/// A database of one test, dropped with this value.
pub struct TestDatabase {
    pub name: String,
    pub url: String,
}

impl TestDatabase {
    pub async fn create() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let cluster = cluster();
        let template = template_name();
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let mut admin = admin(cluster).await;
        make_template(cluster, &mut admin, &template).await;
        run(&mut admin, format!("create database {name} template {template}")).await;
        Self { url: cluster.url_of(&name), name }
    }

    /// One that the test made itself and throws away itself.
    pub fn given(url: &str) -> Self {
        Self { name: String::new(), url: url.to_owned() }
    }

    /// A connection with all rights, for what no request could do.
    pub async fn owner(&self) -> PgConnection {
        PgConnection::connect(&self.url).await.expect("the test database answers")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if self.name.is_empty() {
            return;
        }
        let statement = format!("drop database if exists {} with (force)", self.name);
        // A runtime of its own: this may run while that of the test is ending.
        let _ = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async { run(&mut admin(cluster()).await, statement).await });
        })
        .join();
    }
}

/// The shared cluster, started by whichever process comes first and left running for the next run.
/// `kill -INT $(head -1 "$CARGO_TARGET_DIR"/tmp/postgres/data/postmaster.pid)` ends it.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let cluster = start_cluster(Path::new(env!("CARGO_TARGET_TMPDIR")));
        let settle = std::thread::spawn({
            let url = cluster.url_of("postgres");
            move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
                runtime.block_on(settle(&url));
            }
        });
        settle.join().expect("the cluster is set up");
        cluster
    })
}

/// A cluster below a folder, with the binaries that the program itself would take.
pub fn start_cluster(folder: &Path) -> Cluster {
    let binaries = std::env::var_os("PG_BIN").filter(|path| !path.is_empty()).map(PathBuf::from);
    Cluster::start(folder, binaries).expect("PostgreSQL starts")
}

/// Nothing here must survive a power cut, so nothing waits for the disk. What dead runs left behind is dropped.
async fn settle(url: &str) {
    let mut admin = PgConnection::connect(url).await.expect("the cluster answers");
    for setting in ["fsync = off", "synchronous_commit = off", "full_page_writes = off"] {
        run(&mut admin, format!("alter system set {setting}")).await;
    }
    run(&mut admin, "select pg_reload_conf()".to_owned()).await;
    let names: Vec<String> = sqlx::query_scalar("select datname from pg_database where datname like 'test\\_%'")
        .fetch_all(&mut admin)
        .await
        .expect("the catalogue is read");
    for name in names.into_iter().filter(|name| !is_alive(name)) {
        let _ = admin.execute(AssertSqlSafe(format!("drop database if exists {name} with (force)"))).await;
    }
}

fn is_alive(database: &str) -> bool {
    let process = database.split('_').nth(1).unwrap_or_default();
    Path::new("/proc").join(process).exists()
}

async fn make_template(cluster: &Cluster, admin: &mut PgConnection, name: &str) {
    run(admin, format!("select pg_advisory_lock({TEMPLATE_LOCK})")).await;
    let exists: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(name)
        .fetch_one(&mut *admin)
        .await
        .expect("the catalogue is read");
    if !exists {
        let unfinished = format!("{name}_unfinished");
        run(admin, format!("drop database if exists {unfinished} with (force)")).await;
        run(admin, format!("create database {unfinished}")).await;
        db::migrate(&cluster.url_of(&unfinished)).await.expect("the migrations run");
        run(admin, format!("alter database {unfinished} rename to {name}")).await;
    }
    run(admin, format!("select pg_advisory_unlock({TEMPLATE_LOCK})")).await;
}

/// Other migrations, or another version of the queue, make another template.
fn template_name() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join("migrations")).expect("the migrations are there").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.push(root.join("src/server/jobs/queries.rs"));
    let mut hash = Sha256::new();
    for file in files {
        hash.update(fs::read(file).expect("a file is read"));
    }
    format!("template_{}", &hex::encode(hash.finalize())[..16])
}

async fn admin(cluster: &Cluster) -> PgConnection {
    PgConnection::connect(&cluster.url_of("postgres")).await.expect("the cluster answers")
}

async fn run(connection: &mut PgConnection, statement: String) {
    connection.execute(AssertSqlSafe(statement.clone())).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
}
