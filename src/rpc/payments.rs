//! Payments of an invoice.

use leptos::prelude::*;

use crate::domain::error::AppError;

#[server(endpoint = "invoices/record_payment")]
pub async fn record_payment(
    id: String,
    #[server(default)] date: String,
    #[server(default)] amount: String,
    #[server(default)] method: String,
    #[server(default)] reference: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::payments::{self, PaymentForm};
    let (state, actor) = context::state_and_actor()?;
    let typed = serde_json::json!({ "date": date, "amount": amount, "method": method, "reference": reference, "note": note });
    let form = PaymentForm { date, amount, method, reference, note };
    let result = payments::record(&state, &actor, &id, &form, Some(actor.lang())).await;
    let answer = Form::new("record_payment", format!("/invoices/{id}?dialog=payment")).typed(&typed);
    answer.answer(&state, result.map(|_| format!("/invoices/{id}?notice=payment_recorded"))).await
}

/// `decision` is `accept` or `reject`.
#[server(endpoint = "invoices/review_confirmation")]
pub async fn review_confirmation(id: String, payment: String, decision: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::payments::{self, Decision};
    let (state, actor) = context::state_and_actor()?;
    let (decision, notice) = match decision.as_str() {
        "accept" => (Decision::Accept, "confirmation_accepted"),
        "reject" => (Decision::Reject, "confirmation_rejected"),
        _ => return Err(AppError::NotFound),
    };
    let result = payments::review(&state, &actor, &id, &payment, decision).await;
    Form::new("review", format!("/invoices/{id}")).answer(&state, result.map(|()| format!("/invoices/{id}?notice={notice}"))).await
}
