//! Expressions over the table's columns as expressions over one file's columns.

use datafusion::arrow::datatypes::{DataType, Field, SchemaRef};
use datafusion::common::ScalarValue;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode, TreeNodeRecursion};
use datafusion::error::Result;
use datafusion::logical_expr::Operator;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::{
    BinaryExpr, CastExpr, Column, DynamicFilterPhysicalExpr, InListExpr, IsNotNullExpr, IsNullExpr, LikeExpr, Literal,
    in_list,
};
use datafusion::physical_plan::metrics::Count;
use lurcher_columnar::kql_type;
use lurcher_types::Type;
use std::sync::Arc;

use super::bound_file::{BoundColumn, BoundFile};
use super::comparison::{compare_text, compare_ticks, count_null_as_empty, mirrored};
use super::conversion::Conversion;
use super::converted::{ConvertedExpr, LastBatch};

type Expr = Arc<dyn PhysicalExpr>;

/// The longest list of datetimes that is moved into the file's units, one comparison each.
const MAX_TIME_LIST: usize = 20;

/// What the rewritten expression is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Skipping row groups at plan time, with our own statistics: true where the original is, and perhaps elsewhere.
    Prune,
    /// Reading: exactly the original's value in every row.
    Read,
}

/// Rewrites for one file.
#[derive(Debug)]
pub struct Rewriter {
    table: SchemaRef,
    bound: Arc<BoundFile>,
    /// The schema that column positions of the result refer to.
    physical: SchemaRef,
    purpose: Purpose,
    missed: Arc<[Count]>,
    last: Vec<LastBatch>,
    place: Arc<str>,
}

impl Rewriter {
    pub fn new(
        table: SchemaRef,
        bound: Arc<BoundFile>,
        physical: SchemaRef,
        purpose: Purpose,
        missed: Arc<[Count]>,
    ) -> Rewriter {
        let last = table.fields().iter().map(|_| LastBatch::default()).collect();
        let place = bound.file.path.display().to_string().into();
        Rewriter { table, bound, physical, purpose, missed, last, place }
    }

    pub fn rewrite(&self, expr: Expr) -> Result<Expr> {
        expr.transform_down(|node| self.rewrite_node(node)).data()
    }

    fn rewrite_node(&self, node: Expr) -> Result<Transformed<Expr>> {
        if let Some(dynamic) = node.downcast_ref::<DynamicFilterPhysicalExpr>() {
            // What the filter is now can be moved into the file's terms; what it becomes later is only converted.
            let now = self.rewrite(dynamic.current()?)?;
            let children = node.children().into_iter().cloned();
            let children = children.map(|child| self.rewrite(child)).collect::<Result<Vec<_>>>()?;
            let later = node.clone().with_new_children(children)?;
            return Ok(done(Arc::new(BinaryExpr::new(later, Operator::And, now))));
        }
        if let Some(moved) = self.test(&node)? {
            return Ok(done(moved));
        }
        match node.downcast_ref::<Column>() {
            Some(column) => Ok(done(self.value(column)?)),
            None => Ok(Transformed::no(node)),
        }
    }

    /// A test of one column that the file's own terms can express.
    fn test(&self, node: &Expr) -> Result<Option<Expr>> {
        if let Some(binary) = node.downcast_ref::<BinaryExpr>() {
            return Ok(self.comparison(binary));
        }
        if let Some(list) = node.downcast_ref::<InListExpr>() {
            return self.membership(list);
        }
        if let Some(like) = node.downcast_ref::<LikeExpr>() {
            return Ok(self.pattern(like));
        }
        if let Some(test) = node.downcast_ref::<IsNullExpr>() {
            let column = self.stored_nulls(test.arg());
            return Ok(column.map(|c| c.map_or_else(|| boolean(false), |c| Arc::new(IsNullExpr::new(c)) as Expr)));
        }
        if let Some(test) = node.downcast_ref::<IsNotNullExpr>() {
            let column = self.stored_nulls(test.arg());
            return Ok(column.map(|c| c.map_or_else(|| boolean(true), |c| Arc::new(IsNotNullExpr::new(c)) as Expr)));
        }
        Ok(None)
    }

