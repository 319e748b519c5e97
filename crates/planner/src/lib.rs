//! Bound program to DataFusion logical plans
