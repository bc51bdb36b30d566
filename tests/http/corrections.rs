//! Correcting an issued invoice: it is cancelled, a draft like it opens, and what is issued names the original everywhere.

use serde_json::{Value, json};

use crate::support::people::{Organization, id_of};
use crate::support::{Client, TestApp};

/// Begins the correction of an invoice; the identifier of the draft.
async fn correct(seller: &Organization, invoice: &str) -> String {
    let reason = json!({ "reason": "Falscher Stundensatz" });
    id_of(&seller.api.post(&format!("/api/invoices/{invoice}/correct"), &reason).await.expect(201).json())
}

/// Issues the correction with 80.00 instead of 95.00 an hour: 1,160.00 + 678.00 net, 2,105.86 gross.
async fn issue_cheaper(seller: &Organization, draft: &str) -> String {
    let lines = json!([
        { "name": "Gestaltung Katalog", "quantity": "14.5", "unit": "HUR", "price": "80.00", "tax_rate": "19" },
        { "name": "Druck Broschüre, 500 Stück", "quantity": 500, "unit": "C62", "price": "1.356", "tax_rate": 7 },
    ]);
    seller.api.patch(&format!("/api/invoices/{draft}"), &json!({ "lines": lines })).await.expect(200);
    seller.issue(draft).await
}

fn numbers(chain: &Value) -> Vec<String> {
    chain.as_array().unwrap().iter().map(|entry| entry["number"].as_str().unwrap().to_owned()).collect()
}

fn open_cents(invoice: &Value) -> i64 {
    invoice["open_amount"].as_str().unwrap().replace('.', "").parse().unwrap()
}

#[tokio::test]
async fn a_wrong_invoice_is_cancelled_and_issued_once_more() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (wrong, token) = seller.shared_invoice().await;
    let draft = correct(&seller, &wrong).await;
    let copy = seller.read(&draft).await;
    assert_eq!((&copy["kind"], &copy["state"], &copy["gross_amount"]), (&json!("corrected"), &json!("draft"), &json!("2364.69")));
    assert_eq!((&copy["order_reference"], &copy["lines"][1]["price"]), (&json!("B-2026-117"), &json!("1.356")));
    let cancelled = seller.read(&wrong).await;
    assert_eq!(
        (&cancelled["state"], &cancelled["corrected_amount"], &cancelled["open_amount"]),
        (&json!("void"), &json!("-2364.69"), &json!("0.00"))
    );

    let number = issue_cheaper(&seller, &draft).await;
    let corrected = seller.read(&draft).await;
    assert_eq!((&corrected["gross_amount"], &corrected["open_amount"]), (&json!("2105.86"), &json!("2105.86")));
    let chain = numbers(&corrected["chain"]);
    assert_eq!((chain.len(), &chain[2]), (3, &number));
    assert!(chain[0].ends_with("-00001") && chain[1].starts_with("ST-") && number.ends_with("-00002"), "{chain:?}");
    let mut owed = 0;
    for id in [&wrong, &id_of(&corrected["chain"][1]), &draft] {
        let invoice = seller.read(id).await;
        assert_eq!(numbers(&invoice["chain"]), chain);
        owed += open_cents(&invoice);
    }
    assert_eq!(owed, 210_586);

    let portal = app.stranger().get(&format!("/api/portal/{token}")).await.expect(200).json();
    assert_eq!((&portal["payment_status"], &portal["corrections"][1]["invoice_number"]), (&json!("void"), &json!(number)));
    let page = app.stranger().get(&format!("/portal/{token}")).await.expect(200).text();
    assert!(chain.iter().all(|number| page.contains(number)), "{page}");
}

