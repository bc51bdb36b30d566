//! The dialogs of the invoice page: share, e-mail, payment, write off, and those of `corrections`. Each is a plain form.

use leptos::prelude::*;

use super::corrections::{CancelDialog, CancelPartDialog, CorrectDialog};
use super::ledger::method_name;
use super::rail::{size, validity_in_days};
use super::show::{Dialogue, Possible};
use crate::domain::flash::Flash;
use crate::domain::invoice::view::{InvoicePage, PaymentMethod, ShareState};
use crate::domain::text::{amount, money};
use crate::t;
use crate::ui::components::words::{LocalClock, lang};
use crate::ui::components::{Button, Check, Choice, Dialog, DialogBody, DialogFoot, Field, Look, SelectField, TextArea, Typed};
use crate::ui::islands::CopyButton;

#[component]
pub fn Dialogs(invoice: InvoicePage, possible: Possible, open: Option<Dialogue>, flash: Option<Flash>) -> impl IntoView {
    let is_open = move |dialogue| open == Some(dialogue);
    let typed = |form: &str| Typed::of(flash.as_ref(), form);
    view! {
        <ShareDialog invoice=invoice.clone() open=is_open(Dialogue::Share) />
        <EmailDialog invoice=invoice.clone() typed=typed("send_email") open=is_open(Dialogue::Email) />
        {possible.payment.then(|| view! { <PaymentDialog invoice=invoice.clone() typed=typed("record_payment") open=is_open(Dialogue::Payment) /> })}
        {possible.cancel.then(|| view! {
            <CorrectDialog invoice=invoice.clone() typed=typed("correct") open=is_open(Dialogue::Correct) />
            <CancelPartDialog invoice=invoice.clone() typed=typed("cancel_part") open=is_open(Dialogue::CancelPart) />
            <CancelDialog invoice=invoice.clone() typed=typed("cancel") open=is_open(Dialogue::Cancel) />
        })}
        {possible.write_off.then(|| view! { <WriteOffDialog invoice=invoice.clone() open=is_open(Dialogue::WriteOff) /> })}
    }
}

#[component]
pub(super) fn Id(value: String) -> impl IntoView {
    view! { <input type="hidden" name="id" value=value /> }
}

/// Closes the dialog around it, without script too.
#[component]
pub(super) fn CloseButton(label: String) -> impl IntoView {
    view! { <button class="btn push" type="submit" formmethod="dialog" formnovalidate=true>{label}</button> }
}

#[component]
fn ShareDialog(invoice: InvoicePage, open: bool) -> impl IntoView {
    let lang = lang();
    let body = match invoice.share.clone() {
        Some(share) => view! { <SharedLink invoice=invoice share=share /> }.into_any(),
        None => view! {
            <form method="post" action="/rpc/invoices/share">
                <Id value=invoice.public_id />
                <DialogBody><p class="muted">{t!(lang, "share-none")}</p></DialogBody>
                <DialogFoot>
                    <CloseButton label=t!(lang, "action-cancel") />
                    <Button look=Look::Primary icon="link">{t!(lang, "link-create")}</Button>
                </DialogFoot>
            </form>
        }
        .into_any(),
    };
    view! {
        <Dialog name="share" title=t!(lang, "share-title") intro=t!(lang, "share-intro") open=open>
            {body}
        </Dialog>
    }
}

#[component]
fn SharedLink(invoice: InvoicePage, share: ShareState) -> impl IntoView {
    let lang = lang();
    let views = match invoice.views.first() {
        Some(last) if share.access_count > 0 => {
            t!(lang, "share-views-last", count = share.access_count, moment = LocalClock::from_context().moment(last.at, lang))
        }
        _ => share.access_count.to_string(),
    };
    let validity = validity_in_days(&share, invoice.today, lang);
    view! {
        <DialogBody>
            <div class="field">
                <label class="label" for="share-url">{t!(lang, "share-link")}</label>
                <div class="copy">
                    <input class="input" id="share-url" readonly=true value=share.url.clone() />
                    <CopyButton text=share.url label=t!(lang, "share-copy") copied=t!(lang, "share-copied") />
                </div>
            </div>
            <dl class="facts">
                <dt>{t!(lang, "share-valid-until")}</dt>
                <dd>{validity}</dd>
                <dt>{t!(lang, "share-views")}</dt>
                <dd>{views}</dd>
            </dl>
        </DialogBody>
        <DialogFoot>
            <form method="post" action="/rpc/invoices/revoke_share">
                <Id value=invoice.public_id.clone() />
                <Button look=Look::Danger>{t!(lang, "share-revoke")}</Button>
            </form>
            <form method="post" action="/rpc/invoices/share">
                <Id value=invoice.public_id />
                <Button look=Look::Quiet>{t!(lang, "share-renew")}</Button>
            </form>
            <form class="push" method="dialog">
                <Button>{t!(lang, "action-done")}</Button>
            </form>
        </DialogFoot>
    }
}

