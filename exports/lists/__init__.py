"""Lists and summaries every commune office is asked for (domain.md 7.4, 7.10)."""