#[tokio::test]
async fn both_syntaxes_and_the_page_name_the_corrected_invoice() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let wrong = seller.invoice().await;
    let (original, day) = {
        let read = seller.read(&wrong).await;
        (read["number"].as_str().unwrap().to_owned(), read["issue_date"].as_str().unwrap().to_owned())
    };
    let draft = correct(&seller, &wrong).await;
    issue_cheaper(&seller, &draft).await;
    app.work().await;
    let ubl = seller.api.get(&format!("/api/invoices/{draft}/xml")).await.expect(200).text();
    assert!(ubl.contains("<cbc:InvoiceTypeCode>384</cbc:InvoiceTypeCode>"), "{ubl}");
    let reference =
        format!("<cac:InvoiceDocumentReference><cbc:ID>{original}</cbc:ID><cbc:IssueDate>{day}</cbc:IssueDate></cac:InvoiceDocumentReference>");
    assert!(without_space(&ubl).contains(&reference), "{ubl}");

    let pdf = seller.api.get(&format!("/api/invoices/{draft}/pdf")).await.expect(200);
    let embedded = rechnungswerk::server::documents::reader::read(&pdf.body).unwrap().invoice;
    assert_eq!((embedded.type_code.0, embedded.preceding.len()), (384, 1));
    assert_eq!((&embedded.preceding[0].number, embedded.preceding[0].issue_date.unwrap().to_string()), (&original, day));
}

fn without_space(xml: &str) -> String {
    xml.lines().map(str::trim).collect()
}

#[tokio::test]
async fn money_for_the_wrong_invoice_counts_for_the_right_one() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (wrong, token) = seller.shared_invoice().await;
    app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
    let draft = correct(&seller, &wrong).await;
    assert_eq!(seller.read(&wrong).await["open_amount"], "-2364.69");
    issue_cheaper(&seller, &draft).await;
    let (wrong, right) = (seller.read(&wrong).await, seller.read(&draft).await);
    assert_eq!((&wrong["state"], &wrong["open_amount"], wrong["payments"].as_array().unwrap().len()), (&json!("void"), &json!("0.00"), 0));
    assert_eq!((&right["state"], &right["paid_amount"], &right["open_amount"]), (&json!("paid"), &json!("2364.69"), &json!("-258.83")));
}

#[tokio::test]
async fn only_what_still_stands_can_be_corrected() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (draft, wrong) = (seller.draft().await, seller.invoice().await);
    let address = |id: &str| format!("/api/invoices/{id}/correct");
    let problem = seller.api.post_nothing(&address(&draft)).await.expect_problem(409, "still_a_draft");
    assert_eq!(problem["title"], "Die Rechnung ist noch nicht ausgestellt.");
    let part = json!({ "lines": [{ "line": "1", "quantity": "3" }] });
    let cancellation = id_of(&seller.api.post(&format!("/api/invoices/{wrong}/cancel"), &part).await.expect(201).json());
    seller.api.post_nothing(&address(&cancellation)).await.expect_problem(409, "closed");

    // What was cancelled before is not cancelled once more.
    let corrected = correct(&seller, &wrong).await;
    let read = seller.read(&wrong).await;
    assert_eq!((&read["state"], &read["open_amount"], &read["chain"][2]["gross_amount"]), (&json!("void"), &json!("0.00"), &json!("-2025.54")));
    let problem = seller.api.post_nothing(&address(&wrong)).await.expect_problem(409, "closed");
    assert_eq!(problem["title"], "Die Rechnung ist storniert oder abgeschlossen.");

    // A correction may itself be wrong.
    seller.issue(&corrected).await;
    let again = correct(&seller, &corrected).await;
    issue_cheaper(&seller, &again).await;
    assert_eq!(numbers(&seller.read(&wrong).await["chain"]).len(), 6);
    app.browser(&seller).submit("/rpc/invoices/correct", &[("id", &wrong)]).await.expect(302);
}

#[tokio::test]
async fn a_discarded_correction_leaves_the_cancellation() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let wrong = seller.invoice().await;
    let draft = correct(&seller, &wrong).await;
    seller.api.delete(&format!("/api/invoices/{draft}")).await.expect(204);
    assert_eq!(numbers(&seller.read(&wrong).await["chain"]).len(), 2);
}

#[tokio::test]
async fn two_corrections_at_once_are_one() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let wrong = seller.invoice().await;
    let asked: Vec<_> = (0..12)
        .map(|_| {
            let (api, address) = (seller.api.clone(), format!("/api/invoices/{wrong}/correct"));
            tokio::spawn(async move { api.post_nothing(&address).await.status })
        })
        .collect();
    let mut begun = 0;
    for answer in asked {
        begun += usize::from(answer.await.unwrap() == 201);
    }
    assert_eq!(begun, 1);
    assert_eq!(app.count("select count(*) from invoices").await, 3);
    assert_eq!(app.count("select last_number::bigint from number_series where kind = 'cancellation'").await, 1);
}

