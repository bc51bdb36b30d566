//! What waits for the next invoice of a customer, and the dialog that bills it now.

use leptos::prelude::*;

use crate::domain::customer::CustomerPage;
use crate::domain::flash::Flash;
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text::{date, money};
use crate::domain::usage::charge::kind_name;
use crate::domain::usage::view::{EventRow, OpenEvents};
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Check, Dialog, DialogBody, DialogButton, DialogFoot, Field, LinkButton, Look, Typed};

#[component]
pub(super) fn OpenEventsPart(open: OpenEvents, customer: String) -> impl IntoView {
    let lang = lang();
    let list = address("/billing", &[("state", "unbilled"), ("customer", &customer)]);
    let new = address("/billing/events/new", &[("customer", &customer)]);
    let body = if open.rows.is_empty() {
        view! { <p class="quiet-line">{t!(lang, "open-events-none")}</p> }.into_any()
    } else {
        view! {
            <ul class="customer-invoices">{open.rows.into_iter().map(|row| event(row, lang)).collect_view()}</ul>
            <p class="open-sum">{t!(lang, "open-events-sum", count = open.count, amount = money(open.sum, Currency::EUR, lang))}</p>
        }
        .into_any()
    };
    let bill = (open.count > 0).then(|| view! { <DialogButton dialog="bill" icon="receipt-text">{t!(lang, "bill-open-events")}</DialogButton> });
    view! {
        <section class="open-events">
            <div class="section-head">
                <h2>{t!(lang, "open-events")}</h2>
                <a class="link" href=list>{t!(lang, "customer-all-invoices")}</a>
            </div>
            {body}
            <div class="btn-row">
                {bill}
                <LinkButton href=new look=Look::Quiet icon="plus">{t!(lang, "event-new")}</LinkButton>
            </div>
        </section>
    }
}

fn event(row: EventRow, lang: Lang) -> impl IntoView {
    let name = row.description.clone().unwrap_or_else(|| kind_name(&row.kind, lang));
    let amount = row.amount.map_or_else(|| t!(lang, "event-by-rate"), |amount| money(amount, Currency::EUR, lang));
    let below = match &row.reference {
        Some(reference) => format!("{} · {reference}", date(row.occurred_on, lang)),
        None => date(row.occurred_on, lang),
    };
    view! {
        <li>
            <a class="card" href=format!("/billing/events/{}", row.public_id)>
                <b>{name}</b>
                <span class="num">{amount}</span>
                <small>{below}</small>
            </a>
        </li>
    }
}

#[component]
pub(super) fn BillDialog(page: CustomerPage, #[prop(optional_no_strip)] flash: Option<Flash>, open: bool) -> impl IntoView {
    let lang = lang();
    let typed = Typed::of(flash.as_ref(), "bill_customer");
    let events = page.open_events;
    let from = events.first.map(|day| day.to_string()).unwrap_or_default();
    let has_address = page.content.billing_email.is_some();
    let to = page.content.billing_email.clone();
    view! {
        <Dialog name="bill" title=t!(lang, "bill-open-events") intro=t!(lang, "bill-intro") open=open>
            <form method="post" action="/rpc/usage/bill_customer">
                <input type="hidden" name="id" value=page.row.public_id />
                <DialogBody>
                    <div class="grid-2">
                        <Field class="c3" name="from" id="bill-from" kind="date" label=t!(lang, "bill-from") value=typed.value("from", from) error=typed.error("from", lang) autofocus=true />
                        <Field
                            class="c3"
                            name="until"
                            id="bill-until"
                            kind="date"
                            label=t!(lang, "bill-until")
                            value=typed.value("until", events.today.to_string())
                            error=typed.error("until", lang)
                        />
                    </div>
                    {has_address.then(|| view! { <Check name="send" checked=typed.is_checked("send", true) hint=to>{t!(lang, "bill-send")}</Check> })}
                </DialogBody>
                <DialogFoot>
                    <button class="btn push" type="submit" formmethod="dialog" formnovalidate=true>{t!(lang, "action-cancel")}</button>
                    <Button look=Look::Primary>{t!(lang, "bill-issue")}</Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
}
