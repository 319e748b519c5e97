//! Values that break things, as KQL writes them, and common ones, so that rows meet each other.

use lurcher_testkit::Chance;
use lurcher_types::Type;

/// A literal of a type. Two in three are common.
pub fn literal(t: Type, chance: &mut Chance) -> String {
    let hostile = chance.one_in(3);
    chance.pick(if hostile { hostile_literals(t) } else { common_literals(t) }).to_owned()
}

fn common_literals(t: Type) -> &'static [&'static str] {
    match t {
        Type::Bool => &["true", "false"],
        Type::Int => &["int(0)", "int(1)", "int(2)", "int(-3)", "int(7)"],
        Type::Long => &["0", "1", "2", "3", "5", "10", "-1", "100"],
        Type::Real => &["0.0", "0.5", "1.0", "-2.5", "3.25", "100.0"],
        Type::Decimal => &["decimal(0)", "decimal(1)", "decimal(2.50)", "decimal(-0.001)"],
        Type::String => &["''", "'a'", "'b'", "'red fox'", "'Red'", "'abc'", "'1'", "'a,b;c'", "'k=v'"],
        Type::Datetime => {
            &["datetime(2024-05-01)", "datetime(2024-05-02 03:04:05)", "datetime(2023-12-31 23:59:59.9999999)"]
        }
        Type::Timespan => &["1d", "1h", "30m", "0s", "-1h", "time(1.02:03:04.5)"],
        Type::Guid => &["guid(74be27de-1e4e-49d9-b579-fe0b331d3642)", "guid(00000000-0000-0000-0000-000000000001)"],
        Type::Dynamic => &[
            "dynamic([1,2,3])",
            "dynamic({'a':1,'b':'x'})",
            "dynamic([])",
            "dynamic('x')",
            "dynamic(5)",
            "dynamic(['a','b'])",
            "dynamic({'a':{'b':[1,{'c':2}]}})",
            "dynamic([1.5,2.5,-1])",
        ],
    }
}

fn hostile_literals(t: Type) -> &'static [&'static str] {
    match t {
        Type::Bool => &["bool(null)"],
        Type::Int => &["int(null)", "int(2147483647)", "int(-2147483648)"],
        Type::Long => &["long(null)", "9223372036854775807", "long(-9223372036854775808)", "4294967296", "-65"],
        Type::Real => &[
            "real(null)",
            "real(nan)",
            "real(+inf)",
            "real(-inf)",
            "1e308",
            "-1e308",
            "5e-324",
            "-0.0",
            "9007199254740993.0",
        ],
        Type::Decimal => &[
            "decimal(null)",
            "decimal(99999999999999999999999999999999999999)",
            "decimal(-99999999999999999999999999999999999999)",
            "decimal(0.0000000000000000000000000000000000001)",
        ],
        Type::String => &[
            "'\\u00e9t\\u00e9'",
            "'e\\u0301'",
            "'\\U0001F600x'",
            "'\\u0130stanbul'",
            "'\\u00df'",
            "' \\t\\r\\n'",
            "'\\0'",
            "'{\"a\":'",
            "'[1,'",
            "'\"'",
            "'%'",
            "'(['",
            "'2024-02-30'",
            "'1e999'",
            "'-9223372036854775809'",
            "'nan'",
            "'192.168.1.1/33'",
            "'http://a.b/c?d=e#f'",
            "'\\\\'",
            "'9999999999999999999999'",
            "'AAAA'",
        ],
        Type::Datetime => &[
            "datetime(null)",
            "datetime(0001-01-01)",
            "datetime(9999-12-31 23:59:59.9999999)",
            "datetime(1601-01-01)",
            "datetime(2024-02-29)",
        ],
        Type::Timespan => &[
            "timespan(null)",
            "timespan(10675199.02:48:05.4775807)",
            "timespan(-10675199.02:48:05.4775808)",
            "1tick",
            "365000d",
        ],
        Type::Guid => &["guid(null)", "guid(ffffffff-ffff-ffff-ffff-ffffffffffff)"],
        Type::Dynamic => &[
            "dynamic(null)",
            "dynamic([null,1,'x',[],{}])",
            "dynamic({})",
            "dynamic({'':'','\\u00e9':null})",
            "dynamic([[[[[[]]]]]])",
            "dynamic([9223372036854775807,1e308,-1e308])",
            "dynamic(true)",
            "dynamic([datetime(2024-01-01),1d])",
            "dynamic([1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1])",
            "dynamic({'type':'Point','coordinates':[0,91]})",
        ],
    }
}

