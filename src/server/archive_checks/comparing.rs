//! Compares stored files with their hashes, a page of them at a time and each piece by piece: the memory stays the same.

use futures::{StreamExt as _, TryStreamExt as _};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::domain::operations::{ArchiveProblem, Damage};
use crate::server::archive_checks::queries::{self, ArchivedFile};
use crate::server::state::AppState;
use crate::server::storage::{Storage, StorageError};

const FILES_AT_ONCE: i64 = 200;
/// A bucket answers each request after a while, and several at the same time.
const DOWNLOADS_AT_ONCE: usize = 4;
/// So many problems are kept with a check; the rest is counted.
pub const MOST_KEPT: usize = 100;

/// What a part of the archive looked like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// Key of the last file, after which the next slice begins; `None` at the end of the archive.
    pub last: Option<String>,
    pub fine: i64,
    pub missing: i64,
    pub changed: i64,
    /// The missing and changed ones; the first of them, where slices were added.
    pub problems: Vec<ArchiveProblem>,
}

impl Slice {
    /// Goes on with the next slice.
    pub fn add(&mut self, next: Self) {
        self.last = next.last;
        self.fine += next.fine;
        self.missing += next.missing;
        self.changed += next.changed;
        self.problems.extend(next.problems);
        self.problems.truncate(MOST_KEPT);
    }

    fn count(&mut self, compared: Option<ArchiveProblem>) {
        match compared.as_ref().map(|problem| problem.damage) {
            None => self.fine += 1,
            Some(Damage::Missing) => self.missing += 1,
            Some(Damage::Changed) => self.changed += 1,
        }
        self.problems.extend(compared);
    }
}

/// The files behind the key `after`, compared.
///
/// # Errors
/// When database or storage are away.
pub async fn next_slice(state: &AppState, organization: Uuid, after: &str) -> anyhow::Result<Slice> {
    let mut tx = state.db.organization(organization).await?;
    let files = queries::files_after(&mut tx, after, FILES_AT_ONCE).await?;
    drop(tx);
    let last = files.last().map(|file| file.storage_key.clone());
    let compared = futures::stream::iter(files.into_iter().map(|file| compare(&state.storage, file)));
    let mut compared = std::pin::pin!(compared.buffered(DOWNLOADS_AT_ONCE));
    let mut slice = Slice { last, ..Slice::default() };
    while let Some(one) = compared.try_next().await? {
        slice.count(one);
    }
    Ok(slice)
}

async fn compare(storage: &Storage, file: ArchivedFile) -> Result<Option<ArchiveProblem>, StorageError> {
    let damage = match storage.download(&file.storage_key).await {
        Err(StorageError::Missing) => Some(Damage::Missing),
        Err(error) => return Err(error),
        Ok(download) => {
            let mut hash = Sha256::new();
            let mut pieces = download.bytes;
            while let Some(piece) = pieces.try_next().await? {
                hash.update(&piece);
            }
            (hash.finalize().as_slice() != file.sha256).then_some(Damage::Changed)
        }
    };
    Ok(damage.map(|damage| ArchiveProblem {
        damage,
        storage_key: file.storage_key,
        file_name: file.file_name,
        invoice: file.invoice_public_id,
        incoming: file.incoming.map(|id| id.to_string()),
    }))
}
