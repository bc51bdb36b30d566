//! Many invoices issued at once: the same gate, numbers, frozen content, links and documents as one, but a statement for all of them.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::einvoice::model::EInvoice;
use crate::domain::error::AppError;
use crate::domain::invoice::InvoiceKind;
use crate::domain::invoice::draft::DraftContent;
use crate::domain::money::Cents;
use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::documents::archive;
use crate::server::invoices::drafts::{self, Surroundings};
use crate::server::invoices::numbering::{self, Series};
use crate::server::invoices::queries::Figures;
use crate::server::invoices::{findings, sharing};
use crate::server::secret;
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};

mod queries;

/// A draft that the issue gate let through; there is no other way to make one.
pub struct Judged {
    customer: Uuid,
    surroundings: Surroundings,
    content: DraftContent,
    preview: EInvoice,
}

/// Why a draft is not issued.
pub enum Refused {
    /// The issue gate found errors in this invoice.
    Gate(Box<EInvoice>),
    /// Figures beyond all bounds.
    OutOfRange,
}

impl Judged {
    /// Asks the gate.
    ///
    /// # Errors
    /// With the invoice that the gate refused.
    pub fn of(customer: Uuid, surroundings: Surroundings, content: DraftContent, today: NaiveDate) -> Result<Self, Refused> {
        let preview = surroundings.assemble(&content, InvoiceKind::Invoice, findings::NUMBER_PREVIEW, today).map_err(|_| Refused::OutOfRange)?;
        if findings::blocks(&preview) {
            return Err(Refused::Gate(Box::new(preview)));
        }
        Ok(Self { customer, surroundings, content, preview })
    }

    #[must_use]
    pub fn preview(&self) -> &EInvoice {
        &self.preview
    }

    #[must_use]
    pub fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }
}

/// An invoice that was issued.
pub struct Issued {
    pub id: Uuid,
    pub public_id: String,
    pub invoice: EInvoice,
    pub figures: Figures,
    pub portal_url: String,
}

/// Issues all of them, in their order, as part of the caller's transaction.
///
/// # Errors
/// When the database refuses, or a sum fits no account.
pub async fn issue_many(state: &AppState, actor: &Actor, tx: &mut Tx, judged: &[Judged]) -> Result<Vec<Issued>, AppError> {
    let Some(first) = judged.first() else { return Ok(Vec::new()) };
    let (now, today) = (state.clock.now(), actor.today(state));
    let organization = &first.surroundings.organization;
    // The numbers come last before the writing, so that their lock is held as briefly as can be.
    let numbers = numbering::draw_many(tx, actor.organization, Series::Invoice, &organization.invoice_format, today, judged.len()).await?;
    let mut issued = Vec::with_capacity(judged.len());
    for (one, number) in judged.iter().zip(&numbers) {
        issued.push(assemble(one, number, today)?);
    }
    write(actor, tx, judged, &issued, now).await?;
    let link_days = organization.link_days;
    let links: Vec<queries::NewLink> = issued.iter().map(|one| link(state, one.id)).collect::<Result<_, AppError>>()?;
    let expires_at = link_days.map(|days| now + TimeDelta::days(i64::from(days)));
    queries::insert_links(tx, actor.organization, actor.user_id(), &links, expires_at, now).await?;
    for (one, link) in issued.iter_mut().zip(&links) {
        one.portal_url = sharing::url(state, &link.token);
    }
    archive::order_many(tx, actor.organization, &issued.iter().map(|one| one.id).collect::<Vec<_>>(), now).await?;
    record(actor, tx, judged, &issued, now).await?;
    for one in &issued {
        webhooks::announce(tx, Topic::InvoiceCreated, Subject::Invoice(one.id), now).await?;
        webhooks::announce(tx, Topic::InvoiceIssued, Subject::Invoice(one.id), now).await?;
        if one.figures.payable == 0 {
            webhooks::announce(tx, Topic::InvoicePaid, Subject::Invoice(one.id), now).await?;
        }
    }
    metrics::counter!("invoices_issued_total").increment(u64::try_from(issued.len()).unwrap_or(0));
    Ok(issued)
}

fn assemble(judged: &Judged, number: &str, today: NaiveDate) -> Result<Issued, AppError> {
    let invoice = judged.surroundings.assemble(&judged.content, InvoiceKind::Invoice, number, today)?;
    let figures = Figures {
        issue_date: Some(invoice.issue_date),
        due_date: invoice.due_date,
        ..drafts::figures(&invoice, &judged.content, &judged.surroundings)?
    };
    Ok(Issued { id: secret::new_uuid(), public_id: secret::new_public_id("INV", today), invoice, figures, portal_url: String::new() })
}

