//! Functions of IP addresses. `address` reads them, `arguments` reads what is given, `entrance` finds addresses in texts,
//! `geoip` keeps the database of locations.

use crate::Function;

mod address;
mod arguments;
mod entrance;
pub mod geoip;

mod format_ipv4;
mod geo_info_from_ip_address;
mod has_any_ipv4;
mod has_any_ipv4_prefix;
mod ipv4_compare;
mod ipv4_is_in_any_range;
mod ipv4_is_in_range;
mod ipv4_is_private;
mod ipv4_netmask_suffix;
mod ipv4_range_to_cidr_list;
mod ipv6_compare;
mod ipv6_is_in_any_range;
mod ipv6_is_in_range;
mod parse_ipv4;
mod parse_ipv6;

pub use address::{Ipv4, Ipv6, mask4, mask6};

#[cfg(test)]
pub mod testing;

pub static FUNCTIONS: &[Function] = &[
    geo_info_from_ip_address::GEO_INFO_FROM_IP_ADDRESS,
    parse_ipv4::PARSE_IPV4,
    parse_ipv4::PARSE_IPV4_MASK,
    parse_ipv6::PARSE_IPV6,
    parse_ipv6::PARSE_IPV6_MASK,
    format_ipv4::FORMAT_IPV4,
    format_ipv4::FORMAT_IPV4_MASK,
    ipv4_compare::IPV4_COMPARE,
    ipv4_compare::IPV4_IS_MATCH,
    ipv4_is_in_range::IPV4_IS_IN_RANGE,
    ipv4_is_in_any_range::IPV4_IS_IN_ANY_RANGE,
    ipv4_is_private::IPV4_IS_PRIVATE,
    ipv4_netmask_suffix::IPV4_NETMASK_SUFFIX,
    ipv4_range_to_cidr_list::IPV4_RANGE_TO_CIDR_LIST,
    ipv6_compare::IPV6_COMPARE,
    ipv6_compare::IPV6_IS_MATCH,
    ipv6_is_in_range::IPV6_IS_IN_RANGE,
    ipv6_is_in_any_range::IPV6_IS_IN_ANY_RANGE,
    has_any_ipv4::HAS_IPV4,
    has_any_ipv4::HAS_ANY_IPV4,
    has_any_ipv4_prefix::HAS_IPV4_PREFIX,
    has_any_ipv4_prefix::HAS_ANY_IPV4_PREFIX,
];
