//! What happens behind a share link: opening, confirming, downloading. Every visitor is a stranger with a secret.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::domain::error::{AppError, Conflict, Problem, Problems};
use crate::domain::money::Cents;
use crate::domain::portal::{ConfirmationMode, PaymentStatus, PortalView};
use crate::domain::text;
use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::{Actor, Origin, Who};
use crate::server::clock;
use crate::server::db::{DbError, Tx};
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::middleware::rate_limit::Kind;
use crate::server::organizations::queries::OrganizationRow;
use crate::server::payments;
use crate::server::portal::shelf::{Asked, Key, Place, Ready, Shelf};
use crate::server::portal::visits::Visit;
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};
use crate::server::{accounts, invoices, mail, notifications, organizations, secret};

mod client;
pub mod queries;
pub mod shelf;
pub mod view;
pub mod visits;

/// A token of the right shape: UUID version 4, 36 characters.
#[derive(Clone, Debug)]
pub struct ShareToken(String);

impl ShareToken {
    /// `None` for what cannot be a token of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let uuid: Uuid = text.parse().ok()?;
        (text.len() == 36 && uuid.get_version_num() == 4 && uuid.to_string() == text).then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A live link and what it leads to.
#[derive(Clone, Debug)]
pub struct Link {
    pub organization: Uuid,
    pub invoice: Uuid,
    /// Known once the invoice was read.
    pub customer: Option<Uuid>,
    pub token_hash: Vec<u8>,
    pub expires_at: Option<DateTime<Utc>>,
    pub zone: Tz,
}

/// Why a link shows nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    Unknown,
    /// Once valid: the page says whom to ask.
    Expired {
        organization: Uuid,
        on: NaiveDate,
    },
    App(AppError),
}

impl From<AppError> for LinkError {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<DbError> for LinkError {
    fn from(error: DbError) -> Self {
        Self::App(error.into())
    }
}

impl From<sqlx::Error> for LinkError {
    fn from(error: sqlx::Error) -> Self {
        Self::App(error.into())
    }
}

impl From<LinkError> for AppError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Unknown | LinkError::Expired { .. } => Self::NotFound,
            LinkError::App(error) => error,
        }
    }
}

async fn shared(state: &AppState, token: &str, kind: Kind, origin: &Origin) -> Result<(ShareToken, Link), LinkError> {
    let token = admit(state, token, kind, origin)?;
    let link = live_link(state, secret::token_hash(token.as_str())).await?;
    Ok((token, link))
}

/// The token, if it looks like one and is not asked for too often.
fn admit(state: &AppState, token: &str, kind: Kind, origin: &Origin) -> Result<ShareToken, LinkError> {
    state.rate_limiter.check(kind, token, origin.address)?;
    ShareToken::parse(token).ok_or(LinkError::Unknown)
}

async fn live_link(state: &AppState, token_hash: Vec<u8>) -> Result<Link, LinkError> {
    let row = queries::share_link_by_token(state.db.pool(), &token_hash).await?.ok_or(LinkError::Unknown)?;
    let zone = clock::zone(&row.time_zone);
    if let Some(at) = row.expires_at.filter(|at| *at <= state.clock.now()) {
        return Err(LinkError::Expired { organization: row.organization_id, on: clock::day_in(zone, at) });
    }
    Ok(Link { organization: row.organization_id, invoice: row.invoice_id, customer: None, token_hash, expires_at: row.expires_at, zone })
}

/// Who opens a page: staff looking at their own link do not count.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    pub origin: Origin,
    pub user_agent: String,
    /// The organization of the session that the browser happens to have.
    pub staff_of: Option<Uuid>,
}

/// What a visitor gets to see.
#[derive(Debug)]
pub enum Opened {
    /// The finished page, because nothing changed since it was made.
    Ready(Ready),
    /// The invoice, and where its finished page may be kept.
    Invoice(Box<PortalView>, Box<Place>),
}

