//! What customers are billed: their open events judged, and the invoices of many of them issued, mailed and marked in one transaction.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::domain::customer::BillingTier;
use crate::domain::einvoice::model::EInvoice;
use crate::domain::error::AppError;
use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::organization::{BankContent, CompanyContent};
use crate::domain::usage::view::RunFinding;
use crate::domain::usage::{EventContent, Month, charge};
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::customers;
use crate::server::customers::queries::CustomerRecord;
use crate::server::db::Tx;
use crate::server::invoices::bulk::{self, Issued, Judged, Refused};
use crate::server::invoices::drafts::Surroundings;
use crate::server::invoices::findings;
use crate::server::mail::templates::{self, InvoiceFigures, InvoiceMail};
use crate::server::mail::{self, NewEmail};
use crate::server::organizations::queries::OrganizationRow;
use crate::server::state::AppState;

pub mod queries;

use queries::OpenEvent;

/// A mail of a run waits for its PDF, whose job wakes it; only if that is lost does it look by itself.
const LATEST_LOOK: TimeDelta = TimeDelta::minutes(10);
/// Findings that a report keeps of one customer.
const MOST_FINDINGS: usize = 5;

/// Which events are billed.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    pub from: Option<NaiveDate>,
    pub until: NaiveDate,
    /// Of the monthly run, which alone bills flat fees and what they include.
    pub month: Option<Month>,
}

/// The seller as it is now, for all invoices of a step.
pub struct Desk {
    organization: OrganizationRow,
    company: CompanyContent,
    bank: BankContent,
    today: NaiveDate,
    zone: Tz,
}

impl Desk {
    /// # Errors
    /// When the database refuses.
    pub async fn load(state: &AppState, actor: &Actor, tx: &mut Tx) -> Result<Self, AppError> {
        let Surroundings { organization, company, bank, .. } = Surroundings::load(tx, None, None).await?;
        Ok(Self { organization, company, bank, today: actor.today(state), zone: actor.zone })
    }

    #[must_use]
    pub fn organization(&self) -> &OrganizationRow {
        &self.organization
    }

    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }
}

/// A customer and what is to become of its events.
pub struct Case {
    pub customer: CustomerRecord,
    pub events: Vec<Uuid>,
    pub verdict: Verdict,
    pub sums: Sums,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub net: Cents,
    pub tax: Cents,
    pub gross: Cents,
}

