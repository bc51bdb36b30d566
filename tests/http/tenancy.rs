//! Organizations never meet: not through any address, not through the database.

use std::collections::BTreeMap;

use leptos::server_fn;
use rechnungswerk::server::documents::xrechnung_ubl;
use rechnungswerk::server::{rest, router};
use reqwest::Method;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _};
use uuid::Uuid;

use crate::golden;
use crate::support::TestApp;
use crate::support::people::{Organization, id_of};

/// What one organization has that another could name.
pub struct Victim {
    pub organization: Organization,
    invoice: String,
    draft: String,
    customer: String,
    payment: String,
    incoming: String,
    recurring: String,
    webhook: String,
    delivery: String,
    billing_event: String,
    billing_run: String,
    mailing: String,
    key: String,
    notification: String,
    /// A failed check of the archive.
    work: String,
}

pub async fn victim(app: &TestApp) -> Victim {
    let organization = app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await;
    let customer = organization.customer().await;
    let (invoice, draft) = (organization.draft_for(&customer).await, organization.draft_for(&customer).await);
    organization.issue(&invoice).await;
    let token = organization.share(&invoice).await;
    app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
    let payment = organization.read(&invoice).await["payments"][0]["id"].as_str().unwrap().to_owned();
    let key: Uuid = sqlx::query_scalar("select id from api_keys where organization_id = $1")
        .bind(organization.actor.organization)
        .fetch_one(&mut app.owner().await)
        .await
        .unwrap();
    let bytes = xrechnung_ubl::write(&golden::case("single-19"));
    let incoming = id_of(&organization.api.post_bytes("/api/incoming", "application/xml", bytes).await.expect(201).json());
    let recurring =
        id_of(&organization.api.post("/api/recurring", &json!({ "start_date": "2199-01-01", "from_invoice": invoice })).await.expect(201).json());
    let event = json!({ "customer": customer, "amount_cents": 100, "occurred_on": "2026-02-03" });
    let billing_event = id_of(&organization.api.post("/api/billing-events", &event).await.expect(201).json());
    let billing_run = id_of(&organization.api.post("/api/billing-runs", &json!({ "month": "2026-01" })).await.expect(202).json());
    app.work().await;
    let notification: Uuid = sqlx::query_scalar("select id from notifications where organization_id = $1 limit 1")
        .bind(organization.actor.organization)
        .fetch_one(&mut app.owner().await)
        .await
        .unwrap();
    let work: Uuid = sqlx::query_scalar(
        "insert into archive_checks (id, organization_id, state, due_at, created_at) values (gen_random_uuid(), $1, 'failed', now(), now()) returning id",
    )
    .bind(organization.actor.organization)
    .fetch_one(&mut app.owner().await)
    .await
    .unwrap();
    let mailing: Uuid = sqlx::query_scalar(
        "insert into mailings (id, organization_id, state, invoices, due_at, created_at) values (gen_random_uuid(), $1, 'done', 1, now(), now()) returning id",
    )
    .bind(organization.actor.organization)
    .fetch_one(&mut app.owner().await)
    .await
    .unwrap();
    let made = organization.api.post("/api/webhooks", &json!({ "url": "https://192.0.1.1/hooks" })).await.expect(201).json();
    let webhook = id_of(&made);
    let delivery = id_of(&organization.api.post_nothing(&format!("/api/webhooks/{webhook}/test")).await.expect(202).json());
    let (key, work) = (key.to_string(), work.to_string());
    Victim {
        organization,
        invoice,
        draft,
        customer,
        payment,
        incoming,
        recurring,
        webhook,
        delivery,
        billing_event,
        billing_run,
        mailing: mailing.to_string(),
        notification: notification.to_string(),
        key,
        work,
    }
}

/// Every row of every table of one organization, as one hash a table.
pub async fn rows_of(app: &TestApp, organization: Uuid) -> BTreeMap<String, String> {
    let mut owner = app.owner().await;
    let mut hashes = BTreeMap::new();
    for table in tenant_tables(&mut owner).await {
        let sql = format!("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t where organization_id = $1");
        let hash: String = sqlx::query_scalar(AssertSqlSafe(sql)).bind(organization).fetch_one(&mut owner).await.unwrap();
        hashes.insert(table, hash);
    }
    hashes
}

