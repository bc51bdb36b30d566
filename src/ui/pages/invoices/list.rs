//! `/invoices`: every filter, order and page is an address; selecting acts on many at once.

use leptos::prelude::*;

use super::rows::{CardRows, TableRows};
use super::tools::ListTools;
use crate::domain::invoice::view::{InvoiceList, InvoiceListQuery, InvoiceRow};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, EmptyState, Icon, LinkButton, Look, PageBody, PageHead, Pager, SortHead};
use crate::ui::islands::ListKeys;

#[component]
pub fn InvoiceListPage(list: InvoiceList, query: InvoiceListQuery, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let has_unsent = list.chips.iter().any(|(name, count)| name == "unsent" && *count > 0);
    let send = has_unsent.then(|| view! { <LinkButton href="/mailings/new" icon="send">{t!(lang, "mailing-new")}</LinkButton> });
    let body = if list.is_empty_organization {
        view! {
            <EmptyState title=t!(lang, "empty-title") text=t!(lang, "list-empty-text")>
                <LinkButton href="/invoices/new" icon="plus">{t!(lang, "list-empty-action")}</LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        filled(list, query, lang).into_any()
    };
    view! {
        <PageHead title=t!(lang, "room-invoices") notice=notice>
            {send}
            <LinkButton href="/invoices/new" look=Look::Primary icon="plus">{t!(lang, "invoice-new")}</LinkButton>
        </PageHead>
        <PageBody>{body}</PageBody>
    }
    .into_any()
}

/// The address of the list with one thing changed; a changed filter or order begins at page one.
pub(super) fn list_address(query: &InvoiceListQuery) -> String {
    address(
        "/invoices",
        &[
            ("q", &query.q),
            ("status", &query.status),
            ("customer", &query.customer),
            ("from", &query.from),
            ("until", &query.until),
            ("sort", &query.sort),
            ("page", &query.page),
        ],
    )
}

fn filled(list: InvoiceList, query: InvoiceListQuery, lang: Lang) -> impl IntoView {
    let shown = u32::try_from(list.rows.len()).unwrap_or_default();
    let page_query = query.clone();
    let page_address = move |page: u32| list_address(&InvoiceListQuery { page: page.to_string(), ..page_query.clone() });
    let body = if list.rows.is_empty() {
        view! {
            <EmptyState title=t!(lang, "list-none-title") text=t!(lang, "list-none-text")>
                <LinkButton href="/invoices">{t!(lang, "list-none-action")}</LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        view! {
            <InvoiceTable rows=list.rows.clone() query=query.clone() />
            <CardRows rows=list.rows />
            <Pager page=list.page pages=list.pages total=list.total shown=shown href=page_address />
        }
        .into_any()
    };
    view! {
        <ListTools chips=list.chips query=query />
        {body}
    }
}

/// The table inside the form that its bulk bar sends.
#[component]
fn InvoiceTable(rows: Vec<InvoiceRow>, query: InvoiceListQuery) -> impl IntoView {
    let lang = lang();
    let one_currency = rows.first().map(|row| row.currency).filter(|first| rows.iter().all(|row| row.currency == *first));
    let code = if lang == Lang::De { "de" } else { "en" };
    let symbol = one_currency.unwrap_or_default().symbol().to_owned();
    view! {
        <form class="wide-table" method="post" action="/rpc/invoices/mark_paid_many" id="invoice-selection" tabindex="-1" aria-label=t!(lang, "room-invoices")>
            // The form's first submit button answers the Enter key in a box: this one does nothing.
            <button type="submit" disabled=true hidden=true></button>
            <table class="table sticky invoices">
                <thead>
                    <ColumnHeads query=query one_currency=one_currency />
                    <tr class="bulk-row">
                        <th colspan="9" scope="col"><BulkBar /></th>
                    </tr>
                </thead>
                <tbody><TableRows rows=rows one_currency=one_currency /></tbody>
            </table>
        </form>
        <ListKeys selected_words=t!(lang, "bulk-selected", count = "{count}", sum = "{sum}") lang=code.to_owned() currency=symbol />
    }
}

#[component]
fn ColumnHeads(query: InvoiceListQuery, one_currency: Option<Currency>) -> impl IntoView {
    let lang = lang();
    let sort = if query.sort.is_empty() { "-date".to_owned() } else { query.sort.clone() };
    let (amount, open) = match one_currency {
        Some(currency) => (t!(lang, "column-amount-in", currency = currency.symbol()), t!(lang, "column-open-in", currency = currency.symbol())),
        None => (t!(lang, "column-amount"), t!(lang, "column-open")),
    };
    let address_of = Callback::new(move |sort: String| list_address(&InvoiceListQuery { sort, page: String::new(), ..query.clone() }));
    let head = move |key: &'static str, label: String, class: &'static str| {
        view! { <SortHead key=key sort=sort.clone() label=label class=class href=address_of /> }
    };
    view! {
        <tr class="name-row">
            <th class="pick" scope="col">
                <input class="check check-all" type="checkbox" aria-label=t!(lang, "bulk-all") />
            </th>
            {head("number", t!(lang, "column-number"), "")}
            {head("customer", t!(lang, "column-customer"), "")}
            <th scope="col">{t!(lang, "column-status")}</th>
            {head("date", t!(lang, "column-date"), "col-date")}
            {head("due", t!(lang, "column-due"), "")}
            {head("amount", amount, "num")}
            {head("open", open, "num col-open")}
            <th scope="col"><span class="vh">{t!(lang, "column-actions")}</span></th>
        </tr>
    }
}

/// Stands in place of the column heads while rows are selected; the style sheet sees that.
#[component]
fn BulkBar() -> impl IntoView {
    let lang = lang();
    view! {
        <div class="bulk">
            <input class="check check-all" type="checkbox" aria-label=t!(lang, "bulk-all") />
            <b data-selected="" role="status">{t!(lang, "bulk-selection")}</b>
            <Button look=Look::Quiet class="btn-small" icon="send" formaction="/rpc/invoices/mark_sent_many">{t!(lang, "action-mark-sent")}</Button>
            <Button look=Look::Quiet class="btn-small" icon="circle-check" formaction="/rpc/invoices/mark_paid_many">{t!(lang, "action-mark-paid")}</Button>
            <button class="btn btn-quiet btn-small push" type="reset">
                <Icon name="x" />
                {t!(lang, "bulk-clear")}
            </button>
        </div>
    }
}
