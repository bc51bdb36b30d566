//! The dashboard's pages rendered from fixtures: what stands on them, and files to look at.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]
#![cfg(feature = "ssr")]

mod fixtures;
#[path = "../support/golden/mod.rs"]
mod golden;
mod incoming;
mod operations;

use std::path::PathBuf;

use fixtures as f;
use leptos::prelude::*;
use rechnungswerk::domain::error::{FieldError, Problem};
use rechnungswerk::domain::incoming::{IncomingList, IncomingQuery};
use rechnungswerk::domain::invoice::view::InvoiceListQuery;
use rechnungswerk::domain::lang::Lang;
use rechnungswerk::domain::organization::Role;
use rechnungswerk::ui::components::LocalClock;
use rechnungswerk::ui::frame::{Frame, Room};
use rechnungswerk::ui::pages::incoming::{IncomingListPage, IncomingShowPage};
use rechnungswerk::ui::pages::invoices::{Dialogue, InvoiceListPage, InvoiceShowPage};
use rechnungswerk::ui::pages::notifications::NotificationsPage;
use rechnungswerk::ui::pages::overview::OverviewPage;

/// The body of a page in its frame.
fn render(lang: Lang, room: Room, page: impl FnOnce() -> AnyView + Send + 'static) -> String {
    Owner::new().with(|| {
        provide_context(lang);
        provide_context(LocalClock { today: Some(f::day("2026-02-27")), ..Default::default() });
        view! { <Frame viewer=f::viewer(lang) room=room>{page()}</Frame> }.to_html()
    })
}

fn query(text: &[(&str, &str)]) -> InvoiceListQuery {
    let mut query = InvoiceListQuery::default();
    for (name, value) in text {
        let place = match *name {
            "q" => &mut query.q,
            "status" => &mut query.status,
            "sort" => &mut query.sort,
            "from" => &mut query.from,
            _ => &mut query.until,
        };
        (*value).clone_into(place);
    }
    query
}

fn list_page(lang: Lang, list: rechnungswerk::domain::invoice::view::InvoiceList, query: InvoiceListQuery) -> String {
    render(lang, Room::Invoices, move || view! { <InvoiceListPage list=list query=query /> }.into_any())
}

fn invoice_page(
    lang: Lang,
    invoice: rechnungswerk::domain::invoice::view::InvoicePage,
    dialog: Option<Dialogue>,
    notice: Option<&'static str>,
) -> String {
    render(lang, Room::Invoices, move || view! { <InvoiceShowPage invoice=invoice dialog=dialog notice=notice.map(str::to_owned) /> }.into_any())
}

fn overview_page(lang: Lang, overview: rechnungswerk::domain::invoice::view::Overview) -> String {
    render(lang, Room::Overview, move || view! { <OverviewPage overview=overview /> }.into_any())
}

fn incoming_page(lang: Lang, list: IncomingList, problem: Option<Problem>) -> String {
    let errors: Vec<FieldError> = problem.into_iter().map(|problem| FieldError::new("file", problem)).collect();
    render(lang, Room::Incoming, move || {
        view! { <IncomingListPage list=list query=IncomingQuery::default() may_upload=true errors=errors /> }.into_any()
    })
}

/// Every page of the dashboard by the name of its file.
fn pages(lang: Lang) -> Vec<(&'static str, String)> {
    let mut pages = vec![
        ("overview", overview_page(lang, f::overview())),
        ("overview-long", overview_page(lang, f::long_overview())),
        ("overview-new", overview_page(lang, f::new_overview())),
        ("list", list_page(lang, f::list(), query(&[]))),
        ("list-long", list_page(lang, f::long_list(), query(&[("sort", "due"), ("from", "2026-02-01"), ("until", "2026-02-28")]))),
        ("list-none", list_page(lang, Default::default(), query(&[("q", "Xylophon")]))),
        ("invoice", invoice_page(lang, f::invoice(), None, Some("mail_queued"))),
        ("invoice-fresh", invoice_page(lang, f::fresh_invoice(), None, Some("issued"))),
        ("invoice-reported", invoice_page(lang, f::reported_invoice(), None, Some("already_paid"))),
        ("invoice-long", invoice_page(lang, f::long_invoice(), None, None)),
        ("invoice-share", invoice_page(lang, f::invoice(), Some(Dialogue::Share), None)),
        ("invoice-email", invoice_page(lang, f::invoice(), Some(Dialogue::Email), None)),
        ("invoice-payment", invoice_page(lang, f::invoice(), Some(Dialogue::Payment), None)),
        ("invoice-cancel", invoice_page(lang, f::long_invoice(), Some(Dialogue::Cancel), None)),
        ("incoming", incoming_page(lang, incoming::list(), None)),
        ("incoming-refused", incoming_page(lang, incoming::list(), Some(Problem::NoInvoiceInside))),
        ("incoming-new", incoming_page(lang, IncomingList { is_empty_organization: true, ..IncomingList::default() }, None)),
        (
            "incoming-invoice",
            render(lang, Room::Incoming, || {
                view! { <IncomingShowPage page=incoming::page() notice=Some("incoming_received".to_owned()) /> }.into_any()
            }),
        ),
        ("notifications", render(lang, Room::Notifications, || view! { <NotificationsPage entries=f::notifications() /> }.into_any())),
    ];
    pages.extend(operations::pages(lang));
    pages
}

