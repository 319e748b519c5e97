//! Dates, times, timespans, and binning.

use crate::Function;

mod numbers;
mod pattern;
mod unit;
mod unixtime;
mod zone;

mod ago;
mod bin;
mod bin_at;
mod bin_auto;
mod datepart;
mod datetime_add;
mod datetime_diff;
mod datetime_list_timezones;
mod datetime_local_to_utc;
mod datetime_part;
mod datetime_utc_to_local;
mod dayofmonth;
mod dayofweek;
mod dayofyear;
mod endofday;
mod endofmonth;
mod endofweek;
mod endofyear;
mod format_datetime;
mod format_timespan;
mod getyear;
mod hourofday;
mod make_datetime;
mod make_timespan;
mod monthofyear;
mod now;
mod startofday;
mod startofmonth;
mod startofweek;
mod startofyear;
mod unixtime_microseconds_todatetime;
mod unixtime_milliseconds_todatetime;
mod unixtime_nanoseconds_todatetime;
mod unixtime_seconds_todatetime;
mod week_of_year;
mod weekofyear;

pub static FUNCTIONS: &[Function] = &[
    ago::AGO,
    bin::BIN,
    bin_at::BIN_AT,
    bin_auto::BIN_AUTO,
    datepart::DATEPART,
    datetime_add::DATETIME_ADD,
    datetime_diff::DATETIME_DIFF,
    datetime_list_timezones::DATETIME_LIST_TIMEZONES,
    datetime_local_to_utc::DATETIME_LOCAL_TO_UTC,
    datetime_part::DATETIME_PART,
    datetime_utc_to_local::DATETIME_UTC_TO_LOCAL,
    dayofmonth::DAYOFMONTH,
    dayofweek::DAYOFWEEK,
    dayofyear::DAYOFYEAR,
    endofday::ENDOFDAY,
    endofmonth::ENDOFMONTH,
    endofweek::ENDOFWEEK,
    endofyear::ENDOFYEAR,
    format_datetime::FORMAT_DATETIME,
    format_timespan::FORMAT_TIMESPAN,
    getyear::GETYEAR,
    hourofday::HOUROFDAY,
    make_datetime::MAKE_DATETIME,
    make_timespan::MAKE_TIMESPAN,
    monthofyear::MONTHOFYEAR,
    now::NOW,
    startofday::STARTOFDAY,
    startofmonth::STARTOFMONTH,
    startofweek::STARTOFWEEK,
    startofyear::STARTOFYEAR,
    unixtime_microseconds_todatetime::UNIXTIME_MICROSECONDS_TODATETIME,
    unixtime_milliseconds_todatetime::UNIXTIME_MILLISECONDS_TODATETIME,
    unixtime_nanoseconds_todatetime::UNIXTIME_NANOSECONDS_TODATETIME,
    unixtime_seconds_todatetime::UNIXTIME_SECONDS_TODATETIME,
    week_of_year::WEEK_OF_YEAR,
    weekofyear::WEEKOFYEAR,
];
