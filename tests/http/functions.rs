//! Server functions called by programs: what they say where the arguments are missing or are none.

use leptos::server_fn;
use reqwest::Method;
use serde_json::Value;

use crate::support::{Answer, TestApp};

/// Not the server's fault, and with words that say what is wrong.
fn is_clear(answer: &Answer) -> bool {
    if answer.status < 400 {
        return true;
    }
    let said: Value = serde_json::from_str(&answer.text()).unwrap_or_default();
    match said.get("Invalid") {
        None => answer.status < 500 && !said.is_null(),
        Some(fields) => {
            let named = |one: &Value| one["field"].as_str().is_some_and(|name| !name.is_empty()) && one["problem"].is_string();
            answer.status == 422 && fields.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(named))
        }
    }
}

#[tokio::test]
async fn missing_and_broken_arguments_are_the_callers_mistake_and_named() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (mut tried, mut unclear) = (0, Vec::new());
    for (path, _) in server_fn::axum::server_fn_paths() {
        // Its one argument is the session.
        if path.ends_with("/log_out") {
            continue;
        }
        for body in ["", "id[x]=1&ids=&query[page][y]=1&form=1&form[lines][0]=x", "id=%ff%fe&%%%"] {
            for client in [app.stranger(), app.browser(&seller)] {
                let request = client.request(Method::POST, path).header("accept", "application/json");
                let answer = client.send(request.header("content-type", "application/x-www-form-urlencoded").body(body)).await;
                if !is_clear(&answer) {
                    unclear.push(format!("{path} {body:?}: {} {}", answer.status, answer.text()));
                }
                tried += 1;
            }
        }
    }
    assert!(unclear.is_empty(), "{unclear:#?}");
    assert!(tried >= 300, "only {tried} calls were tried");
}

#[tokio::test]
async fn a_missing_argument_is_called_by_its_name() {
    let app = TestApp::start().await;
    let browser = app.browser(&app.sign_up().await);
    let answer = browser.send(browser.request(Method::POST, "/rpc/invoices/discard").header("accept", "application/json").form(&[("x", "y")])).await;
    assert_eq!((answer.status, answer.text().as_str()), (422, "{\"Invalid\":[{\"field\":\"id\",\"problem\":\"required\"}]}"));
    let page = browser.submit("/rpc/invoices/discard", &[]).await;
    assert_eq!(page.status, 422, "a person gets a page");
    assert!(page.text().contains("<h1"), "{}", page.text());
}
