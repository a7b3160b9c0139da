"""*Chi bộ, thôn bản*: the register of cells and villages."""
