//! Stub until the editor branch is merged.
use crate::domain::error::AppError;
use leptos::prelude::*;
#[component]
pub fn ProblemPage(error: AppError, #[prop(optional)] framed: bool) -> impl IntoView {
    let _ = (error, framed);
    "problem"
}