fn link(state: &AppState, invoice: Uuid) -> Result<queries::NewLink, AppError> {
    let token = secret::new_uuid().to_string();
    let token_cipher = state.cipher.encrypt(&token).map_err(|_| AppError::Unavailable)?;
    Ok(queries::NewLink { id: secret::new_uuid(), invoice, token_hash: secret::token_hash(&token), token_cipher, token })
}

/// What an issued invoice's row holds, as the statement reads it.
#[derive(Serialize)]
struct Row<'a> {
    id: Uuid,
    state: &'a str,
    number: &'a str,
    document: &'a EInvoice,
    tax_case: &'a str,
    currency: &'a str,
    buyer_name: Option<&'a str>,
    issue_date: Option<NaiveDate>,
    due_date: Option<NaiveDate>,
    service_start: Option<NaiveDate>,
    service_end: Option<NaiveDate>,
    net: i64,
    tax: i64,
    gross: i64,
    payable: i64,
    hybrid_notice: bool,
    xml_syntax: &'a str,
    pdf_profile: &'a str,
}

/// A draft first, because the database takes lines for drafts only.
async fn write(actor: &Actor, tx: &mut Tx, judged: &[Judged], issued: &[Issued], now: DateTime<Utc>) -> Result<(), AppError> {
    let drafts: Vec<(Uuid, Uuid, &str)> = judged.iter().zip(issued).map(|(one, new)| (new.id, one.customer, new.public_id.as_str())).collect();
    queries::insert_drafts(tx, actor.organization, actor.user_id(), &drafts, now).await?;
    let (lines, taxes) = contents(issued);
    queries::insert_lines(tx, actor.organization, &lines).await?;
    queries::insert_taxes(tx, actor.organization, &taxes).await?;
    let rows: Vec<Row<'_>> = issued.iter().map(row).collect();
    let rows = serde_json::to_value(&rows).map_err(|_| AppError::Unavailable)?;
    if queries::mark_issued(tx, &rows, now).await? != u64::try_from(issued.len()).unwrap_or(0) {
        tracing::error!("An invoice of many was not issued with the others.");
        return Err(AppError::Unavailable);
    }
    Ok(())
}

fn row(one: &Issued) -> Row<'_> {
    let f = &one.figures;
    Row {
        id: one.id,
        state: if f.payable == 0 { "paid" } else { "open" },
        number: &one.invoice.number,
        document: &one.invoice,
        tax_case: &f.tax_case,
        currency: &f.currency,
        buyer_name: f.buyer_name.as_deref(),
        issue_date: f.issue_date,
        due_date: f.due_date,
        service_start: f.service_start,
        service_end: f.service_end,
        net: f.net,
        tax: f.tax,
        gross: f.gross,
        payable: f.payable,
        hybrid_notice: f.hybrid_notice,
        xml_syntax: f.forms.xml.as_str(),
        pdf_profile: f.forms.pdf.as_str(),
    }
}

/// Lines and tax groups as rows, for reports.
fn contents(issued: &[Issued]) -> (Vec<queries::Line<'_>>, Vec<queries::Tax<'_>>) {
    let cents = |amount| Cents::from_decimal(amount).unwrap_or_default().0;
    let lines = issued.iter().flat_map(|one| {
        one.invoice.lines.iter().zip(1..).map(move |(line, position)| queries::Line {
            invoice: one.id,
            position,
            name: &line.item.name,
            quantity: line.quantity,
            unit: &line.unit,
            price: line.price.net,
            category: line.tax.category.code(),
            rate: line.tax.rate,
            net: cents(line.net),
        })
    });
    let taxes = issued.iter().flat_map(|one| {
        one.invoice.tax_groups.iter().zip(1..).map(move |(group, position)| queries::Tax {
            invoice: one.id,
            position,
            category: group.rate.category.code(),
            rate: group.rate.rate,
            taxable: cents(group.taxable),
            tax: cents(group.tax),
        })
    });
    (lines.collect(), taxes.collect())
}

async fn record(actor: &Actor, tx: &mut Tx, judged: &[Judged], issued: &[Issued], now: DateTime<Utc>) -> Result<(), AppError> {
    let pairs: Vec<(Uuid, &Issued)> = judged.iter().zip(issued).map(|(one, new)| (one.customer, new)).collect();
    let events: Vec<Event<'_>> = pairs
        .iter()
        .map(|(customer, new)| {
            Event::new("invoice.issued").invoice(new.id).customer(*customer).detail(&new.invoice.number).amount(Cents(new.figures.gross))
        })
        .collect();
    Ok(audit::record_many(tx, actor, now, &events).await?)
}
