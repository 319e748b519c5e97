use super::Word;

#[rustfmt::skip]
pub const WORDS: &[Word] = &[
    Word::new("bool", "bool(true)  true", "True, false or null.")
        .also(&["boolean"])
        .shown("print x = bool(1), y = true and bool(null)", "print x = true, y = bool(null)")
        .page("scalar-data-types/bool"),
    Word::new("int", "int(5)", "A whole number of 32 bits, or null. A literal without `int(…)` is a long.")
        .also(&["int32", "uint", "uint32", "int8", "uint8", "int16", "uint16"])
        .shown("print x = gettype(int(5)), y = int(5) + int(6)", r#"print x = "int", y = 11"#)
        .page("scalar-data-types/int"),
    Word::new("long", "5  0xff  long(5)", "A whole number of 64 bits, or null; it wraps around.")
        .also(&["int64", "ulong", "uint64"])
        .shown("print x = 0xff", "print x = 255")
        .page("scalar-data-types/long"),
    Word::new("real", "1.5  1e3  real(nan)  real(+inf)", "A number of double precision, or null.")
        .also(&["double", "float"])
        .shown("print x = 1e3 + 0.5, y = isnan(real(nan))", "print x = 1000.5, y = true")
        .page("scalar-data-types/real"),
    Word::new("decimal", "decimal(1.5)", "An exact number of up to 38 digits, or null.")
        .shown("print x = decimal(0.1) + decimal(0.2) == decimal(0.3)", "print x = true")
        .page("scalar-data-types/decimal"),
    Word::new("string", r#""…"  '…'  @"…"  ```…```"#, r#"A text of Unicode; a missing one is `""`, never null. Behind `@` a backslash stands for itself."#)
        .shown(r#"print x = strcat('a', "b", @"\c")"#, r#"print x = 'ab\\c'"#)
        .page("scalar-data-types/string"),
    Word::new("datetime", "datetime(2026-01-15 08:30)", "A moment of UTC in ticks of 100 ns from the year 1 to 9999, or null.")
        .also(&["date"])
        .shown("print x = datetime(2026-01-15 08:30) + 1h", "print x = datetime(2026-01-15T09:30:00Z)")
        .page("scalar-data-types/datetime"),
    Word::new("timespan", "1d  2.5h  30m  10s  100ms  timespan(1.02:03:04)", "A length of time in ticks of 100 ns, or null.")
        .also(&["time"])
        .shown("print x = 1d + 2h == timespan(1.02:00:00)", "print x = true")
        .page("scalar-data-types/timespan"),
    Word::new("guid", "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)", "A number of 128 bits that names something, or null.")
        .also(&["uuid", "uniqueid"])
        .shown("print x = tostring(guid(74BE27DE-1e4e-49d9-b579-fe0b331d3642))", r#"print x = "74be27de-1e4e-49d9-b579-fe0b331d3642""#)
        .page("scalar-data-types/guid"),
    Word::new("dynamic", r#"dynamic([1, "a"])  dynamic({"k": 1})"#, "Whatever JSON holds: an array, a bag, or a scalar of any type; or null.")
        .shown(r#"print x = dynamic({"k": [1, 2]}).k[1]"#, "print x = dynamic(2)")
        .page("scalar-data-types/dynamic"),
];
