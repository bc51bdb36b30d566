//! Wakes idle workers when a task comes in: one listening connection for all workers of a process.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::channel::mpsc;
use serde::Deserialize;
use sqlx::postgres::PgListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::server::jobs::Queue;
use crate::server::state::AppState;

/// The channel that a trigger on the queue's table notifies.
const CHANNEL: &str = "apalis::job::insert";
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(1);
/// A worker that was already looking when the task came in does not see it and takes the knock for answered: it hears a second one.
const SECOND_KNOCK: Duration = Duration::from_millis(25);

/// Who waits for which queue.
type Sleepers = Vec<(Queue, mpsc::Sender<()>)>;

#[derive(Clone, Debug, Default)]
pub struct Wakeups {
    sleepers: Arc<Mutex<Sleepers>>,
    /// What is to be knocked at again.
    again: Arc<Mutex<HashSet<Queue>>>,
    knocked: Arc<Notify>,
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
                () = self.knock_again() => {}
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
            let inserted = serde_json::from_str::<Inserted>(notification.payload());
            if let Some(queue) = inserted.ok().and_then(|inserted| Queue::parse(&inserted.job_type)) {
                self.knock(queue);
            }
        }
    }

    fn knock(&self, queue: Queue) {
        self.wake(queue);
        self.again.lock().unwrap_or_else(PoisonError::into_inner).insert(queue);
        self.knocked.notify_one();
    }

    /// The second knocks; never ends by itself.
    async fn knock_again(&self) {
        loop {
            self.knocked.notified().await;
            // Who comes in during the sleep has a whole one of its own.
            let queues = std::mem::take(&mut *self.again.lock().unwrap_or_else(PoisonError::into_inner));
            tokio::time::sleep(SECOND_KNOCK).await;
            for queue in queues {
                self.wake(queue);
            }
        }
    }

    fn wake(&self, queue: Queue) {
        let mut sleepers = self.sleepers.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, sender) in sleepers.iter_mut().filter(|(of, _)| *of == queue) {
            // Full means that it is awake already.
            let _ = sender.try_send(());
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::StreamExt as _;
    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn who_was_looking_already_hears_a_second_knock_and_other_queues_none() {
        let wakeups = Wakeups::default();
        let (mut mail, mut archive) = (wakeups.subscribe(Queue::Mail), wakeups.subscribe(Queue::Archive));
        wakeups.knock(Queue::Mail);
        assert_eq!(mail.next().await, Some(()));
        assert!(mail.try_recv().is_err(), "several at once are one");
        tokio::select! {
            () = wakeups.knock_again() => {}
            second = timeout(Duration::from_secs(20), mail.next()) => assert_eq!(second, Ok(Some(()))),
        }
        assert!(archive.try_recv().is_err(), "another queue");
    }
}
