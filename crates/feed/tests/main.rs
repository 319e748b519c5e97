//! The site as a whole: valid, without broken links, closed to hostile texts, and the same for the same rules.

mod made;
mod site;
