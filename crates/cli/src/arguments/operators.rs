use clap::Args;

const EXAMPLES: &str = "\
Examples:
  lurcher operators            every operator, statement, type and option, built or not
  lurcher operators mv-expand  its syntax and parts, and an example that was run
  lurcher operators 'project*'
  lurcher operators '!has'     what stands in expressions
  lurcher operators leftanti   a kind of join";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Operators {
    /// An operator, statement, type, kind of join or render, or option of `set`; or a pattern with `*`.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
}
