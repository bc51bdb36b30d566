//! Series as people handle them: the form, the list, the page with what comes next, and who may see them.

use chrono::{DateTime, Utc};

use crate::recurring::{create, series, show};
use crate::support::people::PASSWORD;
use crate::support::{Answer, Client, TestApp};

fn at(app: &TestApp, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    app.later(moment - app.clock.now());
}

async fn save(browser: &Client, customer: &str, change: &[(&str, &str)]) -> Answer {
    let mut fields = vec![
        ("intent", "save"),
        ("plan[name]", "Wartung"),
        ("plan[frequency]", "monthly"),
        ("plan[start_date]", "2026-12-01"),
        ("plan[covers]", "ahead"),
        ("plan[handling]", "issue"),
        ("form[customer]", customer),
        ("form[note]", "Danke für {Monat}"),
        ("form[lines][0][name]", "Wartung {Zeitraum}"),
        ("form[lines][0][quantity]", "2"),
        ("form[lines][0][unit]", "HUR"),
        ("form[lines][0][price]", "95,50"),
        ("form[lines][0][tax_rate]", "19"),
    ];
    for (name, value) in change {
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    browser.submit("/rpc/recurring/save", &fields).await
}

#[tokio::test]
async fn a_series_is_written_by_the_form_shown_with_its_next_five_and_changed() {
    let app = TestApp::start().await;
    at(&app, "2026-11-21T12:00:00Z");
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let browser = app.browser(&seller);
    let form = browser.get(&format!("/recurring/new?customer={customer}")).await.expect(200).text();
    for words in ["plan[start_date]", "2026-12-01", "{Monat}", "Als Entwurf ablegen", "Brandt &amp; Söhne KG"] {
        assert!(form.contains(words), "{words} is missing:\n{form}");
    }

    let answer = save(&browser, &customer, &[]).await.expect(302);
    let location = answer.header("location").to_owned();
    assert!(location.starts_with("/recurring/REC-") && location.ends_with("?notice=series_saved"), "{location}");
    let page = browser.get(&location).await.expect(200).text();
    for words in [
        "Serie gespeichert",
        "01.12.2026",
        "01.04.2027",
        "Wartung 01.01.–31.01.2027",
        "Danke für April",
        "227,29",
        "Jetzt ausführen",
        "Noch wurde keine",
    ] {
        assert!(page.contains(words), "{words} is missing:\n{page}");
    }
    let list = browser.get("/recurring?q=wart").await.expect(200).text();
    assert!(list.contains("Brandt &amp; Söhne KG") && list.contains("Monatlich") && list.contains("01.12.2026") && list.contains("227,29"), "{list}");
    assert!(browser.get("/recurring?q=nichts").await.expect(200).text().contains("Keine Serie passt"));

    let id = location.split(['/', '?']).nth(2).unwrap().to_owned();
    let edit = browser.get(&format!("/recurring/{id}/edit")).await.expect(200).text();
    assert!(edit.contains("95,50") && edit.contains("Wartung {Zeitraum}") && edit.contains("name=\"form[version]\" value=\"1\""), "{edit}");
    save(&browser, &customer, &[("id", &id), ("form[version]", "1"), ("form[lines][0][price]", "100")]).await.expect(302);
    assert_eq!(show(&seller, &id).await["amount"], "238.00");
    let refused = save(&browser, &customer, &[("id", &id), ("form[version]", "1")]).await.expect(302);
    assert_eq!(refused.header("location"), format!("/recurring/{id}/edit"));
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed_and_why() {
    let app = TestApp::start().await;
    at(&app, "2026-11-21T12:00:00Z");
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    // What was typed comes back by a cookie, so this browser has a jar.
    let browser = app.stranger();
    browser.submit("/rpc/account/log_in", &[("email", &seller.email), ("password", PASSWORD)]).await.expect(302);
    let wrong = [("plan[start_date]", "1926-01-01"), ("plan[count]", "viele"), ("form[lines][0][name]", "Wartung {Mond}")];
    let answer = save(&browser, &customer, &wrong).await.expect(302);
    assert_eq!(answer.header("location"), "/recurring/new");
    let page = browser.get("/recurring/new").await.expect(200).text();
    for words in ["Diesen Platzhalter gibt es nicht", "Wartung {Mond}", "1926-01-01", "Bitte eine Zahl eingeben", "95,50"] {
        assert!(page.contains(words), "{words} is missing:\n{page}");
    }
    save(&browser, &customer, &[("plan[start_date]", "1926-01-01")]).await.expect(302);
    assert!(browser.get("/recurring/new").await.text().contains("mehr als 60 Rechnungen auf einmal"));
    let more = save(&browser, &customer, &[("intent", "add_line")]).await.expect(302);
    assert_eq!(more.header("location"), "/recurring/new?lines=2#line-1");
    let page = browser.get("/recurring/new?lines=2").await.expect(200).text();
    assert!(page.contains("form[lines][1][name]") && page.contains("Wartung {Zeitraum}") && !page.contains("role=\"alert\""), "{page}");
    assert_eq!(app.count("select count(*) from recurring_invoices").await, 0);
}

#[tokio::test]
async fn an_invoice_or_draft_becomes_a_series_without_its_days() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let (issued, draft) = (seller.invoice().await, seller.draft().await);
    let shown = browser.get(&format!("/invoices/{issued}")).await.expect(200).text();
    let edited = browser.get(&format!("/invoices/{draft}/edit")).await.expect(200).text();
    for (id, page) in [(&issued, shown), (&draft, edited)] {
        assert!(page.contains(&format!("/recurring/new?from={id}")), "no way to a series");
        let form = browser.get(&format!("/recurring/new?from={id}")).await.expect(200).text();
        assert!(form.contains("Gestaltung Katalog") && form.contains("B-2026-117") && !form.contains("2026-02-25"), "{form}");
    }
    let body = serde_json::json!({ "start_date": "2199-01-01", "from_invoice": issued });
    let made = seller.api.post("/api/recurring", &body).await.expect(201).json();
    assert_eq!((&made["amount"], &made["name"]), (&"2364.69".into(), &"Gestaltung Katalog".into()));
}

#[tokio::test]
async fn buttons_pause_resume_run_and_end() {
    let app = TestApp::start().await;
    at(&app, "2026-11-21T12:00:00Z");
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let id = create(&seller, &series(&seller.customer().await, "2026-12-01")).await;
    let page = format!("/recurring/{id}");
    let press = async |verb: &str, fields: &[(&str, &str)]| {
        let fields = [&[("id", id.as_str())], fields].concat();
        let answer = browser.submit(&format!("/rpc/recurring/{verb}"), &fields).await.expect(302);
        browser.get(answer.header("location")).await.expect(200).text()
    };
    assert!(browser.get(&format!("{page}?dialog=run")).await.text().contains("Die Rechnung für 01.12.–31.12.2026 entsteht jetzt."));
    let ran = press("run", &[("until", "2026-12-01")]).await;
    assert!(ran.contains("Rechnung erstellt") && ran.contains("RE-2026-00001 ausgestellt") && ran.contains("01.01.2027"), "{ran}");
    assert!(press("run", &[("until", "2026-12-01")]).await.contains("Es war nichts fällig"));
    assert!(press("pause", &[]).await.contains("Serie pausiert"));
    sqlx::query("update sessions set expires_at = '2030-01-01'").execute(&mut app.owner().await).await.unwrap();
    at(&app, "2027-02-10T12:00:00Z");
    assert!(browser.get(&format!("{page}?dialog=resume")).await.text().contains("2 Rechnungen nachholen"));
    assert!(press("resume", &[("missed", "skip")]).await.contains("01.03.2027"));
    let ended = press("finish", &[]).await;
    assert!(ended.contains("Serie beendet") && ended.contains("Es kommt keine Rechnung mehr.") && !ended.contains("Jetzt ausführen"), "{ended}");
    let closed = browser.get(&format!("{page}/edit")).await;
    assert_eq!(closed.header("location"), format!("{page}?notice=series_inactive"));
}

#[tokio::test]
async fn executives_read_series_and_staff_does_not_know_of_them() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = create(&seller, &series(&seller.customer().await, "2199-01-01")).await;
    let browser = app.browser(&seller);
    sqlx::query("update memberships set role = 'executive'").execute(&mut app.owner().await).await.unwrap();
    let (list, page) = (browser.get("/recurring").await.expect(200).text(), browser.get(&format!("/recurring/{id}")).await.expect(200).text());
    assert!(list.contains("Hosting") && !list.contains("/recurring/new"), "{list}");
    assert!(page.contains("Hosting Januar 2199") && !page.contains("/rpc/recurring/") && !page.contains("/edit"), "{page}");
    browser.get("/recurring/new").await.expect(403);
    browser.post("/api/recurring", &series("", "2199-01-01")).await.expect_problem(403, "forbidden");
    browser.post_nothing(&format!("/api/recurring/{id}/pause")).await.expect_problem(403, "forbidden");
    sqlx::query("update memberships set role = 'staff'").execute(&mut app.owner().await).await.unwrap();
    for address in ["/recurring".to_owned(), "/recurring/new".to_owned(), format!("/recurring/{id}"), format!("/recurring/{id}/edit")] {
        browser.get(&address).await.expect(404);
    }
    assert!(!browser.get("/").await.text().contains("/recurring"));
    browser.get("/api/recurring").await.expect_problem(404, "not_found");
}
