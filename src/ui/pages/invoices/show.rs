//! `/invoices/{id}` of an issued invoice: the sheet as the customer sees it, and all that is known about it in the rail.

use leptos::prelude::*;

use super::dialogs::Dialogs;
use super::rail::Rail;
use super::sheet::{Chain, Sheet};
use crate::domain::flash::Flash;
use crate::domain::invoice::view::InvoicePage;
use crate::domain::invoice::{InvoiceKind, InvoiceState, StatusLabel};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{DialogButton, Icon, Look, Menu, PageBody, PageHead, StatusBadge};

/// A dialog of the invoice page, by its name in `?dialog=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialogue {
    Share,
    Email,
    Payment,
    Correct,
    CancelPart,
    Cancel,
    WriteOff,
}

impl Dialogue {
    const ALL: [Self; 7] = [Self::Share, Self::Email, Self::Payment, Self::Correct, Self::CancelPart, Self::Cancel, Self::WriteOff];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Email => "email",
            Self::Payment => "payment",
            Self::Correct => "correct",
            Self::CancelPart => "cancel_part",
            Self::Cancel => "cancel",
            Self::WriteOff => "write_off",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialogue| dialogue.as_str() == text)
    }
}

/// What may still be done with it.
#[derive(Clone, Copy, Debug)]
pub struct Possible {
    pub payment: bool,
    pub mark_sent: bool,
    pub cancel: bool,
    pub write_off: bool,
}

impl Possible {
    pub(super) fn of(invoice: &InvoicePage) -> Self {
        let is_claim = invoice.kind != InvoiceKind::Cancellation;
        let is_open = is_claim && invoice.state == InvoiceState::Open;
        Self {
            payment: is_open && invoice.open.is_positive(),
            mark_sent: is_open && matches!(invoice.status, StatusLabel::Open),
            cancel: is_claim && matches!(invoice.state, InvoiceState::Open | InvoiceState::Paid),
            write_off: is_open,
        }
    }
}

/// `dialog` is the one that the address asks for, `notice` what just happened.
#[component]
pub fn InvoiceShowPage(
    invoice: InvoicePage,
    #[prop(optional_no_strip)] dialog: Option<Dialogue>,
    #[prop(optional_no_strip)] notice: Option<String>,
    /// What a refused dialog brought back.
    #[prop(optional_no_strip)]
    flash: Option<Flash>,
) -> impl IntoView {
    let lang = lang();
    let possible = Possible::of(&invoice);
    let dialogs = view! { <Dialogs invoice=invoice.clone() possible=possible open=dialog flash=flash /> };
    let badge = view! { <StatusBadge status=invoice.status /> }.into_any();
    let menu = view! { <MoreMenu id=invoice.public_id.clone() possible=possible /> }.into_any();
    view! {
        <PageHead
            title=invoice.number.clone()
            crumb=("/invoices", t!(lang, "room-invoices"))
            badge=badge
            notice=notice
            menu=menu
        >
            <DialogButton dialog="share" icon="link">{t!(lang, "action-share")}</DialogButton>
            <DialogButton dialog="email" look=Look::Primary icon="send">{t!(lang, "action-email")}</DialogButton>
        </PageHead>
        <PageBody document=true>
            <div class="doc">
                <div class="desk">
                    <Chain entries=invoice.chain.clone() currency=invoice.currency />
                    <Sheet invoice=invoice.clone() />
                </div>
                <Rail invoice=invoice possible=possible />
            </div>
        </PageBody>
        {dialogs}
    }
    .into_any()
}

#[component]
fn MoreMenu(id: String, possible: Possible) -> impl IntoView {
    let lang = lang();
    let face = view! { <Icon name="ellipsis" /> }.into_any();
    let by_dialog = |dialog: Dialogue, icon: &'static str, label: String, class: &'static str| {
        let tone = if class.ends_with("danger") { "danger" } else { "" };
        view! { <li class=class><DialogButton dialog=dialog.as_str() icon=icon plain=tone>{label}</DialogButton></li> }
    };
    let write_off_class = if possible.cancel { "danger" } else { "menu-line danger" };
    view! {
        <Menu id="invoice-menu" class="btn btn-icon btn-quiet" label=t!(lang, "invoice-more") face=face>
            {possible.payment.then(|| by_dialog(Dialogue::Payment, "banknote", t!(lang, "action-record-payment"), ""))}
            {possible.mark_sent.then(|| view! {
                <li>
                    <form method="post" action="/rpc/invoices/mark_sent">
                        <input type="hidden" name="id" value=id.clone() />
                        <button type="submit"><Icon name="send" />{t!(lang, "action-mark-sent")}</button>
                    </form>
                </li>
            })}
            <li><a href=format!("/invoices/{id}/pdf")><Icon name="download" />{t!(lang, "action-pdf")}</a></li>
            <li><a href=format!("/invoices/{id}/xml")><Icon name="download" />{t!(lang, "action-xml")}</a></li>
            <li><a href=format!("/recurring/new?from={id}")><Icon name="repeat" />{t!(lang, "action-as-series")}</a></li>
            {possible.cancel.then(|| view! {
                {by_dialog(Dialogue::Correct, "pencil", t!(lang, "action-correct"), "menu-line")}
                {by_dialog(Dialogue::CancelPart, "undo-2", t!(lang, "action-cancel-part"), "")}
            })}
            {possible.cancel.then(|| by_dialog(Dialogue::Cancel, "undo-2", t!(lang, "action-cancel-invoice"), "menu-line danger"))}
            {possible.write_off.then(|| by_dialog(Dialogue::WriteOff, "circle-x", t!(lang, "action-write-off"), write_off_class))}
        </Menu>
    }
}
