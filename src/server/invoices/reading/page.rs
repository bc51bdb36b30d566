//! `/invoices/{id}`: one issued invoice with its ledger, mails, link, documents and history.

use rust_decimal::Decimal;

use crate::domain::einvoice::model::{AllowanceCharge, EInvoice};
use crate::domain::error::{AppError, Conflict};
use crate::domain::invoice::view::{
    DocumentEntry, HistoryEntry, InvoicePage, MailEntry, MailState, PaymentEntry, PaymentMethod, PaymentState, Reference, ReferenceKind,
    SheetAdjustment, SheetChainEntry, SheetLine, SheetTax, SheetTotals, ViewEntry,
};
use crate::domain::invoice::{InvoiceKind, InvoiceState, StatusFacts};
use crate::domain::money::Cents;
use crate::domain::text;
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::invoices::reading::queries;
use crate::server::invoices::{cancelling, find, sharing};
use crate::server::payments::queries::PaymentRow;
use crate::server::portal::view::{address_lines, service_period};
use crate::server::state::AppState;
use crate::server::{audit, customers, dunning, mail, organizations, payments, portal};

/// The page of an issued invoice; a draft has the editor instead.
///
/// # Errors
/// `NotFound`, `Conflict(StillADraft)`.
pub async fn page(state: &AppState, actor: &Actor, public_id: &str) -> Result<InvoicePage, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    let lang = actor.lang();
    portal::visits::settle(state).await;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    let document = row.document.clone().ok_or(AppError::Conflict(Conflict::StillADraft))?;
    let document: EInvoice = serde_json::from_value(document).map_err(|_| AppError::Unavailable)?;
    let organization = organizations::queries::organization(&mut tx).await?;
    let customer = customers::of_invoice(&mut tx, row.customer_id).await?;
    let payments = payments::queries::of_invoice(&mut tx, row.id).await?;
    let counts = queries::counts_of(&mut tx, row.id).await?;
    let facts = facts(&row, &payments, today);
    let portal_view = portal::view::load(&mut tx, &row, "", None, actor.zone, today).await?;
    let bank = portal_view.bank;
    Ok(InvoicePage {
        public_id: row.public_id.clone(),
        number: document.number.clone(),
        kind: facts.kind,
        state: facts.state,
        status: facts.label(),
        today,
        issue_date: document.issue_date,
        due_date: document.due_date,
        service_period: service_period(&document),
        currency: document.currency,
        customer_public_id: customer.as_ref().map(|c| c.public_id.clone()),
        seller_sender_line: sender_line(&document),
        seller_name: document.seller.name.clone(),
        logo_url: organization.logo_key.as_deref().map(organizations::logo_url),
        buyer_name: document.buyer.name.clone(),
        buyer_address: address_lines(&document.buyer.address, lang),
        references: references(&document),
        lines: lines(&document, &cancelling::left_of(&mut tx, row.id, &document).await?),
        adjustments: document.allowances_charges.iter().map(adjustment).collect(),
        totals: totals(&document),
        corrected: Cents(row.corrected_cents),
        open: Cents(row.open_cents),
        payments: payments.iter().filter(|p| p.state != "rejected").map(payment_entry).collect(),
        payment_terms: portal_view.payment_terms,
        notes: portal_view.notes,
        iban: bank.as_ref().map(|b| b.iban.clone()),
        bic: bank.as_ref().and_then(|b| b.bic.clone()),
        girocode_size: bank.as_ref().map_or(0, |b| b.girocode_size),
        girocode_path: bank.and_then(|b| b.girocode_path),
        chain: chain(&mut tx, &row).await?,
        dunning: dunning::state_of(&mut tx, actor, row.id, today).await?,
        mails: queries::mails_of(&mut tx, row.id).await?.into_iter().map(mail_entry).collect(),
        share: sharing::state_of(state, &mut tx, row.id).await?,
        views: queries::views_of(&mut tx, row.id, 3).await?.into_iter().map(view_entry).collect(),
        view_count: u32::try_from(counts.views).unwrap_or(0),
        documents: queries::documents_of(&mut tx, row.id).await?.into_iter().map(|d| document_entry(d, public_id)).collect(),
        history: audit::queries::of_invoice(&mut tx, row.id, 20).await?.into_iter().map(|e| history_entry(e, document.currency, lang)).collect(),
        history_count: u32::try_from(counts.events).unwrap_or(0),
        mail_subject: mail::templates::usual_subject(customers::lang_of(customer.as_ref()), facts.kind, &document.number),
        mail_to: customer.and_then(|c| c.billing_email),
    })
}

/// What the label of an invoice depends on.
pub(super) fn facts(row: &InvoiceRecord, payments: &[PaymentRow], today: chrono::NaiveDate) -> StatusFacts {
    StatusFacts {
        state: InvoiceState::parse(&row.state).unwrap_or_default(),
        kind: InvoiceKind::parse(&row.kind).unwrap_or_default(),
        open: Cents(row.open_cents),
        paid: Cents(row.paid_cents),
        is_sent: row.sent_at.is_some(),
        is_reported: payments.iter().any(|p| p.state == "reported"),
        due_date: row.due_date,
        today,
    }
}

