//! The values that `tdigest()` saw and how often: `[[7,1],[values in order],[weights]]`.

use crate::KernelError;
use crate::aggregate::percentage::Percentage;
use lurcher_types::dynamic::{Dynamic, elements, from_value, scalar};
use lurcher_types::{Type, Value};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The most distinct values that one digest holds.
pub const MAX_VALUES: usize = 1_048_576;

/// Tells our digests from others.
const HEADER: &str = "[[7,1],";

#[derive(Debug, Default)]
pub struct Digest(BTreeMap<Member, i64>);

impl Digest {
    pub fn read(encoded: &str) -> Result<Digest, KernelError> {
        let mut digest = Digest::default();
        digest.merge(encoded)?;
        Ok(digest)
    }

    /// Takes in a value; one that weighs nothing is not there.
    pub fn insert(&mut self, value: &Value, weight: i64) -> Result<(), KernelError> {
        let member = Member::of(value)
            .ok_or_else(|| KernelError::new(format!("a tdigest has no place for a {}", value.kql_type())))?;
        self.add(member, weight)
    }

    fn add(&mut self, member: Member, weight: i64) -> Result<(), KernelError> {
        if weight <= 0 {
            return Ok(());
        }
        if let Some((first, _)) = self.0.first_key_value()
            && !first.compares_to(&member)
        {
            return Err(KernelError::new("a tdigest holds numbers, datetimes or timespans, and not a mixture of them"));
        }
        let total = self.0.entry(member).or_insert(0);
        *total = total
            .checked_add(weight)
            .ok_or_else(|| KernelError::new("the weights of this tdigest add up to more than a long holds"))?;
        if self.0.len() > MAX_VALUES {
            return Err(KernelError::new(format!(
                "a tdigest holds at most {MAX_VALUES} distinct values; use percentile()"
            )));
        }
        Ok(())
    }

    /// Takes in what an encoded digest holds.
    pub fn merge(&mut self, encoded: &str) -> Result<(), KernelError> {
        let foreign = || {
            KernelError::new("this is no digest that tdigest() made here: those that the service stored cannot be read")
        };
        if !encoded.starts_with(HEADER) {
            return Err(foreign());
        }
        let mut lists = elements(encoded).skip(1);
        let (values, weights) = lists.next().zip(lists.next()).ok_or_else(foreign)?;
        for (value, weight) in elements(values).zip(elements(weights)) {
            let member = scalar(value).as_ref().and_then(Member::of).ok_or_else(foreign)?;
            self.add(member, weight.parse().map_err(|_| foreign())?)?;
        }
        Ok(())
    }

