//! Drafts and issued invoices over the JSON API.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::TestApp;
use crate::support::people::{draft, id_of};

#[tokio::test]
async fn a_draft_is_written_changed_issued_and_then_frozen() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let created = seller.api.post("/api/invoices", &draft(&customer)).await.expect(201);
    let id = id_of(&created.json());
    let address = format!("/api/invoices/{id}");
    assert_eq!(created.header("location"), address);
    let read = seller.read(&id).await;
    assert_eq!(
        (&read["state"], &read["number"], &read["gross_amount"], &read["customer"]),
        (&json!("draft"), &Value::Null, &json!("2364.69"), &json!(customer))
    );

    let changed =
        seller.api.patch(&address, &json!({ "order_reference": "B-2026-118", "discount_percent": 2, "discount_days": 10 })).await.expect(200).json();
    assert_eq!(
        (&changed["order_reference"], &changed["discount_percent"], &changed["gross_amount"]),
        (&json!("B-2026-118"), &json!("2"), &json!("2364.69"))
    );
    assert_eq!(changed["lines"].as_array().unwrap().len(), 2);
    let mut whole = draft(&customer);
    whole["lines"] = json!([{ "name": "Gestaltung Katalog", "quantity": 10, "unit": "HUR", "price": 100 }]);
    whole["version"] = changed["version"].clone();
    let replaced = seller.api.put(&address, &whole).await.expect(200).json();
    assert_eq!((&replaced["gross_amount"], &replaced["discount_percent"]), (&json!("1190.00"), &Value::Null));
    seller.api.put(&address, &whole).await.expect_problem(409, "changed_meanwhile");
    seller.api.patch(&address, &json!({ "note": "x", "version": 1 })).await.expect_problem(409, "changed_meanwhile");

    let number = seller.issue(&id).await;
    assert!(number.starts_with("RE-") && number.ends_with("-00001"), "{number}");
    for answer in [seller.api.put(&address, &draft(&customer)).await, seller.api.patch(&address, &json!({})).await, seller.api.delete(&address).await]
    {
        answer.expect_problem(409, "not_a_draft");
    }
    seller.api.post_nothing(&format!("{address}/issue")).await.expect_problem(409, "not_a_draft");
}

#[tokio::test]
async fn a_discarded_draft_leaves_no_gap() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let (thrown, kept) = (seller.draft_for(&customer).await, seller.draft_for(&customer).await);
    seller.api.delete(&format!("/api/invoices/{thrown}")).await.expect(204);
    seller.api.get(&format!("/api/invoices/{thrown}")).await.expect_problem(404, "not_found");
    assert!(seller.issue(&kept).await.ends_with("-00001"));
}

#[tokio::test]
async fn the_issue_gate_names_what_is_missing() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = id_of(&seller.api.post("/api/invoices", &json!({ "lines": [{ "name": "Gestaltung", "price": "95" }] })).await.expect(201).json());
    let problem = seller.api.post_nothing(&format!("/api/invoices/{id}/issue")).await.expect_problem(409, "gate_findings");
    let findings = problem["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["is_error"] == true), "{problem}");
    assert!(findings.iter().all(|finding| !finding["message"].as_str().unwrap().is_empty()));
    assert_eq!(seller.read(&id).await["state"], "draft");
    assert_eq!(app.count("select count(*) from number_series where kind = 'invoice'").await, 0);
}

