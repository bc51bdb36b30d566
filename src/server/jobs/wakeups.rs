//! Wakes idle workers when a task comes in: one listening connection for all workers of a process.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::channel::mpsc;
use serde::Deserialize;
use sqlx::postgres::PgListener;
use tokio_util::sync::CancellationToken;

use crate::server::jobs::Queue;
use crate::server::state::AppState;

/// The channel that a trigger on the queue's table notifies.
const CHANNEL: &str = "apalis::job::insert";
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Who waits for which queue.
type Sleepers = Vec<(Queue, mpsc::Sender<()>)>;

#[derive(Clone, Debug, Default)]
pub struct Wakeups {
    sleepers: Arc<Mutex<Sleepers>>,
}

#[derive(Deserialize)]
struct Inserted {
    job_type: String,
}

impl Wakeups {
    /// An item for every time that something came into the queue; several at once are one.
    pub fn subscribe(&self, queue: Queue) -> mpsc::Receiver<()> {
        let (sender, receiver) = mpsc::channel(0);
        let mut sleepers = self.sleepers.lock().unwrap_or_else(PoisonError::into_inner);
        sleepers.retain(|(_, sender)| !sender.is_closed());
        sleepers.push((queue, sender));
        receiver
    }

    /// Passes notifications on until shutdown. A lost one does no harm: workers also look by themselves.
    pub async fn listen(&self, state: &AppState, shutdown: &CancellationToken) {
        loop {
            tokio::select! {
                () = shutdown.cancelled() => return,
                ended = self.pass_on(state) => {
                    if let Err(error) = ended {
                        tracing::debug!(%error, "The connection that listens for new jobs was lost.");
                    }
                }
            }
            tokio::select! {
                () = shutdown.cancelled() => return,
                () = tokio::time::sleep(PAUSE_AFTER_FAILURE) => {}
            }
        }
    }

    async fn pass_on(&self, state: &AppState) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(state.db.pool()).await?;
        listener.listen(CHANNEL).await?;
        loop {
            let notification = listener.recv().await?;
            if let Ok(inserted) = serde_json::from_str::<Inserted>(notification.payload()) {
                self.wake(&inserted.job_type);
            }
        }
    }

    fn wake(&self, queue: &str) {
        let mut sleepers = self.sleepers.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, sender) in sleepers.iter_mut().filter(|(of, _)| of.name() == queue) {
            // Full means that it is awake already.
            let _ = sender.try_send(());
        }
    }
}
