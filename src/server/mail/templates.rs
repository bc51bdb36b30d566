//! The words of every mail: pure functions from what happened to subject, text and HTML.

use chrono::NaiveDate;

use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::text;
use crate::t;

use layout::{Block, Letter};

mod layout;

/// A mail as it is stored and sent; text and HTML say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailContent {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// `invoice_portal` and `invoice`: an invoice is ready behind a link.
#[derive(Clone, Debug)]
pub struct InvoiceMail<'a> {
    pub lang: Lang,
    pub organization: &'a str,
    pub color: Option<&'a str>,
    pub number: &'a str,
    pub kind: InvoiceKind,
    pub buyer_contact: Option<&'a str>,
    pub amount: Cents,
    pub currency: Currency,
    pub due_date: Option<NaiveDate>,
    pub portal_url: &'a str,
    /// What staff typed instead of our words.
    pub subject: Option<&'a str>,
    pub message: Option<&'a str>,
    pub hybrid_notice: bool,
}

#[must_use]
pub fn invoice_portal(mail: &InvoiceMail<'_>) -> MailContent {
    let lang = mail.lang;
    let amount = text::money(mail.amount, mail.currency, lang);
    let subject = mail.subject.map_or_else(|| invoice_subject(mail), str::to_owned);
    let introduction = match (mail.message, mail.kind) {
        (Some(message), _) => message.to_owned(),
        (None, InvoiceKind::Cancellation) => t!(lang, "mail-cancellation-ready", number = mail.number),
        (None, _) => t!(lang, "mail-invoice-ready", number = mail.number, amount = amount.as_str()),
    };
    let mut rows = vec![(t!(lang, "mail-number"), mail.number.to_owned())];
    if mail.kind != InvoiceKind::Cancellation {
        rows.push((t!(lang, "mail-amount"), amount));
        rows.extend(mail.due_date.map(|day| (t!(lang, "mail-due"), text::date(day, lang))));
    }
    let mut blocks = vec![
        Block::Words(greeting(mail.buyer_contact, lang)),
        Block::Words(introduction),
        Block::Rows(rows),
        Block::Button { words: t!(lang, "mail-view-invoice"), url: mail.portal_url.to_owned() },
    ];
    if mail.hybrid_notice && mail.kind != InvoiceKind::Cancellation {
        blocks.push(Block::Words(hybrid_notice(mail.due_date, lang)));
    }
    blocks.push(Block::Words(t!(lang, "mail-regards", organization = mail.organization)));
    letter(mail, &t!(lang, "mail-link-is-secret"), blocks).into_content(subject)
}

fn letter<'a>(mail: &'a InvoiceMail<'_>, closing: &str, blocks: Vec<Block>) -> Letter<'a> {
    Letter { lang: mail.lang, sender: mail.organization, color: mail.color, blocks, closing: closing.to_owned() }
}

fn invoice_subject(mail: &InvoiceMail<'_>) -> String {
    match mail.kind {
        InvoiceKind::Cancellation => t!(mail.lang, "mail-cancellation-subject", number = mail.number),
        _ => t!(mail.lang, "mail-invoice-subject", number = mail.number),
    }
}

fn greeting(name: Option<&str>, lang: Lang) -> String {
    match name {
        Some(name) => t!(lang, "mail-greeting-name", name = name),
        None => t!(lang, "mail-greeting"),
    }
}

fn hybrid_notice(due_date: Option<NaiveDate>, lang: Lang) -> String {
    match due_date {
        Some(day) => t!(lang, "mail-hybrid-until", date = text::date(day, lang)),
        None => t!(lang, "mail-hybrid"),
    }
}

/// `receipt`: "Zahlung erhalten".
#[derive(Clone, Debug)]
pub struct ReceiptMail<'a> {
    pub lang: Lang,
    pub organization: &'a str,
    pub color: Option<&'a str>,
    pub number: &'a str,
    pub buyer_contact: Option<&'a str>,
    pub received: Cents,
    /// What is still open after it.
    pub open: Cents,
    pub currency: Currency,
    pub received_on: NaiveDate,
    pub portal_url: Option<&'a str>,
}

#[must_use]
pub fn receipt(mail: &ReceiptMail<'_>) -> MailContent {
    let lang = mail.lang;
    let money = |cents| text::money(cents, mail.currency, lang);
    let subject = t!(lang, "mail-receipt-subject", number = mail.number);
    let rest = if mail.open.is_positive() { t!(lang, "mail-receipt-rest", amount = money(mail.open)) } else { t!(lang, "mail-receipt-settled") };
    let rows = vec![
        (t!(lang, "mail-number"), mail.number.to_owned()),
        (t!(lang, "mail-received"), money(mail.received)),
        (t!(lang, "mail-received-on"), text::date(mail.received_on, lang)),
        (t!(lang, "mail-still-open"), money(mail.open)),
    ];
    let thanks = t!(lang, "mail-receipt-thanks", amount = money(mail.received), number = mail.number);
    let mut blocks = vec![Block::Words(greeting(mail.buyer_contact, lang)), Block::Words(format!("{thanks} {rest}")), Block::Rows(rows)];
    blocks.extend(mail.portal_url.map(|url| Block::Button { words: t!(lang, "mail-view-invoice"), url: url.to_owned() }));
    blocks.push(Block::Words(t!(lang, "mail-regards", organization = mail.organization)));
    let closing = mail.portal_url.map_or_else(String::new, |_| t!(lang, "mail-link-is-secret"));
    Letter { lang, sender: mail.organization, color: mail.color, blocks, closing }.into_content(subject)
}

/// `payment_confirmation`: tells the organization that a customer says to have paid.
#[derive(Clone, Debug)]
pub struct ConfirmationMail<'a> {
    pub organization: &'a str,
    pub number: &'a str,
    pub buyer: &'a str,
    pub amount: Cents,
    pub currency: Currency,
    /// Staff must accept or reject it.
    pub needs_review: bool,
}

#[must_use]
pub fn payment_confirmation(mail: &ConfirmationMail<'_>) -> MailContent {
    let lang = Lang::De;
    let amount = text::money(mail.amount, mail.currency, lang);
    let subject = t!(lang, "mail-confirmation-subject", number = mail.number);
    let sentence = t!(lang, "mail-confirmation-sentence", buyer = mail.buyer, number = mail.number, amount = amount);
    let next = if mail.needs_review { t!(lang, "mail-confirmation-review") } else { t!(lang, "mail-confirmation-settled") };
    let blocks = vec![Block::Words(t!(lang, "mail-greeting")), Block::Words(sentence), Block::Words(next)];
    let closing = t!(lang, "mail-confirmation-why", organization = mail.organization);
    Letter { lang, sender: "RechnungsWerk", color: None, blocks, closing }.into_content(subject)
}

/// `password_reset`; the link works for one hour.
#[must_use]
pub fn password_reset(link: &str, name: &str, lang: Lang) -> MailContent {
    let name = Some(name).filter(|name| !name.trim().is_empty());
    let blocks = vec![
        Block::Words(greeting(name, lang)),
        Block::Words(t!(lang, "mail-reset-sentence")),
        Block::Button { words: t!(lang, "mail-reset-button"), url: link.to_owned() },
    ];
    let letter = Letter { lang, sender: "RechnungsWerk", color: None, blocks, closing: t!(lang, "mail-reset-ignore") };
    letter.into_content(t!(lang, "mail-reset-subject"))
}

#[cfg(test)]
mod tests;
