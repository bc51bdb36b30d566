//! Usage billing for programs: `/api/billing-events`, `/api/billing-runs`, and the invoice of one customer's open events.

use utoipa_axum::router::OpenApiRouter;

use crate::server::state::AppState;

mod events;
mod runs;

pub fn routes() -> OpenApiRouter<AppState> {
    events::routes().merge(runs::routes())
}
