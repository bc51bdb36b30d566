//! What those see who watch over the program.

use crate::support::TestApp;

#[tokio::test]
async fn a_healthy_server_says_so() {
    let app = TestApp::start().await;
    assert_eq!(app.stranger().get("/healthz").await.expect(200).text().trim(), "ok");
    let ready = app.stranger().get("/readyz").await.expect(200).json();
    for part in ["database", "storage", "queue"] {
        assert_eq!(ready[part], "ok", "{ready}");
    }
}

#[tokio::test]
async fn figures_are_for_neighbours_only() {
    rechnungswerk::server::telemetry::init_metrics();
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (_, token) = seller.shared_invoice().await;
    app.stranger().get(&format!("/api/portal/{token}")).await.expect(200);
    let figures = app.stranger().get("/metrics").await.expect(200).text();
    assert!(figures.contains("http_requests_total{") && figures.contains("queue_waiting{queue=\"documents\"}"), "{figures}");
    assert!(figures.contains("route=\"/api/portal/{token}\"") && !figures.contains(&token), "addresses are counted by their pattern");
    app.stranger().coming_from("203.0.113.5").get("/metrics").await.expect(404);
}
