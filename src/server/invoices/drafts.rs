//! Drafts: saved as typed, computed at every save, thrown away without a trace.

use uuid::Uuid;

use crate::domain::customer::{BillingTier, CustomerContent};
use crate::domain::einvoice::model::{Attachment, EInvoice, PrecedingInvoice};
use crate::domain::error::{AppError, Conflict, Problem};
use crate::domain::invoice::InvoiceKind;
use crate::domain::invoice::assemble::{self, Parts};
use crate::domain::invoice::documents::DocumentForms;
use crate::domain::invoice::draft::details::LineDetails;
use crate::domain::invoice::draft::{DraftContent, InvoiceForm, TaxCase};
use crate::domain::money::Cents;
use crate::domain::organization::{BankContent, CompanyContent};
use crate::domain::text::NumberFormat;
use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::invoices::attachments;
use crate::server::invoices::queries::{self, Figures, InvoiceRecord, NewDraft};
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};
use crate::server::{customers, organizations, secret};

/// Saves a new draft (`public_id` is `None`) or a changed one; returns the public identifier.
///
/// # Errors
/// `Invalid` with the fields, `NotFound`, `Conflict(NotADraft)`, `Conflict(ChangedMeanwhile)`.
pub async fn save_draft(
    state: &AppState,
    actor: &Actor,
    public_id: Option<&str>,
    form: &InvoiceForm,
    format: NumberFormat,
) -> Result<String, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let existing = match public_id {
        Some(public_id) => Some(changeable(&mut tx, public_id, &form.version).await?),
        None => None,
    };
    let content = form.parse(format)?;
    let customer = customer_of(&mut tx, form).await?;
    let saved = store(state, actor, &mut tx, existing, customer, &content).await?;
    tx.commit().await?;
    Ok(saved)
}

/// Changes a draft by its form, written for machines, while nobody else can.
///
/// # Errors
/// As [`save_draft`].
pub async fn change_draft(state: &AppState, actor: &Actor, public_id: &str, change: impl FnOnce(InvoiceForm) -> InvoiceForm) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = changeable(&mut tx, public_id, "").await?;
    let customer = match row.customer_id {
        Some(id) => customers::queries::by_id(&mut tx, id).await?.map(|customer| customer.public_id),
        None => None,
    };
    let form = change(content_of(&row)?.to_form(customer.as_deref(), row.version, NumberFormat::Machine));
    let customer = customer_of(&mut tx, &form).await?;
    if form.version != row.version.to_string() {
        return Err(AppError::Conflict(Conflict::ChangedMeanwhile));
    }
    let content = form.parse(NumberFormat::Machine)?;
    store(state, actor, &mut tx, Some(row), customer, &content).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts the rarer fields of one line in place, as typed on their own page.
///
/// # Errors
/// As [`save_draft`], and `NotFound` for a line that is not there.
pub async fn save_line_details(
    state: &AppState,
    actor: &Actor,
    (public_id, line): (&str, usize),
    version: &str,
    form: &LineDetails,
    format: NumberFormat,
) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = changeable(&mut tx, public_id, version).await?;
    let mut content = content_of(&row)?;
    content.set_line_details(line, form, format)?;
    let customer = row.customer_id;
    store(state, actor, &mut tx, Some(row), customer, &content).await?;
    tx.commit().await?;
    Ok(())
}

/// The customer that a form names, if it names one.
///
/// # Errors
/// `Invalid` for one that is unknown.
pub async fn customer_of(tx: &mut Tx, form: &InvoiceForm) -> Result<Option<Uuid>, AppError> {
    match form.customer.trim() {
        "" => Ok(None),
        public_id => match customers::find(tx, public_id).await {
            Err(AppError::NotFound) => Err(AppError::field("customer", Problem::Unknown)),
            found => found.map(Some),
        },
    }
}

