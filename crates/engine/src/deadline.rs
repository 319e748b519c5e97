//! A query ends when its time is over, also where it computes without a pause.

use crate::session::internal;
use lurcher_syntax::{Diagnostic, Span, Stage};
use std::future::Future;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use tokio::time::timeout;

/// Room for trees as deep as the limits of the language allow, also without optimisation.
const STACK_BYTES: usize = 256 << 20;

/// How long work may take to notice that its time is over; after that nobody waits for it.
const GRACE: Duration = Duration::from_secs(2);

/// The threads of all queries. Expressions may be thousands of terms deep, which no caller's threads must have room for;
/// and nobody waits at the end for one that computes still.
static WORKERS: LazyLock<std::io::Result<Runtime>> =
    LazyLock::new(|| Builder::new_multi_thread().enable_all().thread_stack_size(STACK_BYTES).build());

/// Does some work on a thread of its own. Planning and many kernels never pause: a timer beside them would not be looked at.
pub async fn in_time<T: Send + 'static>(
    time: Duration,
    work: impl Future<Output = Result<T, Diagnostic>> + Send + 'static,
) -> Result<T, Diagnostic> {
    let workers = WORKERS.as_ref().map_err(|e| internal(e.to_string()))?;
    let (mut send, receive) = oneshot::channel();
    let thread = move || {
        let done = workers.block_on(async {
            tokio::select! {
                done = timeout(time, work) => Some(done.unwrap_or_else(|_| Err(too_long(time)))),
                // Nobody waits any more.
                () = send.closed() => None,
            }
        });
        // Whoever asked may have gone meanwhile.
        let _ = done.map(|done| send.send(done));
    };
    let thread = std::thread::Builder::new().name("query".into()).stack_size(STACK_BYTES).spawn(thread);
    let thread = thread.map_err(|e| internal(e.to_string()))?;
    match timeout(time.saturating_add(GRACE), receive).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => match thread.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => Err(internal("the query ended without an answer".to_owned())),
        },
        Err(_) => Err(too_long(time)),
    }
}

fn too_long(time: Duration) -> Diagnostic {
    Diagnostic::new("LUR302", Stage::Run, Span::default(), format!("the query ran longer than the limit of {time:?}"))
}
