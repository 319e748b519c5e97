//! A step that runs once for each part of a table: `partition`.

use crate::error::diagnose;
use crate::running::{Running, named_by_ids};
use crate::session::internal;
use datafusion::arrow::array::{RecordBatch, UInt32Array};
use datafusion::arrow::compute::{concat_batches, take_record_batch};
use datafusion::arrow::row::{OwnedRow, RowConverter, SortField};
use datafusion::datasource::MemTable;
use datafusion::execution::memory_pool::MemoryReservation;
use lurcher_planner::{StepValue, array_value, column_name};
use lurcher_semantics::bound::{PerKey, Step};
use lurcher_syntax::{Diagnostic, Stage};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// The rows of all parts, and the memory that is set aside for them.
type Parts = (Vec<RecordBatch>, Vec<MemoryReservation>);

impl Running<'_> {
    /// The answers of all parts, in the order in which their keys first appear.
    pub fn per_key<'b>(
        &'b mut self,
        step: &'b Step,
        per: &'b PerKey,
    ) -> Pin<Box<dyn Future<Output = Result<Parts, Diagnostic>> + Send + 'b>> {
        Box::pin(async move {
            let (batches, _held) = self.rows(&per.input).await?;
            let (schema, batches) = named_by_ids(&per.input, batches)?;
            let all = concat_batches(&schema, &batches).map_err(|e| internal(e.to_string()))?;
            let (mut answers, mut held) = (Vec::new(), Vec::new());
            for rows in self.parts(&all, per)? {
                let key = per.input.columns.iter().find(|c| c.id == per.key);
                let column = all.column_by_name(&column_name(per.key));
                let (Some(key), Some(column), Some(first)) = (key, column, rows.first()) else { continue };
                let value = array_value(key.kql_type, column, *first as usize);
                let part = take_record_batch(&all, &UInt32Array::from(rows)).map_err(|e| internal(e.to_string()))?;
                let table = MemTable::try_new(schema.clone(), vec![vec![part]]).map_err(|e| internal(e.to_string()))?;
                self.steps.insert(per.value, StepValue::Scalar(value));
                self.steps.insert(per.part, StepValue::Table(Arc::new(table)));
                for inner in &per.steps {
                    self.step(inner).await?;
                }
                let (rows, reservation) = self.rows(&step.rel).await?;
                answers.extend(rows);
                held.push(reservation);
            }
            Ok((answers, held))
        })
    }

    /// The rows of each key.
    fn parts(&self, all: &RecordBatch, per: &PerKey) -> Result<Vec<Vec<u32>>, Diagnostic> {
        let Some(column) = all.column_by_name(&column_name(per.key)) else {
            return Err(internal("the plan lost the key of a partition".into()));
        };
        let converter = RowConverter::new(vec![SortField::new(column.data_type().clone())])
            .map_err(|e| diagnose(datafusion::error::DataFusionError::from(e)))?;
        let keys = converter.convert_columns(std::slice::from_ref(column)).map_err(|e| internal(e.to_string()))?;
        let mut places: HashMap<OwnedRow, usize> = HashMap::new();
        let mut parts: Vec<Vec<u32>> = Vec::new();
        for row in 0..all.num_rows() {
            let place = *places.entry(keys.row(row).owned()).or_insert(parts.len());
            if place == parts.len() {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.get_mut(place) {
                part.push(row as u32);
            }
        }
        if parts.len() > per.most {
            let message = format!(
                "`partition` meets {} keys; with this strategy and these operators {} are allowed",
                parts.len(),
                per.most
            );
            let mut refusal = Diagnostic::new("LUR302", Stage::Run, per.input.span, message);
            refusal.help = Some("hint.strategy=native allows more".to_owned());
            return Err(refusal);
        }
        Ok(parts)
    }
}
