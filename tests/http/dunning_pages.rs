//! Dunning as people handle it: the settings, the list, the letter before it goes out, and what customers see of it.

use serde_json::json;

use crate::dunning::{at, standing};
use crate::support::people::{Organization, draft, id_of};
use crate::support::{Answer, Client, TestApp};

/// An invoice of 1,190.00 € that is due the day after it was issued.
async fn due_soon(app: &TestApp, seller: &Organization) -> String {
    at(app, "2026-03-01T12:00:00Z");
    let mut body = draft(&seller.customer().await);
    body["lines"] = json!([{ "name": "Beratung", "quantity": 10, "unit": "HUR", "price": 100, "tax_rate": 19 }]);
    body["due_date"] = json!("2026-03-02");
    let id = id_of(&seller.api.post("/api/invoices", &body).await.expect(201).json());
    seller.issue(&id).await;
    id
}

async fn page(browser: &Client, path: &str) -> String {
    browser.get(path).await.expect(200).text().replace('\u{a0}', " ")
}

#[track_caller]
fn has(page: &str, words: &[&str]) {
    for word in words {
        assert!(page.contains(word), "{word} is missing:\n{page}");
    }
}

async fn save(browser: &Client, change: &[(&str, &str)]) -> Answer {
    let mut fields = vec![
        ("form[automatic]", "true"),
        ("form[pay_within_days]", "10"),
        ("form[levels][0][days]", "5"),
        ("form[levels][0][fee]", "0,00"),
        ("form[levels][0][subject]", "Kurze Erinnerung an {Nummer}"),
        ("form[levels][0][body]", "Es fehlen noch {Betrag}.\r\n\r\nBitte bis {Frist}."),
        ("form[levels][1][days]", "15"),
        ("form[levels][1][fee]", "3,50"),
        ("form[levels][1][interest]", "true"),
        ("form[levels][2][days]", "30"),
        ("form[levels][2][fee]", "5"),
        ("form[base_rate]", ""),
        ("form[lump_sum]", "true"),
    ];
    for (name, value) in change {
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    browser.submit("/rpc/dunning/save_settings", &fields).await
}

#[tokio::test]
async fn the_settings_show_our_words_take_others_and_keep_what_was_refused() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let first = page(&browser, "/settings/dunning").await;
    has(
        &first,
        &["Zahlungserinnerung zur Rechnung {Nummer}", "war am {Fällig} fällig", "was due on {due}", "1,27 % seit 01.07.2025", "value=\"2,50\""],
    );

    let refused = save(&browser, &[("form[levels][1][days]", "5"), ("form[levels][0][body]", "Es fehlen {Geld}.")]).await.expect(302);
    assert_eq!(refused.header("location"), "/settings/dunning");
    let cookie = refused.header("set-cookie").split(';').next().unwrap().to_owned();
    let again = app.stranger().with("cookie", &format!("session={}; {cookie}", seller.session));
    let shown = page(&again, "/settings/dunning").await;
    has(&shown, &["Muss nach der Stufe davor liegen.", "Diesen Platzhalter gibt es nicht.", "Es fehlen {Geld}.", "value=\"3,50\""]);
    assert_eq!(app.count("select count(*) from dunning_settings").await, 0);

    let saved = save(&browser, &[]).await.expect(302);
    assert_eq!(saved.header("location"), "/settings/dunning?notice=saved");
    let stored = seller.api.get("/api/dunning/settings").await.expect(200).json();
    assert_eq!((&stored["automatic"], &stored["lump_sum"], &stored["pay_within_days"]), (&json!(true), &json!(true), &json!("10")));
    assert_eq!((&stored["levels"][0]["days"], &stored["levels"][0]["body"]), (&json!("5"), &json!("Es fehlen noch {Betrag}.\n\nBitte bis {Frist}.")));
    assert_eq!((&stored["levels"][1]["fee"], &stored["levels"][1]["subject"]), (&json!("3.50"), &json!("1. Mahnung zur Rechnung {Nummer}")));
    has(&page(&browser, "/settings/dunning").await, &["Kurze Erinnerung an {Nummer}", "value=\"3,50\""]);
    assert_eq!(app.count("select count(*) from audit_events where event = 'settings.dunning_changed'").await, 1);
}

