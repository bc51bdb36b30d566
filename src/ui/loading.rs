//! Between a route and its page: who is looking, what just happened, and what to show when the data cannot be had.

use std::future::Future;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::domain::error::AppError;
use crate::domain::flash::Flash;
use crate::domain::lang::Lang;
use crate::domain::organization::Viewer;
use crate::rpc;
use crate::ui::components::words::LocalClock;
use crate::ui::frame::{Frame, Room};
use crate::ui::pages::problem::ProblemPage;

/// What a page in the frame finds around it.
#[derive(Clone, Debug)]
pub struct Around {
    pub viewer: Viewer,
    /// Code of what just happened.
    pub notice: Option<String>,
    /// What a refused form brought back.
    pub flash: Option<Flash>,
}

impl Around {
    /// The flash of one of these forms.
    #[must_use]
    pub fn flash_of(&self, forms: &[&str]) -> Option<Flash> {
        self.flash.clone().filter(|flash| forms.contains(&flash.form.as_str()))
    }
}

/// A page in the dashboard's frame.
pub fn framed<P, F>(room: Room, page: P) -> AnyView
where
    P: FnOnce(Around) -> F + Send + 'static,
    F: Future<Output = Result<AnyView, AppError>> + Send + 'static,
{
    let (notice, search) = (asked("notice"), asked("q"));
    let load = async move {
        let viewer = match rpc::account::load_viewer().await {
            Ok(viewer) => viewer,
            Err(error) => return view! { <ProblemPage error=error /> }.into_any(),
        };
        provide_context(viewer.lang);
        provide_context(LocalClock { today: Some(viewer.today), ..LocalClock::default() });
        let flash = rpc::account::take_flash().await.ok().flatten();
        let notice = notice.or_else(|| flash.as_ref().and_then(|flash| code_of(&flash.error)));
        let around = Around { viewer: viewer.clone(), notice, flash };
        let content = page(around).await.unwrap_or_else(|error| view! { <ProblemPage error=error framed=true /> }.into_any());
        view! { <Frame viewer=viewer room=room search=search>{content}</Frame> }.into_any()
    };
    view! { <Suspense>{Suspend::new(load)}</Suspense> }.into_any()
}

/// A page for strangers, in their browser's language.
pub fn alone<P, F>(page: P) -> AnyView
where
    P: FnOnce(Option<Flash>, Option<String>) -> F + Send + 'static,
    F: Future<Output = Result<AnyView, AppError>> + Send + 'static,
{
    let notice = asked("notice");
    let load = async move {
        provide_context(rpc::account::language().await.unwrap_or(Lang::De));
        let flash = rpc::account::take_flash().await.ok().flatten();
        page(flash, notice).await.unwrap_or_else(|error| view! { <ProblemPage error=error /> }.into_any())
    };
    view! { <Suspense>{Suspend::new(load)}</Suspense> }.into_any()
}

/// What stands at addresses that nobody knows: in the frame for those who are logged in.
pub fn nowhere() -> AnyView {
    let no_room: Option<Room> = None;
    let load = async move {
        provide_context(rpc::account::language().await.unwrap_or(Lang::De));
        match rpc::account::load_viewer().await {
            Ok(viewer) => view! { <Frame viewer=viewer room=no_room><ProblemPage error=AppError::NotFound framed=true /></Frame> }.into_any(),
            Err(AppError::Unavailable) => view! { <ProblemPage error=AppError::Unavailable /> }.into_any(),
            Err(_) => view! { <ProblemPage error=AppError::NotFound /> }.into_any(),
        }
    };
    view! { <Suspense>{Suspend::new(load)}</Suspense> }.into_any()
}

fn asked(name: &str) -> Option<String> {
    use_query_map().read_untracked().get(name).filter(|text| !text.is_empty())
}

/// The notice of an error that belongs to no field.
fn code_of(error: &AppError) -> Option<String> {
    match error {
        AppError::Conflict(conflict) => serde_json::to_value(conflict).ok()?.as_str().map(str::to_owned),
        AppError::NotFound => Some("not_found".to_owned()),
        AppError::Forbidden => Some("forbidden".to_owned()),
        AppError::TooManyRequests(_) => Some("too_many_requests".to_owned()),
        AppError::Unavailable => Some("unavailable".to_owned()),
        // Those stand in the form itself.
        AppError::Invalid(_) | AppError::Findings(_) | AppError::Unauthenticated => None,
    }
}
