//! From the frozen document and the balance to what the portal page shows.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use crate::domain::einvoice::model::{Address, AllowanceCharge, EInvoice, Line, Party};
use crate::domain::error::AppError;
use crate::domain::girocode::GiroCode;
use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency, round2};
use crate::domain::portal::{
    Branding, CashDiscount, ChainEntry, ConfirmationMode, PaymentStatus, PortalAllowanceCharge, PortalBank, PortalDunning, PortalLine, PortalParty,
    PortalTax, PortalView,
};
use crate::server::db::Tx;
use crate::server::documents::girocode;
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::organizations::queries::OrganizationRow;
use crate::server::payments::queries::PaymentRow;
use crate::server::portal::queries;
use crate::server::{clock, customers, dunning, organizations, payments};

/// Reads everything the page needs.
///
/// # Errors
/// `NotFound` for a draft, `Unavailable`.
pub async fn load(
    tx: &mut Tx,
    row: &InvoiceRecord,
    token: &str,
    expires_at: Option<DateTime<Utc>>,
    zone: Tz,
    today: NaiveDate,
) -> Result<PortalView, AppError> {
    let document: EInvoice = serde_json::from_value(row.document.clone().ok_or(AppError::NotFound)?).map_err(|_| AppError::Unavailable)?;
    let organization = organizations::queries::organization(tx).await?;
    let payments = payments::queries::of_invoice(tx, row.id).await?;
    let chain = queries::chain(tx, row.id).await?;
    let customer = customers::of_invoice(tx, row.customer_id).await?;
    let lang = customer.and_then(|c| Lang::parse(&c.language)).unwrap_or_default();
    let documents_ready = queries::documents_ready(tx, row.id).await?;
    let open = Cents(row.open_cents).max(Cents::ZERO);
    let status = status(row, &payments, today);
    let is_cancellation = row.kind == "cancellation";
    Ok(PortalView {
        token: token.to_owned(),
        lang,
        number: document.number.clone(),
        kind: InvoiceKind::parse(&row.kind).unwrap_or_default(),
        issue_date: document.issue_date,
        due_date: document.due_date,
        today,
        service_period: service_period(&document),
        currency: document.currency,
        seller: party(&document.seller, organization.contact_email.clone(), lang),
        buyer: party(&document.buyer, None, lang),
        branding: branding(&organization),
        lines: document.lines.iter().map(line).collect(),
        allowances_charges: document.allowances_charges.iter().map(adjustment).collect(),
        net: cents(document.totals.net),
        tax_groups: document.tax_groups.iter().map(|g| PortalTax { rate: g.rate.rate, base: cents(g.taxable), tax: cents(g.tax) }).collect(),
        gross: cents(document.totals.gross),
        corrected: Cents(row.corrected_cents),
        paid: Cents(row.paid_cents) + cents(document.totals.prepaid),
        rounding: cents(document.totals.rounding),
        open,
        cash_discount: cash_discount(row, document.issue_date, today),
        payment_terms: document.payment_terms.as_deref().and_then(words_of_terms),
        notes: document.notes.iter().map(|note| note.text.clone()).collect(),
        tax_notes: document.tax_groups.iter().filter_map(|group| group.exemption_reason.clone()).collect(),
        confirmed_by_customer: payments.iter().any(|p| p.method == "portal_confirmation" && p.state != "rejected"),
        paid_on: payments.iter().filter(|p| p.state == "settled").map(|p| p.paid_on).max(),
        bank: bank(&document, open, matches!(status, PaymentStatus::Paid | PaymentStatus::Void) || is_cancellation),
        status,
        pay_url: None,
        chain: chain_entries(&chain, row),
        hybrid_notice: row.hybrid_notice && !is_cancellation,
        dunning: last_letter(tx, row).await?,
        confirmation: ConfirmationMode::parse(&organization.payment_confirmation).unwrap_or_default(),
        documents_ready,
        expires_at,
        expires_on: expires_at.map(|at| clock::day_in(zone, at)),
        imprint_url: organization.imprint_url,
        privacy_url: organization.privacy_url,
    })
}

/// Only while there is something to pay.
async fn last_letter(tx: &mut Tx, row: &InvoiceRecord) -> Result<Option<PortalDunning>, AppError> {
    if row.state != "open" || row.open_cents <= 0 {
        return Ok(None);
    }
    let last = dunning::notices_of(tx, row.id).await?.into_iter().next();
    Ok(last.map(|notice| PortalDunning {
        level: notice.level,
        sent_on: notice.sent_on,
        pay_until: notice.pay_until,
        fees: notice.fees,
        is_lump_sum: notice.is_lump_sum,
        interest: notice.interest,
    }))
}

fn cents(amount: Decimal) -> Cents {
    Cents::from_decimal(amount).unwrap_or_default()
}

