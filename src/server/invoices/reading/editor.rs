//! The editor of a draft: what was typed, what it adds up to, and what is still missing.

use crate::domain::error::{AppError, Conflict};
use crate::domain::invoice::InvoiceKind;
use crate::domain::invoice::draft::details::LineDetailsPage;
use crate::domain::invoice::draft::{DraftContent, InvoiceForm, LineForm};
use crate::domain::invoice::view::{CustomerChoice, EditorPage, GateFinding, RecentItem, SheetTotals};
use crate::domain::text::NumberFormat;
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::invoices::drafts::{self, Surroundings};
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::invoices::reading::{page, queries};
use crate::server::invoices::{attachments, find, findings};
use crate::server::state::AppState;
use crate::server::{customers, organizations};

/// The editor of a draft, or of a new invoice (`None`), which may be for a given customer.
///
/// # Errors
/// `NotFound`, `Conflict(NotADraft)` for an issued invoice.
pub async fn editor(state: &AppState, actor: &Actor, public_id: Option<&str>, for_customer: Option<&str>) -> Result<EditorPage, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let mut editor = match public_id {
        Some(public_id) => {
            let row = find(&mut tx, public_id).await?;
            of_draft(state, actor, &mut tx, &row).await?
        }
        None => of_nothing(&mut tx, for_customer).await?,
    };
    editor.today = actor.today(state);
    editor.customers = customers::queries::choices(&mut tx, 500).await?.into_iter().map(choice).collect();
    Ok(editor)
}

/// What the issue gate says to a form as it is typed, of a draft or of a new invoice (`None`). Nothing is stored.
///
/// # Errors
/// `Invalid` with the fields that cannot be read, `NotFound`, `Conflict(NotADraft)`.
pub async fn check_draft(
    state: &AppState,
    actor: &Actor,
    public_id: Option<&str>,
    form: &InvoiceForm,
    format: NumberFormat,
) -> Result<Vec<GateFinding>, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let (original, attachments) = match public_id {
        Some(public_id) => {
            let row = find(&mut tx, public_id).await?;
            require_draft(&row)?;
            (row.original_id, attachments::of_invoice(&mut tx, row.id).await?)
        }
        None => (None, Vec::new()),
    };
    let content = form.parse(format)?;
    let kind = drafts::kind_of(original, &content);
    let customer = drafts::customer_of(&mut tx, form).await?;
    let surroundings = Surroundings { attachments, ..Surroundings::load(&mut tx, customer, original).await? };
    let invoice = surroundings.assemble(&content, kind, findings::NUMBER_PREVIEW, actor.today(state))?;
    let named = Some(form.customer.trim()).filter(|id| !id.is_empty());
    Ok(findings::of(&invoice, named, actor.lang()))
}

fn require_draft(row: &InvoiceRecord) -> Result<(), AppError> {
    if row.state == "draft" { Ok(()) } else { Err(AppError::Conflict(Conflict::NotADraft)) }
}

/// The rarer fields of one line of a draft, for a page of their own. The line counts from 0.
///
/// # Errors
/// `NotFound`, `Conflict(NotADraft)`.
pub async fn line_details(state: &AppState, actor: &Actor, public_id: &str, line: usize) -> Result<LineDetailsPage, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    require_draft(&row)?;
    let content = drafts::content_of(&row)?;
    let entry = content.lines.get(line).ok_or(AppError::NotFound)?;
    Ok(LineDetailsPage {
        public_id: row.public_id.clone(),
        line: u32::try_from(line).unwrap_or(0),
        name: entry.name.clone().unwrap_or_default(),
        form: entry.details.to_form(NumberFormat::Of(actor.lang())),
        version: row.version.to_string(),
        errors: Vec::new(),
    })
}

async fn of_nothing(tx: &mut Tx, for_customer: Option<&str>) -> Result<EditorPage, AppError> {
    let customer = match for_customer {
        Some(public_id) => customers::queries::by_public_id(tx, public_id).await?,
        None => None,
    };
    let organization = organizations::queries::organization(tx).await?;
    let form = InvoiceForm {
        customer: customer.as_ref().map(|c| c.public_id.clone()).unwrap_or_default(),
        lines: vec![LineForm { unit: "C62".to_owned(), tax_rate: "19".to_owned(), ..LineForm::default() }],
        ..InvoiceForm::default()
    };
    Ok(EditorPage {
        form,
        recent_items: items(tx, customer.as_ref().map(|c| c.id)).await?,
        logo_url: organization.logo_key.as_deref().map(organizations::logo_url),
        seller_name: organization.name,
        small_business: organization.small_business,
        default_terms_days: customer.and_then(|c| u32::try_from(c.payment_terms_days).ok()).unwrap_or(30),
        ..EditorPage::default()
    })
}

async fn of_draft(state: &AppState, actor: &Actor, tx: &mut Tx, row: &InvoiceRecord) -> Result<EditorPage, AppError> {
    require_draft(row)?;
    let content = drafts::content_of(row)?;
    let kind = drafts::kind_of(row.original_id, &content);
    let surroundings = Surroundings::of(tx, row).await?;
    let customer = customers::of_invoice(tx, row.customer_id).await?;
    let customer_id = customer.as_ref().map(|c| c.public_id.as_str());
    let (found, totals) = judge(state, actor, kind, &content, &surroundings, customer_id)?;
    Ok(EditorPage {
        public_id: Some(row.public_id.clone()),
        corrects: surroundings.preceding.as_ref().map(|original| original.number.clone()),
        form: content.to_form(customer_id, row.version, NumberFormat::Of(actor.lang())),
        findings: found,
        attachments: u32::try_from(surroundings.attachments.len()).unwrap_or(0),
        recent_items: items(tx, row.customer_id).await?,
        logo_url: surroundings.organization.logo_key.as_deref().map(organizations::logo_url),
        seller_name: surroundings.company.name.clone(),
        small_business: surroundings.company.small_business,
        saved_at: Some(row.updated_at),
        totals,
        default_terms_days: customer.and_then(|c| u32::try_from(c.payment_terms_days).ok()).unwrap_or(30),
        ..EditorPage::default()
    })
}

type Judgement = (Vec<GateFinding>, SheetTotals);

fn judge(
    state: &AppState,
    actor: &Actor,
    kind: InvoiceKind,
    content: &DraftContent,
    surroundings: &Surroundings,
    customer: Option<&str>,
) -> Result<Judgement, AppError> {
    let invoice = surroundings.assemble(content, kind, findings::NUMBER_PREVIEW, actor.today(state))?;
    Ok((findings::of(&invoice, customer, actor.lang()), page::totals(&invoice)))
}

async fn items(tx: &mut Tx, customer: Option<uuid::Uuid>) -> Result<Vec<RecentItem>, AppError> {
    let rows = queries::recent_items(tx, customer, 100).await?;
    Ok(rows
        .into_iter()
        .map(|row| RecentItem { name: row.name, unit: row.unit, price: row.price, tax_rate: row.tax_rate.unwrap_or_default(), on: row.issue_date })
        .collect())
}

fn choice(row: customers::queries::ChoiceRow) -> CustomerChoice {
    let place = [row.postcode, row.city].into_iter().flatten().collect::<Vec<_>>().join(" ");
    CustomerChoice {
        public_id: row.public_id,
        name: row.name,
        number: u32::try_from(row.number).unwrap_or(0),
        address: [row.street, Some(place)].into_iter().flatten().filter(|line| !line.is_empty()).collect(),
        payment_terms_days: u32::try_from(row.payment_terms_days).unwrap_or(30),
        last_invoice: row.last_invoice,
    }
}