/// What a parameter of this name is likely to understand; nothing where its type says enough.
pub fn hints(function: &str, parameter: &str) -> &'static [&'static str] {
    if function.starts_with("geo_") {
        return geo_hints(parameter);
    }
    match parameter {
        "regex" => {
            &["'a.c'", "@'(\\w+)'", "'[a-z]+'", "'^'", "''", "'(?i)x'", "'(a)(b)?'", "'.*'", "@'\\d+$'", "'(?P<n>a|b)'"]
        }
        "json" => &["'{\"a\":1,\"b\":[1,2]}'", "'[1,2]'", "'{'", "'\"\"'", "'nul'", "'1e400'", "'{\"a\":1,\"a\":2}'"],
        "url" | "query" => &["'https://u:p@h.com:80/a/b?k=v&l=%20#f'", "'//'", "'a=b&c'", "'http://[::1]/'"],
        "ip" | "ip1" | "ip2" | "ip_prefix" | "ip_range" | "start_ip" | "end_ip" => &[
            "'192.168.1.1'",
            "'10.0.0.0/8'",
            "'::1'",
            "'fe80::/10'",
            "'1.2.3'",
            "'255.255.255.255/0'",
            "'::ffff:1.2.3.4'",
        ],
        "path" => &["'$.a'", "'$[\"b\"][0]'", "'$'", "'a'", "'$..x'"],
        "part" | "kind" => {
            &["'year'", "'month'", "'day'", "'hour'", "'second'", "'week_of_year'", "'nanosecond'", "'quarter'"]
        }
        "format" => &["'yyyy-MM-dd'", "'HH:mm:ss.fffffff'", "'y M d'", "'ddd.hh:mm'", "'tt'", "'[yy]'"],
        "zone" => &["'UTC'", "'US/Eastern'", "'Europe/Berlin'", "'Asia/Kolkata'"],
        "base64" => &["'S3VzdG8='", "'===='", "'/w=='"],
        "punycode" | "encoded" => &["'xn--caf-dma'", "'caf'", "'xn--'"],
        "csv" => &["'a,\"b,c\",'", "'\"'", "'a\\r\\nb'"],
        "xml" => &["'<a b=\"c\"><d>1</d><d>2</d></a>'", "'<a>'", "'<a/>'"],
        "version" => &["'1.2.3.4'", "'1.99999999'", "'1.2.3.4.5'"],
        "command" => &["'a \"b c\" d'"],
        "parser" => &["'windows'"],
        "type" => &["typeof(long)", "typeof(string)", "typeof(datetime)", "typeof(real)"],
        "percentile" | "percentiles" | "min_percentile" | "max_percentile" => &["50", "0", "100", "99.9", "5"],
        "accuracy" => &["0", "1", "2", "3", "4"],
        "maxSize" | "size" | "count" | "length" | "occurrence" | "multiplier" | "digits" => &["0", "1", "2", "3", "10"],
        "series" | "series1" | "series2" | "y_series" | "x_series" | "values" => &[
            "dynamic([1,2,3,4,5.5])",
            "dynamic([])",
            "dynamic([null,1,null,3])",
            "dynamic(['x'])",
            "dynamic([1,0,1,0,1,0,1,0,9,0,1,0])",
        ],
        "filter" | "numerators" | "denominators" => &["dynamic([1,1])", "dynamic([1,-0.5])", "dynamic([0])"],
        "array" | "set" | "list" => &["dynamic([3,1,2])", "dynamic(['b','a',null])", "dynamic([])"],
        "indices" => &["dynamic([0,1])", "dynamic([-1,99])", "dynamic([2])"],
        "lookups" | "rewrites" | "keys" => &["dynamic(['a','b'])", "dynamic([])"],
        "method" => &["'avg'", "'ctukey'", "'tukey'", "'none'"],
        "trend" => &["'linefit'", "'avg'", "'none'"],
        "delimiter" => &["','", "''", "' '"],
        _ => &[],
    }
}

fn geo_hints(parameter: &str) -> &'static [&'static str] {
    match parameter.to_ascii_lowercase().as_str() {
        name if name.contains("longitude") => &["0.0", "12.5", "-180.0", "180.0", "-73.9"],
        name if name.contains("latitude") => &["0.0", "48.1", "-90.0", "90.0", "40.7"],
        name if name.contains("polygon") => &[
            "dynamic({'type':'Polygon','coordinates':[[[0,0],[10,0],[10,10],[0,10],[0,0]]]})",
            "dynamic({'type':'Polygon','coordinates':[[[5,5],[15,5],[15,15],[5,5]]]})",
            "dynamic({'type':'Polygon','coordinates':[]})",
        ],
        name if name.contains("linestring") => &[
            "dynamic({'type':'LineString','coordinates':[[0,0],[10,10],[20,0]]})",
            "dynamic({'type':'LineString','coordinates':[[0,0]]})",
        ],
        "point" => &["dynamic({'type':'Point','coordinates':[1,2]})"],
        "geohash" => &["'u33'", "'a'", "''"],
        "h3cell" => &["'862a1072fffffff'", "'x'"],
        "s2cell" => &["'89c25'", "'x'"],
        "wkt" => &["'POINT(1 2)'", "'POLYGON((0 0,1 0,1 1,0 0))'", "'X'"],
        "accuracy" | "level" | "resolution" => &["1", "3", "5", "0"],
        "radius" | "c_radius" | "tolerance" | "distance" => &["100.0", "10000.0", "0.0"],
        _ => &[],
    }
}