/// `payment_status` of the JSON API.
fn status(row: &InvoiceRecord, payments: &[PaymentRow], today: NaiveDate) -> PaymentStatus {
    let reported = payments.iter().any(|p| p.state == "reported");
    match row.state.as_str() {
        "paid" => PaymentStatus::Paid,
        "void" => PaymentStatus::Void,
        _ if reported => PaymentStatus::Reported,
        "open" if row.due_date.is_some_and(|due| due < today) => PaymentStatus::Overdue,
        _ if row.paid_cents > 0 => PaymentStatus::PartiallyPaid,
        _ => PaymentStatus::Unpaid,
    }
}

/// The organization's colour and logo.
#[must_use]
pub fn branding(organization: &OrganizationRow) -> Branding {
    Branding { color: organization.color.clone(), logo_url: organization.logo_key.as_deref().map(organizations::logo_url) }
}

/// Delivery date or period of the document.
#[must_use]
pub fn service_period(document: &EInvoice) -> Option<(NaiveDate, NaiveDate)> {
    let period = document.period.and_then(|p| Some((p.start.or(p.end)?, p.end.or(p.start)?)));
    period.or_else(|| document.delivery.as_ref().and_then(|d| d.date).map(|date| (date, date)))
}

fn party(party: &Party, email: Option<String>, lang: Lang) -> PortalParty {
    PortalParty { name: party.name.clone(), address: address_lines(&party.address, lang), vat_id: party.vat_id.clone(), email }
}

/// Street, additional line, postcode with city, and the country where it is not Germany.
#[must_use]
pub fn address_lines(address: &Address, lang: Lang) -> Vec<String> {
    let place = [address.postcode.as_deref(), address.city.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let country = (address.country != "DE").then(|| crate::i18n::text(lang, &format!("country-{}", address.country)));
    let country = country.map(|name| name.strip_prefix("country-").map_or(name.clone(), str::to_owned));
    let lines = [address.line1.clone(), address.line2.clone(), address.line3.clone(), Some(place), country];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect()
}

fn line(line: &Line) -> PortalLine {
    let base = line.price.base_quantity.unwrap_or(Decimal::ONE);
    PortalLine {
        position: line.id.clone(),
        name: line.item.name.clone(),
        description: line.item.description.clone(),
        period: line.period.and_then(|p| Some((p.start.or(p.end)?, p.end.or(p.start)?))),
        quantity: line.quantity,
        unit: line.unit.clone(),
        price: line.price.net.checked_div(base).unwrap_or(line.price.net).normalize(),
        adjustments: line.allowances_charges.iter().map(adjustment).collect(),
        tax_rate: line.tax.rate,
        total: cents(line.net),
    }
}

fn adjustment(entry: &AllowanceCharge) -> PortalAllowanceCharge {
    let sign = if entry.is_charge { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
    PortalAllowanceCharge { reason: entry.reason.clone(), percent: entry.percent.map(|p| p * sign), amount: cents(entry.amount * sign) }
}

/// The discount while it can still be had on the whole amount.
fn cash_discount(row: &InvoiceRecord, issue_date: NaiveDate, today: NaiveDate) -> Option<CashDiscount> {
    let (percent, days) = (row.discount_percent?, u64::try_from(row.discount_days?).ok()?);
    let until = issue_date.checked_add_days(Days::new(days))?;
    if row.state != "open" || today > until || row.paid_cents != 0 {
        return None;
    }
    let open = Cents(row.open_cents);
    let discount = Cents::from_decimal(round2(open.to_decimal() * percent / Decimal::ONE_HUNDRED))?;
    Some(CashDiscount { percent, until, discount, amount: open - discount })
}

/// BT-20 without its lines for machines.
fn words_of_terms(terms: &str) -> Option<String> {
    let words: Vec<&str> = terms.lines().filter(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty()).collect();
    (!words.is_empty()).then(|| words.join("\n"))
}

fn bank(document: &EInvoice, open: Cents, is_settled: bool) -> Option<PortalBank> {
    if is_settled || !open.is_positive() {
        return None;
    }
    let account = document.payment_means.iter().flat_map(|means| &means.credit_transfers).next()?;
    let account_name = account.account_name.clone().unwrap_or_else(|| document.seller.name.clone());
    let code = GiroCode { holder: &account_name, iban: &account.account, bic: account.bic.as_deref(), open, remittance: &document.number };
    let matrix = (document.currency == Currency::EUR).then(|| girocode::matrix(&code)).flatten();
    Some(PortalBank {
        girocode_path: matrix.as_ref().map(girocode::Matrix::svg_path),
        girocode_size: matrix.map_or(0, |matrix| u32::from(matrix.size)),
        iban: account.account.clone(),
        bic: account.bic.clone(),
        account_name,
    })
}

fn chain_entries(rows: &[queries::ChainRow], this: &InvoiceRecord) -> Vec<ChainEntry> {
    if rows.len() < 2 {
        return Vec::new();
    }
    let entry = |row: &queries::ChainRow| ChainEntry {
        number: row.number.clone(),
        kind: InvoiceKind::parse(&row.kind).unwrap_or_default(),
        issue_date: row.issue_date,
        amount: Cents(row.gross_cents),
        is_this: row.id == this.id,
    };
    rows.iter().map(entry).collect()
}
