//! Editor, customers, settings and what stands before the door, rendered from fixtures: what they say, and files to look at.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]
#![cfg(feature = "ssr")]

mod fixtures;

use std::path::PathBuf;

use fixtures as f;
use leptos::prelude::*;
use rechnungswerk::domain::customer::{CustomerForm, CustomerListQuery};
use rechnungswerk::domain::error::{AppError, Conflict, FieldError, Problem};
use rechnungswerk::domain::invoice::view::EditorPage;
use rechnungswerk::domain::lang::Lang;
use rechnungswerk::domain::organization::{NumberingForm, PortalForm};
use rechnungswerk::ui::components::LocalClock;
use rechnungswerk::ui::frame::{Frame, Room};
use rechnungswerk::ui::pages::account::{ForgotPasswordPage, LogInPage, ResetPasswordPage, SignUpForm, SignUpPage};
use rechnungswerk::ui::pages::customers::{CustomerFormPage, CustomerListPage, CustomerShowPage};
use rechnungswerk::ui::pages::dev_mail::{MailMessagePage, MailboxPage};
use rechnungswerk::ui::pages::invoices::editor::Editor;
use rechnungswerk::ui::pages::problem::ProblemPage;
use rechnungswerk::ui::pages::settings::{ApiKeysPage, BankPage, CompanyPage, NumberingPage, PortalPage};

/// The body of a page outside of the frame.
fn bare(lang: Lang, page: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        provide_context(lang);
        provide_context(LocalClock { today: Some(f::day("2026-02-27")), ..Default::default() });
        page().to_html()
    })
}

fn framed(lang: Lang, room: Room, page: impl FnOnce() -> AnyView + Send + 'static) -> String {
    bare(lang, || view! { <Frame viewer=f::viewer(lang) room=room>{page()}</Frame> }.into_any())
}

fn editor(lang: Lang, page: EditorPage) -> String {
    framed(lang, Room::Invoices, || view! { <Editor page=page /> }.into_any())
}

fn error(field: &str, problem: Problem) -> Vec<FieldError> {
    vec![FieldError::new(field, problem)]
}

fn editors(lang: Lang) -> Vec<(&'static str, String)> {
    let untaxed = EditorPage { small_business: true, findings: Vec::new(), ..f::draft() };
    let nobody = EditorPage { customers: Vec::new(), ..f::new_draft() };
    let asked = framed(lang, Room::Invoices, || view! { <Editor page=f::draft() dialog=Some("discard".to_owned()) /> }.into_any());
    vec![
        ("editor", editor(lang, f::draft())),
        ("editor-new", editor(lang, f::new_draft())),
        ("editor-nobody", editor(lang, nobody)),
        ("editor-refused", editor(lang, f::refused_draft())),
        ("editor-untaxed", editor(lang, untaxed)),
        ("editor-discard", asked),
    ]
}

fn customers(lang: Lang) -> Vec<(&'static str, String)> {
    let wrong = [error("billing_email", Problem::NotAnEmail), error("vat_id", Problem::NotAVatId)].concat();
    let form = CustomerForm { billing_email: "rechnung@".into(), vat_id: "DE1".into(), ..f::content().to_form(lang) };
    let list = move |list, query| framed(lang, Room::Customers, || view! { <CustomerListPage list=list query=query /> }.into_any());
    let empty = rechnungswerk::domain::customer::CustomerList { is_empty_organization: true, ..Default::default() };
    vec![
        ("customers", list(f::customers(), CustomerListQuery::default())),
        ("customers-none", list(empty, CustomerListQuery::default())),
        ("customers-no-match", list(Default::default(), CustomerListQuery { q: "Xylophon".into(), ..Default::default() })),
        ("customer", framed(lang, Room::Customers, || view! { <CustomerShowPage page=f::customer() notice=Some("saved".to_owned()) /> }.into_any())),
        (
            "customer-new",
            framed(lang, Room::Customers, || {
                view! { <CustomerFormPage id=String::new() form=CustomerForm::default() errors=Vec::new() /> }.into_any()
            }),
        ),
        (
            "customer-wrong",
            framed(lang, Room::Customers, move || view! { <CustomerFormPage id="CUS-1".to_owned() form=form errors=wrong /> }.into_any()),
        ),
    ]
}

