//! `/api/docs`: the OpenAPI document as a page to read, without any script.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::http::header;
use axum::response::{Html, IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::server::middleware::security_headers::plain_policy;
use crate::server::rest::openapi;

const STYLE: &str = "\
@font-face{font-family:Inter;src:url(/fonts/inter.woff2) format('woff2');font-weight:400 600;font-display:swap}\
:root{color-scheme:light dark;--canvas:#f5f7fa;--paper:#fff;--ink:#0f172a;--soft:#475569;--line:#e3e8ef;--brand:#0f766e}\
@media(prefers-color-scheme:dark){:root{--canvas:#0b1017;--paper:#111822;--ink:#e7ecf3;--soft:#a8b4c4;--line:#344152;--brand:#2dd4bf}}\
*{box-sizing:border-box}html{background:var(--canvas);-webkit-text-size-adjust:100%;text-size-adjust:100%}\
body{margin:0;color:var(--ink);font:15px/1.5 Inter,system-ui,sans-serif;overflow-wrap:anywhere}\
main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}h1{margin:0 0 .5rem;font-size:2rem;line-height:1.2}\
h2{margin:3rem 0 1rem;font-size:1.5rem}h3{display:flex;flex-wrap:wrap;gap:0 .75rem;margin:0;font-size:.9375rem}p{margin:.5rem 0}\
code{font:.9em/1.5 ui-monospace,monospace}a{color:var(--brand);text-underline-offset:.2em}\
article{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:1rem 0}\
.method{min-width:3.75rem;color:var(--brand)}\
table{border-collapse:collapse;width:100%;margin:.5rem 0}td{vertical-align:top;padding:.375rem .75rem .375rem 0;border-top:1px solid var(--line)}\
td:nth-child(2){color:var(--soft)}summary{min-height:1.5rem;cursor:pointer}\
@media(max-width:44rem){table,tbody,tr,td{display:block}td{border:0;padding:0}tr{border-top:1px solid var(--line);padding:.375rem 0}\
table table{padding-left:.75rem}}";

const CODES: [(&str, &str); 14] = [
    ("invalid", "422: every wrong field stands in errors, with its code and words."),
    ("malformed_json", "400: the body is no JSON. body_missing: there is none."),
    ("unauthenticated", "401: no key or session, or one that is not valid any more."),
    ("forbidden", "403: your role may not do this."),
    ("not_found", "404: there is no such thing in your organization."),
    ("share_link_not_found", "404: the token is unknown or was revoked. share_link_expired: it was valid once."),
    ("not_a_draft", "409: the invoice is issued already. still_a_draft: it is not issued yet."),
    ("gate_findings", "409: the draft cannot be issued, or the invoice not be cancelled; what is wrong stands in findings."),
    ("already_paid", "409: nothing is open. closed: the invoice is void."),
    ("changed_meanwhile", "409: the version that was sent is not the newest."),
    ("documents_pending", "409: PDF and XML are being made; try again in a moment."),
    ("idempotency_key_reused", "409: another request came under this key. idempotency_key_in_use: the first one is still at work."),
    ("too_many_requests", "429: Retry-After says when to come back."),
    ("unavailable", "503: something that is needed is away; Retry-After says when to come back."),
];

static PAGE: LazyLock<(String, String)> = LazyLock::new(|| {
    let policy = plain_policy(&STANDARD.encode(Sha256::digest(STYLE)));
    (render(openapi::document()), policy)
});

/// `GET /api/docs`.
pub async fn page() -> Response {
    let (html, policy) = &*PAGE;
    ([(header::CONTENT_SECURITY_POLICY, policy.as_str())], Html(html.as_str())).into_response()
}

fn render(document: &Value) -> String {
    let mut html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>RechnungsWerk API</title><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <style>{STYLE}</style></head><body><main><h1>RechnungsWerk API</h1><p>{}</p>\
         <p>Send <code>X-API-Key</code> with every request. The same as a document for programs: <a href=\"/api/openapi.json\">openapi.json</a>.</p>",
        escape(text(&document["info"]["description"]))
    );
    let mut tag = "";
    for (path, method, operation) in operations(document) {
        let its_tag = text(&operation["tags"][0]);
        if its_tag != tag {
            tag = its_tag;
            let _ = write!(html, "<h2>{}</h2>", escape(tag));
        }
        write_operation(&mut html, document, path, method, operation);
    }
    write_events(&mut html, document);
    html.push_str(
        "<h2>Errors</h2><p>Every error is <code>application/problem+json</code> (RFC 9457); programs decide by <code>code</code>.</p><article><table>",
    );
    for (code, words) in CODES {
        let _ = write!(html, "<tr id=\"problem-{code}\"><td><code>{code}</code></td><td>{}</td></tr>", escape(words));
    }
    html.push_str("</table></article></main></body></html>");
    html
}

