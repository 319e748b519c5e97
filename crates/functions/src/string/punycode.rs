//! Punycode (RFC 3492): Unicode text in the letters, digits and hyphens of domain names.

const BASE: u32 = 36;
const LEAST: u32 = 1;
const MOST: u32 = 26;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE: u32 = 128;

/// The longest text taken, in characters: the effort grows with its square, and a domain name has 253.
const MAX_LENGTH: usize = 4096;

/// Nothing for a text that is too long.
pub fn encode(text: &str) -> Option<String> {
    let characters: Vec<u32> = text.chars().map(u32::from).take(MAX_LENGTH + 1).collect();
    if characters.len() > MAX_LENGTH {
        return None;
    }
    let mut out: String = text.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    let mut handled = basic;
    if basic > 0 {
        out.push('-');
    }
    let (mut code, mut delta, mut bias) = (FIRST_CODE, 0u32, FIRST_BIAS);
    while (handled as usize) < characters.len() {
        let next = characters.iter().copied().filter(|c| *c >= code).min()?;
        delta = delta.checked_add((next - code).checked_mul(handled + 1)?)?;
        code = next;
        for c in &characters {
            if *c < code {
                delta = delta.checked_add(1)?;
            } else if *c == code {
                write_number(&mut out, delta, bias);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        code += 1;
    }
    Some(out)
}

/// Nothing for what is no Punycode, or too long.
pub fn decode(code: &str) -> Option<String> {
    if code.len() > MAX_LENGTH || !code.is_ascii() {
        return None;
    }
    let (basic, digits) = code.rsplit_once('-').unwrap_or(("", code));
    let mut out: Vec<char> = basic.chars().collect();
    let (mut next, mut at, mut bias) = (FIRST_CODE, 0u32, FIRST_BIAS);
    let mut digits = digits.bytes().peekable();
    while digits.peek().is_some() {
        let before = at;
        let mut weight = 1u32;
        let mut step = BASE;
        loop {
            let digit = digit_value(digits.next()?)?;
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = threshold(step, bias);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            step += BASE;
        }
        let length = u32::try_from(out.len()).ok()? + 1;
        bias = adapt(at - before, length, before == 0);
        next = next.checked_add(at / length)?;
        at %= length;
        out.insert(at as usize, char::from_u32(next)?);
        at += 1;
    }
    Some(out.into_iter().collect())
}

fn write_number(out: &mut String, number: u32, bias: u32) {
    let mut rest = number;
    let mut step = BASE;
    loop {
        let threshold = threshold(step, bias);
        if rest < threshold {
            break;
        }
        let span = BASE - threshold;
        out.push(digit(threshold + (rest - threshold) % span));
        rest = (rest - threshold) / span;
        step += BASE;
    }
    out.push(digit(rest));
}

fn threshold(step: u32, bias: u32) -> u32 {
    step.saturating_sub(bias).clamp(LEAST, MOST)
}

fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / length;
    let mut steps = 0;
    while delta > (BASE - LEAST) * MOST / 2 {
        delta /= BASE - LEAST;
        steps += BASE;
    }
    steps + (BASE - LEAST + 1) * delta / (delta + 38)
}

/// `a` to `z`, then `0` to `9`.
fn digit(value: u32) -> char {
    char::from_digit((value + 10) % BASE, BASE).unwrap_or('a')
}

fn digit_value(digit: u8) -> Option<u32> {
    Some((char::from(digit).to_digit(BASE)? + MOST) % BASE)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use proptest::prelude::*;

    #[test]
    fn known_codes() {
        for (text, code) in
            [("académie-française", "acadmie-franaise-npb1a"), ("艺术", "cqv902d"), ("bücher", "bcher-kva")]
        {
            assert_eq!(encode(text).as_deref(), Some(code));
            assert_eq!(decode(code).as_deref(), Some(text));
        }
        assert_eq!(encode("abc").as_deref(), Some("abc-"));
        assert_eq!(decode("é"), None);
        assert_eq!(decode("99999999"), None);
    }

    proptest! {
        #[test]
        fn texts_round_trip(text in ".{1,40}") {
            let code = encode(&text);
            prop_assert!(code.is_some());
            prop_assert_eq!(decode(&code.unwrap_or_default()), Some(text));
        }

        #[test]
        fn any_code_is_read_or_refused(code in "[a-z0-9-]{0,30}") {
            decode(&code);
        }
    }
}