fn settings(lang: Lang) -> Vec<(&'static str, String)> {
    let frame = move |page: AnyView| framed(lang, Room::Settings, || page);
    let numbering = NumberingForm { invoice_format: "RE-{YYYY}-{NNNNN}".into(), cancellation_format: "ST-{YYYY}-{NNNNN}".into() };
    let portal =
        PortalForm { color: "#7c3aed".into(), payment_confirmation: "report".into(), link_days: "90".into(), mail_on_confirmation: "true".into() };
    let inside = |page: fn() -> AnyView| framed(lang, Room::Settings, page);
    vec![
        ("settings-company", inside(|| view! { <CompanyPage form=f::company() errors=error("contact_phone", Problem::OutOfRange) /> }.into_any())),
        (
            "settings-bank",
            inside(|| {
                view! { <BankPage form=f::bank() errors=error("iban", Problem::NotAnIban) error=Some(AppError::Invalid(Vec::new())) /> }.into_any()
            }),
        ),
        (
            "settings-numbering",
            framed(lang, Room::Settings, || {
                view! { <NumberingPage form=numbering next="RE-2026-00044".to_owned() errors=Vec::new() notice=Some("saved".to_owned()) /> }
                    .into_any()
            }),
        ),
        (
            "settings-portal",
            framed(lang, Room::Settings, || {
                view! { <PortalPage form=portal logo_url=Some("/favicon.svg".to_owned()) errors=Vec::new() /> }.into_any()
            }),
        ),
        (
            "settings-api-keys",
            inside(|| {
                view! { <ApiKeysPage keys=f::keys() new_secret=Some("rw_4f9a1c2d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39281706f5".to_owned()) errors=Vec::new() /> }.into_any()
            }),
        ),
        (
            "settings-api-keys-none",
            inside(|| view! { <ApiKeysPage keys=Vec::new() name=Some(String::new()) errors=error("name", Problem::Required) /> }.into_any()),
        ),
        ("problem-framed", frame_problem(frame)),
    ]
}

fn frame_problem(frame: impl FnOnce(AnyView) -> String) -> String {
    Owner::new().with(|| frame(view! { <ProblemPage error=AppError::NotFound framed=true /> }.into_any()))
}

fn outside(lang: Lang) -> Vec<(&'static str, String)> {
    let nobody = || "buero@nordlicht.example".to_owned();
    let typed = SignUpForm { organization_name: "Holzwerk Wismar".into(), name: "Jo".into(), email: nobody() };
    let weak = error("password", Problem::WeakPassword);
    vec![
        ("login", bare(lang, || view! { <LogInPage email=nobody() next="/invoices".to_owned() errors=Vec::new() /> }.into_any())),
        (
            "login-wrong",
            bare(lang, || {
                view! { <LogInPage email=nobody() next=String::new() errors=Vec::new() error=Some(AppError::Unauthenticated) /> }.into_any()
            }),
        ),
        (
            "login-out",
            bare(lang, || {
                view! { <LogInPage email=String::new() next=String::new() errors=Vec::new() notice=Some("logged_out".to_owned()) /> }.into_any()
            }),
        ),
        ("sign-up", bare(lang, || view! { <SignUpPage form=typed errors=weak error=Some(AppError::Conflict(Conflict::EmailTaken)) /> }.into_any())),
        ("forgot", bare(lang, || view! { <ForgotPasswordPage email=nobody() sent=false errors=error("email", Problem::NotAnEmail) /> }.into_any())),
        ("forgot-sent", bare(lang, || view! { <ForgotPasswordPage email=nobody() sent=true errors=Vec::new() /> }.into_any())),
        (
            "reset",
            bare(lang, || {
                view! { <ResetPasswordPage token="abc".to_owned() errors=Vec::new() error=Some(AppError::Conflict(Conflict::LinkExpired)) /> }
                    .into_any()
            }),
        ),
        ("problem", bare(lang, || view! { <ProblemPage error=AppError::Unavailable /> }.into_any())),
        ("mailbox", bare(lang, || view! { <MailboxPage mails=f::mails() /> }.into_any())),
        ("mail", bare(lang, || view! { <MailMessagePage mail=f::mails().remove(0) /> }.into_any())),
    ]
}

