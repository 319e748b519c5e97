//! Numbers: arithmetic operators, functions of reals, hashes, random values.

use crate::Function;

mod arithmetic;
mod digest;
mod random;
mod real;

mod abs;
mod acos;
mod add;
mod asin;
mod atan;
mod atan2;
mod ceiling;
mod cos;
mod cot;
mod degrees;
mod divide;
mod erf;
mod erfc;
mod exp;
mod exp10;
mod exp2;
mod gamma;
mod hash;
mod hash_md5;
mod hash_sha1;
mod hash_sha256;
mod log;
mod log10;
mod log2;
mod loggamma;
mod multiply;
mod negate;
mod new_guid;
mod pi;
mod pow;
mod radians;
mod rand;
mod remainder;
mod round;
mod sign;
mod sin;
mod sqrt;
mod subtract;
mod tan;

pub static FUNCTIONS: &[Function] = &[
    abs::ABS,
    acos::ACOS,
    add::ADD,
    asin::ASIN,
    atan::ATAN,
    atan2::ATAN2,
    ceiling::CEILING,
    cos::COS,
    cot::COT,
    degrees::DEGREES,
    divide::DIVIDE,
    erf::ERF,
    erfc::ERFC,
    exp::EXP,
    exp10::EXP10,
    exp2::EXP2,
    gamma::GAMMA,
    hash::HASH,
    hash_md5::HASH_MD5,
    hash_sha1::HASH_SHA1,
    hash_sha256::HASH_SHA256,
    log::LOG,
    log10::LOG10,
    log2::LOG2,
    loggamma::LOGGAMMA,
    multiply::MULTIPLY,
    negate::NEGATE,
    new_guid::NEW_GUID,
    pi::PI,
    pow::POW,
    radians::RADIANS,
    rand::RAND,
    remainder::REMAINDER,
    round::ROUND,
    sign::SIGN,
    sin::SIN,
    sqrt::SQRT,
    subtract::SUBTRACT,
    tan::TAN,
];
