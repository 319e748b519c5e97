//! Series: arrays of numbers in even steps of time, as `make-series` makes them.

use crate::Function;

mod cycles;
mod decomposition;
mod each;
mod filter;
mod fourier;
mod line;
mod missing;
mod number;
mod outliers;
mod pairs;
mod periods;
mod refusal;
mod several;
mod stats;

mod series_abs;
mod series_acos;
mod series_add;
mod series_asin;
mod series_atan;
mod series_ceiling;
mod series_cos;
mod series_cosine_similarity;
mod series_decompose;
mod series_decompose_anomalies;
mod series_divide;
mod series_dot_product;
mod series_equals;
mod series_exp;
mod series_fft;
mod series_fill_backward;
mod series_fill_const;
mod series_fill_forward;
mod series_fill_linear;
mod series_fir;
mod series_fit_2lines;
mod series_fit_line;
mod series_fit_poly;
mod series_floor;
mod series_greater;
mod series_greater_equals;
mod series_ifft;
mod series_iir;
mod series_less;
mod series_less_equals;
mod series_log;
mod series_magnitude;
mod series_multiply;
mod series_not_equals;
mod series_outliers;
mod series_pearson_correlation;
mod series_periods_detect;
mod series_periods_validate;
mod series_pow;
mod series_product;
mod series_seasonal;
mod series_sign;
mod series_sin;
mod series_stats;
mod series_stats_dynamic;
mod series_subtract;
mod series_sum;
mod series_tan;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod recorded;

pub static FUNCTIONS: &[Function] = &[
    series_abs::SERIES_ABS,
    series_acos::SERIES_ACOS,
    series_add::SERIES_ADD,
    series_asin::SERIES_ASIN,
    series_atan::SERIES_ATAN,
    series_ceiling::SERIES_CEILING,
    series_cos::SERIES_COS,
    series_cosine_similarity::SERIES_COSINE_SIMILARITY,
    series_decompose::SERIES_DECOMPOSE,
    series_decompose::SERIES_DECOMPOSE_FORECAST,
    series_decompose_anomalies::SERIES_DECOMPOSE_ANOMALIES,
    series_divide::SERIES_DIVIDE,
    series_dot_product::SERIES_DOT_PRODUCT,
    series_equals::SERIES_EQUALS,
    series_exp::SERIES_EXP,
    series_fft::SERIES_FFT,
    series_fill_backward::SERIES_FILL_BACKWARD,
    series_fill_const::SERIES_FILL_CONST,
    series_fill_forward::SERIES_FILL_FORWARD,
    series_fill_linear::SERIES_FILL_LINEAR,
    series_fir::SERIES_FIR,
    series_fit_2lines::SERIES_FIT_2LINES,
    series_fit_2lines::SERIES_FIT_2LINES_DYNAMIC,
    series_fit_line::SERIES_FIT_LINE,
    series_fit_line::SERIES_FIT_LINE_DYNAMIC,
    series_fit_poly::SERIES_FIT_POLY,
    series_floor::SERIES_FLOOR,
    series_greater::SERIES_GREATER,
    series_greater_equals::SERIES_GREATER_EQUALS,
    series_ifft::SERIES_IFFT,
    series_iir::SERIES_IIR,
    series_less::SERIES_LESS,
    series_less_equals::SERIES_LESS_EQUALS,
    series_log::SERIES_LOG,
    series_magnitude::SERIES_MAGNITUDE,
    series_multiply::SERIES_MULTIPLY,
    series_not_equals::SERIES_NOT_EQUALS,
    series_outliers::SERIES_OUTLIERS,
    series_pearson_correlation::SERIES_PEARSON_CORRELATION,
    series_periods_detect::SERIES_PERIODS_DETECT,
    series_periods_validate::SERIES_PERIODS_VALIDATE,
    series_pow::SERIES_POW,
    series_product::SERIES_PRODUCT,
    series_seasonal::SERIES_SEASONAL,
    series_sign::SERIES_SIGN,
    series_sin::SERIES_SIN,
    series_stats::SERIES_STATS,
    series_stats_dynamic::SERIES_STATS_DYNAMIC,
    series_subtract::SERIES_SUBTRACT,
    series_sum::SERIES_SUM,
    series_tan::SERIES_TAN,
];
