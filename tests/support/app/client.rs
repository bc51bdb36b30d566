//! Clients of the server under test: a program with a key, a browser with cookies, a customer with a link.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Method, RequestBuilder};
use serde_json::Value;

/// Somebody who talks to the server. Redirects are answers, not followed.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    headers: HeaderMap,
}

impl Client {
    /// A stranger, who keeps cookies as browsers do.
    pub fn new(base: &str) -> Self {
        let http = reqwest::Client::builder().cookie_store(true).redirect(Policy::none()).build().expect("a client");
        Self { http, base: base.to_owned(), headers: HeaderMap::new() }
    }

    /// The same, with one more header on every request.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a header"));
        client
    }

    /// One who seems to come from this address, through a proxy on this machine.
    pub fn coming_from(&self, address: &str) -> Self {
        self.with("x-forwarded-for", address)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// A POST without a body.
    pub async fn post_nothing(&self, path: &str) -> Answer {
        self.send(self.request(Method::POST, path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.json(Method::POST, path, body).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.json(Method::PUT, path, body).await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.json(Method::PATCH, path, body).await
    }

    pub async fn json(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.send(self.request(method, path).json(body)).await
    }

    /// A form of a page, as a browser posts it.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let accept = "text/html,application/xhtml+xml";
        self.send(self.request(Method::POST, path).header("accept", accept).header("sec-fetch-site", "same-origin").form(fields)).await
    }

    pub async fn post_bytes(&self, path: &str, content_type: &str, bytes: Vec<u8>) -> Answer {
        self.send(self.request(Method::POST, path).header("content-type", content_type).body(bytes)).await
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base)).headers(self.headers.clone())
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, body: response.bytes().await.expect("the answer is whole").to_vec() }
    }
}

/// What the server said.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON but {}: {}", self.status, self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Fails with what was said instead.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// A problem document with this code.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!((&problem["code"], &problem["status"]), (&Value::from(code), &Value::from(status)));
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty() && !title.starts_with("api-")), "{problem}");
        problem
    }

    /// The codes of the wrong fields of a 422, as `field: problem`.
    #[track_caller]
    pub fn wrong_fields(self) -> Vec<String> {
        let problem = self.expect_problem(422, "invalid");
        let errors = problem["errors"].as_array().expect("errors").clone();
        for error in &errors {
            assert!(error["message"].as_str().is_some_and(|message| !message.is_empty() && !message.contains("api-")), "{error}");
        }
        errors
            .iter()
            .map(|error| format!("{}: {}", error["field"].as_str().unwrap_or_default(), error["problem"].as_str().unwrap_or_default()))
            .collect()
    }
}