/// The invoice as the customer sees it; counts the visit.
///
/// # Errors
/// A [`LinkError`].
pub async fn open(state: &AppState, token: &str, asked: Asked, visitor: &Visitor) -> Result<Opened, LinkError> {
    let token = admit(state, token, Kind::View, &visitor.origin)?;
    let now = state.clock.now();
    let key = Key { token_hash: secret::token_hash(token.as_str()), asked };
    if let Some(ready) = state.shelf.ready(&key, now) {
        count_visit(state, &ready.link, visitor, now).await;
        return Ok(Opened::Ready(ready));
    }
    let changes = state.shelf.changes();
    let mut link = live_link(state, key.token_hash.clone()).await?;
    let mut tx = state.db.organization(link.organization).await?;
    let invoice = load(&mut tx, &link).await?;
    link.customer = invoice.customer_id;
    let today = clock::day_in(link.zone, now);
    let mut view = view::load(&mut tx, &invoice, token.as_str(), link.expires_at, link.zone, today).await?;
    view.lang = asked.lang.unwrap_or(view.lang);
    tx.commit().await?;
    let place = Shelf::place(key, link, today, changes);
    count_visit(state, place.link(), visitor, now).await;
    Ok(Opened::Invoice(Box::new(view), Box::new(place)))
}

async fn count_visit(state: &AppState, link: &Arc<Link>, visitor: &Visitor, at: DateTime<Utc>) {
    if visitor.staff_of == Some(link.organization) {
        return;
    }
    let visit = Visit { link: link.clone(), at, user_agent: visitor.user_agent.clone(), origin: visitor.origin.clone() };
    visits::count(state, visit).await;
}

impl Link {
    fn actor(&self, origin: Origin) -> Actor {
        Actor { organization: self.organization, zone: self.zone, who: Who::Portal, origin }
    }
}

async fn load(tx: &mut Tx, link: &Link) -> Result<InvoiceRecord, AppError> {
    invoices::queries::by_id(tx, link.invoice).await?.ok_or(AppError::NotFound)
}

/// Seller and looks for the page of an expired link.
///
/// # Errors
/// `Unavailable`.
pub async fn expired_seller(state: &AppState, organization: Uuid) -> Result<OrganizationRow, AppError> {
    let mut tx = state.db.organization(organization).await?;
    Ok(organizations::queries::organization(&mut tx).await?)
}

/// The customer's statement as typed.
#[derive(Clone, Debug, Default)]
pub struct ConfirmationForm {
    pub date: String,
    pub note: String,
}

/// "Zahlung bestätigen": the customer says that everything open was paid.
///
/// # Errors
/// `NotFound` for a dead link, `Conflict(AlreadyPaid)` for a second one, `Conflict(Closed)`, `Invalid`, `TooManyRequests`.
pub async fn confirm_payment(state: &AppState, token: &str, form: &ConfirmationForm, origin: Origin) -> Result<PaymentStatus, LinkError> {
    let (_, link) = shared(state, token, Kind::Action, &origin).await?;
    let now = state.clock.now();
    let today = clock::day_in(link.zone, now);
    let (paid_on, note) = parse(form, today)?;
    let actor = link.actor(origin);
    let mut tx = state.db.organization(link.organization).await?;
    invoices::queries::lock_by_id(&mut tx, link.invoice).await?;
    let row = load(&mut tx, &link).await?;
    payments::require_payable(&row)?;
    if payments::queries::has_confirmation(&mut tx, row.id).await? {
        return Err(AppError::Conflict(Conflict::AlreadyPaid).into());
    }
    let organization = organizations::queries::organization(&mut tx).await?;
    let mode = ConfirmationMode::parse(&organization.payment_confirmation).unwrap_or_default();
    let payment = insert_confirmation(&mut tx, &link, &row, mode, (paid_on, note.as_deref()), now).await?;
    let amount = Cents(row.open_cents);
    match mode {
        ConfirmationMode::Settle => payments::settle(state, &actor, &mut tx, &row, payment, amount).await?,
        ConfirmationMode::Report => webhooks::announce(&mut tx, Topic::InvoicePaymentReported, Subject::Payment(payment), now).await?,
    }
    let event = Event::new("payment.confirmed_by_customer").invoice(row.id).customer(row.customer_id).amount(amount);
    audit::record(&mut tx, &actor, now, event).await?;
    tell_organization(state, &mut tx, &actor, &organization, &row, mode).await?;
    tx.commit().await?;
    Ok(if mode == ConfirmationMode::Settle { PaymentStatus::Paid } else { PaymentStatus::Reported })
}