/// The next page after a form of the dashboard.
async fn next_page(browser: &Client, form: &str, fields: &[(&str, &str)]) -> String {
    browser.submit(form, fields).await.expect(302).header("location").to_owned()
}

#[tokio::test]
async fn staff_corrects_and_cancels_in_part_by_plain_forms() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let invoice = seller.invoice().await;
    let browser = app.browser(&seller);
    let page = browser.get(&format!("/invoices/{invoice}?dialog=cancel_part")).await.expect(200).text();
    assert!(page.contains("noch 14,5") && page.contains(r#"name="lines[1][quantity]""#), "{page}");
    let part =
        [("id", invoice.as_str()), ("lines[0][line]", "1"), ("lines[0][quantity]", ""), ("lines[1][line]", "2"), ("lines[1][quantity]", "900")];
    let answer = browser.submit("/rpc/invoices/cancel_part", &part).await.expect(302);
    let back = answer.header("location");
    assert!(back.ends_with("?dialog=cancel_part"), "{back}");
    let flash = answer.header("set-cookie").split(';').next().unwrap_or_default();
    let refused = app.stranger().with("cookie", &format!("session={}; {flash}", seller.session)).get(back).await.expect(200).text();
    assert!(refused.contains(r#"value="900""#) && refused.contains("Der Wert liegt außerhalb des Erlaubten."), "{refused}");
    let nothing = next_page(&browser, "/rpc/invoices/cancel_part", &[("id", invoice.as_str())]).await;
    assert!(nothing.ends_with("?dialog=cancel_part"), "{nothing}");

    let part = [part[0], part[1], ("lines[0][quantity]", "2,5"), part[3], ("lines[1][quantity]", "")];
    let cancellation = next_page(&browser, "/rpc/invoices/cancel_part", &part).await;
    assert!(cancellation.ends_with("?notice=cancelled"), "{cancellation}");
    assert_eq!(seller.read(&invoice).await["corrected_amount"], "-282.63");
    assert!(browser.get(&format!("/invoices/{invoice}")).await.expect(200).text().contains("noch 12"));

    let editor = next_page(&browser, "/rpc/invoices/correct", &[("id", invoice.as_str()), ("reason", "Falscher Satz")]).await;
    assert!(editor.ends_with("/edit?notice=correction_begun"), "{editor}");
    let editor = browser.get(&editor).await.expect(200).text();
    let number = seller.read(&invoice).await["number"].as_str().unwrap().to_owned();
    assert!(editor.contains(&format!("Korrektur zu {number}")), "{editor}");
}

#[tokio::test]
async fn mails_say_what_they_bring() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let wrong = seller.invoice().await;
    let original = seller.read(&wrong).await["number"].as_str().unwrap().to_owned();
    let draft = correct(&seller, &wrong).await;
    let number = issue_cheaper(&seller, &draft).await;
    let cancellation = id_of(&seller.read(&draft).await["chain"][1]);
    let browser = app.browser(&seller);
    assert!(browser.get(&format!("/invoices/{draft}")).await.expect(200).text().contains(&format!("Ihre Rechnungskorrektur {number}")));
    for id in [&cancellation, &draft] {
        let to = json!({ "to_email": "rechnung@brandt-soehne.example" });
        seller.api.post(&format!("/api/invoices/{id}/send-email"), &to).await.expect(202);
        app.work().await;
    }
    let mails = app.mails().await;
    let about = |subject: &str| mails.iter().find(|mail| mail.subject.starts_with(subject)).unwrap_or_else(|| panic!("no mail {subject}"));
    assert!(about("Ihre Stornorechnung ST-").text.contains(&format!("zur Rechnung {original}")));
    assert!(about(&format!("Ihre Rechnungskorrektur {number}")).text.contains(&format!("Sie ersetzt die Rechnung {original}")));
}