/// Inserts or updates within the transaction of the caller.
async fn store(
    state: &AppState,
    actor: &Actor,
    tx: &mut Tx,
    existing: Option<InvoiceRecord>,
    customer: Option<Uuid>,
    content: &DraftContent,
) -> Result<String, AppError> {
    let Some(row) = existing else { return insert(state, actor, tx, None, customer, content).await };
    let kind = kind_of(row.original_id, content);
    let (json, figures) = judged(state, actor, tx, kind, row.original_id, customer, content).await?;
    queries::update_draft(tx, row.id, customer, kind.as_str(), &json, &figures, state.clock.now()).await?;
    Ok(row.public_id)
}

/// A new draft within the transaction of the caller; of a corrected invoice where it names an original. Returns the public identifier.
///
/// # Errors
/// `Invalid` for figures beyond all bounds.
pub async fn insert(
    state: &AppState,
    actor: &Actor,
    tx: &mut Tx,
    original: Option<Uuid>,
    customer: Option<Uuid>,
    content: &DraftContent,
) -> Result<String, AppError> {
    let now = state.clock.now();
    let kind = kind_of(original, content);
    let (json, figures) = judged(state, actor, tx, kind, original, customer, content).await?;
    let id = secret::new_uuid();
    let public_id = secret::new_public_id("INV", actor.today(state));
    let new = NewDraft {
        id,
        organization: actor.organization,
        public_id: &public_id,
        customer,
        kind: kind.as_str(),
        original,
        created_by: actor.user_id(),
    };
    queries::insert_draft(tx, &new, &json, &figures, now).await?;
    audit::record(tx, actor, now, Event::new("invoice.created").invoice(id).customer(customer)).await?;
    webhooks::announce(tx, Topic::InvoiceCreated, Subject::Invoice(id), now).await?;
    Ok(public_id)
}

/// A correction stays one, whatever the form says.
pub(super) fn kind_of(original: Option<Uuid>, content: &DraftContent) -> InvoiceKind {
    match original {
        Some(_) => InvoiceKind::Corrected,
        None if content.is_partial => InvoiceKind::Partial,
        None => InvoiceKind::Invoice,
    }
}

/// What a draft's row holds: its content, and the figures that lists read.
async fn judged(
    state: &AppState,
    actor: &Actor,
    tx: &mut Tx,
    kind: InvoiceKind,
    original: Option<Uuid>,
    customer: Option<Uuid>,
    content: &DraftContent,
) -> Result<(serde_json::Value, Figures), AppError> {
    let surroundings = Surroundings::load(tx, customer, original).await?;
    let invoice = surroundings.assemble(content, kind, "", actor.today(state))?;
    let json = serde_json::to_value(content).map_err(|_| AppError::Unavailable)?;
    Ok((json, figures(&invoice, content, &surroundings)?))
}

async fn changeable(tx: &mut Tx, public_id: &str, version: &str) -> Result<InvoiceRecord, AppError> {
    let row = super::find_locked(tx, public_id).await?;
    if row.state != "draft" {
        return Err(AppError::Conflict(Conflict::NotADraft));
    }
    if !version.is_empty() && version != row.version.to_string() {
        return Err(AppError::Conflict(Conflict::ChangedMeanwhile));
    }
    Ok(row)
}

/// Throws a draft away. It had no number, so nothing is missing afterwards.
///
/// # Errors
/// `NotFound`, `Conflict(NotADraft)`.
pub async fn discard(state: &AppState, actor: &Actor, public_id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = changeable(&mut tx, public_id, "").await?;
    queries::delete_draft(&mut tx, row.id).await?;
    audit::record(&mut tx, actor, state.clock.now(), Event::new("invoice.discarded").customer(row.customer_id).detail(public_id)).await?;
    tx.commit().await?;
    Ok(())
}

/// The draft of a row.
///
/// # Errors
/// `Conflict(NotADraft)`.
pub fn content_of(row: &InvoiceRecord) -> Result<DraftContent, AppError> {
    let json = row.draft.clone().ok_or(AppError::Conflict(Conflict::NotADraft))?;
    serde_json::from_value(json).map_err(|_| AppError::Unavailable)
}

