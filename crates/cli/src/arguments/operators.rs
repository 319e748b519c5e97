use clap::Args;

const EXAMPLES: &str = "\
Examples:
  lurcher operators            every operator of the language, built or not
  lurcher operators mv-expand  its syntax and parts, and an example that was run
  lurcher operators 'project*'";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Operators {
    /// An operator, or a pattern with `*`.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
}
