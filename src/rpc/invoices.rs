//! Invoices: what pages read, and what their forms do.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::invoice::attachment::AttachmentEntry;
use crate::domain::invoice::draft::details::{LineDetails, LineDetailsPage};
use crate::domain::invoice::draft::{CancelledLineForm, InvoiceForm};
use crate::domain::invoice::view::{EditorPage, GateFinding, InvoiceList, InvoiceListQuery, InvoicePage, Overview};

#[server(endpoint = "invoices/overview")]
pub async fn load_overview() -> Result<Overview, AppError> {
    use crate::server::invoices;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(invoices::overview(&state, &actor).await)
}

#[server(endpoint = "invoices/list")]
pub async fn list(query: InvoiceListQuery) -> Result<InvoiceList, AppError> {
    use crate::server::invoices;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(invoices::list(&state, &actor, &query).await)
}

/// An issued invoice; a draft answers `Conflict(StillADraft)` and the page goes to the editor.
#[server(endpoint = "invoices/page")]
pub async fn page(id: String) -> Result<InvoicePage, AppError> {
    use crate::domain::error::Conflict;
    use crate::server::invoices;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    let result = invoices::page(&state, &actor, &id).await;
    if result == Err(AppError::Conflict(Conflict::StillADraft)) {
        leptos_axum::redirect(&format!("/invoices/{id}/edit"));
        return result;
    }
    answer::page(result)
}

/// The editor of a draft, or of a new invoice where `id` is empty.
#[server(endpoint = "invoices/editor")]
pub async fn editor(id: String, customer: String) -> Result<EditorPage, AppError> {
    use crate::domain::error::Conflict;
    use crate::server::invoices;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let result = invoices::editor(&state, &actor, given(&id).as_deref(), given(&customer).as_deref()).await;
    if result == Err(AppError::Conflict(Conflict::NotADraft)) {
        leptos_axum::redirect(&format!("/invoices/{id}"));
        return result;
    }
    answer::page(result)
}

/// What the issue gate would say to the form as it is typed; `id` is empty for a new invoice. Nothing is stored.
#[server(endpoint = "invoices/check_draft")]
pub async fn check_draft(#[server(default)] id: String, #[server(default)] form: InvoiceForm) -> Result<Vec<GateFinding>, AppError> {
    use crate::domain::text::NumberFormat;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    let existing = (!id.is_empty()).then_some(id.as_str());
    answer::page(crate::server::invoices::check_draft(&state, &actor, existing, &form, NumberFormat::Of(actor.lang())).await)
}

/// Saves the draft, and issues it where that button was pressed.
#[server(endpoint = "invoices/save_draft")]
pub async fn save_draft(
    #[server(default)] id: String,
    #[server(default)] intent: String,
    #[server(default)] form: InvoiceForm,
) -> Result<(), AppError> {
    use crate::domain::text::NumberFormat;
    use crate::server::pages::{answer::Form, context, editing};
    let (state, actor) = context::state_and_actor()?;
    let existing = (!id.is_empty()).then_some(id.as_str());
    let page = existing.map_or_else(|| "/invoices/new".to_owned(), |id| format!("/invoices/{id}/edit"));
    let format = NumberFormat::Of(actor.lang());
    let result = editing::save(&state, &actor, existing, &form, format, &intent).await;
    Form::new("invoice", page).typed(&form).answer(&state, result).await
}

/// The rarer fields of one line of a draft, counted from 1.
#[server(endpoint = "invoices/load_line")]
pub async fn load_line(id: String, #[server(default)] line: String) -> Result<LineDetailsPage, AppError> {
    use crate::server::invoices::reading::editor;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    let place = line.parse::<usize>().ok().and_then(|line| line.checked_sub(1)).unwrap_or(usize::MAX);
    answer::page(editor::line_details(&state, &actor, &id, place).await)
}

/// `line` counts from 0.
#[server(endpoint = "invoices/save_line")]
pub async fn save_line(
    id: String,
    #[server(default)] line: u32,
    #[server(default)] version: String,
    #[server(default)] form: LineDetails,
) -> Result<(), AppError> {
    use crate::domain::text::NumberFormat;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let place = usize::try_from(line).unwrap_or(usize::MAX);
    let format = NumberFormat::Of(actor.lang());
    let result = crate::server::invoices::save_line_details(&state, &actor, (&id, place), &version, &form, format).await;
    let answer = Form::new("line", format!("/invoices/{id}/lines/{}", u64::from(line) + 1)).typed(&form);
    answer.answer(&state, result.map(|()| format!("/invoices/{id}/edit?notice=saved#line-{line}"))).await
}

#[server(endpoint = "invoices/attachments")]
pub async fn attachments(id: String) -> Result<Vec<AttachmentEntry>, AppError> {
    use crate::server::invoices::attachments;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(attachments::list(&state, &actor, &id).await)
}

#[server(endpoint = "invoices/detach")]
pub async fn detach(id: String, #[server(default)] attachment: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let page = format!("/invoices/{id}/attachments");
    let result = crate::server::invoices::detach(&state, &actor, &id, &attachment).await;
    Form::new("attachment", page.clone()).answer(&state, result.map(|()| format!("{page}?notice=deleted"))).await
}

#[server(endpoint = "invoices/discard")]
pub async fn discard(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::invoices::discard(&state, &actor, &id).await;
    Form::new("discard", format!("/invoices/{id}/edit")).answer(&state, result.map(|()| "/invoices?notice=discarded".to_owned())).await
}