/// Files to open in a browser, with style sheet and sprite found from the root of a static server.
#[test]
fn every_page_is_written_to_a_file() {
    let folder = std::env::var_os("DASHBOARD_PAGES").map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("dashboard"), PathBuf::from);
    std::fs::create_dir_all(&folder).expect("a folder for the pages");
    for lang in [Lang::De, Lang::En] {
        for (name, body) in pages(lang) {
            assert!(!body.contains(" style="), "{name}: an inline style, which the content security policy refuses");
            let code = lang.code();
            let html = format!(
                "<!DOCTYPE html><html lang=\"{code}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
                 <meta name=\"color-scheme\" content=\"light dark\"><title>{name}</title><link rel=\"stylesheet\" href=\"/style/main.css\"></head><body>{body}</body></html>"
            );
            std::fs::write(folder.join(format!("{name}-{code}.html")), html).expect("a page is written");
        }
    }
}

#[test]
fn the_list_says_each_amount_once_and_keeps_the_filter_in_every_link() {
    let html = list_page(Lang::De, f::list(), query(&[("status", "open"), ("q", "Öl"), ("sort", "-due")]));
    assert!(html.contains("Betrag in €"));
    assert!(html.contains("2.227,40") && !html.contains("2.227,40\u{a0}€</td>"));
    assert!(html.contains("/invoices?q=%C3%96l&amp;status=open&amp;sort=due\""), "the head of the sorted column turns the order");
    assert!(html.contains("/invoices?q=%C3%96l&amp;status=open&amp;sort=-due&amp;page=2"), "the next page keeps the filter");
    assert!(html.contains("aria-sort=\"descending\""));
}

#[test]
fn a_dialog_in_the_address_is_open_without_script() {
    let html = invoice_page(Lang::De, f::invoice(), Some(Dialogue::Share), None);
    let share = html.split("id=\"dialog-share\"").nth(1).and_then(|rest| rest.split('>').next()).expect("the share dialog");
    let email = html.split("id=\"dialog-email\"").nth(1).and_then(|rest| rest.split('>').next()).expect("the e-mail dialog");
    assert!(share.contains(" open") && !email.contains(" open"));
    assert!(html.contains("action=\"/rpc/invoices/revoke_share\""));
}

#[test]
fn nothing_is_offered_that_no_longer_fits() {
    let mut paid = f::invoice();
    paid.state = rechnungswerk::domain::invoice::InvoiceState::Void;
    paid.open = rechnungswerk::domain::money::Cents::ZERO;
    let html = invoice_page(Lang::De, paid, None, None);
    for action in ["record_payment", "/cancel\"", "write_off\"", "mark_sent\""] {
        assert!(!html.contains(&format!("/rpc/invoices/{}", action.trim_start_matches('/'))), "{action}");
    }
}

#[test]
fn a_customer_s_name_is_never_markup() {
    let mut overview = f::overview();
    overview.activity[0].customer_name = Some("<img src=x onerror=alert(1)> {$number}".into());
    let html = overview_page(Lang::De, overview);
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt; {$number}"));
    assert!(!html.contains("<img"));
}

#[test]
fn staff_sees_no_billing_and_an_executive_only_figures() {
    let frame = |role: Role| {
        Owner::new().with(|| {
            provide_context(Lang::De);
            let viewer = rechnungswerk::domain::organization::Viewer { role, ..f::viewer(Lang::De) };
            view! { <Frame viewer=viewer room=Room::Overview>""</Frame> }.to_html()
        })
    };
    let (executive, staff) = (frame(Role::Executive), frame(Role::Staff));
    assert!(executive.contains("Übersicht") && !executive.contains("\"/invoices\""));
    assert!(!staff.contains("Übersicht") && !staff.contains("\"/settings\""));
}

#[test]
fn every_icon_stands_in_the_sprite() {
    let sprite = include_str!("../../public/icons.svg");
    for lang in [Lang::De, Lang::En] {
        for (name, html) in pages(lang) {
            for icon in html.split("/icons.svg#").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(sprite.contains(&format!("id=\"{icon}\"")), "{icon} on {name}");
            }
        }
    }
}