    fn comparison(&self, binary: &BinaryExpr) -> Option<Expr> {
        let literal = |e: &Expr| e.downcast_ref::<Literal>().map(|l| l.value().clone());
        let (side, op, value) = match (literal(binary.left()), literal(binary.right())) {
            (None, Some(value)) => (binary.left(), *binary.op(), value),
            (Some(value), None) => (binary.right(), mirrored(*binary.op())?, value),
            _ => return None,
        };
        let column = self.bound(side)?;
        let stored = self.stored(column)?;
        match &column.conversion {
            Conversion::Ticks(scale) if self.may_move(column) => {
                let ScalarValue::Int64(Some(ticks)) = value else { return None };
                compare_ticks(&stored, self.stored_type(column)?, *scale, op, ticks)
            }
            Conversion::String if self.may_move(column) => compare_text(&stored, op, value.try_as_str()??),
            Conversion::AsIs | Conversion::Widen if column.sound_bounds && is_order(op) => {
                let converted = if column.conversion == Conversion::AsIs { stored } else { self.cast(side, stored)? };
                Some(Arc::new(BinaryExpr::new(converted, op, Arc::new(Literal::new(value)))))
            }
            _ => None,
        }
    }

    fn membership(&self, list: &InListExpr) -> Result<Option<Expr>> {
        let Some((column, stored)) = self.bound(list.expr()).and_then(|c| Some((c, self.stored(c)?))) else {
            return Ok(None);
        };
        let values = list.list().iter().map(|e| e.downcast_ref::<Literal>().map(|l| l.value()));
        let Some(values) = values.collect::<Option<Vec<&ScalarValue>>>() else {
            return Ok(None);
        };
        match &column.conversion {
            Conversion::String if self.may_move(column) => {
                let texts = values.iter().map(|v| v.try_as_str().flatten().map(str::to_owned));
                let Some(texts) = texts.collect::<Option<Vec<String>>>() else {
                    return Ok(None);
                };
                let empty_matches = texts.iter().any(String::is_empty) != list.negated();
                let literals =
                    texts.into_iter().map(|t| Arc::new(Literal::new(ScalarValue::Utf8View(Some(t)))) as Expr);
                let test = in_list(stored.clone(), literals.collect(), &list.negated(), &self.physical)?;
                Ok(Some(count_null_as_empty(&stored, test, empty_matches)))
            }
            Conversion::Ticks(scale) if self.may_move(column) && values.len() <= MAX_TIME_LIST => {
                let (op, join) =
                    if list.negated() { (Operator::NotEq, Operator::And) } else { (Operator::Eq, Operator::Or) };
                let tests = values.iter().map(|v| match v {
                    ScalarValue::Int64(Some(v)) => compare_ticks(&stored, self.stored_type(column)?, *scale, op, *v),
                    _ => None,
                });
                let tests = tests.collect::<Option<Vec<Expr>>>();
                Ok(tests.and_then(|t| t.into_iter().reduce(|a, b| Arc::new(BinaryExpr::new(a, join, b)))))
            }
            _ => Ok(None),
        }
    }

    /// `like` with a literal pattern that `""` does not match.
    fn pattern(&self, like: &LikeExpr) -> Option<Expr> {
        let column = self.bound(like.expr())?;
        let pattern = like.pattern().downcast_ref::<Literal>()?.value().try_as_str()??.to_owned();
        let moved = column.conversion == Conversion::String && self.may_move(column);
        if !moved || like.negated() || like.case_insensitive() || pattern.bytes().all(|b| b == b'%') {
            return None;
        }
        let stored = self.stored(column)?;
        let literal = Arc::new(Literal::new(ScalarValue::Utf8View(Some(pattern))));
        let test = Arc::new(LikeExpr::new(false, false, stored.clone(), literal));
        Some(count_null_as_empty(&stored, test, false))
    }

