//! Who may see what: staff knows nothing of billing, an executive only reads, and strangers are asked to log in.

use leptos::server_fn;
use rechnungswerk::server::{rest, router};
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use crate::support::people::PASSWORD;
use crate::support::{Answer, Client, TestApp};
use crate::tenancy::{Victim, body_of, fields_of, fill, rows_of, victim};

/// Pages and files that everybody may see, and those of the development machine.
const OPEN: [&str; 9] =
    ["/login", "/sign-up", "/forgot-password", "/reset-password", "/dev/mail", "/dev/mail/{file}", "/portal/", "/logos/", "/files/"];
/// Server functions about the person alone, the portal's and those of the development machine.
const PERSONAL: [&str; 3] = ["/account/", "/portal/", "/dev/"];

/// What an executive may read by a server function.
const READS: [&str; 8] =
    ["invoices/overview", "incoming/list", "incoming/page", "recurring/list", "recurring/page", "usage/events", "usage/runs", "usage/run"];

fn is_open(path: &str) -> bool {
    OPEN.iter().any(|open| path == *open || (open.ends_with('/') && path.starts_with(open)))
}

fn server_functions() -> impl Iterator<Item = &'static str> {
    server_fn::axum::server_fn_paths().map(|(path, _)| path).filter(|path| !PERSONAL.iter().any(|part| path.contains(part)))
}

/// A browser in which a member of the organization with this role is logged in.
async fn member(app: &TestApp, of: &Victim, role: &str) -> Client {
    let mut owner = app.owner().await;
    sqlx::query("update memberships set role = $1 where organization_id = $2")
        .bind(role)
        .bind(of.organization.actor.organization)
        .execute(&mut owner)
        .await
        .unwrap();
    app.browser(&of.organization)
}

/// Every operation of the API with identifiers of one's own.
async fn call_api(browser: &Client, of: &Victim, mut judge: impl FnMut(&Method, &str, Answer)) {
    let mut tried = 0;
    for (path, item) in rest::document()["paths"].as_object().unwrap() {
        if path.starts_with("/api/portal/") {
            continue;
        }
        let address = fill(path, of).unwrap_or_else(|| path.clone());
        for method in item.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let answer =
                if method == Method::GET { browser.get(&address).await } else { browser.json(method.clone(), &address, &body_of(path)).await };
            judge(&method, path, answer);
            tried += 1;
        }
    }
    assert!(tried >= 20, "only {tried} operations were tried");
}

/// Every server function with identifiers of one's own, called by a program and then by a form.
async fn call_functions(browser: &Client, of: &Victim, mut judge: impl FnMut(&str, Answer)) -> Vec<(&'static str, Answer)> {
    let mut forms = Vec::new();
    for path in server_functions() {
        let fields = fields_of(path, of);
        let request = browser.request(Method::POST, path).header("accept", "application/json").form(&fields);
        judge(path, browser.send(request).await);
        let form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        forms.push((path, browser.submit(path, &form).await));
    }
    assert!(forms.len() >= 30, "only {} server functions were tried", forms.len());
    forms
}

/// Readers hear that something is not for them; what is the owners' alone, nobody else hears of.
fn is_refusal(status: u16) -> bool {
    matches!(status, 403 | 404)
}

async fn upload(browser: &Client, path: &str) -> Answer {
    let field = if path.ends_with("logo") { "logo" } else { "file" };
    let form = Form::new().part(field, Part::bytes(b"<Invoice/>".to_vec()).file_name("a.xml"));
    browser.send(browser.request(Method::POST, path).header("accept", "text/html").multipart(form)).await
}