#[component]
fn EmailDialog(invoice: InvoicePage, typed: Typed, open: bool) -> impl IntoView {
    let lang = lang();
    let pdf = invoice.documents.iter().find(|document| document.kind == "pdf");
    let file = pdf.map(|document| format!("{}, {}", document.file_name, size(document.size)));
    view! {
        <Dialog name="email" title=t!(lang, "action-email") open=open>
            <form method="post" action="/rpc/invoices/send_email">
                <Id value=invoice.public_id />
                <DialogBody>
                    <Field
                        name="to_email"
                        kind="email"
                        label=t!(lang, "email-to")
                        value=typed.value("to_email", invoice.mail_to.unwrap_or_default())
                        error=typed.error("to_email", lang)
                        required=true
                        autofocus=true
                    />
                    <Field
                        name="subject"
                        label=t!(lang, "email-subject")
                        value=typed.value("subject", invoice.mail_subject)
                        error=typed.error("subject", lang)
                        required=true
                    />
                    <TextArea
                        name="message"
                        label=t!(lang, "email-message")
                        value=typed.value("message", "")
                        error=typed.error("message", lang)
                        placeholder=t!(lang, "email-message-placeholder")
                        optional=true
                    />
                    <Check name="attach_pdf" checked=typed.is_checked("attach_pdf", true) hint=file>{t!(lang, "email-attach")}</Check>
                </DialogBody>
                <DialogFoot>
                    <span class="faint">{t!(lang, "email-link-included")}</span>
                    <CloseButton label=t!(lang, "action-cancel") />
                    <Button look=Look::Primary icon="send">{t!(lang, "email-send")}</Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
}

#[component]
fn PaymentDialog(invoice: InvoicePage, typed: Typed, open: bool) -> impl IntoView {
    let lang = lang();
    let methods = PaymentMethod::ALL.into_iter().filter(|method| *method != PaymentMethod::PortalConfirmation);
    let methods = methods.map(|method| Choice::new(method.as_str(), method_name(method, lang))).collect();
    let symbol = invoice.currency.symbol().to_owned();
    view! {
        <Dialog name="payment" title=t!(lang, "action-record-payment") intro=invoice.number.clone() open=open>
            <form method="post" action="/rpc/invoices/record_payment">
                <Id value=invoice.public_id />
                <DialogBody>
                    <div class="grid-2">
                        <Field
                            class="c3"
                            name="amount"
                            label=t!(lang, "payment-amount", currency = symbol)
                            value=typed.value("amount", amount(invoice.open, lang))
                            error=typed.error("amount", lang)
                            inputmode="decimal"
                            required=true
                            autofocus=true
                        />
                        <Field
                            class="c3"
                            name="date"
                            kind="date"
                            label=t!(lang, "payment-date")
                            value=typed.value("date", invoice.today.to_string())
                            error=typed.error("date", lang)
                            required=true
                        />
                        <SelectField name="method" label=t!(lang, "payment-method") value=typed.value("method", "") choices=methods />
                        <Field
                            name="reference"
                            label=t!(lang, "payment-reference")
                            value=typed.value("reference", "")
                            error=typed.error("reference", lang)
                            hint=t!(lang, "payment-reference-hint")
                            optional=true
                        />
                        <TextArea
                            name="note"
                            label=t!(lang, "payment-note")
                            value=typed.value("note", "")
                            error=typed.error("note", lang)
                            rows=2
                            optional=true
                        />
                    </div>
                </DialogBody>
                <DialogFoot>
                    <CloseButton label=t!(lang, "action-cancel") />
                    <Button look=Look::Primary>{t!(lang, "payment-save")}</Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
}

#[component]
fn WriteOffDialog(invoice: InvoicePage, open: bool) -> impl IntoView {
    let lang = lang();
    let text = t!(lang, "write-off-text", amount = money(invoice.open, invoice.currency, lang));
    view! {
        <Dialog name="write_off" title=t!(lang, "write-off-title", number = invoice.number) open=open>
            <form method="post" action="/rpc/invoices/write_off">
                <Id value=invoice.public_id />
                <DialogBody><p class="muted">{text}</p></DialogBody>
                <DialogFoot>
                    <Button look=Look::Danger icon="circle-x">{t!(lang, "action-write-off")}</Button>
                    <CloseButton label=t!(lang, "action-keep") />
                </DialogFoot>
            </form>
        </Dialog>
    }
}
