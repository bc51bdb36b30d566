//! The editor loses nothing of what it does not show, and its further pages do what they say.

use serde_json::{Value, json};

use crate::support::people::{Organization, draft, id_of};
use crate::support::{Answer, TestApp};

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(plain(rest.split_once('"')?.0))
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

/// Where a tag ends; what stands in quotes does not count.
fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

/// What a browser without script would send of the form with this id, its buttons apart.
fn fields_of(html: &str, form: &str) -> Vec<(String, String)> {
    let start = html.find(&format!("id=\"{form}\"")).expect("the form");
    let inside = &html[start..start + html[start..].find("</form>").expect("its end")];
    let mut fields = Vec::new();
    for (at, _) in inside.match_indices('<') {
        let tag = &inside[at..at + tag_end(&inside[at..])];
        let Some(name) = attribute(tag, "name") else { continue };
        let content = inside.get(at + tag.len() + 1..).unwrap_or_default();
        let value = if tag.starts_with("<textarea") {
            let text = plain(&content[..content.find("</textarea>").expect("its end")]);
            text.strip_prefix('\n').map(str::to_owned).unwrap_or(text)
        } else if tag.starts_with("<select") {
            let options = &content[..content.find("</select>").expect("its end")];
            let chosen = options.split("<option").skip(1).find(|option| option.split('>').next().is_some_and(|tag| tag.contains(" selected")));
            attribute(chosen.or_else(|| options.split("<option").nth(1)).expect("an option"), "value").unwrap_or_default()
        } else if tag.starts_with("<input") {
            attribute(tag, "value").unwrap_or_default()
        } else {
            continue;
        };
        fields.push((name, value));
    }
    fields
}

