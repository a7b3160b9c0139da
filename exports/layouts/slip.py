"""Where everything stands on a slip that a cell fills in; written by `exports/slips.py`, read by `readers/slips.py`."""

from __future__ import annotations

from typing import Final

from models.tables import Mark

SIGN: Final = "SCB-PHIEU-1"
"""Stands in A1 of every slip, in a hidden row; the number goes up when the layout changes."""

IDENTITY_ROW: Final = 1
"""Hidden: sign, number of the meeting, month, commune, planned day, seal, name of the cell, in columns A to G."""
IDENTITY: Final = 8
"""The column of that row with the identity of the data file; slips from before had none."""
NUMBER, NAME, POSITION, MARK, REASON, MEMBER_ID, IS_EXPECTED = 1, 2, 3, 4, 5, 6, 7
"""Columns of the list; the last two are hidden."""
LAST: Final = REASON
VALUE: Final = 3
"""The first column of the fields above the list."""

DAY, STARTS, ENDS, CHAIR, SECRETARY, REST = 6, 7, 8, 9, 10, 11
"""Rows of the fields above the list."""
HEADINGS: Final = 12
FIRST: Final = 13
"""The row of the first person."""

MARKS: Final = {mark.label: mark for mark in (Mark.PRESENT, Mark.EXCUSED, Mark.UNEXCUSED, Mark.ONLINE)}
"""The words of the list to choose a mark from."""
RESTS: Final = {mark.label: mark for mark in (Mark.PRESENT, Mark.UNRECORDED)}
"""The words for those without a mark."""
