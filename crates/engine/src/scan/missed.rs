//! How many stored values a query read as null because KQL's type cannot hold them.

use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::metrics::MetricValue;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::converted::MISSED_VALUES;

/// By column of the table, after the plan has run. Empty for most queries; otherwise worth a warning.
pub fn missed_values(plan: &Arc<dyn ExecutionPlan>) -> BTreeMap<String, usize> {
    let mut missed = BTreeMap::new();
    let mut plans = vec![plan];
    while let Some(plan) = plans.pop() {
        for metric in plan.metrics().iter().flat_map(|metrics| metrics.iter()) {
            let column = metric.labels().iter().find(|label| label.name() == "column");
            if let (MetricValue::Count { name, count }, Some(column)) = (metric.value(), column)
                && name == MISSED_VALUES
                && count.value() > 0
            {
                *missed.entry(column.value().to_owned()).or_insert(0) += count.value();
            }
        }
        plans.extend(plan.children());
    }
    missed
}
