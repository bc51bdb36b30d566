//! Customers.

use leptos::prelude::*;

use crate::domain::customer::{CustomerForm, CustomerList, CustomerListQuery, CustomerPage};
use crate::domain::error::AppError;

#[server(endpoint = "customers/list")]
pub async fn list(query: CustomerListQuery) -> Result<CustomerList, AppError> {
    use crate::server::customers;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(customers::list(&state, &actor, &query).await)
}

#[server(endpoint = "customers/page")]
pub async fn page(id: String) -> Result<CustomerPage, AppError> {
    use crate::server::customers;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(customers::page(&state, &actor, &id).await)
}

/// The empty form, for those who may fill it in.
#[server(endpoint = "customers/blank")]
pub async fn blank() -> Result<CustomerForm, AppError> {
    use crate::server::customers;
    use crate::server::pages::{answer, context};
    answer::page(customers::blank(&context::actor()?))
}

/// A new customer where `id` is empty.
#[server(endpoint = "customers/save")]
pub async fn save(#[server(default)] id: String, #[server(default)] form: CustomerForm) -> Result<(), AppError> {
    use crate::server::customers;
    use crate::server::pages::answer::{Form, with_notice};
    use crate::server::pages::context;
    let (state, actor) = context::state_and_actor()?;
    if id.is_empty() {
        let result = customers::create(&state, &actor, &form).await;
        let result = result.map(|id| with_notice(&format!("/customers/{id}"), "created"));
        return Form::new("customer", "/customers/new").typed(&form).answer(&state, result).await;
    }
    let result = customers::update(&state, &actor, &id, &form).await;
    let result = result.map(|()| with_notice(&format!("/customers/{id}"), "saved"));
    Form::new("customer", format!("/customers/{id}/edit")).typed(&form).answer(&state, result).await
}
