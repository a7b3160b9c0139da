"""Input files: recognised by content, read into records (`models/records.py`) with every problem at once."""

from exports.readers.files import check_unchanged
from exports.readers.recognise import LAYOUTS, Layout, read_file

__all__ = ["LAYOUTS", "Layout", "check_unchanged", "read_file"]
