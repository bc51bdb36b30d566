//! The demo series: one that mails every month, one that leaves a draft every quarter.

use chrono::{Datelike as _, Months};

use super::{story, told};
use crate::domain::customer::CustomerListQuery;
use crate::domain::invoice::draft::{InvoiceForm, LineForm};
use crate::domain::recurring::plan::PlanForm;
use crate::domain::text::NumberFormat;
use crate::server::auth::Actor;
use crate::server::state::AppState;
use crate::server::{customers, recurring};

/// Name, customer, frequency, handling, item, quantity, text of the line.
const SERIES: [(&str, &str, &str, &str, usize, &str, &str); 2] = [
    ("Pflege der Website", "Hansekontor Logistik GmbH", "monthly", "issue_and_send", 7, "1", "Pflege der Website {Monat} {Jahr}"),
    ("Produktfotos", "Kanzlei Brandt", "quarterly", "draft", 1, "2", "Produktfotografie {Quartal} {Jahr}"),
];

/// They begin with the next month, so that nothing is made at once.
pub async fn tell(state: &AppState, actor: &Actor) -> anyhow::Result<()> {
    let buyers = customers::list(state, actor, &CustomerListQuery::default()).await.map_err(told)?.rows;
    let today = actor.today(state);
    let start = today.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))).unwrap_or(today);
    for (name, customer, frequency, handling, item, quantity, words) in SERIES {
        let (_, unit, price, tax_rate) = story::ITEMS[item];
        let buyer = buyers.iter().find(|buyer| buyer.name == customer);
        let line = LineForm {
            name: words.to_owned(),
            quantity: quantity.to_owned(),
            unit: unit.to_owned(),
            price: price.to_owned(),
            tax_rate: tax_rate.to_owned(),
            ..LineForm::default()
        };
        let invoice = InvoiceForm {
            customer: buyer.map(|buyer| buyer.public_id.clone()).unwrap_or_default(),
            note: "Leistungszeitraum: {Zeitraum}".to_owned(),
            lines: vec![line],
            ..InvoiceForm::default()
        };
        let plan = PlanForm {
            name: name.to_owned(),
            frequency: frequency.to_owned(),
            start_date: start.to_string(),
            handling: handling.to_owned(),
            ..PlanForm::default()
        };
        recurring::save(state, actor, None, &plan, &invoice, NumberFormat::Machine).await.map_err(told)?;
    }
    Ok(())
}
