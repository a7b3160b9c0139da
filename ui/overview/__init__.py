"""*Tổng quan*: where the commune stands and what to do next."""
