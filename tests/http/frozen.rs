//! Frozen means frozen: the database itself refuses, whatever a program tries.

use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::support::TestApp;

/// What the application's own role could try in the organization, each in a transaction of its own.
async fn refused(app: &TestApp, statement: &'static str) -> String {
    let mut connection = PgConnection::connect(&app.database.url).await.unwrap();
    connection.execute("set role rechnungswerk_app").await.unwrap();
    let organization: uuid::Uuid =
        sqlx::query_scalar("select organization_id from invoices limit 1").fetch_one(&mut app.owner().await).await.unwrap();
    sqlx::query("select set_config('app.organization_id', $1, false)").bind(organization.to_string()).execute(&mut connection).await.unwrap();
    match connection.execute(statement).await {
        Ok(done) => format!("went through for {} rows", done.rows_affected()),
        Err(error) => error.as_database_error().and_then(|error| error.code().map(|code| code.into_owned())).unwrap_or_default(),
    }
}

#[tokio::test]
async fn nothing_of_an_issued_invoice_can_be_changed() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    seller.invoice().await;
    app.work().await;
    let statements = [
        "update invoices set number = 'RE-1'",
        "update invoices set document = '{}'",
        "update invoices set gross_cents = 1",
        "update invoices set payable_cents = 1",
        "update invoices set buyer_name = 'X'",
        "update invoices set issue_date = '2020-01-01'",
        "update invoices set customer_id = null",
        "update invoices set organization_id = gen_random_uuid()",
        "update invoices set state = 'draft', number = null, document = null, issued_at = null, draft = '{}'",
        "update invoices set xml_syntax = 'cii'",
        "update invoices set pdf_profile = 'xrechnung'",
        "delete from invoices",
        "insert into invoice_lines select invoice_id, organization_id, 99, name, quantity, unit, price, tax_category, tax_rate, net_cents from invoice_lines limit 1",
        "insert into invoice_taxes select invoice_id, organization_id, 99, category, rate, taxable_cents, tax_cents from invoice_taxes limit 1",
    ];
    let mut wrong = Vec::new();
    for statement in statements {
        let answer = refused(&app, statement).await;
        if !matches!(answer.as_str(), "RW001" | "42501") {
            wrong.push(format!("{statement}: {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn what_was_written_once_stays() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    seller.invoice().await;
    app.work().await;
    for table in ["invoice_lines", "invoice_taxes", "invoice_documents", "audit_events"] {
        for statement in
            [format!("update {table} set organization_id = organization_id"), format!("delete from {table}"), format!("truncate {table} cascade")]
        {
            let code = refused(&app, statement.leak()).await;
            assert!(matches!(code.as_str(), "RW001" | "42501"), "{table}: {code}");
        }
        // Not even the owner of the tables, as long as nobody takes the triggers away.
        let mut owner = app.owner().await;
        let change = sqlx::AssertSqlSafe(format!("update {table} set organization_id = organization_id"));
        assert!(owner.execute(change).await.is_err(), "{table}");
    }
    assert!(matches!(refused(&app, "alter table invoices disable trigger all").await.as_str(), "42501"));
}