async fn tenant_tables(owner: &mut PgConnection) -> Vec<String> {
    let sql = "select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
               where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attname = 'organization_id' order by 1";
    sqlx::query_scalar(sql).fetch_all(owner).await.unwrap()
}

pub fn fill(path: &str, victim: &Victim) -> Option<String> {
    let id = if path.contains("/customers/") {
        &victim.customer
    } else if path.contains("/incoming/") {
        &victim.incoming
    } else if path.contains("/failures/") {
        &victim.work
    } else if path.contains("/recurring/") {
        &victim.recurring
    } else if path.contains("/webhooks/") {
        &victim.webhook
    } else if path.contains("/mailings/") {
        &victim.mailing
    } else if path.contains("/billing-events/") || path.contains("/billing/events/") {
        &victim.billing_event
    } else if path.contains("/billing-runs/") || path.contains("/billing/runs/") {
        &victim.billing_run
    } else {
        &victim.invoice
    };
    let filled = path
        .replace("{queue}", "archive")
        .replace("{id}", id)
        .replace("{payment}", &victim.payment)
        .replace("{delivery}", &victim.delivery)
        .replace("{line}", "1");
    path.contains("{id}").then_some(filled)
}

/// Bodies that would be right, so that nothing but the foreign identifier can be refused.
pub fn body_of(path: &str) -> Value {
    match path.rsplit('/').next().unwrap_or_default() {
        "send-email" => json!({ "to_email": "rechnung@brandt-soehne.example" }),
        "review" => json!({ "decision": "reject" }),
        "{id}" if path.contains("billing-events") => json!({ "customer": "" }),
        "{id}" if path.contains("customers") => json!({ "name": "Übernommen" }),
        "{id}" if path.contains("webhooks") => json!({ "url": "https://192.0.1.2/" }),
        _ => json!({}),
    }
}