#[tokio::test]
async fn a_letter_is_looked_at_sent_and_found_again_wherever_the_invoice_is_shown() {
    let app = TestApp::start().await;
    at(&app, "2026-03-01T12:00:00Z");
    let seller = app.sign_up().await;
    let id = due_soon(&app, &seller).await;
    let browser = app.browser(&seller);
    has(&page(&browser, "/dunning").await, &["Nichts ist überfällig", "Schreiben gehen nur hinaus, wenn Sie sie senden."]);
    save(&browser, &[("form[automatic]", "")]).await.expect(302);
    at(&app, "2026-03-08T12:00:00Z");
    let list = page(&browser, "/dunning").await;
    has(
        &list,
        &["Brandt &amp; Söhne KG", "seit 6 Tagen", "Zahlungserinnerung", "Ein fälliges senden", "1.190,00 €", &format!("href=\"/dunning/{id}\"")],
    );
    has(&page(&browser, "/dunning?state=held").await, &["Keine Rechnung passt"]);

    let letter = page(&browser, &format!("/dunning/{id}")).await;
    has(
        &letter,
        &["rechnung@brandt-soehne.example", "Kurze Erinnerung an RE-2026-00001", "Es fehlen noch 1.190,00 €.", "Bitte bis 18.03.2026.", "sandbox"],
    );
    has(&letter, &[&format!("src=\"/dunning/{id}/mail\""), "Zahlungserinnerung senden"]);
    let framed = browser.get(&format!("/dunning/{id}/mail")).await.expect(200);
    assert_eq!(framed.header("x-frame-options"), "SAMEORIGIN");
    assert!(framed.header("content-security-policy").contains("default-src 'none'") && framed.header("content-security-policy").contains("sandbox"));
    has(&framed.text(), &["<p style=\"margin:12px 0\">Bitte bis 18.03.2026.</p>"]);
    assert!(!framed.text().contains("<script"));
    assert_eq!(app.count("select count(*) from email_messages").await, 0, "looking sends nothing");

    let pressed = browser.submit("/rpc/dunning/send", &[("id", &id), ("level", "reminder")]).await.expect(302);
    assert_eq!(pressed.header("location"), format!("/dunning/{id}?notice=dunning_sent"));
    browser.submit("/rpc/dunning/send", &[("id", &id), ("level", "reminder")]).await.expect(302);
    app.work().await;
    assert_eq!(app.mails().await.len(), 1, "pressed twice, sent once");
    let told = page(&browser, &format!("/dunning/{id}?notice=dunning_sent")).await;
    has(&told, &["Ist unterwegs", "Heute ist schon ein Schreiben hinausgegangen", "1.190,00 € bis 18.03.2026"]);
    assert!(!told.contains("/rpc/dunning/send\""), "no second one today");
    let invoice = page(&browser, &format!("/invoices/{id}")).await;
    has(&invoice, &["Mahnungen", "1. Mahnung: am 18.03.2026", "Zahlungserinnerung beauftragt"]);
}

#[tokio::test]
async fn many_are_sent_by_choice_or_all_that_are_due() {
    let app = TestApp::start().await;
    at(&app, "2026-03-01T12:00:00Z");
    let seller = app.sign_up().await;
    let ids = [due_soon(&app, &seller).await, due_soon(&app, &seller).await, due_soon(&app, &seller).await];
    let browser = app.browser(&seller);
    at(&app, "2026-03-04T12:00:00Z");
    let none = browser.submit("/rpc/dunning/send_due", &[]).await.expect(302);
    assert_eq!(none.header("location"), "/dunning?notice=dunning_none_sent", "the plan has them tomorrow");
    let chosen = browser.submit("/rpc/dunning/send_many", &[("ids[0]", &ids[0])]).await.expect(302);
    assert_eq!(chosen.header("location"), "/dunning?notice=dunning_sent");
    let nothing = browser.submit("/rpc/dunning/send_many", &[("ids[0]", &ids[0])]).await.expect(302);
    assert_eq!(nothing.header("location"), "/dunning?notice=dunning_none_sent");
    at(&app, "2026-03-05T12:00:00Z");
    let all = browser.submit("/rpc/dunning/send_due", &[]).await.expect(302);
    assert_eq!(all.header("location"), "/dunning?notice=dunning_sent");
    app.work().await;
    assert_eq!(app.mails().await.len(), 3);
}

