use clap::Args;

const EXAMPLES: &str = "\
Examples:
  lurcher functions            every name of the language, built or not
  lurcher functions make_set   its forms, and examples that were run
  lurcher functions 'array_*'";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Functions {
    /// A function, aggregate or plugin, or a pattern with `*`; any other word of the language is found too.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
}