#[tokio::test]
async fn foreign_identifiers_are_unknown_on_every_route_of_the_api() {
    let app = TestApp::start().await;
    let victim = victim(&app).await;
    let intruder = app.sign_up().await;
    let before = rows_of(&app, victim.organization.actor.organization).await;
    let mut tried = 0;
    for (path, item) in rest::document()["paths"].as_object().unwrap() {
        let Some(address) = fill(path, &victim) else { continue };
        for method in item.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            for client in [&intruder.api, &app.browser(&intruder)] {
                for address in [&address, &address.replace(&victim.invoice, &victim.draft)] {
                    let answer =
                        if method == Method::GET { client.get(address).await } else { client.json(method.clone(), address, &body_of(path)).await };
                    assert_eq!(answer.status, 404, "{method} {path}: {}", answer.text());
                    answer.expect_problem(404, "not_found");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried >= 60, "only {tried} requests were tried");
    let someone_elses = intruder.api.post("/api/invoices", &json!({ "customer": victim.customer })).await;
    assert_eq!(someone_elses.wrong_fields(), ["customer: unknown"]);
    assert_eq!(rows_of(&app, victim.organization.actor.organization).await, before);
}

#[tokio::test]
async fn without_a_key_or_session_every_route_of_the_api_asks_for_one() {
    let app = TestApp::start().await;
    let victim = victim(&app).await;
    let with_wrong_key = app.stranger().with("x-api-key", "rw_0000000000000000000000000000000000000000000000000000000000000000");
    for (path, item) in rest::document()["paths"].as_object().unwrap() {
        if path.starts_with("/api/portal/") {
            continue;
        }
        let address = fill(path, &victim).unwrap_or_else(|| path.clone());
        for method in item.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            for client in [&app.stranger(), &with_wrong_key] {
                let answer =
                    if method == Method::GET { client.get(&address).await } else { client.json(method.clone(), &address, &body_of(path)).await };
                assert!(answer.header("www-authenticate").starts_with("ApiKey"), "{method} {path}: {}", answer.status);
                answer.expect_problem(401, "unauthenticated");
            }
        }
    }
}

/// Server functions that are about nothing but the person's own organization. A new one is not on this list, so it
/// must answer 404 to a foreign identifier or be judged here.
const WITHOUT_IDENTIFIER: [&str; 44] = [
    "account/viewer",
    "account/language",
    "account/flash",
    "account/log_in",
    "account/log_out",
    "account/sign_up",
    "account/request_password_reset",
    "account/reset_password",
    "account/set_language",
    "audit/page",
    "customers/blank",
    "customers/list",
    "dev/mails",
    "dunning/list",
    "dunning/settings",
    "dunning/save_settings",
    "dunning/send_due",
    "incoming/list",
    "invoices/overview",
    "invoices/list",
    "mailings/preview",
    "mailings/start",
    "notifications/list",
    "notifications/read_all",
    "notifications/settings",
    "notifications/save_settings",
    "operations/overview",
    "operations/retry_all",
    "operations/pause",
    "operations/resume",
    "operations/check_archive",
    "recurring/list",
    "usage/events",
    "usage/runs",
    "usage/start_run",
    "settings/settings",
    "settings/save_company",
    "settings/save_bank",
    "settings/save_portal",
    "settings/remove_logo",
    "settings/save_numbering",
    "settings/create_api_key",
    "webhooks/list",
    "webhooks/create",
];

/// The arguments of whatever server function, with identifiers of the victim.
pub fn fields_of(path: &str, victim: &Victim) -> Vec<(&'static str, String)> {
    let id = if path.contains("customers/") {
        &victim.customer
    } else if path.contains("incoming/") {
        &victim.incoming
    } else if path.contains("api_key") {
        &victim.key
    } else if path.contains("operations/") {
        &victim.work
    } else if path.contains("recurring/") {
        &victim.recurring
    } else if path.contains("webhooks/") {
        &victim.webhook
    } else if path.contains("mailings/") {
        &victim.mailing
    } else if path.ends_with("notifications/read") {
        &victim.notification
    } else if path.ends_with("bill_customer") {
        &victim.customer
    } else if path.contains("usage/") {
        if path.ends_with("run") { &victim.billing_run } else { &victim.billing_event }
    } else {
        &victim.invoice
    };
    let organization = victim.organization.actor.organization.to_string();
    let payment = &victim.payment;
    let fields = [
        ("id", id.as_str()),
        ("ids[0]", id),
        ("queue", "archive"),
        ("payment", payment),
        ("delivery", &victim.delivery),
        ("form[url]", "https://192.0.1.2/"),
        ("message", payment),
        ("token", "00000000-0000-4000-8000-000000000000"),
        ("organization", &organization),
        ("customer", ""),
        ("file", "x.eml"),
        ("decision", "reject"),
        ("to_email", "rechnung@brandt-soehne.example"),
        ("form[name]", "Übernommen"),
        ("form[version]", ""),
        ("query[q]", ""),
    ];
    fields.map(|(name, value)| (name, value.to_owned())).to_vec()
}

#[tokio::test]
async fn foreign_identifiers_are_unknown_to_every_server_function() {
    let app = TestApp::start().await;
    let victim = victim(&app).await;
    let intruder = app.sign_up().await;
    let before = rows_of(&app, victim.organization.actor.organization).await;
    let browser = app.browser(&intruder);
    let mut tried = 0;
    for (path, _) in server_fn::axum::server_fn_paths() {
        if WITHOUT_IDENTIFIER.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        let fields = fields_of(path, &victim);
        let request = browser.request(Method::POST, path).header("accept", "application/json").form(&fields);
        let answer = browser.send(request).await;
        let is_gone = answer.status == 404 || (path.ends_with("portal/confirm_payment") && answer.header("location").ends_with("notice=gone"));
        assert!(is_gone, "{path}: {} {}", answer.status, answer.text());
        tried += 1;
    }
    assert!(tried >= 15, "only {tried} functions were tried");
    assert_eq!(rows_of(&app, victim.organization.actor.organization).await, before);
}

#[tokio::test]
async fn foreign_identifiers_are_unknown_to_every_page() {
    let app = TestApp::start().await;
    let victim = victim(&app).await;
    let intruder = app.sign_up().await;
    let browser = app.browser(&intruder);
    let mut tried = 0;
    for path in router::paths() {
        let Some(address) = fill(&path, &victim) else { continue };
        for address in [&address, &address.replace(&victim.invoice, &victim.draft)] {
            let answer = browser.get(address).await;
            assert_eq!(answer.status, 404, "{path}: {}", answer.text());
            assert!(!answer.text().contains("Brandt"), "{path} tells something");
            tried += 1;
        }
        assert!(matches!(app.stranger().get(&address).await.status, 302 | 303 | 307 | 404), "{path} tells strangers something");
    }
    assert!(tried >= 4, "only {tried} pages were tried");
}

#[tokio::test]
async fn every_table_of_organizations_forces_its_policy() {
    let app = TestApp::start().await;
    let mut owner = app.owner().await;
    let rows = owner
        .fetch_all(
            "select c.relname::text as name, c.relrowsecurity and c.relforcerowsecurity as is_forced,
                    exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polroles = array['rechnungswerk_app'::regrole::oid]
                            and pg_get_expr(p.polqual, p.polrelid) like '%current_organization()%' and pg_get_expr(p.polwithcheck, p.polrelid) like '%current_organization()%') as has_policy
             from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
               and (c.relname = 'organizations' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id'))",
        )
        .await
        .unwrap();
    assert!(rows.len() >= 15, "only {} tables were found", rows.len());
    for row in rows {
        let name: String = row.get("name");
        assert!(
            row.get::<bool, _>("is_forced") && row.get::<bool, _>("has_policy"),
            "{name} does not force a policy: call make_tenant_table('{name}')"
        );
    }
    let open: Vec<String> = sqlx::query_scalar(
        "select p.polname || ' on ' || c.relname from pg_policy p join pg_class c on c.oid = p.polrelid
         where p.polroles <> array['rechnungswerk_app'::regrole::oid] and p.polroles <> array['rechnungswerk_system'::regrole::oid]",
    )
    .fetch_all(&mut owner)
    .await
    .unwrap();
    assert_eq!(open, Vec::<String>::new(), "a policy for others");
}

#[tokio::test]
async fn the_application_owns_nothing_and_has_no_way_around() {
    let app = TestApp::start().await;
    let mut owner = app.owner().await;
    let owned: i64 =
        sqlx::query_scalar("select count(*) from pg_class where relowner = 'rechnungswerk_app'::regrole").fetch_one(&mut owner).await.unwrap();
    let powers: i64 = sqlx::query_scalar("select count(*) from pg_roles where rolname in ('rechnungswerk_app', 'rechnungswerk_system') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin)")
        .fetch_one(&mut owner)
        .await
        .unwrap();
    assert_eq!((owned, powers), (0, 0));
    // Functions that may look across organizations fix where they look, and belong to the role that can do little. The one that only
    // looks how large tables are belongs to who owns them, because Postgres lets nobody else.
    let loose: Vec<String> = sqlx::query_scalar(
        "select p.proname::text from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
           and (p.proowner <> 'rechnungswerk_system'::regrole and p.proname <> 'refresh_statistics' or p.proconfig is null or not 'search_path=public' = any(p.proconfig) or has_function_privilege('public', p.oid, 'execute'))",
    )
    .fetch_all(&mut owner)
    .await
    .unwrap();
    assert_eq!(loose, Vec::<String>::new());
}

#[tokio::test]
async fn sql_in_the_role_of_the_application_sees_one_organization_only() {
    let app = TestApp::start().await;
    let victim = victim(&app).await;
    let intruder = app.sign_up().await;
    let mut connection = PgConnection::connect(&app.database.url).await.unwrap();
    let tables = tenant_tables(&mut app.owner().await).await;
    let filled = rows_of(&app, victim.organization.actor.organization).await.values().filter(|hash| !hash.is_empty()).count();
    assert!(filled >= 12, "only {filled} tables of the victim have rows");
    connection.execute("set role rechnungswerk_app").await.unwrap();
    for organization in [None, Some(intruder.actor.organization)] {
        let setting = organization.map(|id| id.to_string()).unwrap_or_default();
        sqlx::query("select set_config('app.organization_id', $1, false)").bind(setting).execute(&mut connection).await.unwrap();
        for table in &tables {
            let sql = format!("select count(*) from {table} where organization_id = $1");
            let seen: i64 =
                sqlx::query_scalar(AssertSqlSafe(sql)).bind(victim.organization.actor.organization).fetch_one(&mut connection).await.unwrap();
            assert_eq!(seen, 0, "{table} shows rows of others");
        }
        let others: i64 = sqlx::query_scalar("select count(*) from organizations where id is distinct from $1")
            .bind(organization)
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(others, 0);
    }
    let smuggled = sqlx::query("insert into customers (id, organization_id, public_id, number, name, created_at, updated_at) values (gen_random_uuid(), $1, 'CUS-X', 1, 'X', now(), now())")
        .bind(victim.organization.actor.organization)
        .execute(&mut connection)
        .await;
    assert!(smuggled.is_err(), "a row was written into another organization");
}