/// `days` is empty for the usual lifetime, 0 for ever.
#[server(endpoint = "invoices/share")]
pub async fn share(id: String, #[server(default)] days: String) -> Result<(), AppError> {
    use crate::server::invoices::sharing::Lifetime;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let lifetime = match days.trim() {
        "" => Ok(Lifetime::Usual),
        "0" => Ok(Lifetime::Forever),
        days => days.parse().map(Lifetime::Days).map_err(|_| AppError::field("days", crate::domain::error::Problem::NotANumber)),
    };
    let result = match lifetime {
        Ok(lifetime) => {
            crate::server::invoices::share(&state, &actor, &id, lifetime).await.map(|_| format!("/invoices/{id}?dialog=share&notice=shared"))
        }
        Err(error) => Err(error),
    };
    Form::new("share", format!("/invoices/{id}?dialog=share")).answer(&state, result).await
}

#[server(endpoint = "invoices/revoke_share")]
pub async fn revoke_share(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::invoices::revoke_share_link(&state, &actor, &id).await;
    Form::new("share", format!("/invoices/{id}")).answer(&state, result.map(|()| format!("/invoices/{id}?notice=link_revoked"))).await
}

#[server(endpoint = "invoices/send_email")]
pub async fn send_email(
    id: String,
    #[server(default)] to_email: String,
    #[server(default)] subject: String,
    #[server(default)] message: String,
    #[server(default)] attach_pdf: bool,
) -> Result<(), AppError> {
    use crate::server::invoices::sending::SendForm;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let typed = serde_json::json!({ "to_email": to_email, "subject": subject, "message": message, "attach_pdf": attach_pdf });
    let form = SendForm { to_email, subject, message, attach_pdf };
    let result = crate::server::invoices::send_email(&state, &actor, &id, &form).await;
    let answer = Form::new("send_email", format!("/invoices/{id}?dialog=email")).typed(&typed);
    answer.answer(&state, result.map(|_| format!("/invoices/{id}?notice=mail_queued"))).await
}

#[server(endpoint = "invoices/mark_sent")]
pub async fn mark_sent(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::invoices::mark_sent(&state, &actor, &id).await;
    Form::new("mark_sent", format!("/invoices/{id}")).answer(&state, result.map(|()| format!("/invoices/{id}?notice=marked_sent"))).await
}

#[server(endpoint = "invoices/mark_sent_many")]
pub async fn mark_sent_many(#[server(default)] ids: Vec<String>) -> Result<(), AppError> {
    use crate::server::pages::answer::{Form, with_notice};
    use crate::server::pages::{context, editing};
    let (state, actor) = context::state_and_actor()?;
    let page = context::page_before("/invoices");
    let result = editing::mark_sent_many(&state, &actor, &ids).await.map(|()| with_notice(&page, "marked_sent"));
    Form::new("bulk", page).answer(&state, result).await
}

#[server(endpoint = "invoices/mark_paid_many")]
pub async fn mark_paid_many(#[server(default)] ids: Vec<String>) -> Result<(), AppError> {
    use crate::server::pages::answer::{Form, with_notice};
    use crate::server::pages::{context, editing};
    let (state, actor) = context::state_and_actor()?;
    let page = context::page_before("/invoices");
    let result = editing::mark_paid_many(&state, &actor, &ids).await.map(|()| with_notice(&page, "payment_recorded"));
    Form::new("bulk", page).answer(&state, result).await
}

#[server(endpoint = "invoices/cancel")]
pub async fn cancel(id: String, #[server(default)] reason: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::invoices::cancel(&state, &actor, &id, &reason, &[]).await;
    let answer = Form::new("cancel", format!("/invoices/{id}?dialog=cancel")).typed(&serde_json::json!({ "reason": reason }));
    answer.answer(&state, result.map(|cancellation| format!("/invoices/{cancellation}?notice=cancelled"))).await
}

#[server(endpoint = "invoices/cancel_part")]
pub async fn cancel_part(id: String, #[server(default)] reason: String, #[server(default)] lines: Vec<CancelledLineForm>) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context, editing};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::invoices::cancel_part(&state, &actor, &id, &reason, &lines).await;
    let answer = Form::new("cancel_part", format!("/invoices/{id}?dialog=cancel_part")).typed(&editing::typed_part(&reason, &lines));
    answer.answer(&state, result.map(|cancellation| format!("/invoices/{cancellation}?notice=cancelled"))).await
}

/// Cancels the invoice and goes on in the draft of its correction.
#[server(endpoint = "invoices/correct")]
pub async fn correct(id: String, #[server(default)] reason: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::invoices::correct(&state, &actor, &id, &reason).await;
    let answer = Form::new("correct", format!("/invoices/{id}?dialog=correct")).typed(&serde_json::json!({ "reason": reason }));
    answer.answer(&state, result.map(|draft| format!("/invoices/{draft}/edit?notice=correction_begun"))).await
}

#[server(endpoint = "invoices/write_off")]
pub async fn write_off(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::invoices::write_off(&state, &actor, &id).await;
    Form::new("write_off", format!("/invoices/{id}")).answer(&state, result.map(|()| format!("/invoices/{id}?notice=written_off"))).await
}

#[server(endpoint = "mail/resend")]
pub async fn resend_mail(id: String, message: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let message = message.parse().map_err(|_| AppError::NotFound)?;
    let result = crate::server::mail::resend(&state, &actor, message).await;
    Form::new("resend", format!("/invoices/{id}")).answer(&state, result.map(|_| format!("/invoices/{id}?notice=mail_queued"))).await
}
