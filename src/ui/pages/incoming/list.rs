//! `/incoming`: what came in, and the form that takes more.

use leptos::prelude::*;

use super::verdict::VerdictText;
use crate::domain::error::FieldError;
use crate::domain::incoming::{FILE, IncomingList, IncomingQuery, IncomingRow};
use crate::domain::lang::Lang;
use crate::domain::text::{date, money};
use crate::t;
use crate::ui::components::problem::problem_text;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, EmptyState, Icon, LinkButton, Look, Moment, PageBody, PageHead, Pager};

#[component]
pub fn IncomingListPage(
    list: IncomingList,
    query: IncomingQuery,
    may_upload: bool,
    /// Of a refused file.
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let error = errors.iter().find(|error| error.field == FILE).map(|error| problem_text(lang, error.problem));
    let form = may_upload.then(|| view! { <UploadForm error=error /> });
    let body = if list.is_empty_organization {
        view! { <EmptyState title=t!(lang, "incoming-empty-title") text=t!(lang, "incoming-empty-text") /> }.into_any()
    } else {
        filled(list, query, lang)
    };
    view! {
        <PageHead title=t!(lang, "incoming-title") notice=notice />
        <PageBody>{form} {body}</PageBody>
    }
    .into_any()
}

/// A form of its own: files are not sent to server functions.
#[component]
fn UploadForm(error: Option<String>) -> impl IntoView {
    let lang = lang();
    let invalid = error.is_some().then_some("true");
    let below = match error {
        Some(error) => view! { <p class="error" id="file-note" role="alert"><Icon name="circle-alert" /><span>{error}</span></p> }.into_any(),
        None => view! { <p class="hint" id="file-note">{t!(lang, "incoming-file-hint")}</p> }.into_any(),
    };
    view! {
        <form class="upload" method="post" enctype="multipart/form-data" action="/incoming" aria-label=t!(lang, "incoming-upload")>
            <div class="field">
                <label class="label" for=FILE>{t!(lang, "incoming-file")}</label>
                <input
                    class="input file"
                    id=FILE
                    type="file"
                    name=FILE
                    accept=".xml,.pdf,application/xml,text/xml,application/pdf"
                    required
                    aria-invalid=invalid
                    aria-describedby="file-note"
                />
                {below}
            </div>
            <Button look=Look::Primary icon="upload">{t!(lang, "incoming-upload")}</Button>
        </form>
    }
}

fn filled(list: IncomingList, query: IncomingQuery, lang: Lang) -> AnyView {
    let shown = u32::try_from(list.rows.len()).unwrap_or_default();
    let search = query.q.clone();
    let page_address = move |page: u32| address("/incoming", &[("q", &search), ("page", &page.to_string())]);
    let rows = if list.rows.is_empty() {
        view! {
            <EmptyState title=t!(lang, "incoming-no-match") text=t!(lang, "incoming-no-match-text")>
                <LinkButton href="/incoming">{t!(lang, "incoming-all")}</LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        view! {
            <IncomingTable rows=list.rows.clone() />
            <ul class="cards">{list.rows.into_iter().map(|row| card(row, lang)).collect_view()}</ul>
            <Pager page=list.page pages=list.pages total=list.total shown=shown href=page_address />
        }
        .into_any()
    };
    view! {
        <div class="tools">
            <form class="search with-icon" role="search" action="/incoming" method="get">
                <Icon name="search" />
                <input class="input" type="search" name="q" value=query.q placeholder=t!(lang, "incoming-search") aria-label=t!(lang, "incoming-search") />
            </form>
        </div>
        {rows}
    }
    .into_any()
}

#[component]
fn IncomingTable(rows: Vec<IncomingRow>) -> impl IntoView {
    let lang = lang();
    view! {
        <table class="table sticky wide-table incoming">
            <thead>
                <tr>
                    <th scope="col">{t!(lang, "column-number")}</th>
                    <th scope="col">{t!(lang, "incoming-seller")}</th>
                    <th scope="col">{t!(lang, "incoming-verdict")}</th>
                    <th scope="col">{t!(lang, "column-date")}</th>
                    <th class="col-received" scope="col">{t!(lang, "incoming-received")}</th>
                    <th class="num" scope="col">{t!(lang, "column-amount")}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| table_row(row, lang)).collect_view()}</tbody>
        </table>
    }
}

fn table_row(row: IncomingRow, lang: Lang) -> impl IntoView {
    let href = format!("/incoming/{}", row.id);
    let (number, seller) = (number(&row), seller(&row));
    view! {
        <tr>
            <td class="nowrap number"><a class="ref" href=href.clone() title=number.clone()>{number.clone()}</a></td>
            <td class="main-cell cut">
                <a class="ref" href=href title=seller.clone()>{seller.clone()}</a>
                {row.is_duplicate.then(|| view! { <Duplicate /> })}
            </td>
            <td><VerdictText judgement=row.verdict.worst() /></td>
            <td class="muted nowrap">{row.issue_date.map_or_else(|| "–".to_owned(), |day| date(day, lang))}</td>
            <td class="muted nowrap col-received"><Moment at=row.received_at /></td>
            <td class="num">{gross(&row, lang)}</td>
        </tr>
    }
}

fn card(row: IncomingRow, lang: Lang) -> impl IntoView {
    let below = row.issue_date.map_or_else(|| number(&row), |day| format!("{} · {}", number(&row), date(day, lang)));
    view! {
        <li>
            <a class="card" href=format!("/incoming/{}", row.id)>
                <b>{seller(&row)} {row.is_duplicate.then(|| view! { <Duplicate /> })}</b>
                <span class="num">{gross(&row, lang)}</span>
                <small>{below}</small>
                <VerdictText judgement=row.verdict.worst() />
            </a>
        </li>
    }
}

/// The same seller sent this number before.
#[component]
fn Duplicate() -> impl IntoView {
    let text = t!(lang(), "incoming-duplicate");
    let title = text.clone();
    view! {
        <span class="warn" title=title>
            <Icon name="copy" />
            <span class="vh">{text}</span>
        </span>
    }
}

fn number(row: &IncomingRow) -> String {
    if row.number.is_empty() { "–".to_owned() } else { row.number.clone() }
}

fn seller(row: &IncomingRow) -> String {
    if row.seller_name.is_empty() { "–".to_owned() } else { row.seller_name.clone() }
}

fn gross(row: &IncomingRow, lang: Lang) -> String {
    row.gross.map_or_else(|| "–".to_owned(), |gross| money(gross, row.currency, lang))
}