/// The small line above the address in the window of an envelope.
fn sender_line(document: &EInvoice) -> String {
    let address = &document.seller.address;
    let place = [address.postcode.as_deref(), address.city.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [Some(document.seller.name.clone()), address.line1.clone(), Some(place)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn references(document: &EInvoice) -> Vec<Reference> {
    let buyer_reference = document.own_buyer_reference().map(str::to_owned);
    let named = [
        (ReferenceKind::Order, &document.order_reference),
        (ReferenceKind::Contract, &document.contract_reference),
        (ReferenceKind::Project, &document.project_reference),
        (ReferenceKind::Buyer, &buyer_reference),
    ];
    named.into_iter().filter_map(|(kind, value)| Some(Reference { kind, value: value.clone()? })).collect()
}

fn cents(amount: Decimal) -> Cents {
    Cents::from_decimal(amount).unwrap_or_default()
}

fn signed(entry: &AllowanceCharge, amount: Decimal) -> Decimal {
    if entry.is_charge { amount } else { -amount }
}

fn lines(document: &EInvoice, left: &[Decimal]) -> Vec<SheetLine> {
    let line = |(line, left): (&crate::domain::einvoice::model::Line, &Decimal)| SheetLine {
        position: line.id.clone(),
        name: line.item.name.clone(),
        description: line.item.description.clone(),
        period: line.period.and_then(|p| Some((p.start.or(p.end)?, p.end.or(p.start)?))),
        quantity: line.quantity,
        unit: line.unit.clone(),
        price: line.price.net,
        adjustment_percent: line.allowances_charges.iter().find_map(|entry| Some(signed(entry, entry.percent?))),
        tax_rate: line.tax.rate,
        total: cents(line.net),
        left: *left,
    };
    document.lines.iter().zip(left).map(line).collect()
}

fn adjustment(entry: &AllowanceCharge) -> SheetAdjustment {
    SheetAdjustment { reason: entry.reason.clone(), percent: entry.percent.map(|p| signed(entry, p)), amount: cents(signed(entry, entry.amount)) }
}

/// The sums as pages show them.
#[must_use]
pub fn totals(document: &EInvoice) -> SheetTotals {
    let totals = &document.totals;
    let tax = |group: &crate::domain::einvoice::model::TaxGroup| SheetTax {
        rate: group.rate.rate,
        base: cents(group.taxable),
        tax: cents(group.tax),
        reason: group.exemption_reason.clone(),
    };
    SheetTotals {
        net: cents(totals.net),
        taxes: document.tax_groups.iter().map(tax).collect(),
        gross: cents(totals.gross),
        prepaid: cents(totals.prepaid),
        rounding: cents(totals.rounding),
        payable: cents(totals.payable),
    }
}

fn payment_entry(row: &PaymentRow) -> PaymentEntry {
    PaymentEntry {
        id: row.id.to_string(),
        date: row.paid_on,
        method: PaymentMethod::parse(&row.method).unwrap_or(PaymentMethod::Other),
        amount: Cents(row.amount_cents),
        state: if row.state == "reported" { PaymentState::Reported } else { PaymentState::Settled },
        reference: row.reference.clone(),
        note: row.note.clone(),
        awaits_review: row.method == "portal_confirmation" && row.reviewed_at.is_none(),
    }
}

async fn chain(tx: &mut Tx, this: &InvoiceRecord) -> Result<Vec<SheetChainEntry>, AppError> {
    let rows = portal::queries::chain(tx, this.id).await?;
    if rows.len() < 2 {
        return Ok(Vec::new());
    }
    let entry = |row: portal::queries::ChainRow| SheetChainEntry {
        is_this: row.id == this.id,
        kind: InvoiceKind::parse(&row.kind).unwrap_or_default(),
        public_id: row.public_id,
        number: row.number,
        issue_date: row.issue_date,
        amount: Cents(row.gross_cents),
    };
    Ok(rows.into_iter().map(entry).collect())
}

fn mail_entry(row: queries::MailRow) -> MailEntry {
    let state = match row.state.as_str() {
        "sent" => match row.fate.as_deref() {
            Some("bounced") => MailState::Bounced,
            Some("opened" | "clicked") => MailState::Opened,
            Some(_) => MailState::Delivered,
            None => MailState::Sent,
        },
        "failed" => MailState::Failed,
        _ if row.attempts > 0 => MailState::Retrying,
        _ => MailState::Queued,
    };
    MailEntry {
        id: row.id.to_string(),
        kind: row.kind,
        to: row.to_address,
        at: row.fate_at.or(row.sent_at).unwrap_or(row.created_at),
        answer: match state {
            MailState::Bounced => row.fate_reason,
            MailState::Sent | MailState::Delivered | MailState::Opened => None,
            MailState::Queued | MailState::Retrying | MailState::Failed => row.last_answer,
        },
        may_resend: matches!(state, MailState::Failed | MailState::Bounced),
        state,
    }
}

fn view_entry(row: queries::ViewRow) -> ViewEntry {
    ViewEntry { at: row.viewed_at, client: row.client, is_phone: row.is_phone }
}

fn document_entry(row: queries::DocumentRow, public_id: &str) -> DocumentEntry {
    DocumentEntry {
        url: format!("/invoices/{public_id}/{}", row.kind),
        kind: row.kind,
        file_name: row.file_name,
        size: u64::try_from(row.size).unwrap_or(0),
        sha256: hex::encode(row.sha256),
        created_at: row.created_at,
    }
}

fn history_entry(row: audit::queries::EventRow, currency: crate::domain::money::Currency, lang: crate::domain::lang::Lang) -> HistoryEntry {
    let detail = row.amount_cents.map(|amount| text::money(Cents(amount), currency, lang)).filter(|_| row.event.starts_with("payment"));
    HistoryEntry { at: row.at, event: row.event, actor: row.actor_name.map(|name| text::initials(&name)), detail: detail.or(row.detail) }
}
