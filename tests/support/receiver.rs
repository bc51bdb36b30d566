//! Somebody else's server: takes webhooks, writes them down, and behaves as it is told.

#![allow(dead_code, reason = "each test binary uses its own part of the support modules")]

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// A request as it came in.
#[derive(Clone, Debug)]
pub struct Taken {
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Taken {
    pub fn id(&self) -> &str {
        &self.headers["webhook-id"]
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    pub fn kind(&self) -> String {
        self.json()["type"].as_str().expect("a type").to_owned()
    }
}

#[derive(Clone, Debug)]
pub enum Manner {
    Answer(u16, String),
    Redirect(String),
    /// Never answers.
    Stall,
    /// Answers 200 and then sends without end.
    Endless,
}

#[derive(Clone)]
pub struct Receiver {
    pub url: String,
    taken: Arc<Mutex<Vec<Taken>>>,
    manner: Arc<Mutex<Manner>>,
}

impl Receiver {
    /// Answers 204 until told otherwise.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/hooks", listener.local_addr().expect("an address"));
        let receiver = Self { url, taken: Arc::default(), manner: Arc::new(Mutex::new(Manner::Answer(204, String::new()))) };
        let app = Router::new().fallback(take).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        receiver
    }

    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().expect("no panic") = manner;
    }

    pub fn answer(&self, status: u16) {
        self.behave(Manner::Answer(status, format!("status {status}")));
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().expect("no panic").clone()
    }

    /// The types of the events that came, in their order.
    pub fn kinds(&self) -> Vec<String> {
        self.taken().iter().map(Taken::kind).collect()
    }
}

async fn take(State(receiver): State<Receiver>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let headers = headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned())).collect();
    receiver.taken.lock().expect("no panic").push(Taken { path: uri.path().to_owned(), headers, body: body.to_vec() });
    let manner = receiver.manner.lock().expect("no panic").clone();
    match manner {
        Manner::Answer(status, text) => (StatusCode::from_u16(status).expect("a status"), text).into_response(),
        Manner::Redirect(to) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response(),
        Manner::Stall => {
            tokio::time::sleep(Duration::from_secs(3600)).await;
            StatusCode::OK.into_response()
        }
        Manner::Endless => {
            let drops = futures::stream::repeat_with(|| Ok::<_, std::convert::Infallible>(Bytes::from_static(b"for ever and ever ")));
            axum::body::Body::from_stream(drops).into_response()
        }
    }
}

/// What the package `standardwebhooks` of PyPI says about a request: `ok`, or why not.
pub fn judged_by_python(secret: &str, taken: &Taken) -> String {
    let python = std::env::var("JUDGE_PYTHON").unwrap_or_else(|_| panic!("JUDGE_PYTHON is not set: run bin/setup and source bin/env"));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/judge/webhook.py");
    let mut child = Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the judge starts");
    let question = json!({ "secret": secret, "headers": taken.headers, "body": String::from_utf8_lossy(&taken.body) });
    serde_json::to_writer(child.stdin.take().expect("a pipe"), &question).expect("the judge reads");
    let output = child.wait_with_output().expect("the judge ends");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