    /// The stored column whose nulls are the nulls of this one: `Some(None)` for strings, which have none.
    fn stored_nulls(&self, side: &Expr) -> Option<Option<Expr>> {
        let column = self.bound(side)?;
        match column.conversion {
            Conversion::String => Some(None),
            Conversion::AsIs | Conversion::Widen | Conversion::Ticks(_) if column.null_counts && column.lossless => {
                Some(Some(self.stored(column)?))
            }
            _ => None,
        }
    }

    /// Whether a comparison over the stored values says the same as one over the converted values.
    fn may_move(&self, column: &BoundColumn) -> bool {
        // While reading, a group that hides how many nulls it has would be taken to have none.
        let nulls_known = column.null_counts || self.purpose == Purpose::Prune;
        match column.conversion {
            Conversion::Ticks(_) => column.sound_bounds && (column.lossless || self.purpose == Purpose::Prune),
            Conversion::String => nulls_known && column.sound_bounds && !column.unchecked_text,
            _ => false,
        }
    }

    /// The value of a table's column in this file.
    fn value(&self, column: &Column) -> Result<Expr> {
        let index = self.table.index_of(column.name())?;
        let field = self.table.fields().get(index).cloned();
        let bound = self.bound.columns.get(index).and_then(Option::as_ref);
        let (Some(field), Some(bound), Some(stored)) = (field, bound, bound.and_then(|b| self.stored(b))) else {
            return Ok(Arc::new(Literal::new(missing(self.table.field(index))?)));
        };
        // Where statistics would mislead, the column is hidden from pruning.
        let open = bound.null_counts && bound.sound_bounds;
        match bound.conversion {
            Conversion::Keys => return Ok(stored),
            Conversion::AsIs if open => return Ok(stored),
            Conversion::Widen if open => return Ok(Arc::new(CastExpr::new(stored, field.data_type().clone(), None))),
            _ => {}
        }
        Ok(Arc::new(ConvertedExpr {
            stored,
            column: Arc::new(bound.clone()),
            field,
            file: self.place.clone(),
            missed: self.missed.get(index).cloned().unwrap_or_default(),
            last: self.last.get(index).cloned().unwrap_or_default(),
        }))
    }

    fn bound(&self, side: &Expr) -> Option<&BoundColumn> {
        let column = side.downcast_ref::<Column>()?;
        self.bound.columns.get(self.table.index_of(column.name()).ok()?)?.as_ref()
    }

    fn stored(&self, column: &BoundColumn) -> Option<Expr> {
        let index = self.physical.index_of(&column.stored).ok()?;
        Some(Arc::new(Column::new(&column.stored, index)))
    }

    fn stored_type(&self, column: &BoundColumn) -> Option<&DataType> {
        self.physical.field_with_name(&column.stored).ok().map(|f| f.data_type())
    }

    fn cast(&self, side: &Expr, stored: Expr) -> Option<Expr> {
        let column = side.downcast_ref::<Column>()?;
        let field = self.table.field_with_name(column.name()).ok()?;
        Some(Arc::new(CastExpr::new(stored, field.data_type().clone(), None)))
    }
}

fn done(expr: Expr) -> Transformed<Expr> {
    Transformed::new(expr, true, TreeNodeRecursion::Jump)
}

fn boolean(value: bool) -> Expr {
    Arc::new(Literal::new(ScalarValue::Boolean(Some(value))))
}

fn is_order(op: Operator) -> bool {
    matches!(op, Operator::Eq | Operator::NotEq | Operator::Lt | Operator::LtEq | Operator::Gt | Operator::GtEq)
}

/// What a column holds that the file lacks: null, or `""` for a string.
fn missing(field: &Field) -> Result<ScalarValue> {
    match kql_type(field) {
        Some(Type::String) => Ok(ScalarValue::Utf8View(Some(String::new()))),
        _ => ScalarValue::try_from(field.data_type()),
    }
}
