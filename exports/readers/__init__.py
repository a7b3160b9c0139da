"""Input files: recognised by content, read into records (`models/records.py`) with every problem at once."""

from exports.readers.files import check_unchanged
from exports.readers.kinds import LAYOUTS, Layout
from exports.readers.many import check_all_unchanged, in_folder, read_files
from exports.readers.recognise import read_file

__all__ = ["LAYOUTS", "Layout", "check_all_unchanged", "check_unchanged", "in_folder", "read_file", "read_files"]
