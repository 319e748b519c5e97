//! `ipv4_lookup` and `ipv6_lookup`: each row with the rows of a table whose address range holds its address.
//!
//! Networks are kept by length of their prefix, so that an address costs one look per length that occurs.

use super::{PLUGIN, Plugin, PluginRun, Rows, Setup, argument, check_rows};
use crate::KernelError;
use crate::ip::{Ipv4, Ipv6, mask4, mask6};
use arrow::array::UInt32Array;
use arrow::compute::take;
use lurcher_columnar::{Builder, Column};
use lurcher_types::Type;
use lurcher_types::describe::Description;
use std::collections::{BTreeMap, HashMap};

pub const IPV4_LOOKUP: Plugin = Plugin {
    description: &Description {
        name: "ipv4_lookup",
        signatures: &[
            "(LookupTable: table, SourceIPv4Key: column scalar, IPv4LookupKey: scalar, [ExtraKey: scalar]..., \
             [return_unmatched: literal bool]) -> own",
        ],
        summary: "Rows with those of a table whose IPv4 range holds their address.",
        page: "ipv4-lookup-plugin",
        ..PLUGIN
    },
    whole: false,
    ordered: false,
    start: |setup| start(setup, read4),
};

pub const IPV6_LOOKUP: Plugin = Plugin {
    description: &Description {
        name: "ipv6_lookup",
        signatures: &[
            "(LookupTable: table, SourceIPv6Key: column scalar, IPv6LookupKey: scalar, [return_unmatched: literal bool]) \
             -> own",
        ],
        summary: "Rows with those of a table whose IPv6 range holds their address.",
        page: "ipv6-lookup-plugin",
        ..PLUGIN
    },
    whole: false,
    ordered: false,
    start: |setup| start(setup, read6),
};

/// An address as 128 bits from the left, and how many of them count.
type Network = (u128, u32);

fn read4(text: &str) -> Option<Network> {
    Ipv4::parse(text).map(|a| (u128::from(mask4(a.bits, a.prefix)) << 96, a.prefix))
}

fn read6(text: &str) -> Option<Network> {
    Ipv6::parse(text).map(|a| (mask6(a.bits, a.prefix), a.prefix))
}

/// The lookup rows by prefix length and network.
type Table = BTreeMap<u32, HashMap<u128, Vec<u32>>>;

/// Arguments: the address, then the extra keys. Lookup: the range, the extra keys, then the columns to show.
/// Constants: how many extra keys there are, and whether unmatched rows stay.
fn start(setup: &Setup, read: fn(&str) -> Option<Network>) -> Result<Box<PluginRun>, KernelError> {
    let extra = usize::try_from(setup.whole_number(0)?).unwrap_or(0);
    let keep_unmatched = setup.flag(1);
    let setup = setup.clone();
    let ranges = argument(&setup.lookup, 0)?;
    let mut table = Table::new();
    for row in 0..ranges.array.len() {
        if let Some((bits, prefix)) = read(ranges.strings().value(row)) {
            table.entry(prefix).or_default().entry(bits).or_default().push(row as u32);
        }
    }
    Ok(Box::new(move |args, rows| {
        let addresses = argument(args, 0)?;
        let keys = setup.lookup.get(1..=extra).unwrap_or_default();
        let mut sources: Vec<u32> = Vec::new();
        let mut found: Vec<Option<u32>> = Vec::new();
        for row in 0..rows {
            let mut matches = match read(addresses.strings().value(row)) {
                Some(network) => matching(&table, network),
                None => Vec::new(),
            };
            matches.retain(|m| same_keys(args, keys, row, *m as usize));
            matches.sort_unstable();
            if matches.is_empty() && keep_unmatched {
                sources.push(row as u32);
                found.push(None);
            }
            sources.extend(matches.iter().map(|_| row as u32));
            found.extend(matches.into_iter().map(Some));
            check_rows(found.len())?;
        }
        let shown = setup.lookup.get(1 + extra..).unwrap_or_default();
        let columns = shown.iter().map(|c| picked(c, &found)).collect::<Result<Vec<_>, _>>()?;
        Ok(Rows { rows: sources.len(), take: Some(sources), columns })
    }))
}

/// The lookup rows whose range and the address have their common leading bits alike.
fn matching(table: &Table, (bits, prefix): Network) -> Vec<u32> {
    let mut found = Vec::new();
    for (length, networks) in table {
        if *length <= prefix {
            found.extend(networks.get(&mask6(bits, *length)).into_iter().flatten());
        } else {
            // The source is itself a range, wider than these.
            let inside = networks.iter().filter(|(network, _)| mask6(**network, prefix) == bits);
            found.extend(inside.flat_map(|(_, rows)| rows));
        }
    }
    found
}

/// Whether the extra keys of a source row and a lookup row are equal; a null is equal to nothing.
fn same_keys(args: &[Column], keys: &[Column], row: usize, lookup_row: usize) -> bool {
    args.iter().skip(1).zip(keys).all(|(a, b)| {
        let (a, b) = (a.value(row), b.value(lookup_row));
        !a.is_null() && a == b
    })
}

/// A lookup column's value for each output row.
pub fn picked(column: &Column, rows: &[Option<u32>]) -> Result<arrow::array::ArrayRef, KernelError> {
    if column.kql_type == Type::String {
        let texts = column.strings();
        let mut builder = arrow::array::StringViewBuilder::with_capacity(rows.len());
        rows.iter().for_each(|row| builder.append_value(row.map_or("", |r| texts.value(r as usize))));
        return Ok(std::sync::Arc::new(builder.finish()));
    }
    if column.array.is_empty() {
        let mut builder = Builder::new(column.kql_type, rows.len());
        rows.iter().for_each(|_| builder.push_missing());
        return Ok(builder.finish());
    }
    let indices: UInt32Array = rows.iter().copied().collect();
    take(&column.array, &indices, None).map_err(|e| KernelError::new(e.to_string()))
}
