//! Functions that other languages have, and what does the same in KQL.

/// What somebody means who calls a function by its name elsewhere.
pub fn meant(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "if" | "decode" => "iff(condition, then, otherwise) or case(…) chooses",
        "len" | "length" | "char_length" => "strlen(text) counts characters, and array_length(array) elements",
        "lower" | "lcase" => "tolower(text) gives small letters",
        "upper" | "ucase" => "toupper(text) gives capitals",
        "concat" => "strcat(…) joins texts",
        "substr" | "mid" => "substring(text, start, length) cuts a text, counted from 0",
        "left" => "substring(text, 0, length) gives a text's beginning",
        "instr" | "charindex" | "position" => "indexof(text, lookup) finds a text, counted from 0",
        "getdate" | "sysdate" | "current_timestamp" | "utcnow" | "today" => "now() is the present moment",
        "dateadd" | "date_add" => "datetime_add('day', 1, moment), or `moment + 1d`, moves a moment",
        "datediff" | "date_diff" => "datetime_diff('day', later, earlier), or `later - earlier`, tells a distance",
        "date_trunc" | "trunc" => "bin(moment, 1d) or startofday(moment) cuts a moment",
        "date_format" | "to_char" | "strftime" => "format_datetime(moment, 'yyyy-MM-dd') writes a moment",
        "to_date" | "str_to_date" | "strptime" => "todatetime(text) reads a moment",
        "ifnull" | "nvl" | "isnullor" => "coalesce(x, default) takes the first that is not null",
        "cast" | "convert" => "tolong(x), tostring(x) and their kin convert",
        "regexp_like" | "regexmatch" | "rlike" => "`text matches regex @\"…\"` asks for a pattern",
        "regexp_extract" | "rex" => "extract(@\"…\", 1, text) takes out a part",
        "json_extract" | "json_value" | "get_json_object" => "parse_json(text).key reads JSON",
        "power" => "pow(base, exponent) raises",
        "ceil" => "ceiling(x) rounds up",
        "group_concat" | "string_agg" => "`summarize strcat_array(make_list(x), \",\")` joins the texts of a group",
        "median" => "percentile(x, 50) is the middle value",
        _ => return None,
    })
}
