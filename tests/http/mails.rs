//! Mails as people meet them: told of a payment or not, seen to fail and sent again by a button, and no folder in production.

use chrono::TimeDelta;
use serde_json::json;

use crate::smtp::SmtpServer;
use crate::support::TestApp;

#[tokio::test]
async fn a_confirmation_is_mailed_only_where_the_setting_wants_it() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    for (wanted, mails) in [("", 0), ("true", 1), ("", 1)] {
        let settings = [("form[payment_confirmation]", "settle"), ("form[link_days]", "30"), ("form[mail_on_confirmation]", wanted)];
        // A box that is not ticked is not sent at all.
        let sent = if wanted.is_empty() { &settings[..2] } else { &settings[..] };
        let answer = browser.submit("/rpc/settings/save_portal", sent).await.expect(302);
        assert_eq!(answer.header("location"), "/settings/portal?notice=saved");
        let ticked = browser
            .get("/settings/portal")
            .await
            .text()
            .split("id=\"form[mail_on_confirmation]\"")
            .nth(1)
            .unwrap()
            .split('>')
            .next()
            .unwrap()
            .contains("checked");
        assert_eq!(ticked, !wanted.is_empty(), "the page shows the setting");
        let (_, token) = seller.shared_invoice().await;
        let confirmed = app.stranger().submit("/rpc/portal/confirm_payment", &[("token", &token)]).await.expect(302);
        assert!(confirmed.header("location").ends_with("notice=confirmed"));
        app.work().await;
        let told: Vec<_> = app.mails().await.into_iter().filter(|mail| mail.to.contains(&seller.email)).collect();
        assert_eq!(told.len(), mails, "with {wanted:?}: {told:?}");
        assert!(browser.get("/notifications").await.text().contains("RE-"), "in the dashboard it is told always");
    }
    assert_eq!(app.count("select count(*) from notifications where kind = 'payment.confirmed'").await, 3);
    assert_eq!(app.count("select count(*) from email_messages where kind = 'payment_confirmation'").await, 1);
}

#[tokio::test]
async fn a_failed_mail_is_seen_and_sent_again_by_the_button() {
    let server = SmtpServer::start();
    let app = TestApp::start_with(&[("SMTP_URL", &server.url)]).await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let (id, _) = seller.shared_invoice().await;
    let to = "later-3-kasse@brandt-soehne.example";
    let form = [("id", id.as_str()), ("to_email", to), ("subject", "Ihre Rechnung"), ("message", "")];
    browser.submit("/rpc/invoices/send_email", &form).await.expect(302);
    for _ in 0..4 {
        app.work().await;
        app.later(TimeDelta::minutes(31));
    }
    assert_eq!(server.tries_to(to).len(), 3, "three tries, and no more by themselves");
    let page = browser.get(&format!("/invoices/{id}")).await.expect(200).text();
    assert!(page.contains("451 4.3.0 Please try again later") && page.contains("Erneut senden"), "{page}");
    assert!(browser.get("/notifications").await.text().contains(to), "the organization is told");
    assert!(seller.read(&id).await["sent_at"].is_null());

    let button = page.split("action=\"/rpc/mail/resend\"").nth(1).expect("the form of the button");
    let value = |name: &str| {
        let field = button.split(&format!("name=\"{name}\"")).nth(1).expect("the field");
        field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("its value").to_owned()
    };
    let (invoice, message) = (value("id"), value("message"));
    assert_eq!(invoice, id);
    let pressed = browser.submit("/rpc/mail/resend", &[("id", &invoice), ("message", &message)]).await.expect(302);
    assert_eq!(pressed.header("location"), format!("/invoices/{id}?notice=mail_queued"));
    let waiting = browser.get(pressed.header("location")).await.expect(200).text();
    assert!(waiting.contains("E-Mail wird versendet!"), "{waiting}");
    browser.submit("/rpc/mail/resend", &[("id", &invoice), ("message", &message)]).await.expect(302);
    app.work().await;
    let tries = server.tries_to(to);
    assert_eq!((tries.len(), tries[3].answer.as_str()), (4, "250"), "pressed twice, sent once");
    assert!(seller.read(&id).await["sent_at"].is_string());
}

#[tokio::test]
async fn the_mail_folder_is_shown_in_development_only() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (id, _) = seller.shared_invoice().await;
    seller.api.post(&format!("/api/invoices/{id}/send-email"), &json!({ "to_email": "rechnung@brandt-soehne.example" })).await.expect(202);
    app.work().await;
    let list = app.stranger().get("/dev/mail").await.expect(200).text();
    let address =
        list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).find(|href| href.starts_with("/dev/mail/")).expect("a mail");
    app.stranger().get(address).await.expect(200);

    let settings =
        [("RECHNUNGSWERK_ENV", "production"), ("SECRET_KEY", "0123456789abcdef0123456789abcdef"), ("PUBLIC_URL", "https://rechnung.example")];
    let production = TestApp::start_with(&settings).await;
    let seller = production.sign_up().await;
    // As if somebody had copied the folder of a development machine.
    let (folder, name) = (production.data_dir().join("mail"), address.trim_start_matches("/dev/mail/"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(app.data_dir().join("mail").join(name), folder.join(name)).unwrap();
    for reader in [production.stranger(), production.browser(&seller)] {
        for path in ["/dev/mail", address] {
            let answer = reader.get(path).await.expect(404);
            assert!(!answer.text().contains("brandt-soehne"), "{path}: {}", answer.text());
        }
        for (path, fields) in [("/rpc/dev/mails", vec![]), ("/rpc/dev/mail", vec![("file", name)])] {
            let answer = reader.send(reader.request(reqwest::Method::POST, path).header("accept", "application/json").form(&fields)).await;
            assert_eq!(answer.status, 404, "{path}: {}", answer.text());
        }
    }
}
