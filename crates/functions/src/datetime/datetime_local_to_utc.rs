use super::zone::{offset_to_utc, shift};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const DATETIME_LOCAL_TO_UTC: Function = Function {
    description: &Description {
        name: "datetime_local_to_utc",
        signatures: &["(date: datetime, zone: string|dynamic) -> datetime"],
        summary: "The moment in UTC at which clocks in a time zone show a date and time.",
        examples: &[Example {
            expression: "datetime_local_to_utc(datetime(2024-07-01 12:00), 'Europe/Paris')",
            equals: "datetime(2024-07-01 10:00)",
        }],
        page: "datetime-local-to-utc-function",
        deviation: Some("An hour that autumn repeats is read as standard time; what Kusto does is not documented."),
        ..Description::SCALAR
    },
    kernel: |call| shift(call, offset_to_utc),
};

#[cfg(test)]
mod tests {
    use super::super::datetime_utc_to_local::DATETIME_UTC_TO_LOCAL;
    use super::*;
    use crate::conversion::testing::*;
    use lurcher_types::{Type, Value};

    #[test]
    fn summer_begins_and_ends() {
        for (local, utc) in [
            ("2022-03-27T01:00", "2022-03-27T00:00"),
            ("2022-03-27T02:00", "2022-03-27T00:00"),
            ("2022-03-27T03:00", "2022-03-27T01:00"),
            ("2022-10-30T02:30", "2022-10-30T01:30"),
            ("2022-12-01T12:00:00.5", "2022-12-01T11:00:00.5"),
        ] {
            let arguments = [at(local), text("Europe/Brussels")];
            assert_eq!(call(&DATETIME_LOCAL_TO_UTC, Type::Datetime, &arguments), at(utc), "{local}");
        }
        let arguments = [at("2024-01-01"), text("US/Pacific")];
        assert_eq!(call(&DATETIME_UTC_TO_LOCAL, Type::Datetime, &arguments), at("2023-12-31T16:00"));
        let arguments = [at("0001-01-01"), text("US/Pacific")];
        assert_eq!(call(&DATETIME_UTC_TO_LOCAL, Type::Datetime, &arguments), Value::Null(Type::Datetime));
        assert!(try_call(&DATETIME_UTC_TO_LOCAL, Type::Datetime, &[at("2024-01-01"), text("Mars")]).is_err());
    }
}
