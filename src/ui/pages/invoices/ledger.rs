//! What is open, how it came to that, and a customer's statement that waits for its judgement.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::sheet::kind_name;
use super::show::Possible;
use crate::domain::invoice::view::{InvoicePage, PaymentEntry, PaymentMethod, PaymentState};
use crate::domain::invoice::{InvoiceKind, InvoiceState};
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::text::{amount, date, day_month, money};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, DialogButton, Look};

#[component]
pub fn Ledger(invoice: InvoicePage, possible: Possible) -> impl IntoView {
    let lang = lang();
    let (label, figure) = headline(&invoice, lang);
    let due = (invoice.state == InvoiceState::Open && invoice.open.is_positive()).then_some(invoice.due_date).flatten();
    let due = due.map(|day| view! { <p class="muted">{due_words(day, invoice.today, lang)}</p> });
    let reviews = invoice.payments.iter().filter(|payment| payment.awaits_review).map(|payment| {
        view! { <Review id=invoice.public_id.clone() payment=payment.clone() currency_text=money(payment.amount, invoice.currency, lang) /> }
    });
    let reviews = reviews.collect_view();
    view! {
        <section class="due">
            <div class="section-head">
                <p class="muted">{label}</p>
                {possible.payment.then(|| view! { <DialogButton dialog="payment" plain="link">{t!(lang, "action-record-payment")}</DialogButton> })}
            </div>
            <p class="amount">{money(figure, invoice.currency, lang)}</p>
            {due}
            {reviews}
            <LedgerTable invoice=invoice />
        </section>
    }
}

fn headline(invoice: &InvoicePage, lang: Lang) -> (String, Cents) {
    let settled: Cents = invoice.payments.iter().filter(|payment| payment.state == PaymentState::Settled).map(|payment| payment.amount).sum();
    match (invoice.kind, invoice.state) {
        (InvoiceKind::Cancellation, _) => (t!(lang, "ledger-credit"), invoice.totals.payable),
        (_, InvoiceState::Paid) => (t!(lang, "ledger-paid"), settled),
        _ => (t!(lang, "ledger-open"), invoice.open),
    }
}

fn due_words(day: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let left = (day - today).num_days();
    let (days, date) = (left.abs(), date(day, lang));
    match left {
        0 => t!(lang, "due-today", date = date),
        1.. => t!(lang, "due-in", date = date, days = days),
        _ => t!(lang, "due-since", date = date, days = days),
    }
}

#[component]
fn LedgerTable(invoice: InvoicePage) -> impl IntoView {
    let lang = lang();
    let corrections = invoice
        .chain
        .iter()
        .filter(|entry| entry.kind == InvoiceKind::Cancellation && !entry.is_this)
        .filter(|_| invoice.kind != InvoiceKind::Cancellation);
    let corrections = corrections.map(|entry| {
        view! {
            <tr>
                <th scope="row">
                    <a class="link" href=format!("/invoices/{}", entry.public_id)>{entry.number.clone()}</a>
                    <small>{format!("{}, {}", t!(lang, "ledger-cancellation"), day_month(entry.issue_date, lang))}</small>
                </th>
                <td class="num">{amount(entry.amount, lang)}</td>
            </tr>
        }
    });
    let payments = invoice.payments.iter().map(|payment| payment_row(payment, lang));
    view! {
        <table class="ledger">
            <caption class="vh">{t!(lang, "ledger-caption")}</caption>
            <tbody>
                <tr>
                    <th scope="row">{kind_name(invoice.kind, lang)}</th>
                    <td class="num">{amount(invoice.totals.payable, lang)}</td>
                </tr>
                {corrections.collect_view()}
                {payments.collect_view()}
            </tbody>
        </table>
    }
}

fn payment_row(payment: &PaymentEntry, lang: Lang) -> impl IntoView + use<> {
    let counts = payment.state == PaymentState::Settled;
    let state = match payment.state {
        PaymentState::Reported => t!(lang, "payment-reported"),
        PaymentState::Rejected => t!(lang, "payment-rejected"),
        PaymentState::Settled => String::new(),
    };
    let below = [day_month(payment.date, lang), state].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    view! {
        <tr>
            <th scope="row" title=payment.reference.clone()>
                {method_name(payment.method, lang)}
                <small>{below}</small>
            </th>
            <td class="num" class:struck=!counts>{amount(-payment.amount, lang)}</td>
        </tr>
    }
}

/// The word for a way of paying.
pub(super) fn method_name(method: PaymentMethod, lang: Lang) -> String {
    match method {
        PaymentMethod::BankTransfer => t!(lang, "method-bank-transfer"),
        PaymentMethod::Cash => t!(lang, "method-cash"),
        PaymentMethod::Card => t!(lang, "method-card"),
        PaymentMethod::DirectDebit => t!(lang, "method-direct-debit"),
        PaymentMethod::PortalConfirmation => t!(lang, "method-portal-confirmation"),
        PaymentMethod::Other => t!(lang, "method-other"),
    }
}

/// The customer said that it is paid: staff looks at the account and accepts or rejects.
#[component]
fn Review(id: String, payment: PaymentEntry, currency_text: String) -> impl IntoView {
    let lang = lang();
    view! {
        <form class="review" method="post" action="/rpc/invoices/review_confirmation">
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="payment" value=payment.id />
            <p>{t!(lang, "review-text", amount = currency_text, date = date(payment.date, lang))}</p>
            {payment.note.map(|note| view! { <p class="muted">{note}</p> })}
            <div class="btn-row">
                <Button class="btn-small" name="decision" value="accept" icon="check">{t!(lang, "review-accept")}</Button>
                <Button class="btn-small" look=Look::Danger name="decision" value="reject">{t!(lang, "review-reject")}</Button>
            </div>
        </form>
    }
}
