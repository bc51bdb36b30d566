//! What just happened, told in the head of the page where the eye already is.

use leptos::prelude::*;

use super::{Icon, words::lang};
use crate::domain::lang::Lang;
use crate::i18n;

/// Codes of good news in `?notice=`; the catalogue says them as `notice-mail-queued`.
pub const GOOD: &[&str] = &[
    "saved",
    "created",
    "deleted",
    "discarded",
    "issued",
    "mail_queued",
    "shared",
    "link_revoked",
    "payment_recorded",
    "confirmation_accepted",
    "confirmation_rejected",
    "marked_sent",
    "cancelled",
    "correction_begun",
    "written_off",
    "all_read",
    "one_read",
    "key_created",
    "key_revoked",
    "logo_removed",
    "logged_out",
    "password_changed",
    "reset_requested",
    "welcome",
    "incoming_received",
    "incoming_known",
    "retried",
    "queue_paused",
    "queue_resumed",
    "check_ordered",
    "mailing_started",
    "series_saved",
    "series_paused",
    "series_resumed",
    "series_finished",
    "series_ran",
    "series_nothing_due",
    "dunning_sent",
    "dunning_none_sent",
    "dunning_paused",
    "dunning_resumed",
    "webhook_secret_made",
    "webhook_on",
    "webhook_off",
    "webhook_tested",
    "webhook_redelivered",
    "event_created",
    "event_known",
    "event_deleted",
    "run_started",
    "billed",
    "billed_without_mail",
];

/// Codes of what did not work: conflicts by their names, and the other expected errors.
pub const BAD: &[&str] = &[
    "already_paid",
    "not_a_draft",
    "still_a_draft",
    "gate_findings",
    "findings",
    "closed",
    "nothing_to_cancel",
    "documents_pending",
    "idempotency_key_reused",
    "link_expired",
    "email_taken",
    "last_owner",
    "customer_in_use",
    "changed_meanwhile",
    "series_inactive",
    "series_refused",
    "invalid",
    "not_found",
    "forbidden",
    "too_many_requests",
    "unavailable",
    "nothing_selected",
    "already_billed",
    "nothing_to_bill",
    "negative_total",
    "nothing_unsent",
    "not_overdue",
    "dunning_held",
];

/// The words of a code, and whether it is good news. Anybody can write a code into an address: unknown ones say nothing.
#[must_use]
pub fn notice_text(lang: Lang, code: &str) -> Option<(bool, String)> {
    let good = GOOD.contains(&code);
    (good || BAD.contains(&code)).then(|| (good, i18n::text(lang, &format!("notice-{}", code.replace('_', "-")))))
}

#[component]
pub fn Note(#[prop(optional_no_strip)] code: Option<String>) -> impl IntoView {
    let words = code.and_then(|code| notice_text(lang(), &code));
    words.map(|(good, text)| {
        view! {
            <p class="note" class:bad=!good role="status">
                <Icon name=if good { "circle-check" } else { "circle-alert" } />
                <span>{text}</span>
            </p>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_and_unknown_ones_say_nothing() {
        for lang in [Lang::De, Lang::En] {
            for code in GOOD.iter().chain(BAD) {
                let (_, text) = notice_text(lang, code).expect("a known code");
                assert!(!text.starts_with("notice-"), "{code} has no words in {lang:?}");
            }
            assert_eq!(notice_text(lang, "<script>"), None);
        }
    }
}