pub enum Verdict {
    Bill(Box<Judged>),
    /// `nothing`: no event and no fee. `negative`: the credits are larger than the fees.
    Wait(&'static str),
    /// `gate`, or `out_of_range`.
    Refuse(&'static str, Vec<RunFinding>),
}

/// Judges every customer of a step with its events.
#[must_use]
pub fn judge(desk: &Desk, customers: Vec<CustomerRecord>, events: Vec<OpenEvent>, scope: Scope) -> Vec<Case> {
    let mut by_customer: HashMap<Uuid, Vec<OpenEvent>> = HashMap::new();
    for event in events {
        by_customer.entry(event.customer).or_default().push(event);
    }
    customers
        .into_iter()
        .map(|customer| {
            let events = by_customer.remove(&customer.id).unwrap_or_default();
            case(desk, customer, events, scope)
        })
        .collect()
}

fn case(desk: &Desk, customer: CustomerRecord, mut events: Vec<OpenEvent>, scope: Scope) -> Case {
    let content = customers::content_of(&customer);
    // What a flat fee includes is known at the end of the month only.
    if scope.month.is_none() && content.billing_tier == BillingTier::Subscription {
        events.retain(|event| event.content.amount.is_some());
    }
    let (ids, contents): (Vec<Uuid>, Vec<_>) = events.into_iter().map(|event| (event.id, event.content)).unzip();
    let month = scope.month.filter(|month| is_subscribed_in(desk, &customer, &contents, *month));
    let Some(draft) = charge::draft(&content, &contents, month) else {
        return Case { customer, events: ids, verdict: Verdict::Wait("nothing"), sums: Sums::default() };
    };
    let surroundings = Surroundings {
        company: desk.company.clone(),
        bank: desk.bank.clone(),
        customer: Some((content, u32::try_from(customer.number).unwrap_or(0))),
        organization: desk.organization.clone(),
        preceding: None,
        attachments: Vec::new(),
    };
    let judged = Judged::of(customer.id, surroundings, draft, desk.today);
    let sums = match &judged {
        Ok(judged) => sums_of(judged.preview()),
        Err(Refused::Gate(invoice)) => sums_of(invoice),
        Err(Refused::OutOfRange) => None,
    };
    let verdict = match judged {
        _ if sums.is_some_and(|sums| sums.gross.0 < 0) => Verdict::Wait("negative"),
        Ok(judged) => Verdict::Bill(Box::new(judged)),
        Err(Refused::Gate(invoice)) => Verdict::Refuse("gate", findings_of(&invoice, &customer.public_id)),
        Err(Refused::OutOfRange) => Verdict::Refuse("out_of_range", Vec::new()),
    };
    Case { customer, events: ids, verdict, sums: sums.unwrap_or_default() }
}

/// The flat fee is owed for every month from the one in which the subscription began, and for an earlier one in which it was used
/// all the same: a customer who was entered late is billed by what happened, not by when somebody wrote it down.
fn is_subscribed_in(desk: &Desk, customer: &CustomerRecord, events: &[EventContent], month: Month) -> bool {
    let began = customer.subscription_since.map(|since| clock::day_in(desk.zone, since));
    began.is_some_and(|began| began <= month.last()) || events.iter().any(|event| Month::of(event.occurred_on) == month)
}

fn sums_of(invoice: &EInvoice) -> Option<Sums> {
    let totals = &invoice.totals;
    Some(Sums { net: Cents::from_decimal(totals.net)?, tax: Cents::from_decimal(totals.tax)?, gross: Cents::from_decimal(totals.gross)? })
}

/// The errors of the gate in both languages. What would be mended in the editor is mended at the events here.
fn findings_of(invoice: &EInvoice, customer: &str) -> Vec<RunFinding> {
    let (de, en) = (findings::of(invoice, Some(customer), Lang::De), findings::of(invoice, Some(customer), Lang::En));
    let errors = de.into_iter().filter(|finding| finding.is_error).take(MOST_FINDINGS);
    errors
        .map(|finding| {
            let english = en.iter().find(|other| other.rule == finding.rule && other.href == finding.href);
            let at_events = finding.href.starts_with('#');
            let href = if at_events { format!("/billing?state=unbilled&customer={customer}") } else { finding.href };
            RunFinding { en: english.map_or_else(|| finding.text.clone(), |other| other.text.clone()), de: finding.text, href }
        })
        .collect()
}

/// A customer's invoice of a step.
pub struct Billed {
    pub issued: Issued,
    pub is_mailed: bool,
}

/// Issues the invoices of all cases that are to be billed, mails them where there is an address, and writes the invoices into their events.
///
/// # Errors
/// When the database refuses; then nothing happened.
pub async fn bill(
    state: &AppState,
    actor: &Actor,
    tx: &mut Tx,
    desk: &Desk,
    cases: Vec<Case>,
    by_mail: bool,
) -> Result<Vec<(Case, Option<Billed>)>, AppError> {
    let now = state.clock.now();
    let (mut judged, mut rest) = (Vec::new(), Vec::with_capacity(cases.len()));
    for case in cases {
        let Case { customer, events, verdict, sums } = case;
        match verdict {
            Verdict::Bill(one) => {
                judged.push(*one);
                rest.push((customer, events, sums, None));
            }
            other => rest.push((customer, events, sums, Some(other))),
        }
    }
    let issued = bulk::issue_many(state, actor, tx, &judged).await?;
    let mut billed: Vec<(Case, Option<Billed>)> = Vec::with_capacity(rest.len());
    let mut pairs = judged.into_iter().zip(issued);
    for (customer, events, sums, verdict) in rest {
        let (verdict, billed_one) = match verdict {
            Some(verdict) => (verdict, None),
            None => {
                let (judged, issued) = pairs.next().ok_or(AppError::Unavailable)?;
                let is_mailed = by_mail && customer.billing_email.is_some();
                (Verdict::Bill(Box::new(judged)), Some(Billed { issued, is_mailed }))
            }
        };
        billed.push((Case { customer, events, verdict, sums }, billed_one));
    }
    let marks: Vec<(Uuid, Uuid)> = billed
        .iter()
        .filter_map(|(case, billed)| billed.as_ref().map(|billed| (case, billed.issued.id)))
        .flat_map(|(case, invoice)| case.events.iter().map(move |event| (*event, invoice)))
        .collect();
    if queries::mark_billed(tx, &marks, now).await? != marks.len() {
        tracing::error!("An event that was locked for billing is gone.");
        return Err(AppError::Unavailable);
    }
    send(actor, tx, desk, &billed, now).await?;
    Ok(billed)
}

async fn send(actor: &Actor, tx: &mut Tx, desk: &Desk, billed: &[(Case, Option<Billed>)], now: DateTime<Utc>) -> Result<(), AppError> {
    let to_send: Vec<(&CustomerRecord, &str, &Issued)> = billed
        .iter()
        .filter_map(|(case, billed)| {
            let billed = billed.as_ref().filter(|billed| billed.is_mailed)?;
            Some((&case.customer, case.customer.billing_email.as_deref()?, &billed.issued))
        })
        .collect();
    let emails: Vec<NewEmail<'_>> = to_send.iter().map(|(customer, to, issued)| letter(desk, customer, to, issued)).collect();
    mail::queue_many(tx, actor, &emails, now, now + LATEST_LOOK).await?;
    let events: Vec<Event<'_>> =
        to_send.iter().map(|(customer, _, issued)| Event::new("mail.queued").invoice(issued.id).customer(customer.id)).collect();
    Ok(audit::record_many(tx, actor, now, &events).await?)
}

fn letter<'a>(desk: &'a Desk, customer: &CustomerRecord, to: &'a str, issued: &Issued) -> NewEmail<'a> {
    let f = &issued.figures;
    let contact = customer.billing_contact_name.as_deref().or(customer.contact_name.as_deref());
    let words = InvoiceMail {
        lang: customers::lang_of(Some(customer)),
        organization: &desk.organization.name,
        color: desk.organization.color.as_deref(),
        number: &issued.invoice.number,
        kind: InvoiceKind::Invoice,
        original: None,
        buyer_contact: contact,
        amount: Cents(f.payable),
        currency: issued.invoice.currency,
        due_date: f.due_date,
        portal_url: &issued.portal_url,
        subject: None,
        message: None,
        hybrid_notice: f.hybrid_notice,
    };
    let figures = InvoiceFigures { issue_date: issued.invoice.issue_date, net: Cents(f.net), tax: Cents(f.tax), gross: Cents(f.gross) };
    NewEmail {
        kind: "invoice",
        cause: format!("invoice {} billed", issued.id),
        invoice: Some(issued.id),
        to,
        from_name: &desk.organization.name,
        reply_to: desk.organization.contact_email.as_deref(),
        content: templates::invoice(&words, &figures),
        attach_pdf: true,
    }
}