/// Everything at once, as no honest invoice has it.
fn full(customer: &str) -> Value {
    let mut input = draft(customer);
    let more = json!({
        "kind": "partial", "currency": "CHF", "rounding": "-0.04", "note": "Danke & <b>Gruß</b>", "prepaid": "1234.5", "discount_percent": 2, "discount_days": 10,
        "contract_reference": "V-1", "project_reference": "P-2", "buyer_reference": "Einkauf Süd", "xml_syntax": "cii", "pdf_profile": "xrechnung",
        "further_notes": [{ "subject_code": "AAI", "text": "Erste\nund zweite Zeile" }, { "text": "Ohne Thema" }],
        "preceding": [{ "number": "RE-1", "issue_date": "2025-12-01" }, { "number": "RE-2" }],
        "references": { "sales_order": "AB-1", "receiving_advice": "WE-2", "despatch_advice": "LS-3", "tender": "Los 4", "invoiced_object": "Zähler 5",
            "invoiced_object_scheme": "AVE", "buyer_accounting": "KST 6" },
        "tax": { "point_code": "35", "currency": "EUR", "exchange_rate": "1.0512345" },
        "exemptions": [{ "category": "E", "reason": "§ 4 Nr. 21", "code": "VATEX-EU-132-1I" }, { "category": "K", "reason": "ig." }],
        "payment": { "means": "31", "text": "Überweisung", "remittance": "Zeichen 7", "mandate": "M-1", "debited_account": "DE02120300000000202051",
            "card_number": "1234", "card_holder": "H. Brandt" },
        "payee": { "name": "Factoring", "identifier": "1", "identifier_scheme": "0088", "registration": "HRB 7", "registration_scheme": "0106" },
        "delivery": { "name": "Lager", "location": "2", "location_scheme": "0088", "date": "2026-02-24", "street": "Kai 3", "address_extra": "Tor 4",
            "postcode": "24103", "city": "Kiel", "country": "AT" },
        "allowances_charges": [{ "reason": "Treue", "reason_code": "95", "percent": "-2.5", "base": "1000", "tax_category": "AE" }, { "reason": "Porto", "amount": "4.5", "tax_rate": 7 }],
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input["lines"] = json!([
        { "name": "Papier", "quantity": "2500.5", "unit": "XBX", "gross_price": "12.505", "price": "12", "base_quantity": 100, "tax_category": "S", "tax_rate": 7, "note": "Muster \"A\"",
          "attributes": [{ "name": "Farbe", "value": "Weiß & <matt>" }], "classifications": [{ "code": "1", "scheme": "TST" }], "seller_item_id": "A",
          "adjustments": [{ "reason": "Aktion", "percent": "-10" }, { "reason": "Verpackung", "amount": "1.5" }], "adjustment_percent": -3 },
        { "name": "Seminar", "price": "80", "tax_category": "E", "service_start": "2026-02-03", "description": "Zwei\nTage" },
        { "name": "Bau", "price": "1", "tax_category": "AE", "origin_country": "SE", "standard_item_id": "4012345000009" },
    ]);
    input
}

async fn content(seller: &Organization, id: &str) -> Value {
    seller.read(id).await["content"].clone()
}

fn without_version(mut content: Value) -> Value {
    content["version"] = Value::Null;
    content
}

/// The page that a refused form leads back to, with what the answer hands over.
async fn page_after(app: &TestApp, seller: &Organization, answer: &Answer) -> String {
    let flash = answer.header("set-cookie").split(';').next().unwrap_or_default();
    let browser = app.stranger().with("cookie", &format!("session={}; {flash}", seller.session));
    browser.get(answer.header("location")).await.expect(200).text()
}

async fn save(app: &TestApp, seller: &Organization, id: &str, intent: &str, change: &[(&str, &str)]) -> String {
    let browser = app.browser(seller);
    let page = browser.get(&format!("/invoices/{id}/edit")).await.expect(200).text();
    let mut fields = fields_of(&page, "editor");
    fields.push(("intent".to_owned(), intent.to_owned()));
    for (name, value) in change {
        let field = fields.iter_mut().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no field {name}"));
        field.1 = (*value).to_owned();
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.submit("/rpc/invoices/save_draft", &fields).await.expect(302).header("location").to_owned()
}

#[tokio::test]
async fn saving_in_the_editor_loses_nothing() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let id = id_of(&seller.api.post("/api/invoices", &full(&customer)).await.expect(201).json());
    let before = content(&seller, &id).await;
    assert_eq!((&before["payment"]["means"], &before["lines"][0]["attributes"][0]["value"]), (&json!("31"), &json!("Weiß & <matt>")));
    assert!(save(&app, &seller, &id, "save", &[]).await.contains("notice=saved"));
    assert_eq!(without_version(content(&seller, &id).await), without_version(before.clone()));

    let there = save(
        &app,
        &seller,
        &id,
        "save",
        &[("form[delivery][city]", "Bremen"), ("form[lines][1][tax_rate]", "K"), ("form[further_notes][1][text]", "")],
    )
    .await;
    assert!(there.contains("notice=saved"), "{there}");
    let after = content(&seller, &id).await;
    assert_eq!(
        (&after["delivery"]["city"], &after["lines"][1]["tax_category"], after["further_notes"].as_array().unwrap().len()),
        (&json!("Bremen"), &json!("K"), 1)
    );
    assert_eq!(after["lines"][0], before["lines"][0]);
}

#[tokio::test]
async fn a_mistake_in_a_group_is_told_where_it_stands() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.draft().await;
    let browser = app.browser(&seller);
    let wrong = [
        ("id", id.as_str()),
        ("form[payment][debited_account]", "DE1"),
        ("form[exemptions][0][reason]", "weil"),
        ("form[exemptions][0][category]", "S"),
    ];
    let refused = browser.submit("/rpc/invoices/save_draft", &wrong).await.expect(302);
    assert_eq!(refused.header("location"), format!("/invoices/{id}/edit"));
    let html = page_after(&app, &seller, &refused).await;
    let field = html.split("id=\"payment-debited_account\"").nth(1).and_then(|rest| rest.split('>').next()).expect("the field");
    assert!(field.contains("value=\"DE1\"") && field.contains("aria-invalid=\"true\""), "{field}");
    let group = html[..html.find("id=\"payment-debited_account\"").unwrap()].rsplit("<details").next().unwrap();
    assert!(group.split('>').next().unwrap().contains("open"), "{group}");
}

#[tokio::test]
async fn the_details_of_a_line_have_a_page_of_their_own() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.draft().await;
    let there = save(&app, &seller, &id, "line_1", &[]).await;
    assert_eq!(there, format!("/invoices/{id}/lines/2"));
    let browser = app.browser(&seller);
    let html = browser.get(&there).await.expect(200).text();
    assert!(html.contains("Druck Broschüre"), "{html}");
    let mut fields = fields_of(&html, "line");
    for (name, value) in
        [("form[base_quantity]", "10"), ("form[attributes][1][name]", "Format"), ("form[attributes][1][value]", "A5"), ("form[gross_price]", "1,5")]
    {
        fields.iter_mut().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no field {name}")).1 = value.to_owned();
    }
    let sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let saved = browser.submit("/rpc/invoices/save_line", &sent).await.expect(302);
    assert_eq!(saved.header("location"), format!("/invoices/{id}/edit?notice=saved#line-1"));
    let line = content(&seller, &id).await["lines"][1].clone();
    assert_eq!((&line["base_quantity"], &line["gross_price"], &line["attributes"][0]["value"]), (&json!("10"), &json!("1.5"), &json!("A5")));
    let stale = browser.submit("/rpc/invoices/save_line", &sent).await.expect(302);
    assert_eq!(stale.header("location"), format!("/invoices/{id}/lines/2"), "another version by now");
    let wrong = [("id", id.as_str()), ("line", "1"), ("form[base_quantity]", "viel")];
    let refused = browser.submit("/rpc/invoices/save_line", &wrong).await.expect(302);
    let html = page_after(&app, &seller, &refused).await;
    let field = html.split("id=\"base_quantity\"").nth(1).and_then(|rest| rest.split('>').next()).expect("the field");
    assert!(field.contains("value=\"viel\"") && field.contains("aria-invalid=\"true\""), "{field}");
    browser.get(&format!("/invoices/{id}/lines/3")).await.expect(404);
}

