//! Whether texts on pages can be read: the contrast of colours as WCAG 2 reckons it, and the colours of a style sheet.

use std::collections::BTreeMap;

/// The least contrast of text and background that WCAG 2 asks for at level AA.
pub const LEAST: f64 = 4.5;

/// Each custom property with its colour, such as `soft`: `#545e69`.
pub type Colours = BTreeMap<String, String>;

/// The colours of a style sheet for light screens, and for dark ones: those of the first `:root{…}`, and what the first
/// one behind `prefers-color-scheme:dark` changes.
pub fn schemes(css: &str) -> (Colours, Colours) {
    let light = properties(css);
    let mut dark = light.clone();
    if let Some((_, rest)) = css.split_once("prefers-color-scheme:dark") {
        dark.extend(properties(rest));
    }
    (light, dark)
}

/// The colours among the custom properties of the first `:root…{…}`.
fn properties(css: &str) -> Colours {
    let block = css.split_once(":root").and_then(|(_, rest)| rest.split_once('{')?.1.split_once('}'));
    let declarations = block.map_or("", |(block, _)| block).split(';');
    let pairs = declarations.filter_map(|d| d.trim().strip_prefix("--")?.split_once(':'));
    let colours = pairs.filter(|(_, value)| value.trim().starts_with('#'));
    colours.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect()
}

/// From 1 (the same colour) to 21 (black on white); none where a colour is not written as `#rgb` or `#rrggbb`.
pub fn ratio(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#')?;
    let wide = match digits.len() {
        3 => digits.chars().flat_map(|c| [c, c]).collect(),
        _ => digits.to_owned(),
    };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(wide.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    (wide.len() == 6).then_some(())?;
    Some(0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?)
}

/// Each of these pairs of text and background that is too faint in one of the schemes, or that has no such colour.
pub fn too_faint(css: &str, pairs: &[(&str, &str)]) -> Vec<String> {
    let (light, dark) = schemes(css);
    let mut faint = Vec::new();
    for (scheme, colours) in [("light", light), ("dark", dark)] {
        for (text, back) in pairs {
            let found = colours.get(*text).zip(colours.get(*back)).and_then(|(t, b)| ratio(t, b));
            match found {
                Some(found) if found >= LEAST => {}
                Some(found) => faint.push(format!("{scheme}: {text} on {back} has {found:.2}")),
                None => faint.push(format!("{scheme}: {text} on {back}: no such colours")),
            }
        }
    }
    faint
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert_eq!(ratio("#000", "#ffffff"), Some(21.0));
        assert_eq!(ratio("#123456", "#123456"), Some(1.0));
        // The best known grey that just fails on white, and the one that passes.
        assert!(ratio("#777777", "#fff").unwrap() < LEAST && ratio("#767676", "#fff").unwrap() > LEAST);
        assert_eq!((ratio("red", "#fff"), ratio("#12", "#fff"), ratio("#ééé", "#fff")), (None, None, None));
    }

    #[test]
    fn both_schemes_are_looked_at() {
        let css =
            ":root{--a:#777;--b:#fff;--c:1rem}@media (prefers-color-scheme:dark){:root:not(x){--a:#999;--b:#000}}";
        assert_eq!(too_faint(css, &[("a", "b")]), ["light: a on b has 4.48"]);
        assert_eq!(too_faint(css, &[("a", "c")]).len(), 2);
    }
}
