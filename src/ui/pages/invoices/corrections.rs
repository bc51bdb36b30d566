//! The dialogs that take an issued invoice back: correct it, cancel some of it, cancel it.

use leptos::prelude::*;

use super::dialogs::{CloseButton, Id};
use super::sheet::unit_name;
use crate::domain::invoice::view::{InvoicePage, SheetLine};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text::{money, number};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Dialog, DialogBody, DialogFoot, Field, Icon, Look, TextArea, Typed};

#[component]
pub(super) fn CorrectDialog(invoice: InvoicePage, typed: Typed, open: bool) -> impl IntoView {
    let lang = lang();
    let text = t!(lang, "correct-text", number = invoice.number.clone(), amount = money_left(&invoice, lang));
    view! {
        <Dialog name="correct" title=t!(lang, "correct-title", number = invoice.number) open=open>
            <form method="post" action="/rpc/invoices/correct">
                <Id value=invoice.public_id />
                <DialogBody>
                    <p class="muted">{text}</p>
                    <Refused typed=typed.clone() />
                    <Reason id="correct-reason" typed=typed />
                </DialogBody>
                <DialogFoot>
                    <CloseButton label=t!(lang, "action-keep") />
                    <Button look=Look::Primary icon="pencil">{t!(lang, "correct-do")}</Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
}

#[component]
pub(super) fn CancelPartDialog(invoice: InvoicePage, typed: Typed, open: bool) -> impl IntoView {
    let lang = lang();
    let currency = invoice.currency;
    let lines = invoice.lines.into_iter().filter(|line| !line.left.is_zero()).enumerate();
    let fields = lines.map(|(index, line)| line_field(index, line, currency, &typed, lang)).collect_view();
    view! {
        <Dialog name="cancel_part" title=t!(lang, "cancel-part-title", number = invoice.number) open=open>
            <form method="post" action="/rpc/invoices/cancel_part">
                <Id value=invoice.public_id />
                <DialogBody>
                    <p class="muted">{t!(lang, "cancel-part-text")}</p>
                    <div class="part-lines">{fields}</div>
                    <Refused typed=typed.clone() />
                    <Reason id="cancel-part-reason" typed=typed />
                </DialogBody>
                <DialogFoot>
                    <Button look=Look::Danger icon="undo-2">{t!(lang, "cancel-do")}</Button>
                    <CloseButton label=t!(lang, "action-keep") />
                </DialogFoot>
            </form>
        </Dialog>
    }
}

/// How much of one line is taken back; empty is nothing of it.
fn line_field(index: usize, line: SheetLine, currency: Currency, typed: &Typed, lang: Lang) -> AnyView {
    let unit = unit_name(&line.unit, line.left == rust_decimal::Decimal::ONE, lang);
    let price = format!("{}\u{a0}{}", number(line.price, 2, lang), currency.symbol());
    let left = t!(lang, "cancel-part-left", quantity = number(line.left, 0, lang), unit = unit, price = price);
    let typed_name = format!("lines[{index}].quantity");
    view! {
        <input type="hidden" name=format!("lines[{index}][line]") value=line.position.clone() />
        <Field
            name=format!("lines[{index}][quantity]")
            id=format!("cancel-part-{index}")
            label=format!("{}. {}", line.position, line.name)
            value=typed.value(&typed_name, "")
            error=typed.error(&typed_name, lang)
            hint=left
            inputmode="decimal"
            autocomplete="off"
        />
    }
    .into_any()
}

#[component]
pub(super) fn CancelDialog(invoice: InvoicePage, typed: Typed, open: bool) -> impl IntoView {
    let lang = lang();
    let text = t!(lang, "cancel-text", number = invoice.number.clone(), amount = money_left(&invoice, lang));
    view! {
        <Dialog name="cancel" title=t!(lang, "cancel-title", number = invoice.number) open=open>
            <form method="post" action="/rpc/invoices/cancel">
                <Id value=invoice.public_id />
                <DialogBody>
                    <p class="muted">{text}</p>
                    <Refused typed=typed.clone() />
                    <Reason id="cancel-reason" typed=typed />
                </DialogBody>
                <DialogFoot>
                    <Button look=Look::Danger icon="undo-2">{t!(lang, "cancel-do")}</Button>
                    <CloseButton label=t!(lang, "action-keep") />
                </DialogFoot>
            </form>
        </Dialog>
    }
}

/// What was not cancelled yet.
fn money_left(invoice: &InvoicePage, lang: Lang) -> String {
    money(invoice.totals.gross + invoice.corrected, invoice.currency, lang)
}

/// Why the issue gate did not let the cancellation out, in plain words.
#[component]
fn Refused(typed: Typed) -> impl IntoView {
    let findings = typed.findings().iter().map(|finding| view! { <li>{finding.text.clone()}</li> }).collect_view();
    (!typed.findings().is_empty()).then(|| {
        view! {
            <div class="banner" role="alert">
                <Icon name="circle-alert" />
                <div>
                    <p>{t!(lang(), "cancel-refused")}</p>
                    <ul>{findings}</ul>
                </div>
            </div>
        }
    })
}

#[component]
fn Reason(id: &'static str, typed: Typed) -> impl IntoView {
    let lang = lang();
    view! {
        <TextArea
            name="reason"
            id=id
            label=t!(lang, "cancel-reason")
            value=typed.value("reason", "")
            error=typed.error("reason", lang)
            hint=t!(lang, "cancel-reason-hint")
            rows=2
            optional=true
        />
    }
}
