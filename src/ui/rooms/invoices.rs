//! The invoice list, one invoice, and the editor.

use leptos::prelude::*;

use super::{param, query, refusal};
use crate::domain::error::AppError;
use crate::domain::invoice::draft::InvoiceForm;
use crate::domain::invoice::draft::details::LineDetails;
use crate::domain::invoice::view::InvoiceListQuery;
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::{Around, framed};
use crate::ui::pages::invoices::editor::{AttachmentsPage, Editor, LineDetailsForm};
use crate::ui::pages::invoices::{Dialogue, InvoiceListPage, InvoiceShowPage};

pub fn list() -> impl IntoView {
    let query = InvoiceListQuery {
        q: query("q"),
        status: query("status"),
        customer: query("customer"),
        sort: query("sort"),
        from: query("from"),
        until: query("until"),
        page: query("page"),
    };
    framed(Room::Invoices, |around| async move {
        let list = rpc::invoices::list(query.clone()).await?;
        Ok(view! { <InvoiceListPage list=list query=query notice=around.notice /> }.into_any())
    })
}

pub fn show() -> impl IntoView {
    let (id, dialog) = (param("id"), Dialogue::parse(&query("dialog")));
    framed(Room::Invoices, move |around| async move {
        let invoice = rpc::invoices::page(id).await?;
        Ok(view! { <InvoiceShowPage invoice=invoice dialog=dialog notice=around.notice flash=around.flash /> }.into_any())
    })
}

pub fn new() -> impl IntoView {
    editor(String::new(), query("customer"))
}

pub fn edit() -> impl IntoView {
    editor(param("id"), String::new())
}

/// What few lines say, on a page of its own.
pub fn line() -> impl IntoView {
    let (id, line) = (param("id"), param("line"));
    framed(Room::Invoices, |around: Around| async move {
        let mut page = rpc::invoices::load_line(id, line).await?;
        let flash = around.flash_of(&["line"]);
        let (fields, error): (_, Option<AppError>) = refusal(flash.as_ref());
        if let Some(form) = flash.as_ref().and_then(|flash| flash.typed::<LineDetails>()) {
            page.form = form;
        }
        page.errors = fields;
        Ok(view! { <LineDetailsForm page=page notice=around.notice error=error /> }.into_any())
    })
}

pub fn attachments() -> impl IntoView {
    let id = param("id");
    framed(Room::Invoices, |around: Around| async move {
        let entries = rpc::invoices::attachments(id.clone()).await?;
        let (errors, _) = refusal(around.flash_of(&["attachment"]).as_ref());
        Ok(view! { <AttachmentsPage id=id entries=entries errors=errors notice=around.notice /> }.into_any())
    })
}

/// The editor keeps what was typed in a refused form.
fn editor(id: String, customer: String) -> impl IntoView {
    let (dialog, rows) = (Some(query("dialog")), query("lines").parse().unwrap_or(1));
    framed(Room::Invoices, move |around: Around| async move {
        let mut page = rpc::invoices::editor(id, customer).await?;
        let flash = around.flash_of(&["invoice", "discard"]);
        let (fields, error): (_, Option<AppError>) = refusal(flash.as_ref());
        if let Some(form) = flash.as_ref().and_then(|flash| flash.typed::<InvoiceForm>()) {
            page.form = form;
        }
        page.errors = fields;
        Ok(view! { <Editor page=page rows=rows notice=around.notice error=error dialog=dialog /> }.into_any())
    })
}
