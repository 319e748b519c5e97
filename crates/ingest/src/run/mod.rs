//! One run: a thread reads files, several parse, the caller's thread deduplicates and stores.
//!
//! Every piece of work travels with a channel for its answer, and the answers are taken in the order in which the work
//! was found. So the rows come out in the order of the input, whatever the number of threads.

mod budget;
mod collect;
mod feed;
mod work;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::mail::MailTables;
use crate::source::{Input, read_input, resolve};
use crate::tables::Shapes;
use crate::{IngestError, Options, Progress, Report, Sink};
use budget::Budget;
use collect::Collector;
use work::Job;

pub use feed::Feed;
pub use work::{Outcome, Work};

/// Reads mail and exports.
///
/// ```no_run
/// # use lurcher_ingest::*;
/// let ingest = Ingest::new(Options::default());
/// let mut sink = MemorySink::default();
/// let report = ingest.run(&["mail/".into(), "UrlClickEvents=clicks.csv".into()], &mut sink, &|_| {})?;
/// println!("{report}");
/// # Ok::<(), IngestError>(())
/// ```
#[derive(Debug)]
pub struct Ingest {
    options: Options,
}

/// What the collector takes, in order.
enum Ordered {
    /// The answer to a piece of work that held this many bytes.
    Pending(Receiver<Result<Outcome, IngestError>>, usize),
    /// What the reading thread found out itself.
    Found(Outcome),
}

impl Ingest {
    pub fn new(options: Options) -> Ingest {
        Ingest { options }
    }

    /// Reads files, folders, patterns and `NAME=PATH`; hands the rows to the sink, in the order of the input.
    ///
    /// Fails only if there is nothing to read, if the sink fails, or if a limit that concerns the whole run is reached.
    pub fn run(
        &self,
        paths: &[PathBuf],
        sink: &mut dyn Sink,
        progress: &dyn Fn(Progress),
    ) -> Result<Report, IngestError> {
        let inputs = resolve(paths, &self.options.schemas)?;
        let mut shapes = Shapes::new(self.options.schemas.clone());
        let tables = MailTables::new(&mut shapes)?;
        let shapes = Mutex::new(shapes);
        let budget = Budget::new(self.options.limits.max_bytes_in_flight);
        let threads = match self.options.threads {
            0 => thread::available_parallelism().map_or(2, usize::from),
            n => n,
        };
        let (to_workers, jobs) = bounded::<Job>(2 * threads);
        let (to_collector, ordered) = bounded::<Ordered>(2 * threads + 4);
        thread::scope(|scope| {
            for _ in 0..threads {
                let jobs = jobs.clone();
                scope.spawn(|| answer(jobs, &self.options, &tables, &shapes));
            }
            drop(jobs);
            let feed = Feed::new(&self.options, &shapes, &budget, to_workers, to_collector);
            scope.spawn(|| feed_all(&inputs, feed));
            let mut collector = Collector::new(&self.options, sink, progress);
            let taken = ordered.iter().try_for_each(|next| {
                let (outcome, bytes) = match next {
                    Ordered::Found(outcome) => (outcome, 0),
                    Ordered::Pending(answer, bytes) => match answer.recv() {
                        Ok(outcome) => (outcome?, bytes),
                        Err(_) => return Err(IngestError::Internal("a parsing thread ended early".to_owned())),
                    },
                };
                collector.take(outcome, bytes)?;
                budget.give_back(bytes);
                Ok(())
            });
            // Whatever happened, the reading thread must not wait for a collector that is gone.
            drop(ordered);
            budget.stop();
            taken.and_then(|()| collector.finish())
        })
    }
}

fn answer(jobs: Receiver<Job>, options: &Options, tables: &MailTables, shapes: &Mutex<Shapes>) {
    for job in jobs {
        let done = catch_unwind(AssertUnwindSafe(|| job.work.run(options, tables, shapes)));
        let done = done.unwrap_or_else(|_| Err(IngestError::Internal("a parsing thread failed".to_owned())));
        // Nobody may be waiting any more.
        job.answer.send(done).ok();
    }
}

fn feed_all(inputs: &[Input], mut feed: Feed<'_>) {
    for input in inputs {
        if read_input(input, &mut feed).is_err() {
            return;
        }
    }
    feed.flush().ok();
}

type ToWorkers = Sender<Job>;
type ToCollector = Sender<Ordered>;
