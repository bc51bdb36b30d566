//! Keys of an organization: shown once, refused once revoked, and known by their hash only.

use crate::support::TestApp;

#[tokio::test]
async fn a_key_is_shown_once_and_works_until_it_is_revoked() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let made = browser.submit("/rpc/settings/create_api_key", &[("name", "Warenwirtschaft")]).await;
    assert!(matches!(made.status, 302 | 303), "{}", made.text());
    let flash = made.header("set-cookie").split(';').next().unwrap().to_owned();
    let shown = app.stranger().with("cookie", &format!("session={}; {flash}", seller.session)).get("/settings/api-keys").await.expect(200).text();
    let key = shown
        .find("rw_")
        .map(|at| shown[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>())
        .expect("the key is shown");
    assert_eq!(key.len(), 67, "{key}");
    let again = app.stranger().with("cookie", &format!("session={}; {flash}", seller.session)).get("/settings/api-keys").await.expect(200).text();
    assert!(!again.contains(&key), "the key is shown once");

    let program = app.client_with_key(&key);
    program.get("/api/invoices").await.expect(200);
    let id: uuid::Uuid =
        sqlx::query_scalar("select id from api_keys where name = 'Warenwirtschaft'").fetch_one(&mut app.owner().await).await.unwrap();
    browser.submit("/rpc/settings/revoke_api_key", &[("id", &id.to_string())]).await;
    program.get("/api/invoices").await.expect_problem(401, "unauthenticated");
    // A key that is refused is not saved by a session.
    program.with("cookie", &format!("session={}", seller.session)).get("/api/invoices").await.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn the_database_knows_no_secret() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (_, token) = seller.shared_invoice().await;
    app.work().await;
    let tables: Vec<String> = sqlx::query_scalar("select relname::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
        .fetch_all(&mut app.owner().await)
        .await
        .unwrap();
    assert!(tables.len() > 15);
    for table in tables {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table} t where t::text like any ($1)"));
        let secrets: Vec<String> =
            [&seller.key, &seller.session, &token, crate::support::people::PASSWORD].iter().map(|secret| format!("%{secret}%")).collect();
        let found: i64 = sqlx::query_scalar(sql).bind(&secrets).fetch_one(&mut app.owner().await).await.unwrap();
        assert_eq!(found, 0, "{table} keeps a secret");
    }
}

#[tokio::test]
async fn a_key_that_is_no_text_is_refused() {
    let app = TestApp::start().await;
    for key in ["", "rw_", "x", "'; drop table api_keys; --", &"k".repeat(7_000)] {
        app.stranger().with("x-api-key", key).get("/api/invoices").await.expect_problem(401, "unauthenticated");
    }
    let stranger = app.stranger();
    let odd =
        stranger.request(reqwest::Method::GET, "/api/invoices").header("x-api-key", reqwest::header::HeaderValue::from_bytes(&[0xff, 0xfe]).unwrap());
    stranger.send(odd).await.expect_problem(401, "unauthenticated");
}