#[tokio::test]
async fn a_pause_is_set_and_lifted_on_the_page() {
    let app = TestApp::start().await;
    at(&app, "2026-03-01T12:00:00Z");
    let seller = app.sign_up().await;
    let id = due_soon(&app, &seller).await;
    let browser = app.browser(&seller);
    at(&app, "2026-03-06T12:00:00Z");
    let wrong = browser.submit("/rpc/dunning/pause", &[("id", &id), ("until", "2026-03-01"), ("reason", "Reklamation")]).await.expect(302);
    assert_eq!(wrong.header("location"), format!("/dunning/{id}?dialog=pause"));
    let set = browser.submit("/rpc/dunning/pause", &[("id", &id), ("until", "2026-03-20"), ("reason", "Reklamation <b>")]).await.expect(302);
    assert_eq!(set.header("location"), format!("/dunning/{id}?notice=dunning_paused"));
    let paused = page(&browser, &format!("/dunning/{id}")).await;
    has(&paused, &["Pausiert bis 20.03.2026 – Reklamation &lt;b&gt;", "/rpc/dunning/resume"]);
    assert!(!paused.contains("/rpc/dunning/send\""));
    has(&page(&browser, "/dunning?state=held").await, &["Pausiert bis 20.03.2026"]);
    browser.submit("/rpc/dunning/resume", &[("id", &id)]).await.expect(302);
    has(&page(&browser, &format!("/dunning/{id}")).await, &["Zahlungserinnerung senden"]);
}

#[tokio::test]
async fn the_customer_sees_the_last_letter_and_its_charges_until_it_is_paid() {
    let app = TestApp::start().await;
    at(&app, "2026-03-01T12:00:00Z");
    let seller = app.sign_up().await;
    let id = due_soon(&app, &seller).await;
    let token = seller.share(&id).await;
    let portal = format!("/portal/{token}");
    let customer = app.stranger();
    at(&app, "2026-03-05T12:00:00Z");
    assert!(!page(&customer, &portal).await.contains("Zahlungserinnerung"));
    seller.api.post_nothing(&format!("/api/invoices/{id}/dunning")).await.expect(202);
    let reminded = page(&customer, &portal).await;
    has(&reminded, &["Zahlungserinnerung vom 05.03.2026", "12.03.2026"]);
    assert!(!reminded.contains("Zur Rechnung kommen hinzu"));
    at(&app, "2026-03-16T12:00:00Z");
    seller.api.post_nothing(&format!("/api/invoices/{id}/dunning")).await.expect(202);
    // 14 days at 10.27 % on 1,190.00 €: 4.6876… €.
    has(&page(&customer, &portal).await, &["1. Mahnung vom 16.03.2026", "Mahnkosten 2,50 € + Verzugszinsen 4,69 €", "1.197,19 €", "1.190,00 €"]);
    let json = customer.get(&format!("/api/portal/{token}")).await.expect(200).json();
    assert_eq!(json["open_amount"], "1190.00");
    assert_eq!(
        json["dunning"],
        json!({ "level": "first", "sent_on": "2026-03-16", "pay_until": "2026-03-23", "fee_amount": "2.50", "interest_amount": "4.69", "total_amount": "1197.19" })
    );
    seller.api.post(&format!("/api/invoices/{id}/payments"), &json!({})).await.expect(201);
    assert_eq!(seller.read(&id).await["state"], "paid", "whoever pays the invoice has paid the invoice");
    assert!(!page(&customer, &portal).await.contains("1. Mahnung"));
    assert!(customer.get(&format!("/api/portal/{token}")).await.json()["dunning"].is_null());
    assert_eq!(standing(&seller, &id).await["notices"].as_array().map(Vec::len), Some(2), "the history stays");
}

#[tokio::test]
async fn letters_speak_the_language_of_the_customer() {
    let app = TestApp::start().await;
    at(&app, "2026-03-01T12:00:00Z");
    let seller = app.sign_up().await;
    let id = due_soon(&app, &seller).await;
    sqlx::query("update customers set language = 'en'").execute(&mut app.owner().await).await.unwrap();
    save(&app.browser(&seller), &[("form[automatic]", ""), ("form[levels][0][subject_en]", "A note on {number} for {customer}")]).await.expect(302);
    at(&app, "2026-03-08T12:00:00Z");
    seller.api.post_nothing(&format!("/api/invoices/{id}/dunning")).await.expect(202);
    app.work().await;
    let mail = app.mails().await.remove(0);
    assert_eq!(mail.subject, "A note on RE-2026-00001 for Brandt & Söhne KG");
    has(&mail.text, &["was due on 2 Mar 2026", "€1,190.00", "18 Mar 2026"]);
}
