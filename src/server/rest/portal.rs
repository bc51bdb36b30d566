//! `/api/portal/{token}`: the invoice behind a share link, for programs (spec §3). The token is all that is asked for.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::money::Cents;
use crate::domain::portal::{ChainEntry, PaymentStatus, PortalDunning, PortalLine, PortalTax, PortalView};
use crate::i18n;
use crate::server::documents::archive::DocumentKind;
use crate::server::files;
use crate::server::portal::{self, ConfirmationForm};
use crate::server::rest::actor::Sender;
use crate::server::rest::extract::OptionalBody;
use crate::server::rest::link_errors;
use crate::server::rest::problem::{ApiError, lang_of};
use crate::server::rest::text::Text;
use crate::server::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(confirm_payment)).routes(routes!(download_pdf)).routes(routes!(download_xml))
}

/// The invoice as its recipient sees it. Amounts are decimal strings with two places.
#[derive(Debug, Serialize, ToSchema)]
struct PortalInvoice {
    invoice_number: String,
    invoice_date: NaiveDate,
    due_date: Option<NaiveDate>,
    seller_name: String,
    seller_address: String,
    seller_vat_id: Option<String>,
    buyer_name: String,
    buyer_address: String,
    buyer_vat_id: Option<String>,
    #[schema(example = "3279.08")]
    net_amount: String,
    tax_amount: String,
    gross_amount: String,
    open_amount: String,
    #[schema(example = "EUR")]
    currency: String,
    tax_breakdown: Vec<PortalTaxAmount>,
    line_items: Vec<PortalLineItem>,
    #[schema(value_type = String, example = "unpaid")]
    payment_status: PaymentStatus,
    /// Null when nothing is to be paid.
    iban: Option<String>,
    bic: Option<String>,
    payment_account_name: Option<String>,
    /// The other documents of the chain, oldest first.
    corrections: Vec<PortalCorrection>,
    /// The last letter, where the invoice is overdue.
    dunning: Option<PortalDunningNotice>,
    /// Null is never.
    expires_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, ToSchema)]
