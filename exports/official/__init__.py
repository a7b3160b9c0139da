"""The superior's statistical forms: each fills a copy of the blank, every number from the registry of rows."""
