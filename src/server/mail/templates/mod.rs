//! The words of every kind of mail in both languages, as subject, text and HTML.

use chrono::NaiveDate;

use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::text;
use crate::t;

mod layout;
pub use layout::Letterhead;
use layout::Block;

/// A mail ready to be queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// What mails say about an invoice.
#[derive(Clone, Debug)]
pub struct InvoiceFacts<'a> {
    pub number: &'a str,
    /// Stornorechnung: nothing is to be paid.
    pub is_cancellation: bool,
    pub issue_date: NaiveDate,
    pub due_date: Option<NaiveDate>,
    pub currency: Currency,
    pub net: Cents,
    pub tax: Cents,
    pub gross: Cents,
    pub open: Cents,
    /// The person at the customer.
    pub contact: Option<&'a str>,
    /// Spec §9: the card on file is charged after the due date.
    pub hybrid_notice: bool,
}

/// "Ihre Rechnung {number}": what the dialog offers as subject.
#[must_use]
pub fn invoice_subject(lang: Lang, facts: &InvoiceFacts<'_>) -> String {
    if facts.is_cancellation { t!(lang, "mail-cancellation-subject", number = facts.number) } else { t!(lang, "mail-invoice-subject", number = facts.number) }
}

/// The link to the portal page, with the sender's own subject and words if there are any.
#[must_use]
pub fn invoice_portal(head: &Letterhead<'_>, facts: &InvoiceFacts<'_>, portal_url: &str, subject: Option<&str>, message: Option<&str>) -> Composed {
    let lang = head.lang;
    let mut blocks = opening(lang, facts, message);
    let intro = if facts.is_cancellation {
        t!(lang, "mail-cancellation-intro", number = facts.number, date = text::date(facts.issue_date, lang))
    } else {
        t!(lang, "mail-portal-intro", number = facts.number, date = text::date(facts.issue_date, lang))
    };
    blocks.push(Block::Paragraph(intro));
    blocks.push(summary(lang, facts));
    blocks.push(Block::Button { label: t!(lang, "mail-portal-button"), url: portal_url.to_owned() });
    blocks.push(Block::Small(t!(lang, "mail-portal-hint")));
    close(&mut blocks, lang, facts);
    compose(head, subject.map_or_else(|| invoice_subject(lang, facts), str::to_owned), &blocks)
}

/// The invoice itself: figures in the mail, PDF attached, the portal page where there is a link.
#[must_use]
pub fn invoice(head: &Letterhead<'_>, facts: &InvoiceFacts<'_>, portal_url: Option<&str>, subject: Option<&str>, message: Option<&str>) -> Composed {
    let lang = head.lang;
    let mut blocks = opening(lang, facts, message);
    let intro = if facts.is_cancellation {
        t!(lang, "mail-cancellation-attached", number = facts.number, date = text::date(facts.issue_date, lang))
    } else {
        t!(lang, "mail-invoice-attached", number = facts.number, date = text::date(facts.issue_date, lang))
    };
    blocks.push(Block::Paragraph(intro));
    blocks.push(summary(lang, facts));
    if let Some(url) = portal_url {
        blocks.push(Block::Button { label: t!(lang, "mail-portal-button"), url: url.to_owned() });
    }
    close(&mut blocks, lang, facts);
    compose(head, subject.map_or_else(|| invoice_subject(lang, facts), str::to_owned), &blocks)
}

/// "Zahlung erhalten".
#[must_use]
pub fn receipt(head: &Letterhead<'_>, facts: &InvoiceFacts<'_>, paid: Cents, paid_on: NaiveDate, portal_url: Option<&str>) -> Composed {
    let lang = head.lang;
    let mut blocks = opening(lang, facts, None);
    blocks.push(Block::Paragraph(t!(lang, "mail-receipt-intro", number = facts.number)));
    let mut rows = vec![
        (t!(lang, "mail-number"), facts.number.to_owned()),
        (t!(lang, "mail-paid-on"), text::date(paid_on, lang)),
        (t!(lang, "mail-paid"), text::money(paid, facts.currency, lang)),
    ];
    if facts.open.is_positive() {
        rows.push((t!(lang, "mail-open"), text::money(facts.open, facts.currency, lang)));
    }
    blocks.push(Block::Table(rows));
    if let Some(url) = portal_url {
        blocks.push(Block::Button { label: t!(lang, "mail-portal-button"), url: url.to_owned() });
    }
    blocks.push(Block::Paragraph(t!(lang, "mail-regards", name = head.name)));
    compose(head, t!(lang, "mail-receipt-subject", number = facts.number), &blocks)
}