struct PortalTaxAmount {
    /// In percent; null where there is no tax by law.
    tax_rate: Option<String>,
    net_amount: String,
    tax_amount: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct PortalLineItem {
    position: String,
    name: String,
    description: Option<String>,
    service_start: Option<NaiveDate>,
    service_end: Option<NaiveDate>,
    quantity: String,
    /// UN/ECE code.
    unit: String,
    unit_price: String,
    tax_rate: Option<String>,
    net_amount: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct PortalCorrection {
    invoice_number: String,
    /// `invoice`, `partial`, `corrected` or `cancellation`.
    #[schema(value_type = String)]
    kind: crate::domain::invoice::InvoiceKind,
    invoice_date: NaiveDate,
    gross_amount: String,
}

/// A letter about the overdue invoice. Its amounts come on top of `open_amount`.
#[derive(Debug, Serialize, ToSchema)]
struct PortalDunningNotice {
    /// `reminder`, `first` or `second`.
    level: &'static str,
    sent_on: NaiveDate,
    pay_until: NaiveDate,
    fee_amount: String,
    interest_amount: String,
    /// With what the invoice asks for.
    total_amount: String,
}

impl PortalDunningNotice {
    fn new(letter: &PortalDunning, open: Cents) -> Self {
        Self {
            level: letter.level.as_str(),
            sent_on: letter.sent_on,
            pay_until: letter.pay_until,
            fee_amount: letter.fees.to_string(),
            interest_amount: letter.interest.to_string(),
            total_amount: (open + letter.fees + letter.interest).to_string(),
        }
    }
}

impl From<PortalView> for PortalInvoice {
    fn from(view: PortalView) -> Self {
        let (iban, bic, account_name) = view
            .bank
            .map(|bank| (bank.iban, bank.bic, bank.account_name))
            .map_or((None, None, None), |(iban, bic, name)| (Some(iban), bic, Some(name)));
        Self {
            invoice_number: view.number,
            invoice_date: view.issue_date,
            due_date: view.due_date,
            seller_name: view.seller.name,
            seller_address: view.seller.address.join(", "),
            seller_vat_id: view.seller.vat_id,
            buyer_name: view.buyer.name,
            buyer_address: view.buyer.address.join(", "),
            buyer_vat_id: view.buyer.vat_id,
            net_amount: view.net.to_string(),
            tax_amount: view.tax_groups.iter().map(|group| group.tax).sum::<Cents>().to_string(),
            gross_amount: view.gross.to_string(),
            open_amount: view.open.to_string(),
            currency: view.currency.to_string(),
            tax_breakdown: view.tax_groups.iter().map(tax_amount).collect(),
            line_items: view.lines.into_iter().map(line_item).collect(),
            payment_status: view.status,
            iban,
            bic,
            payment_account_name: account_name,
            corrections: view.chain.into_iter().filter(|entry| !entry.is_this).map(correction).collect(),
            dunning: view.dunning.as_ref().map(|letter| PortalDunningNotice::new(letter, view.open)),
            expires_at: view.expires_at,
        }
    }
}

fn decimal(value: Decimal) -> String {
    value.normalize().to_string()
}

fn tax_amount(group: &PortalTax) -> PortalTaxAmount {
    PortalTaxAmount { tax_rate: group.rate.map(decimal), net_amount: group.base.to_string(), tax_amount: group.tax.to_string() }
}

fn line_item(line: PortalLine) -> PortalLineItem {
    PortalLineItem {
        position: line.position,
        name: line.name,
        description: line.description,
        service_start: line.period.map(|(start, _)| start),
        service_end: line.period.map(|(_, end)| end),
        quantity: decimal(line.quantity),
        unit: line.unit,
        unit_price: decimal(line.price),
        tax_rate: line.tax_rate.map(decimal),
        net_amount: line.total.to_string(),
    }
}

fn correction(entry: ChainEntry) -> PortalCorrection {
    PortalCorrection { invoice_number: entry.number, kind: entry.kind, invoice_date: entry.issue_date, gross_amount: entry.amount.to_string() }
}

/// The invoice behind a link; reading it here is no visit of the page
#[utoipa::path(get, path = "/portal/{token}", tag = "Portal", operation_id = "getPortalInvoice", params(("token" = String, Path)), responses((status = 200, description = "The invoice", body = PortalInvoice)))]
async fn show(State(state): State<AppState>, Sender(origin): Sender, Path(token): Path<String>) -> Result<Json<PortalInvoice>, ApiError> {
    let view = portal::read(&state, &token, &origin).await.map_err(link_errors::of)?;
    Ok(Json(view.into()))
}

/// When and how it was paid, where the payer wants to say so.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct ConfirmationInput {
    /// Today where nothing is said.
    date: Text,
    note: Text,
}

#[derive(Debug, Serialize, ToSchema)]
struct ConfirmationAnswer {
    message: String,
    /// `paid`, or `reported` where the seller wants to look first.
    #[schema(value_type = String, example = "paid")]
    payment_status: PaymentStatus,
}

/// Say that everything open was paid; a second time changes nothing
#[utoipa::path(post, path = "/portal/{token}/confirm-payment", tag = "Portal", operation_id = "confirmPayment", params(("token" = String, Path)), request_body = Option<ConfirmationInput>,
    responses((status = 200, description = "It is noted", body = ConfirmationAnswer), (status = 409, description = "It was paid or reported before", body = super::problem::Problem)))]
async fn confirm_payment(
    State(state): State<AppState>,
    Sender(origin): Sender,
    Path(token): Path<String>,
    headers: HeaderMap,
    OptionalBody(input): OptionalBody<ConfirmationInput>,
) -> Result<Json<ConfirmationAnswer>, ApiError> {
    let form = ConfirmationForm { date: input.date.into(), note: input.note.into() };
    let payment_status = portal::confirm_payment(&state, &token, &form, origin).await.map_err(link_errors::of)?;
    let id = if payment_status == PaymentStatus::Paid { "api-payment-confirmed" } else { "api-payment-reported" };
    Ok(Json(ConfirmationAnswer { message: i18n::text(lang_of(&headers), id), payment_status }))
}

/// The archived PDF, `Rechnung_{number}.pdf`
#[utoipa::path(get, path = "/portal/{token}/download-pdf", tag = "Portal", operation_id = "downloadPortalPdf", params(("token" = String, Path)),
    responses((status = 200, description = "The file as it was archived", body = Vec<u8>, content_type = "application/pdf")))]
async fn download_pdf(
    State(state): State<AppState>,
    Sender(origin): Sender,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let (organization, invoice) = portal::download(&state, &token, &origin).await.map_err(link_errors::of)?;
    Ok(files::document(&state, organization, invoice, DocumentKind::Pdf, &headers).await?)
}

/// The archived XRechnung, `Rechnung_{number}.xml`
#[utoipa::path(get, path = "/portal/{token}/download-xml", tag = "Portal", operation_id = "downloadPortalXml", params(("token" = String, Path)),
    responses((status = 200, description = "The file as it was archived", body = Vec<u8>, content_type = "application/xml")))]
async fn download_xml(
    State(state): State<AppState>,
    Sender(origin): Sender,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let (organization, invoice) = portal::download(&state, &token, &origin).await.map_err(link_errors::of)?;
    Ok(files::document(&state, organization, invoice, DocumentKind::Xml, &headers).await?)
}
