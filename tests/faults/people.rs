//! Who lives in the house: a business with customers, series, open events, and other systems that listen.

use std::time::Duration;

use serde_json::{Value, json};

use crate::calendar::Calendar;
use crate::house::{House, SECRET_KEY};
use crate::load::{Caller, Load};
use crate::support::TestApp;

/// Customers of the monthly run, each with so many events; the last one has a credit only and waits.
pub const BILLED: usize = 24;
pub const EVENTS: usize = 4;

/// Somebody who wants to hear of everything, or of one kind of event.
pub struct Listener {
    pub id: String,
    pub path: &'static str,
    pub form: Value,
}

pub struct People {
    pub caller: Caller,
    pub load: Load,
    pub listeners: Vec<Listener>,
}

/// Signs up and fills the house, all in peace; then the load begins.
pub async fn move_in(house: &mut House, calendar: &Calendar) -> People {
    let shift = (calendar.beginning() - chrono::Utc::now()).num_seconds().to_string();
    rechnungswerk::server::db::migrate(&house.postgres.url).await.expect("a schema");
    let app = TestApp::start_with(&[("DATABASE_URL", &house.postgres.url), ("SECRET_KEY", SECRET_KEY), ("CLOCK_SHIFT_SECONDS", &shift)]).await;
    let seller = app.sign_up().await;
    drop(app);
    house.inhabit();
    house.live(Duration::from_millis(200)).await;
    let caller = Caller::new(&house.address, &seller.key, &house.postgres.url);
    let listeners = listen(house, &caller).await;
    let mut customers = Vec::new();
    for number in 0..4 {
        customers.push(customer(&caller, &format!("Kunde {number}"), true).await);
    }
    write_series(&caller, calendar, &customers[0]).await;
    collect_events(&caller, calendar).await;
    let load = Load::start(&caller, &customers, &calendar.month().to_string(), Duration::from_millis(500));
    People { caller, load, listeners }
}

async fn made(caller: &Caller, path: &str, body: &Value, once: &str) -> Value {
    caller.post(path, body, once).await.unwrap_or_else(|| panic!("{path} was refused: {:?}", caller.refusals))
}

async fn listen(house: &mut House, caller: &Caller) -> Vec<Listener> {
    let (open, dead) = (house.peers.hooks_port, house.peers.dead_port);
    let issued = json!(["invoice.issued"]);
    let wishes = [
        ("/good", open, json!([])),
        ("/moody", open, json!([])),
        ("/slow", open, issued.clone()),
        ("/broken", open, issued.clone()),
        ("/away", open, issued.clone()),
        ("/dead", dead, issued),
    ];
    let mut listeners = Vec::new();
    for (path, port, events) in wishes {
        let form = json!({ "url": format!("http://127.0.0.1:{port}{path}"), "events": events });
        // The server may still be starting; this caller asks until it answers.
        let hook = made(caller, "/api/webhooks", &form, &format!("hook {path}")).await;
        house.peers.know_secret(path, hook["secret"].as_str().expect("a secret"));
        listeners.push(Listener { id: hook["id"].as_str().expect("an id").to_owned(), path, form });
    }
    listeners
}

async fn customer(caller: &Caller, name: &str, with_mail: bool) -> String {
    let mail = if with_mail { format!("{}@kunde.example", name.replace(' ', "-").to_lowercase()) } else { String::new() };
    // Where the electronic invoice goes otherwise.
    let vat_id = if with_mail { "" } else { "DE136695976" };
    let customer = json!({ "name": name, "street": "Holstenstraße 7", "postcode": "23552", "city": "Lübeck", "country": "DE", "billing_email": mail, "vat_id": vat_id, "buyer_reference": "Einkauf" });
    made(caller, "/api/customers", &customer, &format!("customer {name}")).await["id"].as_str().expect("an id").to_owned()
}

/// One that is mailed every week, and one at the end of every month; both have missed something.
async fn write_series(caller: &Caller, calendar: &Calendar, customer: &str) {
    let series = [("Wartung", "weekly", calendar.weekly_start(), "issue_and_send"), ("Hosting", "monthly", calendar.monthly_start(), "issue")];
    for (name, frequency, start, handling) in series {
        let anchor = if frequency == "monthly" { json!(31) } else { json!("") };
        let body = json!({
            "name": name, "frequency": frequency, "start_date": start.to_string(), "anchor_day": anchor, "handling": handling,
            "invoice": { "customer": customer, "lines": [{ "name": format!("{name} {{Zeitraum}}"), "price": 100 }] },
        });
        made(caller, "/api/recurring", &body, name).await;
    }
}

async fn collect_events(caller: &Caller, calendar: &Calendar) {
    let mut events = Vec::new();
    for number in 0..BILLED {
        let customer = customer(caller, &format!("Mandant {number}"), number % 3 != 0).await;
        let kind = if number + 1 == BILLED { "credit" } else { "filing_fee" };
        for event in 0..EVENTS {
            let reference = format!("Q-{number}-{event}");
            events.push(json!({ "customer": customer, "type": kind, "amount_cents": 1_000 + 37 * event, "reference_number": reference, "occurred_on": calendar.month().to_string() }));
        }
    }
    made(caller, "/api/billing-events/batch", &json!({ "events": events }), "events").await;
}