#[tokio::test]
async fn part_of_an_invoice_is_cancelled_and_then_the_rest() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.invoice().await;
    let cancel = format!("/api/invoices/{id}/cancel");
    let part = json!({ "reason": "Drei Stunden zu viel", "lines": [{ "line": "1", "quantity": "3" }] });
    let cancellation = id_of(&seller.api.post(&cancel, &part).await.expect(201).json());
    let read = seller.read(&id).await;
    assert_eq!((&read["state"], &read["corrected_amount"], &read["open_amount"]), (&json!("open"), &json!("-339.15"), &json!("2025.54")));
    assert_eq!(read["chain"].as_array().unwrap().len(), 2);
    let offset = seller.read(&cancellation).await;
    assert_eq!((&offset["kind"], &offset["status"], &offset["gross_amount"]), (&json!("cancellation"), &json!("offset"), &json!("-339.15")));
    assert!(offset["number"].as_str().unwrap().starts_with("ST-"));

    let too_much = json!({ "lines": [{ "line": "1", "quantity": "14.6" }] });
    assert_eq!(seller.api.post(&cancel, &too_much).await.wrong_fields(), ["lines[0].quantity: out_of_range"]);
    let unknown = json!({ "lines": [{ "line": "9", "quantity": "1" }, { "line": "1", "quantity": "viel" }] });
    assert_eq!(seller.api.post(&cancel, &unknown).await.wrong_fields(), ["lines[1].quantity: not_a_number"]);
    let more_than_left = json!({ "lines": [{ "line": "1", "quantity": "11.6" }] });
    assert_eq!(seller.api.post(&cancel, &more_than_left).await.wrong_fields(), ["lines[0].quantity: out_of_range"]);
    seller.api.post_nothing(&cancel).await.expect(201);
    assert_eq!(seller.read(&id).await["state"], "void");
    seller.api.post_nothing(&cancel).await.expect_problem(409, "closed");
    seller.api.post_nothing(&format!("/api/invoices/{cancellation}/cancel")).await.expect_problem(409, "closed");
}

#[tokio::test]
async fn an_overdue_invoice_is_found_sent_and_written_off() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.invoice().await;
    app.later(TimeDelta::days(15));
    let overdue = seller.api.get("/api/invoices?status=overdue").await.expect(200).json();
    assert_eq!((overdue["items"].as_array().unwrap().len(), &overdue["items"][0]["status"]), (1, &json!("overdue")));
    seller.api.post_nothing(&format!("/api/invoices/{id}/mark-sent")).await.expect(204);
    assert!(seller.read(&id).await["sent_at"].is_string());
    seller.api.post_nothing(&format!("/api/invoices/{id}/write-off")).await.expect(204);
    assert_eq!(seller.read(&id).await["state"], "uncollectible");
    seller.api.post_nothing(&format!("/api/invoices/{id}/write-off")).await.expect_problem(409, "closed");
}

#[tokio::test]
async fn the_list_goes_on_where_it_stopped_whatever_happens_meanwhile() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let mut made = Vec::new();
    for _ in 0..7 {
        made.push(seller.draft_for(&customer).await);
    }
    let mut seen: Vec<String> = Vec::new();
    let mut cursor = String::new();
    for page in 0..3 {
        let answer = seller.api.get(&format!("/api/invoices?limit=3&cursor={cursor}")).await.expect(200).json();
        seen.extend(answer["items"].as_array().unwrap().iter().map(id_of));
        cursor = answer["next_cursor"].as_str().unwrap_or_default().to_owned();
        assert_eq!(cursor.is_empty(), page == 2);
        seller.draft_for(&customer).await;
    }
    made.reverse();
    assert_eq!(seen, made);
    let search = seller.api.get(&format!("/api/invoices?q=brandt&customer={customer}&status=draft")).await.expect(200).json();
    assert_eq!(search["items"].as_array().unwrap().len(), 10);
    for (query, wrong) in [
        ("cursor=x", "cursor: unknown"),
        ("limit=0", "limit: out_of_range"),
        ("limit=viele", "limit: not_a_number"),
        ("status=lost", "status: not_a_choice"),
    ] {
        assert_eq!(seller.api.get(&format!("/api/invoices?{query}")).await.wrong_fields(), [wrong]);
    }
    for odd in ["q=%00", "q=%25%25__", "customer=%00", "q=%F0%9F%92%B6"] {
        assert!(matches!(seller.api.get(&format!("/api/invoices?{odd}")).await.status, 200 | 404), "{odd}");
    }
}

