//! Pages for what is not there, not allowed or not working, inside the frame and outside of it.

use leptos::prelude::*;
use leptos_meta::{MetaContext, Title};

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::domain::organization::Viewer;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{LinkButton, Look, PageBody};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// 404, also for what belongs to others.
    NotFound,
    /// 403.
    Forbidden,
    /// 401.
    LoggedOut,
    /// 429.
    TooOften,
    /// 503: the database or something else is away for a moment.
    Unavailable,
    /// 409: it is not any more what the reader saw.
    Conflict,
}

impl Failure {
    fn of(error: &AppError) -> Self {
        match error {
            AppError::NotFound | AppError::Invalid(_) => Self::NotFound,
            AppError::Forbidden => Self::Forbidden,
            AppError::Unauthenticated => Self::LoggedOut,
            AppError::TooManyRequests(_) => Self::TooOften,
            AppError::Unavailable => Self::Unavailable,
            AppError::Conflict(_) | AppError::Findings(_) => Self::Conflict,
        }
    }

    fn title(self, lang: Lang) -> String {
        match self {
            Self::NotFound => t!(lang, "failure-not-found"),
            Self::Forbidden => t!(lang, "failure-forbidden"),
            Self::Unavailable => t!(lang, "failure-unavailable"),
            Self::LoggedOut => t!(lang, "failure-logged-out"),
            Self::TooOften => t!(lang, "failure-too-often"),
            Self::Conflict => t!(lang, "failure-conflict"),
        }
    }

    fn text(self, lang: Lang) -> String {
        match self {
            Self::NotFound => t!(lang, "failure-not-found-text"),
            Self::Forbidden => t!(lang, "failure-forbidden-text"),
            Self::Unavailable => t!(lang, "failure-unavailable-text"),
            Self::LoggedOut => t!(lang, "failure-logged-out-text"),
            Self::TooOften => t!(lang, "failure-too-often-text"),
            Self::Conflict => t!(lang, "failure-conflict-text"),
        }
    }
}

/// Inside the frame or alone. The one button leads back to solid ground, or tries again where waiting helps.
#[component]
pub fn ProblemPage(error: AppError, #[prop(optional)] framed: bool) -> impl IntoView {
    let lang = lang();
    let failure = Failure::of(&error);
    let tab_title = format!("{} – RechnungsWerk", failure.title(lang));
    let title = use_context::<MetaContext>().is_some().then(|| view! { <Title text=tab_title /> });
    if framed {
        return view! {
            {title}
            <PageBody>
                <div class="failure">{words(failure, lang)}</div>
            </PageBody>
        }
        .into_any();
    }
    view! {
        {title}
        <main class="bare-page" id="main" tabindex="-1">
            <a class="brand" href="/">
                <img src="/favicon.svg" alt="" />
                "RechnungsWerk"
            </a>
            <div class="page">{words(failure, lang)}</div>
        </main>
    }
    .into_any()
}

/// The first page of those who are not to know of billing (spec §1).
#[component]
pub fn NothingForRolePage(viewer: Viewer) -> impl IntoView {
    let lang = lang();
    let name = if viewer.name.is_empty() { viewer.email } else { viewer.name };
    view! {
        <Title text=format!("{} – RechnungsWerk", viewer.organization_name) />
        <PageBody>
            <div class="failure">
                <div class="empty">
                    <h1>{t!(lang, "role-nothing", name = name)}</h1>
                    <p>{t!(lang, "role-nothing-text", organization = viewer.organization_name)}</p>
                </div>
            </div>
        </PageBody>
    }
}

fn words(failure: Failure, lang: Lang) -> impl IntoView {
    let (label, href) = match failure {
        Failure::Unavailable | Failure::TooOften => (t!(lang, "failure-again"), ""),
        Failure::LoggedOut => (t!(lang, "log-in-title"), "/login"),
        Failure::NotFound | Failure::Forbidden | Failure::Conflict => (t!(lang, "failure-home"), "/"),
    };
    view! {
        <div class="empty">
            <h1>{failure.title(lang)}</h1>
            <p>{failure.text(lang)}</p>
            <LinkButton href=href look=Look::Primary>{label}</LinkButton>
        </div>
    }
}
