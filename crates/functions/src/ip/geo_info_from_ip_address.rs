use super::geoip;
use crate::dynamic::items::answers;
use crate::string::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Stability};
use std::collections::HashMap;

pub const GEO_INFO_FROM_IP_ADDRESS: Function = Function {
    description: &Description {
        name: "geo_info_from_ip_address",
        signatures: &["(ip: string|dynamic) -> dynamic"],
        // Not folded: what it answers depends on a file, and whether there is one is known when the query runs.
        stability: Stability::PerQuery,
        summary: "Where an IP address is thought to be: country, state, city, latitude, longitude.",
        page: "geo-info-from-ip-address-function",
        deviation: Some(
            "It reads the database given with --geoip, a MaxMind file such as GeoLite2 City, and is refused without. \
             A field that the database does not tell is left out; an address that it does not know is null.",
        ),
        ..Description::SCALAR
    },
    kernel: geo_info_from_ip_address,
};

fn geo_info_from_ip_address(call: &Call) -> Result<ArrayRef, KernelError> {
    let [ip] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let Some(database) = geoip::database() else {
        return Err(KernelError::unbuilt(
            "geo_info_from_ip_address() needs a database of locations: give one with --geoip FILE.mmdb",
        ));
    };
    let texts = Texts::of(ip);
    // Few addresses make many rows.
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    for row in 0..call.rows {
        let text = texts.text(row);
        if !known.contains_key(text.as_ref()) {
            known.insert(text.clone().into_owned(), geoip::place(database, &text)?);
        }
    }
    answers(call, |row, out| {
        out.push_str(known.get(texts.text(row).as_ref())?.as_ref()?);
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use crate::KernelError;
    use crate::string::testing::{text, try_answer};
    use lurcher_types::Type;

    #[test]
    fn without_a_database_it_says_how_to_give_one() {
        let function = crate::function("geo_info_from_ip_address").unwrap();
        let refused: KernelError = try_answer(function, Type::Dynamic, &[text("192.0.2.1")]).unwrap_err();
        assert!(refused.message.contains("--geoip"), "{refused}");
    }
}