fn parse(form: &ConfirmationForm, today: NaiveDate) -> Result<(NaiveDate, Option<String>), AppError> {
    let mut problems = Problems::default();
    let paid_on = problems.take("date", text::day(&form.date));
    if paid_on.is_some_and(|day| day > today || day < today - chrono::TimeDelta::days(730)) {
        problems.add("date", Problem::OutOfRange);
    }
    let note = problems.take("note", text::block(&form.note, 500));
    problems.finish((paid_on.unwrap_or(today), note))
}

async fn insert_confirmation(
    tx: &mut Tx,
    link: &Link,
    row: &InvoiceRecord,
    mode: ConfirmationMode,
    (paid_on, note): (NaiveDate, Option<&str>),
    now: DateTime<Utc>,
) -> Result<Uuid, AppError> {
    let new = payments::queries::NewPayment {
        id: secret::new_uuid(),
        organization: link.organization,
        invoice: row.id,
        amount: row.open_cents,
        currency: &row.currency,
        method: "portal_confirmation",
        state: if mode == ConfirmationMode::Settle { "settled" } else { "reported" },
        paid_on,
        reference: None,
        note,
        created_by: None,
    };
    payments::queries::insert(tx, &new, now).await.map_err(|error| match error.constraint() {
        Some("payments_one_confirmation_key") => AppError::Conflict(Conflict::AlreadyPaid),
        _ => error.into(),
    })?;
    Ok(new.id)
}

/// In-app always, by mail if wanted.
async fn tell_organization(
    state: &AppState,
    tx: &mut Tx,
    actor: &Actor,
    organization: &OrganizationRow,
    row: &InvoiceRecord,
    mode: ConfirmationMode,
) -> Result<(), AppError> {
    let now = state.clock.now();
    let kind = if mode == ConfirmationMode::Settle { "payment.confirmed" } else { "payment.reported" };
    notifications::tell(tx, actor.organization, kind, Some(row.id), row.number.as_deref(), now).await?;
    let Some(to) = organization.contact_email.as_deref().filter(|_| organization.mail_on_confirmation) else { return Ok(()) };
    let content = mail::templates::payment_confirmation(&mail::templates::ConfirmationMail {
        lang: accounts::queries::language_of(tx, to).await?,
        organization: &organization.name,
        number: row.number.as_deref().unwrap_or_default(),
        buyer: row.buyer_name.as_deref().unwrap_or_default(),
        amount: Cents(row.open_cents),
        currency: crate::domain::money::Currency::parse(&row.currency).unwrap_or_default(),
        needs_review: mode == ConfirmationMode::Report,
        invoice_url: &format!("{}/invoices/{}", state.config.public_url, row.public_id),
    });
    let email = mail::NewEmail {
        kind: "payment_confirmation",
        cause: format!("payment_confirmation {} {}", row.id, secret::new_uuid()),
        invoice: Some(row.id),
        to,
        from_name: "RechnungsWerk",
        reply_to: None,
        content,
        attach_pdf: false,
    };
    mail::queue(tx, actor, email, now).await?;
    Ok(())
}

/// Organization and invoice behind a link, for a download.
///
/// # Errors
/// `NotFound` for a dead link, `TooManyRequests`.
pub async fn download(state: &AppState, token: &str, origin: &Origin) -> Result<(Uuid, Uuid), LinkError> {
    let (_, link) = shared(state, token, Kind::Action, origin).await?;
    Ok((link.organization, link.invoice))
}

/// The same data for the JSON API, without counting a visit.
///
/// # Errors
/// `NotFound`, `TooManyRequests`.
pub async fn read(state: &AppState, token: &str, origin: &Origin) -> Result<PortalView, LinkError> {
    let (token, link) = shared(state, token, Kind::View, origin).await?;
    let mut tx = state.db.organization(link.organization).await?;
    let invoice = load(&mut tx, &link).await?;
    let today = clock::day_in(link.zone, state.clock.now());
    Ok(view::load(&mut tx, &invoice, token.as_str(), link.expires_at, link.zone, today).await?)
}
