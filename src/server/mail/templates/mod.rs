//! The words of every kind of mail in both languages, as subject, text and HTML.

use chrono::NaiveDate;

use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::text;
use crate::t;

pub mod dunning;
mod layout;
pub mod notices;
use layout::{Block, Letterhead};

/// A mail ready to be queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// What every mail about an invoice says.
#[derive(Clone, Debug)]
pub struct InvoiceMail<'a> {
    pub lang: Lang,
    /// The seller's name.
    pub organization: &'a str,
    /// `#0f766e`.
    pub color: Option<&'a str>,
    pub number: &'a str,
    pub kind: InvoiceKind,
    /// Number of the invoice that this one cancels or corrects.
    pub original: Option<&'a str>,
    /// The person at the customer.
    pub buyer_contact: Option<&'a str>,
    /// What is still to be paid.
    pub amount: Cents,
    pub currency: Currency,
    pub due_date: Option<NaiveDate>,
    pub portal_url: &'a str,
    /// The sender's own, instead of ours.
    pub subject: Option<&'a str>,
    pub message: Option<&'a str>,
    /// Spec §9: the card on file is charged after the due date.
    pub hybrid_notice: bool,
}

/// The figures that stand in the body of a mail with the invoice attached.
#[derive(Clone, Debug)]
pub struct InvoiceFigures {
    pub issue_date: NaiveDate,
    pub net: Cents,
    pub tax: Cents,
    pub gross: Cents,
}

/// The link to the portal page.
#[must_use]
pub fn invoice_portal(mail: &InvoiceMail<'_>) -> Composed {
    let (lang, number, original) = (mail.lang, mail.number, mail.original.unwrap_or_default());
    let intro = match mail.kind {
        InvoiceKind::Cancellation => t!(lang, "mail-cancellation-intro", number = number, original = original),
        InvoiceKind::Corrected => t!(lang, "mail-correction-intro", number = number, original = original),
        InvoiceKind::Invoice | InvoiceKind::Partial => t!(lang, "mail-portal-intro", number = number),
    };
    let mut blocks = opening(mail, intro);
    blocks.push(Block::Table(amount_and_due(mail)));
    blocks.push(portal_button(mail));
    blocks.push(Block::Small(t!(mail.lang, "mail-portal-hint")));
    close(&mut blocks, mail);
    compose(&head(mail), subject(mail), &blocks)
}

/// The invoice itself: its figures in the mail, the PDF attached, and the link.
#[must_use]
pub fn invoice(mail: &InvoiceMail<'_>, figures: &InvoiceFigures) -> Composed {
    let (lang, number, original) = (mail.lang, mail.number, mail.original.unwrap_or_default());
    let intro = match mail.kind {
        InvoiceKind::Cancellation => t!(lang, "mail-cancellation-attached", number = number, original = original),
        InvoiceKind::Corrected => t!(lang, "mail-correction-attached", number = number, original = original),
        InvoiceKind::Invoice | InvoiceKind::Partial => t!(lang, "mail-invoice-attached", number = number),
    };
    let mut blocks = opening(mail, intro);
    let money = |cents: Cents| text::money(cents, mail.currency, lang);
    let mut rows = amount_and_due(mail);
    let figures = [
        (t!(lang, "mail-issue-date"), text::date(figures.issue_date, lang)),
        (t!(lang, "mail-net"), money(figures.net)),
        (t!(lang, "mail-tax"), money(figures.tax)),
        (t!(lang, "mail-gross"), money(figures.gross)),
    ];
    rows.splice(1..1, figures);
    blocks.push(Block::Table(rows));
    blocks.push(portal_button(mail));
    close(&mut blocks, mail);
    compose(&head(mail), subject(mail), &blocks)
}

/// "Zahlung erhalten"; `amount` is what is left to pay.
#[must_use]
pub fn receipt(mail: &InvoiceMail<'_>, paid: Cents, paid_on: NaiveDate) -> Composed {
    let lang = mail.lang;
    let mut blocks = opening(mail, t!(lang, "mail-receipt-intro", number = mail.number));
    let mut rows = vec![
        (t!(lang, "mail-number"), mail.number.to_owned()),
        (t!(lang, "mail-paid-on"), text::date(paid_on, lang)),
        (t!(lang, "mail-paid"), text::money(paid, mail.currency, lang)),
    ];
    if mail.amount.is_positive() {
        rows.push((t!(lang, "mail-open"), text::money(mail.amount, mail.currency, lang)));
    }
    blocks.push(Block::Table(rows));
    blocks.push(portal_button(mail));
    blocks.push(Block::Paragraph(t!(lang, "mail-regards")));
    compose(&head(mail), t!(lang, "mail-receipt-subject", number = mail.number), &blocks)
}