#[tokio::test]
async fn customers_are_kept_and_found() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.customer().await;
    let address = format!("/api/customers/{id}");
    let mut read = seller.api.get(&address).await.expect(200).json();
    assert_eq!((&read["number"], &read["name"], &read["payment_terms_days"]), (&json!(10_001), &json!("Brandt & Söhne KG"), &json!(14)));
    for not_input in ["id", "number", "open_amount", "overdue_amount", "invoiced_amount", "invoice_count"] {
        read.as_object_mut().unwrap().remove(not_input);
    }
    read["city"] = json!("Kiel");
    assert_eq!(seller.api.put(&address, &read).await.expect(200).json()["city"], "Kiel");
    let found = seller.api.get("/api/customers?q=brandt").await.expect(200).json();
    assert_eq!(found["items"][0]["id"], json!(id));
    assert_eq!(seller.api.get("/api/customers?q=nobody").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn every_address_answers_in_problem_json() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    seller.api.get("/api/nothing").await.expect_problem(404, "not_found");
    let wrong_method = seller.api.delete("/api/invoices").await;
    assert!(wrong_method.header("allow").contains("GET"), "{:?}", wrong_method.headers);
    wrong_method.expect_problem(405, "method_not_allowed");
    seller.api.post_bytes("/api/invoices", "application/json", b"{\"lines\": [".to_vec()).await.expect_problem(400, "malformed_json");
    seller.api.post_bytes("/api/invoices", "application/json", Vec::new()).await.expect_problem(400, "body_missing");
    seller.api.post_bytes("/api/invoices", "text/plain", b"{}".to_vec()).await.expect_problem(415, "unsupported_media_type");
    let english = seller.api.with("accept-language", "en-GB, de;q=0.5").get("/api/invoices/INV-NONE").await;
    assert_eq!(english.header("content-language"), "en");
    assert_eq!(english.expect_problem(404, "not_found")["title"], "There is no such thing here.");
}

#[tokio::test]
async fn other_origins_may_ask_only_where_they_are_allowed() {
    let app = TestApp::start_with(&[("ALLOWED_ORIGINS", "https://shop.example")]).await;
    let seller = app.sign_up().await;
    let allowed = seller.api.with("origin", "https://shop.example").get("/api/invoices").await.expect(200);
    assert_eq!(allowed.header("access-control-allow-origin"), "https://shop.example");
    assert_eq!(allowed.header("access-control-allow-credentials"), "");
    let foreign = seller.api.with("origin", "https://evil.example").get("/api/invoices").await.expect(200);
    assert_eq!(foreign.header("access-control-allow-origin"), "");
    let preflight = app.stranger().with("origin", "https://shop.example").with("access-control-request-method", "POST");
    let preflight = preflight.send(preflight.request(reqwest::Method::OPTIONS, "/api/invoices")).await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (200, "https://shop.example"));
    let page = app.stranger().with("origin", "https://shop.example").get("/login").await;
    assert_eq!(page.header("access-control-allow-origin"), "");

    let (_, token) = seller.shared_invoice().await;
    let confirm = format!("/api/portal/{token}/confirm-payment");
    app.stranger().with("origin", "https://evil.example").post_nothing(&confirm).await.expect_problem(403, "forbidden");
    app.browser(&seller).with("origin", "https://shop.example").post_nothing(&confirm).await.expect_problem(403, "forbidden");
    app.stranger().with("origin", "https://shop.example").with("sec-fetch-site", "cross-site").post_nothing(&confirm).await.expect(200);
}

#[tokio::test]
async fn the_interface_is_described_and_can_be_read() {
    let app = TestApp::start().await;
    let document = app.stranger().get("/api/openapi.json").await.expect(200).json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let page = app.stranger().get("/api/docs").await.expect(200);
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    let html = page.text();
    for (path, item) in document["paths"].as_object().unwrap() {
        assert!(html.contains(path), "{path} is not on the page");
        for operation in item.as_object().unwrap().values() {
            assert!(operation["responses"]["default"].is_object() && operation["operationId"].is_string(), "{path}");
        }
    }
    assert!(!html.contains("<script") && !html.contains("//cdn"));
}
