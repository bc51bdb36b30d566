//! What leaves the application by the way that everybody takes, judged by the official rules.

use serde_json::json;

use crate::judge::judge;
use crate::support::TestApp;

#[tokio::test]
async fn documents_of_an_invoice_its_cancellation_and_its_correction_have_no_finding() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let invoice = seller.invoice().await;
    let corrected = seller.api.post(&format!("/api/invoices/{invoice}/correct"), &json!({ "reason": "Falsche Menge" })).await.expect(201).json();
    let corrected = corrected["id"].as_str().unwrap().to_owned();
    seller.issue(&corrected).await;
    app.work().await;
    let chain = seller.read(&invoice).await["chain"].as_array().unwrap().clone();
    assert_eq!(chain.len(), 3);
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for document in &chain {
        let id = document["id"].as_str().unwrap();
        for kind in ["xml", "pdf"] {
            let file = folder.path().join(format!("{id}.{kind}"));
            std::fs::write(&file, seller.api.get(&format!("/api/invoices/{id}/{kind}")).await.expect(200).body).unwrap();
            files.push(file);
        }
    }
    let told = judge(&files).into_iter().filter(|verdict| !verdict.findings.is_empty());
    let findings: Vec<_> = told.map(|verdict| (verdict.file, verdict.findings)).collect();
    assert!(findings.is_empty(), "{findings:#?}");
}