/// Files to open in a browser, with style sheet and sprite found from the root of a static server.
#[test]
fn every_page_is_written_to_a_file() {
    let folder = std::env::var_os("EDITOR_PAGES").map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("editor"), PathBuf::from);
    std::fs::create_dir_all(&folder).expect("a folder for the pages");
    for lang in [Lang::De, Lang::En] {
        for (name, body) in [editors(lang), customers(lang), settings(lang), outside(lang)].concat() {
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
fn the_editor_sends_what_the_server_function_takes() {
    let html = editor(Lang::De, f::draft());
    assert!(html.contains("action=\"/rpc/invoices/save_draft\""));
    for name in [
        "id",
        "form[version]",
        "form[customer]",
        "form[issue_date]",
        "form[due_date]",
        "form[service_start]",
        "form[tax_case]",
        "form[note]",
        "form[discount_percent]",
    ] {
        assert!(html.contains(&format!("name=\"{name}\"")), "{name}");
    }
    for name in ["name", "description", "quantity", "unit", "price", "adjustment_percent", "tax_rate", "service_start", "service_end"] {
        assert!(html.contains(&format!("name=\"form[lines][3][{name}]\"")), "{name}");
    }
    for intent in ["save", "issue", "add_line", "preview"] {
        assert!(html.contains(&format!("value=\"{intent}\"")), "{intent}");
    }
    assert!(html.find("value=\"save\"") < html.find("value=\"issue\""), "the first button of a form is what Enter presses");
}

#[test]
fn what_was_typed_is_kept_and_its_mistake_stands_at_the_field() {
    let html = editor(Lang::De, f::refused_draft());
    let price = html.split("id=\"lines-2-price\"").nth(1).and_then(|rest| rest.split('>').next()).expect("the price");
    assert!(price.contains("value=\"viel\"") && price.contains("aria-invalid=\"true\"") && price.contains("lines-2-price-note"));
    assert!(html.contains("id=\"lines-2-price-note\""));
    assert!(html.contains("id=\"discount_days-note\""));
}

#[test]
fn text_in_a_text_field_is_never_markup() {
    let html = editor(Lang::De, f::refused_draft());
    assert!(!html.contains("</textarea><b>"));
    assert!(html.contains("&lt;/textarea>&lt;b>") || html.contains("&lt;/textarea&gt;"));
    let html = framed(Lang::De, Room::Customers, || {
        let form = CustomerForm { notes: "</textarea><script>".into(), ..CustomerForm::default() };
        view! { <CustomerFormPage id=String::new() form=form errors=Vec::new() /> }.into_any()
    });
    assert!(!html.contains("</textarea><script>"));
}

#[test]
fn the_sums_stand_on_the_page_before_any_script_runs() {
    let html = editor(Lang::De, f::draft());
    for sum in ["1.920,00", "2.352,00", "446,88", "2.798,88\u{a0}€"] {
        assert!(html.contains(sum), "{sum}");
    }
}

#[test]
fn a_findings_field_is_marked_and_linked() {
    let html = editor(Lang::De, f::draft());
    assert!(html.contains("href=\"#lines-3-price\"") && html.contains("id=\"lines-3-price\""));
    let service = html.split("id=\"service_start\"").nth(1).and_then(|rest| rest.split('>').next()).expect("the field");
    assert!(service.contains("aria-invalid=\"true\""));
}

#[test]
fn discarding_names_the_consequence_and_is_not_offered_for_what_was_never_saved() {
    assert!(editor(Lang::De, f::draft()).contains("action=\"/rpc/invoices/discard\""));
    assert!(!editor(Lang::De, f::new_draft()).contains("/rpc/invoices/discard"));
}

#[test]
fn an_unknown_address_gets_the_same_answer_as_a_known_one() {
    let page =
        |email: &'static str| bare(Lang::De, || view! { <ForgotPasswordPage email=email.to_owned() sent=true errors=Vec::new() /> }.into_any());
    assert_eq!(page("a@b.de"), page("c@d.de"));
}

#[test]
fn every_icon_stands_in_the_sprite() {
    let sprite = include_str!("../../public/icons.svg");
    for (name, body) in [editors(Lang::De), customers(Lang::De), settings(Lang::De), outside(Lang::De)].concat() {
        for icon in body.split("/icons.svg#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(sprite.contains(&format!("id=\"{icon}\"")), "{name}: {icon}");
        }
    }
}

#[test]
fn no_word_is_missing_in_a_catalogue() {
    for lang in [Lang::De, Lang::En] {
        for (name, body) in [editors(lang), customers(lang), settings(lang), outside(lang)].concat() {
            assert!(!body.contains("No localization for id"), "{name}");
        }
    }
}