/// Seller and buyer, as they are now, and the invoice that is corrected.
pub struct Surroundings {
    pub company: CompanyContent,
    pub bank: BankContent,
    pub customer: Option<(CustomerContent, u32)>,
    pub organization: organizations::queries::OrganizationRow,
    pub preceding: Option<PrecedingInvoice>,
    pub attachments: Vec<Attachment>,
}

impl Surroundings {
    pub async fn load(tx: &mut Tx, customer: Option<Uuid>, original: Option<Uuid>) -> Result<Self, AppError> {
        let organization = organizations::queries::organization(tx).await?;
        let customer = match customer {
            Some(id) => customers::queries::by_id(tx, id).await?.map(|row| (customers::content_of(&row), u32::try_from(row.number).unwrap_or(0))),
            None => None,
        };
        let bank = organizations::bank(&organization);
        let preceding = match original {
            Some(id) => queries::by_id(tx, id).await?.and_then(|row| Some(PrecedingInvoice { number: row.number?, issue_date: row.issue_date })),
            None => None,
        };
        Ok(Self { company: organizations::company(&organization), bank, customer, organization, preceding, attachments: Vec::new() })
    }

    /// The surroundings of a stored draft, with what is attached to it; the content of files is left out.
    pub async fn of(tx: &mut Tx, row: &InvoiceRecord) -> Result<Self, AppError> {
        let attachments = attachments::of_invoice(tx, row.id).await?;
        Ok(Self { attachments, ..Self::load(tx, row.customer_id, row.original_id).await? })
    }

    /// In which form the documents of this draft leave the house.
    #[must_use]
    pub fn forms(&self, content: &DraftContent) -> DocumentForms {
        let usual = self.customer.as_ref().map(|(customer, _)| customer.forms).unwrap_or_default();
        DocumentForms { xml: content.xml_syntax.unwrap_or(usual.xml), pdf: content.pdf_profile.unwrap_or(usual.pdf) }
    }

    /// The model of this draft between these two.
    ///
    /// # Errors
    /// `Invalid` for figures beyond all bounds.
    pub fn assemble(&self, content: &DraftContent, kind: InvoiceKind, number: &str, today: chrono::NaiveDate) -> Result<EInvoice, AppError> {
        let mut content = content.clone();
        if self.company.small_business && content.tax_case == TaxCase::Domestic {
            content.tax_case = TaxCase::SmallBusiness;
        }
        let customer = self.customer.as_ref().map(|(customer, number)| (customer, *number));
        let (preceding, attachments) = (self.preceding.as_ref(), self.attachments.as_slice());
        let parts = Parts { draft: &content, kind, company: &self.company, bank: &self.bank, customer, preceding, attachments, number, today };
        assemble::assemble(parts).map_err(|_| AppError::field("lines", Problem::OutOfRange))
    }
}

/// The columns that lists and reports read.
///
/// # Errors
/// `Invalid` for sums that no account can hold.
pub fn figures(invoice: &EInvoice, content: &DraftContent, surroundings: &Surroundings) -> Result<Figures, AppError> {
    let cents = |amount| Cents::from_decimal(amount).map(|c| c.0).ok_or_else(|| AppError::field("lines", Problem::OutOfRange));
    Ok(Figures {
        buyer_name: Some(invoice.buyer.name.clone()).filter(|name| !name.is_empty()),
        currency: invoice.currency.to_string(),
        tax_case: content.tax_case.as_str().to_owned(),
        issue_date: content.issue_date,
        due_date: content.due_date,
        service_start: content.service_start.or(content.service_end),
        service_end: content.service_end.or(content.service_start),
        net: cents(invoice.totals.net)?,
        tax: cents(invoice.totals.tax)?,
        gross: cents(invoice.totals.gross)?,
        payable: cents(invoice.totals.payable)?,
        discount_percent: content.discount_percent,
        discount_days: content.discount_days.and_then(|days| i32::try_from(days).ok()),
        hybrid_notice: surroundings.customer.as_ref().is_some_and(|(customer, _)| customer.billing_tier == BillingTier::Hybrid),
        forms: surroundings.forms(content),
    })
}
