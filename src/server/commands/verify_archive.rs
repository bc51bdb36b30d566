//! `verify-archive`: hashes every stored file of every organization again and says which are not what they were.

use std::io::Write;

use serde_json::json;
use uuid::Uuid;

use crate::domain::operations::ArchiveProblem;
use crate::server::archive_checks::{comparing, queries};
use crate::server::state::AppState;

#[derive(Debug, Default)]
struct Sums {
    fine: i64,
    missing: i64,
    changed: i64,
    told: i64,
}

/// Writes what it finds as it goes, so that an archive of any size needs no more memory; `true` if all is fine.
///
/// # Errors
/// When database or storage are away, or nobody reads the output.
pub async fn run(state: &AppState, json: bool, out: &mut impl Write) -> anyhow::Result<bool> {
    let mut sums = Sums::default();
    if json {
        write!(out, "{{\"problems\":[")?;
    }
    for organization in queries::organizations(state.db.pool()).await? {
        verify(state, organization, json, &mut sums, out).await?;
    }
    let Sums { fine, missing, changed, .. } = sums;
    if json {
        writeln!(out, "],\"fine\":{fine},\"missing\":{missing},\"changed\":{changed}}}")?;
    } else {
        writeln!(out, "{fine} fine, {missing} missing, {changed} changed")?;
    }
    Ok(missing + changed == 0)
}

async fn verify(state: &AppState, organization: Uuid, json: bool, sums: &mut Sums, out: &mut impl Write) -> anyhow::Result<()> {
    let mut after = Some(String::new());
    while let Some(last) = after {
        let slice = comparing::next_slice(state, organization, &last).await?;
        for problem in &slice.problems {
            tell(organization, problem, json, sums.told == 0, out)?;
            sums.told += 1;
        }
        sums.fine += slice.fine;
        sums.missing += slice.missing;
        sums.changed += slice.changed;
        after = slice.last;
    }
    Ok(())
}

fn tell(organization: Uuid, problem: &ArchiveProblem, json: bool, is_first: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let ArchiveProblem { damage, storage_key, file_name, invoice, incoming } = problem;
    if json {
        let separator = if is_first { "" } else { "," };
        let line = json!({
            "damage": damage, "organization": organization, "storage_key": storage_key, "file_name": file_name, "invoice": invoice, "incoming": incoming,
        });
        write!(out, "{separator}\n{line}")?;
    } else {
        writeln!(out, "{:<8} {storage_key}  {file_name}", damage.as_str())?;
    }
    Ok(())
}
