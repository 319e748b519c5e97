use clap::Args;
use std::path::PathBuf;

/// Words that a model drafts for rules; off unless it is asked for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Drafts by a model")]
pub struct Drafting {
    /// An OpenAI-compatible API such as http://localhost:11434/v1: the TEXT OF RULES IS SENT THERE, never rows. A key, if it
    /// wants one, comes from the environment variable LURCHER_MODEL_KEY.
    #[arg(long, value_name = "URL", requires = "model", requires = "drafts")]
    pub model_endpoint: Option<String>,
    /// The model that is asked.
    #[arg(long, value_name = "NAME", requires = "model_endpoint")]
    pub model: Option<String>,
    /// How long the model may take for one rule.
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub model_timeout: u64,
    /// The folder of drafts: those that fit are shown, marked as not reviewed; with --model-endpoint new ones are written there.
    #[arg(long, value_name = "DIR")]
    pub drafts: Option<PathBuf>,
}
