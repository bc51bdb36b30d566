//! Customers: list, one of them, and the form.

use leptos::prelude::*;

use super::{param, query, refusal};
use crate::domain::customer::{CustomerForm, CustomerListQuery};
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::{Around, framed};
use crate::ui::pages::customers::{CustomerFormPage, CustomerListPage, CustomerShowPage};

pub fn list() -> impl IntoView {
    let query = CustomerListQuery { q: query("q"), sort: query("sort"), page: query("page") };
    framed(Room::Customers, |around| async move {
        let list = rpc::customers::list(query.clone()).await?;
        Ok(view! { <CustomerListPage list=list query=query notice=around.notice /> }.into_any())
    })
}

pub fn show() -> impl IntoView {
    let (id, dialog) = (param("id"), query("dialog"));
    framed(Room::Customers, move |around| async move {
        let page = rpc::customers::page(id).await?;
        let flash = around.flash_of(&["bill_customer"]);
        Ok(view! { <CustomerShowPage page=page notice=around.notice dialog=dialog flash=flash /> }.into_any())
    })
}

pub fn new() -> impl IntoView {
    framed(Room::Customers, |around| async move {
        let blank = rpc::customers::blank().await?;
        Ok(form(&around, String::new(), blank))
    })
}

pub fn edit() -> impl IntoView {
    let id = param("id");
    framed(Room::Customers, move |around| async move {
        let page = rpc::customers::page(id.clone()).await?;
        let stored = page.content.to_form(around.viewer.lang);
        Ok(form(&around, id, stored))
    })
}

fn form(around: &Around, id: String, stored: CustomerForm) -> AnyView {
    let flash = around.flash_of(&["customer"]);
    let (errors, error) = refusal(flash.as_ref());
    let form = flash.as_ref().and_then(|flash| flash.typed()).unwrap_or(stored);
    view! { <CustomerFormPage id=id form=form errors=errors notice=around.notice.clone() error=error /> }.into_any()
}
