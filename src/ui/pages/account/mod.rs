//! Before the door: log in, sign up, and a way back for those who forgot their password.

mod log_in;
mod password;
mod sign_up;

pub use log_in::LogInPage;
pub use password::{ForgotPasswordPage, ResetPasswordPage};
pub use sign_up::{SignUpForm, SignUpPage};

use leptos::prelude::*;
use leptos_meta::{MetaContext, Title};

use crate::domain::lang::Lang;
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;

/// The product's mark, one white card, and a line below. `here` is the address of this page with its query, without `lang`.
#[component]
pub fn Gate(
    #[prop(into)] title: String,
    here: &'static str,
    /// Query pairs that the language switch keeps.
    #[prop(optional)]
    query: Vec<(&'static str, String)>,
    /// Below the card.
    #[prop(optional)]
    below: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let lang = lang();
    let other = if lang == Lang::De { Lang::En } else { Lang::De };
    let mut pairs: Vec<(&str, &str)> = query.iter().map(|(key, value)| (*key, value.as_str())).collect();
    pairs.push(("lang", other.code()));
    let tab_title = format!("{title} – RechnungsWerk");
    view! {
        {use_context::<MetaContext>().is_some().then(|| view! { <Title text=tab_title /> })}
        <div class="gate-page">
            <main id="main" tabindex="-1">
                <a class="brand" href="/login">
                    <img src="/favicon.svg" alt="" />
                    "RechnungsWerk"
                </a>
                <div class="form">
                    <h1>{title}</h1>
                    {children()}
                </div>
                {below.map(|below| view! { <p class="below">{below}</p> })}
            </main>
            <footer>
                <a href=address(here, &pairs) lang=other.code() hreflang=other.code()>{if other == Lang::De { "Deutsch" } else { "English" }}</a>
            </footer>
        </div>
    }
    .into_any()
}

/// The sentence under a new password.
fn password_hint(lang: Lang) -> String {
    t!(lang, "account-password-hint")
}
