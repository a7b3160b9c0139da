"""The list of people behind a number of a report."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from exports.report import Behind, Person
from ui.rows import Column
from ui.widgets.names import Group, NamesDialog


def names_of(found: Behind, parent: QWidget) -> NamesDialog:
    """Return the dialog that lists the people, by how they were counted; choosing one gives the Person."""
    tr = QCoreApplication.translate
    columns = (
        Column[Person](tr("ReportNames", "Họ và tên"), lambda one: one.full_name, width=24),
        Column[Person](tr("ReportNames", "Chi bộ"), lambda one: one.cell, width=28),
        Column[Person](tr("ReportNames", "Được tính là"), lambda one: one.counted_as, width=22),
        Column[Person](tr("ReportNames", "Ghi chú"), lambda one: one.note or None, width=20, role="muted"),
    )
    ways = dict.fromkeys(one.counted_as for one in found.people)
    groups = [Group[Person](way, lambda one, way=way: one.counted_as == way) for way in ways] if len(ways) > 1 else []
    return NamesDialog(found.title, found.explanation, columns, found.people, parent, groups=groups)
