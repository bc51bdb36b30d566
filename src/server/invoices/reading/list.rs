//! The list of invoices: searched, filtered, sorted and paged by the database.

use chrono::NaiveDate;

use crate::domain::error::AppError;
use crate::domain::invoice::view::{InvoiceList, InvoiceListQuery, InvoiceRow};
use crate::domain::invoice::{InvoiceKind, InvoiceState, StatusFacts};
use crate::domain::money::{Cents, Currency};
use crate::domain::text;
use crate::server::auth::Actor;
use crate::server::invoices::reading::queries;
use crate::server::state::AppState;

/// Rows of one page.
pub const PAGE_SIZE: u32 = 50;

/// The chips above the list, in their order.
pub const CHIPS: [&str; 7] = ["", "draft", "open", "overdue", "paid", "unsent", "void"];

/// One page of the list. What cannot be read in the query is passed over, because it comes from an address.
///
/// # Errors
/// `NotFound` for those who may not see billing.
pub async fn list(state: &AppState, actor: &Actor, query: &InvoiceListQuery) -> Result<InvoiceList, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    let page = query.page.parse::<u32>().unwrap_or(1).clamp(1, 100_000);
    let status = CHIPS.into_iter().find(|chip| *chip == query.status).unwrap_or_default();
    let search = search_words(&query.q);
    let filter = queries::Filter {
        text: &search,
        status,
        customer: query.customer.trim(),
        from: text::day(&query.from).ok().flatten(),
        until: text::day(&query.until).ok().flatten(),
        sort: &query.sort,
        today,
        limit: i64::from(PAGE_SIZE),
        offset: i64::from((page - 1) * PAGE_SIZE),
    };
    let mut tx = state.db.organization(actor.organization).await?;
    let rows = queries::list(&mut tx, &filter).await?;
    let counts = queries::chip_counts(&mut tx, &filter).await?;
    let by_chip = [counts.all, counts.draft, counts.open, counts.overdue, counts.paid, counts.unsent, counts.void];
    let chips: Vec<(String, u32)> = CHIPS.iter().zip(by_chip).map(|(name, count)| ((*name).to_owned(), u32::try_from(count).unwrap_or(0))).collect();
    let total = chips.iter().find(|(name, _)| name == status).map_or(0, |(_, count)| *count);
    Ok(InvoiceList {
        rows: rows.into_iter().map(|row| row_of(row, today)).collect(),
        total,
        page,
        pages: total.div_ceil(PAGE_SIZE).max(1),
        is_empty_organization: counts.in_organization == 0,
        chips,
    })
}

/// What to look for: short, and without characters that no text of ours has.
#[must_use]
pub fn search_words(typed: &str) -> String {
    typed.trim().chars().filter(|c| !c.is_control()).take(100).collect()
}

/// A row as the list shows it.
#[must_use]
pub fn row_of(row: queries::ListRow, today: NaiveDate) -> InvoiceRow {
    let kind = InvoiceKind::parse(&row.kind).unwrap_or_default();
    let facts = StatusFacts {
        state: InvoiceState::parse(&row.state).unwrap_or_default(),
        kind,
        open: Cents(row.open_cents),
        paid: Cents(row.paid_cents),
        is_sent: row.sent_at.is_some(),
        is_reported: row.is_reported,
        due_date: row.due_date,
        today,
    };
    InvoiceRow {
        public_id: row.public_id,
        number: row.number,
        kind,
        customer_name: row.buyer_name,
        customer_without_email: row.customer_without_email,
        issue_date: row.issue_date,
        due_date: row.due_date,
        currency: Currency::parse(&row.currency).unwrap_or_default(),
        gross: Cents(row.gross_cents),
        open: Cents(row.open_cents),
        status: facts.label(),
        sent_at: row.sent_at,
        mail_failed: row.mail_failed,
    }
}
