"""Workbooks that are both read and written, each described once."""
