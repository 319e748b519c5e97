//! Functions of text.

use crate::Function;

pub mod regex_cache;
pub(crate) mod texts;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

mod compressed;
mod encoded;
mod punycode;
mod read_as;
mod rewriting;
mod search_range;
mod trimming;
mod xml;

mod base64_decode_toarray;
mod base64_decode_toguid;
mod base64_decode_tostring;
mod base64_encode_fromarray;
mod base64_encode_fromguid;
mod base64_encode_tostring;
mod countof;
mod extract;
mod extract_all;
mod format_bytes;
mod gzip_compress_to_base64_string;
mod gzip_decompress_from_base64_string;
mod has_any_index;
mod indexof;
mod indexof_regex;
mod isascii;
mod isutf8;
mod older_regex;
mod parse_command_line;
mod parse_csv;
mod parse_path;
mod parse_url;
mod parse_urlquery;
mod parse_version;
mod parse_xml;
mod pieces;
mod punycode_domain_from_string;
mod punycode_domain_to_string;
mod punycode_from_string;
mod punycode_to_string;
mod regex_quote;
mod replace;
mod replace_regex;
mod replace_string;
mod replace_strings;
mod reverse;
mod split;
mod split_part;
mod strcat;
mod strcat_delim;
mod strcmp;
mod string_size;
mod strlen;
mod strrep;
mod substring;
mod tolower;
mod toupper;
mod translate;
mod trim;
mod trim_end;
mod trim_start;
mod unicode_codepoints_from_string;
mod unicode_codepoints_to_string;
mod url_decode;
mod url_encode;
mod url_encode_component;
mod zlib_compress_to_base64_string;
mod zlib_decompress_from_base64_string;

pub(crate) use pieces::pieces;

pub static FUNCTIONS: &[Function] = &[
    base64_decode_toarray::BASE64_DECODE_TOARRAY,
    base64_decode_toguid::BASE64_DECODE_TOGUID,
    base64_decode_tostring::BASE64_DECODE_TOSTRING,
    base64_encode_fromarray::BASE64_ENCODE_FROMARRAY,
    base64_encode_fromguid::BASE64_ENCODE_FROMGUID,
    base64_encode_tostring::BASE64_ENCODE_TOSTRING,
    countof::COUNTOF,
    extract::EXTRACT,
    extract_all::EXTRACT_ALL,
    format_bytes::FORMAT_BYTES,
    gzip_compress_to_base64_string::GZIP_COMPRESS_TO_BASE64_STRING,
    gzip_decompress_from_base64_string::GZIP_DECOMPRESS_FROM_BASE64_STRING,
    has_any_index::HAS_ANY_INDEX,
    indexof::INDEXOF,
    indexof_regex::INDEXOF_REGEX,
    isascii::ISASCII,
    isutf8::ISUTF8,
    parse_command_line::PARSE_COMMAND_LINE,
    parse_csv::PARSE_CSV,
    parse_path::PARSE_PATH,
    parse_url::PARSE_URL,
    parse_urlquery::PARSE_URLQUERY,
    parse_version::PARSE_VERSION,
    parse_xml::PARSE_XML,
    punycode_domain_from_string::PUNYCODE_DOMAIN_FROM_STRING,
    punycode_domain_to_string::PUNYCODE_DOMAIN_TO_STRING,
    punycode_from_string::PUNYCODE_FROM_STRING,
    punycode_to_string::PUNYCODE_TO_STRING,
    regex_quote::REGEX_QUOTE,
    replace::REPLACE,
    replace_regex::REPLACE_REGEX,
    replace_string::REPLACE_STRING,
    replace_strings::REPLACE_STRINGS,
    reverse::REVERSE,
    split::SPLIT,
    split_part::SPLIT_PART,
    strcat::STRCAT,
    strcat_delim::STRCAT_DELIM,
    strcmp::STRCMP,
    string_size::STRING_SIZE,
    strlen::STRLEN,
    strrep::STRREP,
    substring::SUBSTRING,
    tolower::TOLOWER,
    toupper::TOUPPER,
    translate::TRANSLATE,
    trim::TRIM,
    trim_end::TRIM_END,
    trim_start::TRIM_START,
    unicode_codepoints_from_string::UNICODE_CODEPOINTS_FROM_STRING,
    unicode_codepoints_to_string::UNICODE_CODEPOINTS_TO_STRING,
    url_decode::URL_DECODE,
    url_encode::URL_ENCODE,
    url_encode_component::URL_ENCODE_COMPONENT,
    zlib_compress_to_base64_string::ZLIB_COMPRESS_TO_BASE64_STRING,
    zlib_decompress_from_base64_string::ZLIB_DECOMPRESS_FROM_BASE64_STRING,
];
