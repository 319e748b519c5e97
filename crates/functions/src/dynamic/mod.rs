//! Functions of dynamic values: arrays, bags, sets, JSON and paths.
//!
//! Names that start with two underscores are the binder's own: what it makes of `d.a[0]`, `d == 1` and the like.

use crate::Function;

mod array_concat;
mod array_iff;
mod array_index_of;
mod array_length;
mod array_reverse;
mod array_rotate;
mod array_shift;
mod array_slice;
mod array_sort;
mod array_split;
mod array_sum;
mod bag_has_key;
mod bag_keys;
mod bag_merge;
mod bag_pack;
mod bag_remove_keys;
mod bag_set_key;
mod bag_zip;
mod compare;
mod dynamic_to_json;
mod equals;
mod extract_json;
mod index;
pub(crate) mod items;
mod jaccard_index;
mod json_steps;
mod members;
mod pack_array;
mod parse_json;
mod path;
mod range;
mod repeat;
mod set_difference;
mod set_equals;
mod set_has_element;
mod set_intersect;
mod set_union;
mod strcat_array;
mod to_dynamic;
mod treepath;
mod zip;

#[cfg(test)]
mod hostile;
#[cfg(test)]
pub(crate) mod testing;

pub(crate) use parse_json::write_parsed;

pub static FUNCTIONS: &[Function] = &[
    array_concat::ARRAY_CONCAT,
    array_iff::ARRAY_IFF,
    array_index_of::ARRAY_INDEX_OF,
    array_length::ARRAY_LENGTH,
    array_reverse::ARRAY_REVERSE,
    array_rotate::ARRAY_ROTATE_LEFT,
    array_rotate::ARRAY_ROTATE_RIGHT,
    array_shift::ARRAY_SHIFT_LEFT,
    array_shift::ARRAY_SHIFT_RIGHT,
    array_slice::ARRAY_SLICE,
    array_sort::ARRAY_SORT_ASC,
    array_sort::ARRAY_SORT_DESC,
    array_split::ARRAY_SPLIT,
    array_sum::ARRAY_SUM,
    bag_has_key::BAG_HAS_KEY,
    bag_keys::BAG_KEYS,
    bag_merge::BAG_MERGE,
    bag_pack::BAG_PACK,
    bag_pack::BAG_PACK_COLUMNS,
    bag_pack::PACK_ALL,
    bag_remove_keys::BAG_REMOVE_KEYS,
    bag_set_key::BAG_SET_KEY,
    bag_zip::BAG_ZIP,
    compare::DYNAMIC_COMPARE,
    dynamic_to_json::DYNAMIC_TO_JSON,
    equals::DYNAMIC_EQUALS,
    extract_json::EXTRACT_JSON,
    index::INDEX,
    jaccard_index::JACCARD_INDEX,
    pack_array::PACK_ARRAY,
    parse_json::PARSE_JSON,
    path::PATH,
    path::JSON_PATH,
    range::RANGE,
    repeat::REPEAT,
    set_difference::SET_DIFFERENCE,
    set_equals::SET_EQUALS,
    set_has_element::SET_HAS_ELEMENT,
    set_intersect::SET_INTERSECT,
    set_union::SET_UNION,
    strcat_array::STRCAT_ARRAY,
    to_dynamic::TO_DYNAMIC,
    treepath::TREEPATH,
    zip::ZIP,
];

#[cfg(test)]
mod tests {
    use lurcher_types::describe::Signature;

    #[test]
    fn every_signature_reads() {
        for function in super::FUNCTIONS {
            for signature in function.description.signatures {
                assert!(Signature::parse(signature).is_ok(), "{signature}");
            }
        }
    }
}
