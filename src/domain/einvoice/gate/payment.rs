//! How the invoice is paid: BG-16 … BG-19, BT-9, BT-20.

use rust_decimal::Decimal;

use super::super::model::{EInvoice, PaymentMeans};
use super::codes::documents;
use super::place::Place;
use super::report::{About, Report, is_blank};
use super::skonto;
use crate::domain::check_digits::{is_bic, is_creditor_id, is_iban};

pub(super) fn check(invoice: &EInvoice, report: &mut Report) {
    terms(invoice, report);
    if invoice.payment_means.is_empty() {
        report.missing(About("BR-DE-1", "BG-16", Place::PaymentMeans), "Zahlungsart", "Payment means");
    }
    for means in &invoice.payment_means {
        let code = means.written_code();
        if is_blank(Some(&code)) {
            report.missing(About("BR-49", "BT-81", Place::PaymentMeans), "Code der Zahlungsart", "Payment means code");
        } else {
            let about = About("BR-CL-16", "BT-81", Place::PaymentMeans);
            report.code(&code, documents::PAYMENT_MEANS, about, "Zahlungsart", "Payment means");
        }
        groups(means, report);
        credit_transfers(means, report);
        card(means, report);
        direct_debit(means, report);
    }
    let is_other = |means: &PaymentMeans, first: &PaymentMeans| (means.code, &means.other_code) != (first.code, &first.other_code);
    if invoice.payment_means.iter().any(|means| is_other(means, &invoice.payment_means[0])) {
        let about = About("UBL-SR-47", "BT-81", Place::PaymentMeans);
        report.error(about, "Eine Rechnung kann nur eine Zahlungsart nennen", "An invoice can state only one kind of payment means");
    }
}

fn terms(invoice: &EInvoice, report: &mut Report) {
    skonto::check(invoice, report);
    if invoice.totals.payable > Decimal::ZERO
        && !invoice.type_code.is_credit_note()
        && invoice.due_date.is_none()
        && is_blank(invoice.payment_terms.as_deref())
    {
        let about = About("BR-CO-25", "BT-9", Place::DueDate);
        report.missing(about, "Fälligkeit oder Zahlungsbedingung", "Due date or payment terms");
    }
}

/// BR-DE-23 … BR-DE-25: each code comes with its own group and no other.
fn groups(means: &PaymentMeans, report: &mut Report) {
    let rules = match means.code {
        30 | 58 => ["BR-DE-23-a", "BR-DE-23-b"],
        48 | 54 | 55 => ["BR-DE-24-a", "BR-DE-24-b"],
        59 => ["BR-DE-25-a", "BR-DE-25-b"],
        _ => return,
    };
    let (transfer, card, debit) = (!means.credit_transfers.is_empty(), means.card.is_some(), means.direct_debit.is_some());
    let (has_own, has_other, term, place, de, en) = match rules[0] {
        "BR-DE-23-a" => (transfer, card || debit, "BG-17", Place::SellerBank, "Bankverbindung", "Bank account"),
        "BR-DE-24-a" => (card, transfer || debit, "BG-18", Place::PaymentMeans, "Kartenangabe", "Card information"),
        _ => (debit, transfer || card, "BG-19", Place::DirectDebit, "Lastschriftmandat", "Direct debit mandate"),
    };
    if !has_own {
        report.missing(About(rules[0], term, place), de, en);
    }
    if has_other {
        report.error(About(rules[1], "BG-16", Place::PaymentMeans), "Angaben passen nicht zur Zahlungsart", "Details do not fit the payment means");
    }
}

fn credit_transfers(means: &PaymentMeans, report: &mut Report) {
    let account_known = means.credit_transfers.iter().any(|account| !is_blank(Some(&account.account)));
    if matches!(means.code, 30 | 58) && !account_known {
        report.missing(About("BR-61", "BT-84", Place::SellerBank), "IBAN", "IBAN");
    }
    for account in &means.credit_transfers {
        let place = Place::SellerBank;
        if is_blank(Some(&account.account)) {
            report.missing(About("BR-50", "BT-84", place), "IBAN", "IBAN");
        } else if means.code == 58 && !is_iban(&account.account) {
            report.warn(About("BR-DE-19", "BT-84", place), "IBAN ist ungültig", "IBAN is invalid");
            report.error(About("RW-IBAN", "BT-84", place), "IBAN ist ungültig: bitte Ziffern prüfen", "IBAN is invalid: please check its digits");
        } else if looks_like_iban(&account.account) && !is_iban(&account.account) {
            report.error(About("RW-IBAN", "BT-84", place), "IBAN ist ungültig: bitte Ziffern prüfen", "IBAN is invalid: please check its digits");
        }
        if account.bic.as_deref().is_some_and(|bic| !is_bic(bic)) {
            report.error(About("RW-BIC", "BT-86", place), "BIC ist ungültig", "BIC is invalid");
        }
    }
}

fn looks_like_iban(account: &str) -> bool {
    let bytes = account.as_bytes();
    bytes.len() >= 15 && bytes[..2].iter().all(u8::is_ascii_alphabetic) && bytes[2..4].iter().all(u8::is_ascii_digit)
}

fn card(means: &PaymentMeans, report: &mut Report) {
    let Some(card) = &means.card else { return };
    if card.number.trim().chars().count() > 10 {
        let about = About("BR-51", "BT-87", Place::PaymentMeans);
        report.warn(
            about,
            "Kartennummer darf nur die letzten vier bis sechs Ziffern zeigen",
            "Card number may only show its last four to six digits",
        );
    }
    report.require(Some(&card.number), About("BR-51", "BT-87", Place::PaymentMeans), "Kartennummer", "Card number");
}

fn direct_debit(means: &PaymentMeans, report: &mut Report) {
    let place = Place::DirectDebit;
    let mandate = means.direct_debit.as_ref().and_then(|debit| debit.mandate.as_deref());
    if matches!(means.code, 49 | 59) {
        report.require(mandate, About("PEPPOL-EN16931-R061", "BT-89", place), "Mandatsreferenz", "Mandate reference");
    }
    let Some(debit) = &means.direct_debit else { return };
    report.require(debit.creditor.as_deref(), About("BR-DE-30", "BT-90", place), "Gläubiger-Identifikationsnummer", "Creditor identifier");
    report.require(debit.debited_account.as_deref(), About("BR-DE-31", "BT-91", place), "IBAN des Zahlers", "Debited IBAN");
    if debit.creditor.as_deref().is_some_and(|creditor| !is_blank(Some(creditor)) && !is_creditor_id(creditor)) {
        let about = About("RW-CREDITOR", "BT-90", place);
        report.error(about, "Gläubiger-Identifikationsnummer ist ungültig", "Creditor identifier is invalid");
    }
    if debit.debited_account.as_deref().is_some_and(|account| !is_blank(Some(account)) && !is_iban(account)) {
        report.warn(About("BR-DE-20", "BT-91", place), "IBAN des Zahlers ist ungültig", "Debited IBAN is invalid");
        report.error(
            About("RW-IBAN", "BT-91", place),
            "IBAN des Zahlers ist ungültig: bitte Ziffern prüfen",
            "Debited IBAN is invalid: please check its digits",
        );
    }
}
