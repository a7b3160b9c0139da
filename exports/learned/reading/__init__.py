"""The words of a form read: what its rows, columns and titles speak of, and what its cells may therefore show."""
