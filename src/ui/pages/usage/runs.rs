//! `/billing/runs`: every month's run, and the button that begins one.

use leptos::prelude::*;

use super::RunStatus;
use crate::domain::error::{AppError, FieldError};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text::money;
use crate::domain::usage::Month;
use crate::domain::usage::view::{RunList, RunRow};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Choice, EmptyState, Look, Moment, PageBody, PageHead, SelectField};
use crate::ui::pages::form::{FormScope, Trouble};

#[component]
pub fn RunListPage(
    list: RunList,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let start = list.may_bill.then(|| view! { <StartForm months=list.months errors=errors /> });
    let body = if list.rows.is_empty() {
        view! { <EmptyState title=t!(lang, "runs-none") text=t!(lang, "runs-none-text") /> }.into_any()
    } else {
        view! {
            <RunTable rows=list.rows.clone() />
            <ul class="cards">{list.rows.into_iter().map(|row| card(row, lang)).collect_view()}</ul>
        }
        .into_any()
    };
    view! {
        <PageHead title=t!(lang, "room-runs") crumb=("/billing", t!(lang, "room-billing")) notice=notice />
        <PageBody>
            <Trouble error=error />
            {start}
            {body}
        </PageBody>
    }
    .into_any()
}

#[component]
fn StartForm(months: Vec<Month>, errors: Vec<FieldError>) -> impl IntoView {
    let lang = lang();
    let choices = months.into_iter().map(|month| Choice::new(month.to_string(), month.name(lang))).collect();
    view! {
        <p class="muted run-why">{t!(lang, "runs-why")}</p>
        <FormScope errors=errors>
            <form class="inline-form start-run" method="post" action="/rpc/usage/start_run" aria-label=t!(lang, "run-start")>
                <SelectField name="month" label=t!(lang, "run-month") choices=choices />
                <Button look=Look::Primary icon="repeat">{t!(lang, "run-start")}</Button>
            </form>
        </FormScope>
    }
}

#[component]
fn RunTable(rows: Vec<RunRow>) -> impl IntoView {
    let lang = lang();
    view! {
        <table class="table sticky wide-table billing-runs">
            <thead>
                <tr>
                    <th scope="col">{t!(lang, "run-month")}</th>
                    <th scope="col">{t!(lang, "column-status")}</th>
                    <th class="num" scope="col">{t!(lang, "run-billed")}</th>
                    <th class="num" scope="col">{t!(lang, "run-skipped")}</th>
                    <th class="num" scope="col">{t!(lang, "run-failures")}</th>
                    <th class="num" scope="col">{t!(lang, "run-gross")}</th>
                    <th scope="col">{t!(lang, "run-started")}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| table_row(row, lang)).collect_view()}</tbody>
        </table>
    }
}

fn table_row(row: RunRow, lang: Lang) -> impl IntoView {
    view! {
        <tr>
            <td class="main-cell nowrap"><a class="ref" href=format!("/billing/runs/{}", row.id)>{row.month.name(lang)}</a></td>
            <td class="nowrap"><RunStatus state=row.state failed=row.failed /></td>
            <td class="num">{row.billed}</td>
            <td class="num muted">{row.skipped}</td>
            <td class="num" class:is-late={row.failed > 0}>{row.failed}</td>
            <td class="num">{money(row.gross, Currency::EUR, lang)}</td>
            <td class="muted nowrap"><Moment at=row.started_at /></td>
        </tr>
    }
}

fn card(row: RunRow, lang: Lang) -> impl IntoView {
    view! {
        <li>
            <a class="card" href=format!("/billing/runs/{}", row.id)>
                <b>{row.month.name(lang)}</b>
                <span class="num">{money(row.gross, Currency::EUR, lang)}</span>
                <small>{t!(lang, "run-invoices", count = row.billed)}</small>
                <RunStatus state=row.state failed=row.failed />
            </a>
        </li>
    }
}
