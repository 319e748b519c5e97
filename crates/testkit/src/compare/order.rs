//! Which order of rows an answer must have.

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// None: a multiset.
    Any,
    /// As it stands.
    Exact,
    /// Sorted by these columns; rows that are equal in them may stand in any order.
    SortedBy(Vec<String>),
}

impl Order {
    /// The order of a query's answer: none unless `ordered`; else by the columns of its last `sort` or `top`, where
    /// they are plain columns, and exact where they are not.
    pub fn of_query(kql: &str, ordered: bool) -> Order {
        if !ordered {
            return Order::Any;
        }
        last_sort_keys(kql).map_or(Order::Exact, Order::SortedBy)
    }
}

fn last_sort_keys(kql: &str) -> Option<Vec<String>> {
    let by = [" by ", " by\n"].iter().filter_map(|by| kql.rfind(by)).max()?;
    let before: Vec<&str> = kql.get(..by)?.rsplit('|').next()?.split_whitespace().collect();
    if !matches!(before.first(), Some(&"sort" | &"order" | &"top")) {
        return None;
    }
    let list = kql.get(by + 4..)?;
    let end = list.find(['|', ';']).unwrap_or(list.len());
    list.get(..end)?.split(',').map(plain_column).collect()
}

/// The column of `name`, `name asc`, `name desc nulls last`.
fn plain_column(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let name = words.next()?;
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let only_order = words.all(|word| matches!(word, "asc" | "desc" | "nulls" | "first" | "last"));
    (plain && only_order).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_last_sort() {
        let keys = |kql| Order::of_query(kql, true);
        let by = |keys: &[&str]| Order::SortedBy(keys.iter().map(|k| (*k).to_owned()).collect());
        assert_eq!(keys("T | sort by a asc, b desc nulls last | extend r = row_number()"), by(&["a", "b"]));
        assert_eq!(keys("T | summarize count() by k | top 3 by count_"), by(&["count_"]));
        assert_eq!(keys("T | order by\n  a"), by(&["a"]));
        assert_eq!(keys("T | sort by strlen(a)"), Order::Exact);
        assert_eq!(keys("T | summarize count() by k"), Order::Exact);
        assert_eq!(keys("print 1"), Order::Exact);
        assert_eq!(Order::of_query("T | sort by a", false), Order::Any);
    }
}
