//! What a run would do, by the same judgement, in transactions that cannot write.

use uuid::Uuid;

use crate::domain::error::AppError;
use crate::domain::usage::Month;
use crate::domain::usage::view::{ItemState, Preview};
use crate::server::auth::Actor;
use crate::server::customers;
use crate::server::db::Tx;
use crate::server::invoices::numbering::{self, Series};
use crate::server::state::AppState;
use crate::server::usage::billing::{self, Case, Desk, Scope, Verdict};
use crate::server::usage::runs::{end_of, queries, require_over};

const CUSTOMERS: i64 = 50;

/// Hands every customer whom the run of the month would bill to `each`, by customer number; changes nothing.
///
/// # Errors
/// `Invalid` for a month that is not over.
pub async fn preview(state: &AppState, actor: &Actor, month: Month, mut each: impl FnMut(Preview) + Send) -> Result<(), AppError> {
    actor.require_figures()?;
    require_over(state, actor, month)?;
    let scope = Scope { from: None, until: month.last(), month: Some(month) };
    let (mut after, mut drawn) = (0, 0);
    loop {
        let mut tx = state.db.organization(actor.organization).await?;
        queries::only_read(&mut tx).await?;
        let items = queries::candidates(&mut tx, month.first(), scope.until, end_of(month, actor.zone), after, CUSTOMERS).await?;
        let Some(last) = items.last() else { return Ok(()) };
        after = last.customer_number;
        let ids: Vec<Uuid> = items.iter().map(|item| item.customer_id).collect();
        let desk = Desk::load(state, actor, &mut tx).await?;
        let customers = customers::queries::by_ids(&mut tx, &ids).await?;
        let events = billing::queries::look(&mut tx, &ids, scope.from, scope.until).await?;
        for case in billing::judge(&desk, customers, events, scope) {
            each(told(&mut tx, &desk, case, &mut drawn).await?);
        }
    }
}

async fn told(tx: &mut Tx, desk: &Desk, case: Case, drawn: &mut i32) -> Result<Preview, AppError> {
    let (state, reason, findings) = match case.verdict {
        Verdict::Bill(_) => (ItemState::Done, None, Vec::new()),
        Verdict::Wait(reason) => (ItemState::Skipped, Some(reason), Vec::new()),
        Verdict::Refuse(reason, findings) => (ItemState::Failed, Some(reason), findings),
    };
    let number = if state == ItemState::Done {
        let format = &desk.organization().invoice_format;
        let number = numbering::peek_after(tx, Series::Invoice, format, desk.today(), *drawn).await?;
        *drawn += 1;
        Some(number)
    } else {
        None
    };
    Ok(Preview {
        customer: case.customer.public_id,
        customer_name: case.customer.name,
        customer_number: u32::try_from(case.customer.number).unwrap_or(0),
        mail_to: case.customer.billing_email.filter(|_| state == ItemState::Done),
        state,
        reason: reason.map(str::to_owned),
        findings,
        number,
        events: u32::try_from(case.events.len()).unwrap_or(u32::MAX),
        net: case.sums.net,
        tax: case.sums.tax,
        gross: case.sums.gross,
    })
}
