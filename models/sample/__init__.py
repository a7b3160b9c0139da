"""A made-up commune, the same for the same seed and day, for looking around, for tests and for measuring."""

from models.sample.commune import PREPARER, generate

__all__ = ["PREPARER", "generate"]
