//! Series: the list, one of them, and the form.

use leptos::prelude::*;

use super::{param, query, refusal};
use crate::domain::error::AppError;
use crate::domain::invoice::draft::InvoiceForm;
use crate::domain::recurring::plan::PlanForm;
use crate::domain::recurring::view::RecurringQuery;
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::{Around, framed};
use crate::ui::pages::recurring::{RecurringFormPage, RecurringListPage, RecurringShowPage};

pub fn list() -> impl IntoView {
    let query = RecurringQuery { q: query("q"), state: query("state"), page: query("page") };
    framed(Room::Recurring, |around| async move {
        let list = rpc::recurring::list(query.clone()).await?;
        let may_bill = around.viewer.role.may_bill();
        Ok(view! { <RecurringListPage list=list query=query may_bill=may_bill notice=around.notice /> }.into_any())
    })
}

pub fn show() -> impl IntoView {
    let (id, dialog) = (param("id"), Some(query("dialog")));
    framed(Room::Recurring, move |around| async move {
        let page = rpc::recurring::page(id).await?;
        Ok(view! { <RecurringShowPage page=page dialog=dialog notice=around.notice /> }.into_any())
    })
}

pub fn new() -> impl IntoView {
    form(String::new(), query("from"), query("customer"))
}

pub fn edit() -> impl IntoView {
    form(param("id"), String::new(), String::new())
}

/// The form keeps what was typed when it is refused.
fn form(id: String, from: String, customer: String) -> impl IntoView {
    let rows = query("lines").parse().unwrap_or(1);
    framed(Room::Recurring, move |around: Around| async move {
        let mut editor = rpc::recurring::editor(id, from, customer).await?;
        let flash = around.flash_of(&["recurring"]);
        let (fields, error): (_, Option<AppError>) = refusal(flash.as_ref());
        if let Some((plan, form)) = flash.as_ref().and_then(|flash| flash.typed::<(PlanForm, InvoiceForm)>()) {
            (editor.plan, editor.sheet.form) = (plan, form);
        }
        editor.sheet.errors = fields;
        Ok(view! { <RecurringFormPage editor=editor rows=rows notice=around.notice error=error /> }.into_any())
    })
}