/// The one-time link to a new password.
#[must_use]
pub fn password_reset(head: &Letterhead<'_>, reset_url: &str) -> Composed {
    let lang = head.lang;
    let blocks = [
        Block::Paragraph(t!(lang, "mail-greeting")),
        Block::Paragraph(t!(lang, "mail-reset-intro")),
        Block::Button { label: t!(lang, "mail-reset-button"), url: reset_url.to_owned() },
        Block::Small(t!(lang, "mail-reset-hint")),
    ];
    compose(head, t!(lang, "mail-reset-subject"), &blocks)
}

/// What a customer confirmed on the portal page.
#[derive(Clone, Debug)]
pub struct ConfirmationFacts<'a> {
    pub customer: &'a str,
    pub number: &'a str,
    pub amount: Cents,
    pub currency: Currency,
    pub paid_on: NaiveDate,
    pub note: Option<&'a str>,
    /// The invoice is paid by it; else it waits for a judgement.
    pub settled: bool,
}

/// Tells the organization that a customer says to have paid.
#[must_use]
pub fn payment_confirmation(head: &Letterhead<'_>, facts: &ConfirmationFacts<'_>, invoice_url: &str) -> Composed {
    let lang = head.lang;
    let mut blocks = vec![
        Block::Paragraph(t!(lang, "mail-greeting")),
        Block::Paragraph(t!(lang, "mail-confirmation-intro", customer = facts.customer, number = facts.number)),
        Block::Table(vec![
            (t!(lang, "mail-number"), facts.number.to_owned()),
            (t!(lang, "mail-customer"), facts.customer.to_owned()),
            (t!(lang, "mail-amount"), text::money(facts.amount, facts.currency, lang)),
            (t!(lang, "mail-paid-on"), text::date(facts.paid_on, lang)),
        ]),
    ];
    if let Some(note) = facts.note {
        blocks.push(Block::Paragraph(t!(lang, "mail-confirmation-note")));
        blocks.push(Block::Quote(note.to_owned()));
    }
    let consequence = if facts.settled { t!(lang, "mail-confirmation-settled") } else { t!(lang, "mail-confirmation-reported") };
    blocks.push(Block::Paragraph(consequence));
    blocks.push(Block::Button { label: t!(lang, "mail-confirmation-button"), url: invoice_url.to_owned() });
    compose(head, t!(lang, "mail-confirmation-subject", number = facts.number), &blocks)
}

fn compose(head: &Letterhead<'_>, subject: String, blocks: &[Block]) -> Composed {
    Composed { text: layout::text(head, blocks), html: layout::html(head, &subject, blocks), subject }
}

fn opening(lang: Lang, facts: &InvoiceFacts<'_>, message: Option<&str>) -> Vec<Block> {
    let greeting = facts.contact.map_or_else(|| t!(lang, "mail-greeting"), |name| t!(lang, "mail-greeting-name", name = name));
    let message = message.map(|words| Block::Quote(words.to_owned()));
    std::iter::once(Block::Paragraph(greeting)).chain(message).collect()
}

fn summary(lang: Lang, facts: &InvoiceFacts<'_>) -> Block {
    let money = |cents: Cents| text::money(cents, facts.currency, lang);
    let mut rows = vec![
        (t!(lang, "mail-number"), facts.number.to_owned()),
        (t!(lang, "mail-issue-date"), text::date(facts.issue_date, lang)),
        (t!(lang, "mail-net"), money(facts.net)),
        (t!(lang, "mail-tax"), money(facts.tax)),
        (t!(lang, "mail-gross"), money(facts.gross)),
    ];
    if !facts.is_cancellation {
        if facts.open != facts.gross {
            rows.push((t!(lang, "mail-open"), money(facts.open)));
        }
        rows.extend(facts.due_date.map(|due| (t!(lang, "mail-due"), text::date(due, lang))));
    }
    Block::Table(rows)
}

fn close(blocks: &mut Vec<Block>, lang: Lang, facts: &InvoiceFacts<'_>) {
    if facts.hybrid_notice && !facts.is_cancellation {
        blocks.push(Block::Notice(match facts.due_date {
            Some(due) => t!(lang, "mail-hybrid-notice-date", date = text::date(due, lang)),
            None => t!(lang, "mail-hybrid-notice"),
        }));
    }
    blocks.push(Block::Paragraph(t!(lang, "mail-closing")));
}

#[cfg(test)]
mod tests;
