//! The site as a whole: valid, without broken links, closed to hostile texts, and the same for the same rules.

mod contrast;
mod made;
mod site;