#[tokio::test]
async fn staff_finds_no_billing_at_any_address() {
    let app = TestApp::start().await;
    let victim = victim(&app).await;
    let staff = member(&app, &victim, "staff").await;
    let before = rows_of(&app, victim.organization.actor.organization).await;
    let mut told = Vec::new();
    call_api(&staff, &victim, |method, path, answer| {
        if answer.status != 404 || answer.json()["code"] != "not_found" {
            told.push(format!("{method} {path}: {} {}", answer.status, answer.text()));
        }
    })
    .await;
    let forms = call_functions(&staff, &victim, |path, answer| {
        if answer.status != 404 {
            told.push(format!("{path}: {} {}", answer.status, answer.text()));
        }
    })
    .await;
    assert!(told.is_empty(), "{told:#?}");
    let mut told = Vec::new();
    for (path, answer) in forms {
        // A form leads back to its page, and that page is not there. The first page tells nothing, as another test says.
        let back = answer.header("location").to_owned();
        if back == "/" {
            continue;
        }
        let seen = if back.is_empty() { answer } else { staff.get(&back).await };
        assert_eq!(seen.status, 404, "{path} leads to {back}: {}", seen.text());
    }
    let mut tried = 0;
    for path in router::paths().into_iter().filter(|path| path != "/" && !is_open(path)) {
        let address = fill(&path, &victim).unwrap_or_else(|| path.clone());
        let answer = staff.get(&address).await;
        let expected = if path == "/settings/logo" { 405 } else { 404 };
        if answer.status != expected || answer.text().contains("Brandt") || answer.text().contains("2.364,69") {
            told.push(format!("{path}: {}", answer.status));
        }
        tried += 1;
    }
    assert!(told.is_empty(), "{told:#?}");
    assert!(tried >= 20, "only {tried} pages were tried");
    for path in ["/incoming", "/settings/logo"] {
        upload(&staff, path).await.expect(404);
    }
    assert_eq!(rows_of(&app, victim.organization.actor.organization).await, before);
}

#[tokio::test]
async fn the_first_page_of_staff_greets_and_leads_to_no_billing() {
    let app = TestApp::start().await;
    let victim = victim(&app).await;
    let page = member(&app, &victim, "staff").await.get("/").await.expect(200).text();
    assert!(page.contains("Guten Tag, Jule Petersen") && page.contains("Kontor Weser AG"), "{page}");
    for room in ["/invoices", "/incoming", "/customers", "/settings", "/notifications"] {
        assert!(!page.contains(&format!("\"{room}")), "staff is led to {room}");
    }
    assert!(page.contains("/rpc/account/log_out"), "staff can leave");
}

#[tokio::test]
async fn an_executive_reads_figures_and_changes_nothing() {
    let app = TestApp::start().await;
    let victim = victim(&app).await;
    let executive = member(&app, &victim, "executive").await;
    let before = rows_of(&app, victim.organization.actor.organization).await;
    let logo = app.count("select count(logo_key) from organizations").await;
    let mut told = Vec::new();
    call_api(&executive, &victim, |method, path, answer| {
        let may_read = *method == Method::GET && answer.status == 200;
        if !may_read && !is_refusal(answer.status) {
            told.push(format!("{method} {path}: {} {}", answer.status, answer.text()));
        }
    })
    .await;
    let forms = call_functions(&executive, &victim, |path, answer| {
        let may_read = READS.iter().any(|read| path.ends_with(read)) && answer.status == 200;
        if !may_read && !is_refusal(answer.status) {
            told.push(format!("{path}: {} {}", answer.status, answer.text()));
        }
    })
    .await;
    assert!(told.is_empty(), "{told:#?}");
    for (path, answer) in forms.iter().filter(|(path, _)| !READS.iter().any(|read| path.ends_with(read))) {
        assert!(!answer.header("location").contains("notice="), "{path} says that it went well: {}", answer.header("location"));
    }
    for path in ["/incoming", "/settings/logo"] {
        upload(&executive, path).await.expect(303);
    }
    assert_eq!(rows_of(&app, victim.organization.actor.organization).await, before);
    assert_eq!(app.count("select count(logo_key) from organizations").await, logo);

    let mut told = Vec::new();
    let overview = executive.get("/").await.expect(200).text();
    assert!(overview.contains("href=\"/incoming\"") && overview.contains("Brandt"), "{overview}");
    for closed in ["/invoices", "/customers", "/settings", "/notifications"] {
        assert!(!overview.contains(&format!("href=\"{closed}")), "an executive is led to {closed}");
    }
    for path in router::paths().into_iter().filter(|path| !is_open(path) && path != "/settings/logo") {
        let address = fill(&path, &victim).unwrap_or_else(|| path.clone());
        let answer = executive.get(&address).await;
        if answer.status != 200 && !is_refusal(answer.status) {
            told.push(format!("{path}: {}", answer.status));
        }
        let page = answer.text();
        let forms = page.split("<form").skip(1).filter_map(|rest| rest.split('>').next()).filter(|form| form.contains("method=\"post\""));
        let posted: Vec<&str> = forms.filter(|form| !form.contains("action=\"/rpc/account/")).collect();
        if !posted.is_empty() {
            told.push(format!("{path} offers {posted:?}"));
        }
    }
    assert!(told.is_empty(), "{told:#?}");
    executive.get("/customers/new").await.expect(403);
}

