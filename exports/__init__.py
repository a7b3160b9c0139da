"""Whatever leaves or enters as a file. `REPORTS` are the reports of menu and command line, in their order."""

from typing import Any

from exports import (
    absentees,
    badge_list,
    body_rating_list,
    candidate_list,
    cell_return,
    data_check,
    data_check_cells,
    entry_book,
    meeting_calendar,
    meeting_quality,
    member_list,
    participation,
    rating_list,
    roll_sheets,
    year_summary,
)
from exports.lists import classes, development, events, member_book, own_targets, probation, villages
from exports.official import form_1, form_2, form_3, form_5, form_6, form_7, peoples, table_of_cells
from exports.report import Report

REPORTS: tuple[Report[Any], ...] = (
    participation.REPORT,
    meeting_quality.REPORT,
    roll_sheets.REPORT,
    meeting_calendar.REPORT,
    cell_return.REPORT,
    year_summary.REPORT,
    absentees.REPORT,
    member_list.REPORT,
    member_book.REPORT,
    table_of_cells.REPORT,
    badge_list.REPORT,
    candidate_list.REPORT,
    rating_list.REPORT,
    body_rating_list.REPORT,
    entry_book.REPORT,
    data_check.REPORT,
    data_check_cells.REPORT,
    *events.REPORTS,
    probation.REPORT,
    development.REPORT,
    villages.REPORT,
    classes.REPORT,
    own_targets.REPORT,
    form_1.REPORT,
    form_2.REPORT,
    peoples.REPORT_2B,
    form_3.REPORT,
    peoples.REPORT_3B,
    form_5.REPORT,
    form_6.REPORT,
    form_7.REPORT,
)
