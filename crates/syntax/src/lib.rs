//! KQL text to tokens and tree: lexer, parser, diagnostics
