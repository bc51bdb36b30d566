//! The OpenAPI 3.1 document, made of the very routes that are served.

use std::sync::LazyLock;

use axum::Json;
use serde_json::{Map, Value, json};
use utoipa::openapi::{ContactBuilder, InfoBuilder, OpenApiBuilder};
use utoipa::{PartialSchema as _, ToSchema as _};
use utoipa_axum::router::OpenApiRouter;

use crate::domain::lang::Lang;
use crate::domain::webhook::Topic;
use crate::i18n;
use crate::server::rest::problem::{self, Problem};
use crate::server::rest::{organization, portal};
use crate::server::state::AppState;

static DOCUMENT: LazyLock<Value> = LazyLock::new(build);

/// The document as JSON.
#[must_use]
pub fn document() -> &'static Value {
    &DOCUMENT
}

/// `GET /api/openapi.json`.
pub async fn serve() -> Json<&'static Value> {
    Json(document())
}

fn build() -> Value {
    let info = InfoBuilder::new()
        .title("RechnungsWerk")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Invoices for German businesses: drafts, e-invoices, share links, payments. Amounts are decimal strings, days are `2026-02-27`, times are RFC 3339 in UTC."))
        .contact(Some(ContactBuilder::new().name(Some("RechnungsWerk")).build()))
        .build();
    let empty: OpenApiRouter<AppState> = OpenApiRouter::with_openapi(OpenApiBuilder::new().info(info).build());
    let routes = organization().merge(portal::routes());
    let mut document = serde_json::to_value(empty.nest("/api", routes).into_openapi()).unwrap_or_default();
    add_components(&mut document);
    add_events(&mut document);
    for (path, item) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            complete(operation, method, path.starts_with("/api/portal/"));
        }
    }
    document
}

fn add_components(document: &mut Value) {
    let mut nested = Vec::new();
    Problem::schemas(&mut nested);
    nested.push((Problem::name().into_owned(), Problem::schema()));
    for (name, schema) in nested {
        document["components"]["schemas"][name] = serde_json::to_value(schema).unwrap_or_default();
    }
    document["components"]["responses"]["Problem"] = json!({
        "description": "What was wrong (RFC 9457)",
        "content": { problem::CONTENT_TYPE: { "schema": { "$ref": "#/components/schemas/Problem" } } },
    });
    document["components"]["parameters"]["IdempotencyKey"] = json!({
        "name": "Idempotency-Key", "in": "header", "required": false, "schema": { "type": "string", "maxLength": 255 },
        "description": "The same request under the same key is carried out once within 24 hours, and answered alike.",
    });
    document["components"]["securitySchemes"] = json!({
        "ApiKey": { "type": "apiKey", "in": "header", "name": "X-API-Key", "description": "A key of the organization, made on the settings page." },
        "Session": { "type": "apiKey", "in": "cookie", "name": crate::server::auth::session::COOKIE, "description": "The session of the dashboard." },
    });
}

/// What is posted to those who subscribed, as `webhooks` of the document.
fn add_events(document: &mut Value) {
    for topic in Topic::ALL {
        let parts: Map<String, Value> = topic.parts().iter().map(|part| ((*part).to_owned(), json!({ "type": "object" }))).collect();
        let payload = json!({
            "type": "object",
            "required": ["type", "timestamp", "data"],
            "properties": {
                "type": { "type": "string", "const": topic.name() },
                "timestamp": { "type": "string", "format": "date-time" },
                "data": { "type": "object", "required": topic.parts(), "properties": parts },
            },
        });
        document["webhooks"][topic.name()]["post"] = json!({
            "tags": ["Webhooks"],
            "summary": topic_words(topic),
            "operationId": format!("on {}", topic.name()),
            "description": "Signed as in Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature.",
            "requestBody": { "required": true, "content": { "application/json": { "schema": payload } } },
            "responses": { "2XX": { "description": "Taken; everything else is tried again." } },
        });
    }
}

/// `Invoices: Issued`.
fn topic_words(topic: Topic) -> String {
    let words = |id: String| i18n::text(Lang::En, &id);
    let name = topic.name().replace(['.', '_'], "-");
    format!("{}: {}", words(format!("webhook-group-{}", topic.group())), words(format!("webhook-topic-{name}")))
}

/// What holds for every operation, so that no handler can forget it.
fn complete(operation: &mut Value, method: &str, is_public: bool) {
    operation["responses"]["default"] = json!({ "$ref": "#/components/responses/Problem" });
    if is_public {
        operation["security"] = json!([]);
        return;
    }
    operation["security"] = json!([{ "ApiKey": [] }, { "Session": [] }]);
    if method == "post" {
        let parameter = json!({ "$ref": "#/components/parameters/IdempotencyKey" });
        match operation["parameters"].as_array_mut() {
            Some(parameters) => parameters.push(parameter),
            None => operation["parameters"] = json!([parameter]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_of_the_document_leads_somewhere() {
        fn references(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(map) => {
                    found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                    map.values().for_each(|value| references(value, found));
                }
                Value::Array(values) => values.iter().for_each(|value| references(value, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        references(document(), &mut found);
        assert!(found.len() > 20);
        for reference in found {
            assert!(document().pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
        }
        assert!(document()["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    }
}