    pub fn encode(&self) -> String {
        let mut out = HEADER.to_owned();
        Dynamic::Array(self.0.keys().map(|member| from_value(&member.value())).collect()).encode_into(&mut out);
        out.push(',');
        Dynamic::Array(self.0.values().map(|weight| Dynamic::Long(*weight)).collect()).encode_into(&mut out);
        out.push(']');
        out
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn size(&self) -> usize {
        size_of::<Self>() + self.0.len() * 2 * size_of::<(Member, i64)>()
    }

    /// The smallest value that this percentage of the weight does not exceed.
    pub fn percentile(&self, percentage: &Percentage) -> Result<Option<Value>, KernelError> {
        let rank = percentage.rank(self.total());
        let mut before = 0;
        let found = self.0.iter().find(|(_, weight)| {
            before += i128::from(**weight);
            before >= rank
        });
        Ok(found.map(|(member, _)| member.value()))
    }

    /// The weight of all values that are not greater than this one.
    pub fn rank(&self, value: &Value) -> Result<i128, KernelError> {
        let wrong = || KernelError::new(format!("a {} cannot be ranked in this tdigest", value.kql_type()));
        let member = Member::of(value).ok_or_else(wrong)?;
        match self.0.first_key_value() {
            Some((first, _)) if !first.compares_to(&member) => Err(wrong()),
            _ => Ok(self.0.iter().take_while(|(m, _)| m.not_greater(&member)).map(|(_, w)| i128::from(*w)).sum()),
        }
    }

    pub fn total(&self) -> i128 {
        self.0.values().map(|weight| i128::from(*weight)).sum()
    }
}

/// A percentage given in a row; nothing for null.
pub fn percentage(value: &Value) -> Result<Option<Percentage>, KernelError> {
    match value {
        Value::Null(_) => Ok(None),
        value => match Percentage::new(value) {
            Some(percentage) => Ok(Some(percentage)),
            None => Err(KernelError::new("a percentile must be a number between 0 and 100")),
        },
    }
}

#[derive(Debug, Clone, Copy)]
enum Member {
    Whole(i64),
    Real(f64),
    Datetime(i64),
    Timespan(i64),
}

impl Member {
    fn of(value: &Value) -> Option<Member> {
        Some(match value {
            Value::Int(n) => Member::Whole(i64::from(*n)),
            Value::Long(n) => Member::Whole(*n),
            Value::Real(x) => Member::Real(*x),
            Value::Decimal(d) => Member::Real(d.to_f64()),
            Value::Datetime(t) => Member::Datetime(*t),
            Value::Timespan(t) => Member::Timespan(*t),
            // How a dynamic holds the reals that JSON has no spelling for.
            Value::String(s) if s == "NaN" => Member::Real(f64::NAN),
            Value::String(s) if s == "Infinity" => Member::Real(f64::INFINITY),
            Value::String(s) if s == "-Infinity" => Member::Real(f64::NEG_INFINITY),
            _ => return None,
        })
    }

    fn value(&self) -> Value {
        match self {
            Member::Whole(n) => Value::Long(*n),
            Member::Real(x) => Value::Real(*x),
            Member::Datetime(t) => Value::Datetime(*t),
            Member::Timespan(t) => Value::Timespan(*t),
        }
    }

    fn kind(&self) -> Type {
        match self {
            Member::Whole(_) | Member::Real(_) => Type::Real,
            Member::Datetime(_) => Type::Datetime,
            Member::Timespan(_) => Type::Timespan,
        }
    }

    fn compares_to(&self, other: &Member) -> bool {
        self.kind() == other.kind()
    }

    fn not_greater(&self, other: &Member) -> bool {
        use Member::{Real, Whole};
        match (self, other) {
            (Whole(a), Real(b)) => whole_and_real(*a, *b).is_le(),
            (Real(a), Whole(b)) => whole_and_real(*b, *a).is_ge(),
            _ => self <= other,
        }
    }
}

/// By value; what is equal as a number and differs in kind stands side by side. NaN is the smallest, as in `sort`.
impl Ord for Member {
    fn cmp(&self, other: &Member) -> Ordering {
        use Member::{Datetime, Real, Timespan, Whole};
        match (self, other) {
            (Whole(a), Whole(b)) | (Datetime(a), Datetime(b)) | (Timespan(a), Timespan(b)) => a.cmp(b),
            (Real(a), Real(b)) => in_order(*a, *b),
            (Whole(a), Real(b)) => whole_and_real(*a, *b).then(Ordering::Less),
            (Real(a), Whole(b)) => whole_and_real(*b, *a).reverse().then(Ordering::Greater),
            _ => (self.kind() as u8).cmp(&(other.kind() as u8)),
        }
    }
}

fn in_order(a: f64, b: f64) -> Ordering {
    match (a.is_nan(), b.is_nan()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        // Zero has no sign here.
        (false, false) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
    }
}

/// Exact also where a long has more digits than a real.
fn whole_and_real(n: i64, x: f64) -> Ordering {
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if x.is_nan() || x < -BEYOND {
        return Ordering::Greater;
    }
    if x >= BEYOND {
        return Ordering::Less;
    }
    n.cmp(&(x.trunc() as i64)).then(0.0.partial_cmp(&x.fract()).unwrap_or(Ordering::Equal))
}

impl PartialOrd for Member {
    fn partial_cmp(&self, other: &Member) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Member {
    fn eq(&self, other: &Member) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Member {}
