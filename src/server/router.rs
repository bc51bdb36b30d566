//! Every URL of the server and who answers it.

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::handler::Handler as _;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{LeptosRoutes as _, ResponseOptions, generate_route_list, render_app_async_with_context};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

use crate::server::middleware::form_failures::{BODY_LIMIT, form_failures};
use crate::server::middleware::request_span::request_span;
use crate::server::middleware::same_origin::same_origin;
use crate::server::middleware::security_headers::{dashboard_policy, security_headers};
use crate::server::pages::context::lang;
use crate::server::pages::session::session;
use crate::server::pages::{self, attachments, audit, downloads, dunning, incoming, portal};
use crate::server::rest;
use crate::server::state::AppState;
use crate::ui::document::app_document;
use crate::ui::routes::App;

/// The whole application over its state.
pub fn router(state: AppState) -> Router {
    let files = files().into_iter().fold(Router::new(), |router, (path, handler)| router.route(path, handler));
    let pages = generate_route_list(App);
    let context = {
        let state = state.clone();
        move || {
            provide_context(state.clone());
            provide_context(lang());
            allow_own_scripts();
        }
    };
    let shell = {
        let options = state.leptos.clone();
        move || app_document(options.clone())
    };
    let unknown = {
        let page = render_app_async_with_context(context.clone(), shell.clone());
        (move |request: Request| unknown(request, page.clone())).layer(from_fn_with_state(state.clone(), session))
    };
    let site = Router::new().leptos_routes_with_context(&state, pages, context, shell);
    Router::new()
        .merge(site)
        .merge(files)
        .layer(from_fn_with_state(state.clone(), session))
        .layer(from_fn_with_state(state.clone(), same_origin))
        .merge(rest::router(&state))
        .merge(static_files(&state))
        .fallback(unknown)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn(form_failures))
        .layer(from_fn_with_state(state.clone(), fresh_pages))
        .layer(from_fn(security_headers))
        .layer(from_fn(retry_after))
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .layer(from_fn(request_span))
        .with_state(state)
}

/// What is neither a page of the dashboard nor a part of the API.
fn files() -> [(&'static str, MethodRouter<AppState>); 13] {
    [
        ("/portal/{token}", get(portal::page)),
        ("/invoices/{id}/pdf", get(downloads::pdf)),
        ("/invoices/{id}/xml", get(downloads::xml)),
        ("/invoices/{id}/preview", get(downloads::preview)),
        ("/invoices/{id}/preview.xml", get(downloads::preview_xml)),
        ("/invoices/{id}/attachments", post(attachments::upload)),
        ("/dunning/{id}/mail", get(dunning::mail)),
        ("/incoming", post(incoming::upload)),
        ("/incoming/{id}/file", get(incoming::file)),
        ("/audit/export.csv", get(audit::csv)),
        ("/settings/logo", post(downloads::upload_logo)),
        ("/files/{token}", get(downloads::signed)),
        ("/logos/{key}", get(downloads::logo)),
    ]
}

/// The address patterns of all pages and files; a test tries each of them with identifiers of strangers.
#[must_use]
pub fn paths() -> Vec<String> {
    let pages = generate_route_list(App).into_iter().map(|page| page.path().to_owned());
    pages.chain(files().map(|(path, _)| path.to_owned())).collect()
}

/// Addresses that nobody knows: people see a page of the dashboard, in its frame once they are logged in.
async fn unknown<P, F>(request: Request, page: P) -> Response
where
    P: FnOnce(Request) -> F,
    F: Future<Output = Response<Body>>,
{
    if let Some(response) = pages::not_found(&request) {
        return response;
    }
    let mut response = page(request).await;
    if !response.status().is_server_error() {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// A page of the dashboard may run its own scripts, which carry the nonce; nothing else may run.
fn allow_own_scripts() {
    let policy = use_nonce().and_then(|nonce| HeaderValue::from_str(&dashboard_policy(&nonce)).ok());
    if let (Some(policy), Some(options)) = (policy, use_context::<ResponseOptions>()) {
        options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Files of the site folder. Script and style change with every build, so they are asked for again; fonts never change.
fn static_files(state: &AppState) -> Router<AppState> {
    let root = std::path::PathBuf::from(state.leptos.site_root.as_ref());
    let of = |folder: &str| ServeDir::new(root.join(folder)).precompressed_br();
    let package = state.leptos.site_pkg_dir.to_string();
    Router::new()
        .nest_service(&format!("/{package}"), of(&package))
        .nest_service("/fonts", of("fonts"))
        .route_service("/icons.svg", tower_http::services::ServeFile::new(root.join("icons.svg")))
        .route_service("/favicon.svg", tower_http::services::ServeFile::new(root.join("favicon.svg")))
        .route_service("/robots.txt", tower_http::services::ServeFile::new(root.join("robots.txt")))
        .layer(from_fn(cache))
}

async fn cache(request: Request, next: Next) -> Response {
    let is_font = request.uri().path().ends_with(".woff2");
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        let value = if is_font { "public, max-age=31536000, immutable" } else { "public, max-age=0, must-revalidate" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}

/// Whoever changed something finds it on the portal page at once, also where a notification is still on its way.
async fn fresh_pages(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let may_change = !request.method().is_safe();
    let response = next.run(request).await;
    if may_change {
        state.shelf.clear();
    }
    response
}

/// Whoever cannot be served now is told when to come back.
async fn retry_after(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("5"));
    }
    response
}
