//! The first page after login.

use std::collections::HashMap;

use chrono::{Datelike as _, Months, NaiveDate};

use crate::domain::error::AppError;
use crate::domain::invoice::view::{Activity, MonthRevenue, Overview};
use crate::domain::money::{Cents, Currency};
use crate::server::auth::Actor;
use crate::server::invoices::reading::{list, queries};
use crate::server::state::AppState;
use crate::server::{audit, organizations};

/// What is worth telling on the first page.
const TOLD: [&str; 14] = [
    "invoice.issued",
    "invoice.viewed",
    "invoice.cancelled",
    "invoice.overdue",
    "dunning.reminder",
    "dunning.first",
    "dunning.second",
    "mail.sent",
    "mail.failed",
    "mail.bounced",
    "payment.recorded",
    "payment.confirmed_by_customer",
    "payment.rejected",
    "invoice.created",
];

/// # Errors
/// `NotFound` for those who may not see figures.
pub async fn overview(state: &AppState, actor: &Actor) -> Result<Overview, AppError> {
    actor.require_figures()?;
    let today = actor.today(state);
    let month = today.with_day(1).unwrap_or(today);
    let since = month.checked_sub_months(Months::new(11)).unwrap_or(month);
    let mut tx = state.db.organization(actor.organization).await?;
    let figures = queries::overview(&mut tx, today, month).await?;
    let revenue = queries::revenue(&mut tx, since).await?;
    let events = audit::queries::latest(&mut tx, &TOLD.map(str::to_owned), 6).await?;
    let drafts = queries::drafts(&mut tx, 6).await?;
    let next_due = queries::next_due(&mut tx, today, 6).await?;
    let organization = organizations::queries::organization(&mut tx).await?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let has_company =
        organization.street.is_some() && organization.city.is_some() && (organization.vat_id.is_some() || organization.tax_number.is_some());
    Ok(Overview {
        currency: Currency::EUR,
        open: Cents(figures.open),
        open_count: count(figures.open_count),
        overdue: Cents(figures.overdue),
        overdue_count: count(figures.overdue_count),
        collected: Cents(figures.collected),
        collected_count: count(figures.collected_count),
        month,
        sent_count: count(figures.sent_count),
        issued_count: count(figures.open_count),
        revenue: months(since, &revenue),
        activity: events.into_iter().map(activity).collect(),
        drafts: drafts.into_iter().map(|row| list::row_of(row, today)).collect(),
        next_due: next_due.into_iter().map(|row| list::row_of(row, today)).collect(),
        first_steps: vec![
            ("company".to_owned(), has_company),
            ("bank".to_owned(), organization.iban.is_some()),
            ("customer".to_owned(), figures.customer_count > 0),
            ("invoice".to_owned(), figures.invoice_count > 0),
        ],
    })
}

/// Twelve months, also those without revenue.
fn months(since: NaiveDate, rows: &[queries::MonthRow]) -> Vec<MonthRevenue> {
    let by_month: HashMap<NaiveDate, &queries::MonthRow> = rows.iter().map(|row| (row.month, row)).collect();
    let month = |index| since.checked_add_months(Months::new(index)).unwrap_or(since);
    (0..12)
        .map(month)
        .map(|month| {
            let row = by_month.get(&month);
            MonthRevenue { month, paid: Cents(row.map_or(0, |row| row.paid)), open: Cents(row.map_or(0, |row| row.open)) }
        })
        .collect()
}

fn activity(row: audit::queries::EventRow) -> Activity {
    Activity {
        at: row.at,
        event: row.event,
        invoice_public_id: row.invoice_public_id,
        invoice_number: row.invoice_number,
        customer_name: row.buyer_name,
        amount: row.amount_cents.map(Cents),
    }
}
