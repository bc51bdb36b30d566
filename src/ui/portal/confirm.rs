//! The second question before a payment is recorded: a popover without script, and a plain form where there is no popover.

use chrono::TimeDelta;
use leptos::prelude::*;

use super::words::{rich, strong};
use crate::domain::portal::{ConfirmationMode, PortalView};
use crate::domain::text;
use crate::t;

pub fn confirm(view: &PortalView) -> AnyView {
    let lang = view.lang;
    let seller = view.seller.name.as_str();
    let amount = text::money(view.open, view.currency, lang);
    let sentence = t!(lang, "portal-ask-sentence", seller = seller, number = strong(&view.number), amount = strong(&amount));
    let consequence = match view.confirmation {
        ConfirmationMode::Settle => t!(lang, "portal-ask-settles"),
        ConfirmationMode::Report => t!(lang, "portal-ask-reports", seller = seller),
    };
    let earliest = (view.today - TimeDelta::days(730)).to_string();
    view! {
        <div class="ask" id="ask" popover="auto" role="dialog" tabindex="-1" autofocus aria-labelledby="ask-title">
            <form method="post" action="/rpc/portal/confirm_payment">
                <input type="hidden" name="token" value=view.token.clone() />
                <h2 id="ask-title">{t!(lang, "portal-ask")}</h2>
                <p>{rich(&format!("{sentence} {consequence}"))}</p>
                <label>
                    {t!(lang, "portal-ask-date")}" "<span>{t!(lang, "portal-optional")}</span>
                    <input type="date" name="date" min=earliest max=view.today.to_string() />
                </label>
                <label>
                    {t!(lang, "portal-ask-note")}" "<span>{t!(lang, "portal-optional")}</span>
                    <textarea name="note" rows="2" maxlength="500"></textarea>
                </label>
                <div class="actions">
                    <button class="btn main">{t!(lang, "portal-confirm")}</button>
                    <button class="btn" type="button" popovertarget="ask" popovertargetaction="hide">{t!(lang, "portal-cancel")}</button>
                </div>
            </form>
        </div>
    }
    .into_any()
}
