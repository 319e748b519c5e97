//! Mail and export readers: files to typed batches