#[tokio::test]
async fn a_file_is_attached_and_taken_off_without_script() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.draft().await;
    assert_eq!(save(&app, &seller, &id, "attachments", &[]).await, format!("/invoices/{id}/attachments"));
    let browser = app.browser(&seller);
    let form = |name: &str, bytes: &[u8]| {
        let file = reqwest::multipart::Part::bytes(bytes.to_vec()).file_name(name.to_owned());
        reqwest::multipart::Form::new().text("description", "Stunden").text("location", "").part("content", file)
    };
    let page = format!("/invoices/{id}/attachments");
    let upload =
        |form| browser.request(reqwest::Method::POST, &page).header("accept", "text/html").header("sec-fetch-site", "same-origin").multipart(form);
    assert_eq!(browser.send(upload(form("Stunden.csv", b"Tag;Stunden\n1;8\n"))).await.expect(303).header("location"), format!("{page}?notice=saved"));
    let refused = browser.send(upload(form("Stunden.exe", b"MZ\x00"))).await.expect(303);
    assert_eq!(refused.header("location"), page);
    let html = page_after(&app, &seller, &refused).await;
    assert!(html.contains("Stunden.csv") && html.contains("content-note") && html.contains("role=\"alert\""), "{html}");
    let attachments = seller.read(&id).await["attachments"].clone();
    assert_eq!((attachments.as_array().unwrap().len(), &attachments[0]["mime"]), (1, &json!("text/csv")));
    let attachment = attachments[0]["id"].as_str().unwrap().to_owned();
    browser.submit("/rpc/invoices/detach", &[("id", &id), ("attachment", &attachment)]).await.expect(302);
    assert_eq!(seller.read(&id).await["attachments"], json!([]));
}
