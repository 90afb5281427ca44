//! The one task that writes to SQLite. Waiting pieces of work share a transaction, each inside a
//! savepoint; nobody is answered before the commit is on disk.

use super::{StoreError, Tx, sqlite};
use futures::{FutureExt, future::BoxFuture};
use sqlx::SqliteConnection;
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio::sync::{mpsc, oneshot, watch};

/// Most pieces of work in one transaction: beyond it the gain is nil and the wait grows.
const GROUP: usize = 128;
/// How often an idle writer looks for other processes' writes.
const WATCH_EVERY: Duration = Duration::from_millis(400);

/// Called after the group's commit, with its outcome.
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// Runs inside a savepoint; `Err` carries the answer for work that failed by itself.
type Job = Box<
    dyn for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<Answer, Answer>> + Send,
>;

enum Message {
    Job(Job),
    Close(oneshot::Sender<()>),
}

/// A handle to the task. Cheap to clone.
#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
    foreign: watch::Receiver<i64>,
}

impl Writer {
    /// Starts the task on its connection.
    pub(super) fn start(connection: SqliteConnection) -> Writer {
        let (queue, jobs) = mpsc::channel(1024);
        let (announce, foreign) = watch::channel(0);
        tokio::spawn(serve(connection, jobs, announce));
        Writer { queue, foreign }
    }

    /// Runs `work` in the next group and returns after its commit.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(Tx<'c>) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        let (reply, outcome) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            Box::pin(async move {
                let done = AssertUnwindSafe(work(Tx::Sqlite(connection)))
                    .catch_unwind()
                    .await;
                let value =
                    done.unwrap_or_else(|_| Err(StoreError::Unusable("a write panicked".into())));
                let failed = value.is_err();
                // The receiver may be gone; the write stands all the same.
                let answer: Answer = Box::new(move |commit| {
                    let _ = reply.send(value.and_then(|value| commit.map(|()| value)));
                });
                if failed { Err(answer) } else { Ok(answer) }
            })
        });
        let gone = || StoreError::Busy("the writer has stopped".into());
        self.queue
            .send(Message::Job(job))
            .await
            .map_err(|_| gone())?;
        outcome.await.map_err(|_| gone())?
    }

    /// Changes its value whenever another process has written to the file.
    pub(super) fn foreign_writes(&self) -> watch::Receiver<i64> {
        self.foreign.clone()
    }

    /// Finishes what waits and closes the connection.
    pub(super) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.queue.send(Message::Close(done)).await.is_ok() {
            let _ = closed.await;
        }
    }
}

async fn serve(
    mut connection: SqliteConnection,
    mut jobs: mpsc::Receiver<Message>,
    announce: watch::Sender<i64>,
) {
    let mut tick = tokio::time::interval(WATCH_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut closing = None;
    while closing.is_none() {
        let first = tokio::select! {
            message = jobs.recv() => match message {
                Some(message) => message,
                None => break,
            },
            _ = tick.tick() => {
                watch_others(&mut connection, &announce).await;
                continue;
            }
        };
        let mut group = Vec::new();
        let mut next = Some(first);
        while let Some(message) = next.take() {
            match message {
                Message::Job(job) => group.push(job),
                Message::Close(done) => closing = Some(done),
            }
            if closing.is_none() && group.len() < GROUP {
                next = jobs.try_recv().ok();
            }
        }
        commit_group(&mut connection, group).await;
    }
    sqlite::close(connection).await;
    if let Some(done) = closing {
        let _ = done.send(());
    }
}

/// `PRAGMA data_version` moves when any other connection has committed, never for our own commits.
async fn watch_others(connection: &mut SqliteConnection, announce: &watch::Sender<i64>) {
    if let Ok(version) = sqlx::query_scalar::<_, i64>("PRAGMA data_version")
        .fetch_one(connection)
        .await
    {
        announce.send_if_modified(|seen| std::mem::replace(seen, version) != version);
    }
}

async fn commit_group(connection: &mut SqliteConnection, group: Vec<Job>) {
    if group.is_empty() {
        return;
    }
    let begun = execute(connection, "BEGIN IMMEDIATE").await;
    let mut answers = Vec::with_capacity(group.len());
    let mut fault = begun.err();
    for (n, job) in group.into_iter().enumerate() {
        if fault.is_some() {
            // Nothing may run outside a transaction: dropping the job tells its caller.
            drop(job);
            continue;
        }
        match in_savepoint(connection, job, n == 0).await {
            Ok(answer) => answers.push(answer),
            Err(error) => fault = Some(error),
        }
    }
    if fault.is_none() {
        fault = execute(connection, "COMMIT").await.err();
    }
    if let Some(error) = &fault {
        tracing::error!(%error, "a group of writes was rolled back");
        let _ = execute(connection, "ROLLBACK").await;
    }
    for answer in answers {
        answer(match &fault {
            None => Ok(()),
            Some(error) => Err(StoreError::Busy(error.to_string())),
        });
    }
}

/// Runs one piece of work between savepoints. The savepoint of a piece that went well is let go
/// together with the beginning of the next one, or by the commit: each statement is a trip to the
/// database's thread and back.
async fn in_savepoint(
    connection: &mut SqliteConnection,
    job: Job,
    first: bool,
) -> Result<Answer, StoreError> {
    let begin = if first {
        "SAVEPOINT piece"
    } else {
        "RELEASE piece; SAVEPOINT piece"
    };
    execute(connection, begin).await?;
    match job(connection).await {
        Ok(answer) => Ok(answer),
        Err(answer) => {
            execute(connection, "ROLLBACK TO piece").await?;
            Ok(answer)
        }
    }
}

async fn execute(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), StoreError> {
    sqlx::query(sql).execute(connection).await?;
    Ok(())
}