/// The one-time link to a new password.
#[must_use]
pub fn password_reset(url: &str, name: &str, lang: Lang) -> Composed {
    let blocks = [
        Block::Paragraph(t!(lang, "mail-greeting-name", name = name)),
        Block::Paragraph(t!(lang, "mail-reset-intro")),
        Block::Button { label: t!(lang, "mail-reset-button"), url: url.to_owned() },
        Block::Small(t!(lang, "mail-reset-hint")),
    ];
    compose(&Letterhead { lang, name: "RechnungsWerk", color: None }, t!(lang, "mail-reset-subject"), &blocks)
}

/// What a customer confirmed on the portal page.
#[derive(Clone, Debug)]
pub struct ConfirmationMail<'a> {
    pub lang: Lang,
    pub organization: &'a str,
    pub number: &'a str,
    pub buyer: &'a str,
    pub amount: Cents,
    pub currency: Currency,
    /// It stays open until staff accepts it.
    pub needs_review: bool,
    /// Where staff looks at the invoice and judges the confirmation.
    pub invoice_url: &'a str,
}

/// Tells the organization that a customer says to have paid.
#[must_use]
pub fn payment_confirmation(mail: &ConfirmationMail<'_>) -> Composed {
    let lang = mail.lang;
    let consequence = if mail.needs_review { t!(lang, "mail-confirmation-reported") } else { t!(lang, "mail-confirmation-settled") };
    let blocks = [
        Block::Paragraph(t!(lang, "mail-greeting")),
        Block::Paragraph(t!(lang, "mail-confirmation-intro", customer = mail.buyer, number = mail.number)),
        Block::Table(vec![
            (t!(lang, "mail-number"), mail.number.to_owned()),
            (t!(lang, "mail-customer"), mail.buyer.to_owned()),
            (t!(lang, "mail-amount"), text::money(mail.amount, mail.currency, lang)),
        ]),
        Block::Paragraph(consequence),
        Block::Button { label: t!(lang, "mail-confirmation-button"), url: mail.invoice_url.to_owned() },
    ];
    compose(&Letterhead { lang, name: mail.organization, color: None }, t!(lang, "mail-confirmation-subject", number = mail.number), &blocks)
}

fn compose(head: &Letterhead<'_>, subject: String, blocks: &[Block]) -> Composed {
    Composed { text: layout::text(head, blocks), html: layout::html(head, &subject, blocks), subject }
}

fn head<'a>(mail: &InvoiceMail<'a>) -> Letterhead<'a> {
    Letterhead { lang: mail.lang, name: mail.organization, color: mail.color }
}

/// The usual one, unless the sender wrote another.
fn subject(mail: &InvoiceMail<'_>) -> String {
    mail.subject.map_or_else(|| usual_subject(mail.lang, mail.kind, mail.number), str::to_owned)
}

/// "Ihre Rechnung {number}".
#[must_use]
pub fn usual_subject(lang: Lang, kind: InvoiceKind, number: &str) -> String {
    match kind {
        InvoiceKind::Cancellation => t!(lang, "mail-cancellation-subject", number = number),
        InvoiceKind::Corrected => t!(lang, "mail-correction-subject", number = number),
        InvoiceKind::Invoice | InvoiceKind::Partial => t!(lang, "mail-invoice-subject", number = number),
    }
}

fn opening(mail: &InvoiceMail<'_>, intro: String) -> Vec<Block> {
    let greeting = mail.buyer_contact.map_or_else(|| t!(mail.lang, "mail-greeting"), |name| t!(mail.lang, "mail-greeting-name", name = name));
    let mut blocks = vec![Block::Paragraph(greeting)];
    blocks.extend(mail.message.map(|words| Block::Quote(words.to_owned())));
    blocks.push(Block::Paragraph(intro));
    blocks
}

fn amount_and_due(mail: &InvoiceMail<'_>) -> Vec<(String, String)> {
    let lang = mail.lang;
    let mut rows = vec![(t!(lang, "mail-number"), mail.number.to_owned())];
    if mail.kind != InvoiceKind::Cancellation {
        rows.push((t!(lang, "mail-open"), text::money(mail.amount, mail.currency, lang)));
        rows.extend(mail.due_date.map(|due| (t!(lang, "mail-due"), text::date(due, lang))));
    }
    rows
}

fn portal_button(mail: &InvoiceMail<'_>) -> Block {
    Block::Button { label: t!(mail.lang, "mail-portal-button"), url: mail.portal_url.to_owned() }
}

fn close(blocks: &mut Vec<Block>, mail: &InvoiceMail<'_>) {
    if mail.hybrid_notice && mail.kind != InvoiceKind::Cancellation {
        blocks.push(Block::Notice(match mail.due_date {
            Some(due) => t!(mail.lang, "mail-hybrid-notice-date", date = text::date(due, mail.lang)),
            None => t!(mail.lang, "mail-hybrid-notice"),
        }));
    }
    blocks.push(Block::Paragraph(t!(mail.lang, "mail-closing")));
}

#[cfg(test)]
mod tests;
