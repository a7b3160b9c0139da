"""The list of people, or of the months of cells, behind a number of a report."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from exports.names import Behind, Gathering, Person
from models.indicators.kinds import Subject
from models.text import sort_key
from ui.rows import Column
from ui.widgets.names import Group, NamesDialog


def target_of(line: Person | Gathering) -> tuple[str, object]:
    """Return the screen that a line of the dialog leads to, and with what."""
    if isinstance(line, Person):
        return _screen_of(line)
    return "meetings", {"cell_id": line.cell_id, "year": line.year, "month": line.month}


def _screen_of(person: Person) -> tuple[str, object]:
    match person.subject:
        case Subject.CELL:
            return "cells", {"cell_id": person.member_id}
        case Subject.VILLAGE:
            return "cells", {"village_id": person.member_id}
        case Subject.ORGANIZATION:
            return "cells", None
        case Subject.CLASS:
            return "targets", {"class": person.member_id}
        case Subject.CANDIDATE:
            return "targets", {"candidate": person.member_id}
        case _:
            return "members", person.member_id


def names_of(found: Behind, parent: QWidget, apart: Mapping[int, str]) -> NamesDialog:
    """Return the dialog that lists people or months, by how they were counted; choosing one gives its line.

    `apart` follows the name of one of two in a cell, by member (models.namesakes).
    """
    return _months_of(found, parent) if found.months else _people_of(found, parent, apart)


def _months_of(found: Behind, parent: QWidget) -> NamesDialog:
    tr = QCoreApplication.translate
    columns = (
        Column[Gathering](tr("ReportNames", "Chi bộ"), lambda one: one.cell, width=30),
        Column[Gathering](
            tr("ReportNames", "Tháng"), lambda one: (one.year, one.month), width=10, text=lambda at: f"{at[1]}/{at[0]}"
        ),
        Column[Gathering](tr("ReportNames", "Ngày họp"), lambda one: one.held_on, width=12),
        Column[Gathering](tr("ReportNames", "Được tính là"), lambda one: one.counted_as, width=20),
        Column[Gathering](tr("ReportNames", "Ghi chú"), lambda one: one.note or None, width=26, role="muted"),
    )
    ways = dict.fromkeys(one.counted_as for one in found.months)
    groups = [Group[Gathering](way, lambda one, way=way: one.counted_as == way) for way in ways]
    return NamesDialog(
        found.title, found.explanation, columns, found.months, parent, groups=groups if len(groups) > 1 else ()
    )


def _people_of(found: Behind, parent: QWidget, apart: Mapping[int, str]) -> NamesDialog:
    tr = QCoreApplication.translate

    def name(one: Person) -> str:
        return one.full_name + (apart.get(one.member_id, "") if one.subject is Subject.MEMBER else "")

    columns = (
        Column[Person](tr("ReportNames", "Họ và tên"), name, width=24, sort=lambda one: sort_key(one.full_name)),
        Column[Person](tr("ReportNames", "Chi bộ"), lambda one: one.cell, width=28),
        Column[Person](tr("ReportNames", "Được tính là"), lambda one: one.counted_as, width=22),
        Column[Person](tr("ReportNames", "Ghi chú"), lambda one: one.note or None, width=20, role="muted"),
    )
    ways = dict.fromkeys(one.counted_as for one in found.people)
    groups = [Group[Person](way, lambda one, way=way: one.counted_as == way) for way in ways] if len(ways) > 1 else []
    return NamesDialog(found.title, found.explanation, columns, found.people, parent, groups=groups)
