//! Running .kqlt files and recorded answers, and comparing results
