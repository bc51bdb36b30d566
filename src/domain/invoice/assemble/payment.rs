//! How the invoice is to be paid: BG-16 … BG-19, BT-20.

use chrono::NaiveDate;

use super::Parts;
use crate::domain::einvoice::model::{CreditTransfer, DirectDebit, PaymentCard, PaymentMeans};
use crate::domain::invoice::InvoiceKind;
use crate::domain::invoice::draft::DraftContent;
use crate::domain::invoice::draft::payment::{CARD, DIRECT_DEBIT};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text;

/// Codes of payments to an account of the seller (BG-17).
const TRANSFER: [u16; 5] = [30, 31, 42, 57, 58];

/// The chosen means, or what is usual with this customer; a cancellation is settled between the partners (97).
pub fn means(parts: &Parts<'_>) -> Vec<PaymentMeans> {
    if parts.kind == InvoiceKind::Cancellation {
        return vec![PaymentMeans { code: 97, ..PaymentMeans::default() }];
    }
    let payment = &parts.draft.payment;
    let code = payment.means.unwrap_or_else(|| usual_code(parts));
    let credit_transfers = if TRANSFER.contains(&code) { accounts(parts) } else { Vec::new() };
    if payment.means.is_none() && TRANSFER.contains(&code) && credit_transfers.is_empty() {
        return Vec::new();
    }
    let number = (!parts.number.is_empty()).then(|| parts.number.to_owned());
    vec![PaymentMeans {
        code,
        text: payment.text.clone(),
        remittance: payment.remittance.clone().or(number),
        credit_transfers,
        card: CARD
            .contains(&code)
            .then(|| PaymentCard { number: payment.card_number.clone().unwrap_or_default(), holder: payment.card_holder.clone() }),
        direct_debit: (code == DIRECT_DEBIT).then(|| direct_debit(parts)),
        ..PaymentMeans::default()
    }]
}

/// Direct debit where it is agreed; else SEPA transfer (58) for euros and any transfer (30) for other currencies.
fn usual_code(parts: &Parts<'_>) -> u16 {
    let is_debited = parts.customer.is_some_and(|(customer, _)| customer.direct_debit);
    match parts.draft.currency {
        _ if is_debited => DIRECT_DEBIT,
        Currency::EUR => 58,
        _ => 30,
    }
}

/// All accounts of the seller, the main one first.
fn accounts(parts: &Parts<'_>) -> Vec<CreditTransfer> {
    let bank = parts.bank;
    let main = bank.iban.iter().map(|iban| CreditTransfer { account: iban.clone(), account_name: bank.account_name.clone(), bic: bank.bic.clone() });
    let more = bank.more.iter().map(|account| CreditTransfer {
        account: account.iban.clone(),
        account_name: account.account_name.clone().or_else(|| bank.account_name.clone()),
        bic: account.bic.clone(),
    });
    main.chain(more).collect()
}

fn direct_debit(parts: &Parts<'_>) -> DirectDebit {
    let payment = &parts.draft.payment;
    let customer = parts.customer.map(|(customer, _)| customer);
    DirectDebit {
        mandate: payment.mandate.clone().or_else(|| customer.and_then(|customer| customer.mandate.clone())),
        creditor: parts.bank.creditor_id.clone(),
        debited_account: payment.debited_account.clone().or_else(|| customer.and_then(|customer| customer.debited_account.clone())),
    }
}

/// BT-20: when the money is expected in words, then the Skonto line of XRechnung, which must end with a newline.
pub fn terms(draft: &DraftContent, due_date: Option<NaiveDate>, means: &[PaymentMeans], lang: Lang) -> Option<String> {
    let day = text::date(due_date?, lang);
    let is_debited = means.iter().any(|means| means.direct_debit.is_some());
    let words = match (lang, is_debited) {
        (Lang::De, false) => format!("Zahlbar bis {day} ohne Abzug."),
        (Lang::En, false) => format!("Payable by {day} without deduction."),
        (Lang::De, true) => format!("Der Betrag wird am {day} per SEPA-Lastschrift eingezogen."),
        (Lang::En, true) => format!("The amount is collected by SEPA direct debit on {day}."),
    };
    match (draft.discount_percent, draft.discount_days) {
        (Some(percent), Some(days)) => Some(format!("{words}\n#SKONTO#TAGE={days}#PROZENT={percent:.2}#\n")),
        _ => Some(words),
    }
}