#[tokio::test]
async fn strangers_are_sent_to_the_login_and_come_back_to_where_they_wanted() {
    let app = TestApp::start().await;
    let victim = victim(&app).await;
    let before = rows_of(&app, victim.organization.actor.organization).await;
    let mut told = Vec::new();
    let mut tried = 0;
    for path in router::paths().into_iter().filter(|path| !is_open(path) && path != "/settings/logo") {
        let address = fill(&path, &victim).unwrap_or_else(|| path.clone());
        let answer = app.stranger().with("accept", "text/html").get(&address).await;
        let wanted = if path == "/" { "/login".to_owned() } else { format!("/login?next={address}") };
        if !matches!(answer.status, 302 | 303 | 307) || answer.header("location") != wanted {
            told.push(format!("{path}: {} {}", answer.status, answer.header("location")));
        }
        tried += 1;
    }
    assert!(tried >= 20, "only {tried} pages were tried");
    for path in server_functions() {
        let stranger = app.stranger();
        let request = stranger.request(Method::POST, path).header("accept", "application/json").form(&fields_of(path, &victim));
        let answer = stranger.send(request).await;
        if answer.status != 401 {
            told.push(format!("{path}: {} {}", answer.status, answer.text()));
        }
    }
    assert!(told.is_empty(), "{told:#?}");
    for path in ["/incoming", "/settings/logo"] {
        upload(&app.stranger(), path).await.expect(401);
    }
    assert_eq!(rows_of(&app, victim.organization.actor.organization).await, before);

    let page = format!("{}/settings/bank?notice=saved", app.url);
    let late = app.stranger().with("referer", &page).submit("/rpc/settings/save_bank", &[("form[bic]", "COBADEFFXXX")]).await.expect(303);
    assert_eq!(late.header("location"), "/login?next=/settings/bank", "a session that ended meanwhile");
    let back = [("email", victim.organization.email.as_str()), ("password", PASSWORD), ("next", "/settings/bank")];
    let answer = app.stranger().submit("/rpc/account/log_in", &back).await.expect(302);
    assert_eq!(answer.header("location"), "/settings/bank");
}

#[tokio::test]
async fn an_unknown_address_is_a_page_with_a_way_home() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    for (lang, title, home) in [("de", "Seite nicht gefunden", "Zur Übersicht"), ("en", "Page not found", "To the overview")] {
        let reader = app.browser(&seller).with("accept", "text/html,application/xhtml+xml");
        reader.submit("/rpc/account/set_language", &[("lang", lang)]).await.expect(302);
        for path in ["/gibt-es-nicht", "/invoices/a/b/c", "/settings/gibt-es-nicht"] {
            let page = reader.get(path).await.expect(404).text();
            assert!(page.contains(title) && page.contains(home), "{path}: {page}");
            assert!(page.contains("href=\"/invoices\"") && page.contains(&format!("<html lang=\"{lang}\"")), "{path} stands in the frame: {page}");
            assert!(!page.contains("aria-current=\"page\""), "{path} is no room");
        }
        let stranger = app.stranger().with("accept", "text/html").with("accept-language", lang);
        let page = stranger.get("/gibt-es-nicht").await.expect(404).text();
        assert!(page.contains(title) && !page.contains("href=\"/invoices\""), "{page}");
        let link = if lang == "de" { "Link nicht gefunden oder abgelaufen" } else { "Link not found or expired" };
        for path in ["/portal", "/portal/a/b"] {
            assert!(stranger.get(path).await.expect(404).text().contains(link), "{path}");
        }
    }
    let to_login = app.stranger().with("accept", "text/html").get("/invoices/a/b/c").await;
    assert_eq!(to_login.header("location"), "/login?next=/invoices/a/b/c");
    assert_eq!(app.browser(&seller).get("/gibt-es-nicht").await.expect(404).text(), "There is nothing at this address.\n");
}
