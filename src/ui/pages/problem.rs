//! Stub until the editor branch is merged.
use leptos::prelude::*;
use crate::domain::error::AppError;
#[component]
pub fn ProblemPage(error: AppError, #[prop(optional)] framed: bool) -> impl IntoView { let _ = (error, framed); "problem" }
