"""Whatever leaves or enters as a file. `REPORTS` are the reports of menu and command line, in their order."""

from typing import Any

from exports import (
    absentees,
    badge_list,
    data_check,
    data_check_cells,
    entry_book,
    meeting_calendar,
    meeting_quality,
    member_list,
    participation,
    roll_sheets,
    year_summary,
)
from exports.report import Report

REPORTS: tuple[Report[Any], ...] = (
    participation.REPORT,
    meeting_quality.REPORT,
    roll_sheets.REPORT,
    meeting_calendar.REPORT,
    year_summary.REPORT,
    absentees.REPORT,
    member_list.REPORT,
    badge_list.REPORT,
    entry_book.REPORT,
    data_check.REPORT,
    data_check_cells.REPORT,
)