/// What webhooks tell, and what stands in their data.
fn write_events(html: &mut String, document: &Value) {
    html.push_str("<h2>Events</h2><p>Posted to the webhooks that subscribed to them, signed as in Standard Webhooks.</p><article><table>");
    for (name, item) in document["webhooks"].as_object().into_iter().flatten() {
        let data = &item["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]["data"]["required"];
        let parts: Vec<&str> = data.as_array().into_iter().flatten().map(text).collect();
        let _ = write!(
            html,
            "<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>",
            escape(name),
            escape(text(&item["post"]["summary"])),
            escape(&parts.join(", "))
        );
    }
    html.push_str("</table></article>");
}

/// All operations, those of one tag together, in the order in which their paths are sorted.
fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let mut all: Vec<_> = paths
        .flat_map(|(path, item)| item.as_object().into_iter().flatten().map(move |(method, operation)| (path.as_str(), method.as_str(), operation)))
        .collect();
    all.sort_by_key(|(path, _, operation)| (text(&operation["tags"][0]), *path));
    all
}

fn write_operation(html: &mut String, document: &Value, path: &str, method: &str, operation: &Value) {
    let id = escape(text(&operation["operationId"]));
    let _ = write!(
        html,
        "<article id=\"{id}\"><h3><span class=\"method\">{}</span><code>{}</code></h3><p>{}</p>",
        escape(&method.to_uppercase()),
        escape(path),
        escape(text(&operation["summary"]))
    );
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let parameter = resolve(document, parameter);
        if parameter["in"] != "path" {
            let _ = write!(
                html,
                "<p><code>{}</code> ({}) {}</p>",
                escape(text(&parameter["name"])),
                escape(text(&parameter["in"])),
                escape(text(&parameter["description"]))
            );
        }
    }
    if let Some(schema) = operation["requestBody"]["content"]["application/json"].get("schema") {
        html.push_str("<details><summary>Request</summary>");
        write_schema(html, document, schema, 0);
        html.push_str("</details>");
    }
    for (status, response) in operation["responses"].as_object().into_iter().flatten().filter(|(status, _)| status.starts_with('2')) {
        let _ = write!(html, "<details><summary>{} {}</summary>", escape(status), escape(text(&response["description"])));
        if let Some(schema) = response["content"]["application/json"].get("schema") {
            write_schema(html, document, schema, 0);
        }
        html.push_str("</details>");
    }
    html.push_str("</article>");
}

/// A table of the fields, with those of nested objects in it.
fn write_schema(html: &mut String, document: &Value, schema: &Value, depth: u8) {
    let schema = object_of(document, schema);
    let Some(properties) = schema["properties"].as_object().filter(|_| depth < 4) else { return };
    html.push_str("<table>");
    for (name, property) in properties {
        let words = escape(text(&property["description"]));
        let _ = write!(html, "<tr><td><code>{}</code></td><td>{}</td><td>{words}", escape(name), escape(&kind(document, property)));
        let inner = if property["type"] == "array" { &property["items"] } else { property };
        write_schema(html, document, inner, depth + 1);
        html.push_str("</td></tr>");
    }
    html.push_str("</table>");
}

/// The object behind references and "or null".
fn object_of<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let schema = resolve(document, schema);
    let variant = schema["oneOf"].as_array().and_then(|variants| variants.iter().find(|variant| variant["type"] != "null"));
    variant.map_or(schema, |variant| resolve(document, variant))
}

fn kind(document: &Value, property: &Value) -> String {
    let schema = object_of(document, property);
    match &schema["type"] {
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds.iter().map(text).collect::<Vec<_>>().join(" or "),
        _ => String::new(),
    }
}

fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let target = value["$ref"].as_str().and_then(|reference| document.pointer(reference.trim_start_matches('#')));
    target.unwrap_or(value)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
