"""Whom a new roll shows as “chưa ghi” as the last one left them out: said above it, written into the register."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from models import cells, roll_duties
from models.attendance import Roll
from models.database import Database
from models.errors import KnownError
from models.roll_duties import Unregistered
from models.text import number
from ui import messages
from ui.tables import Column
from ui.widgets.names import Group, NamesDialog
from ui.widgets.notice import Notice

_NAMED = 3
_LISTED = 15
"""So many lines a question shows; more would push its buttons off a small screen."""


def say(db: Database, roll: Roll, notice: Notice) -> bool:
    """Say it in a notice, with the button that asks to write it into the register; False if there is nobody."""
    tr = QCoreApplication.translate
    people = roll_duties.unregistered(roll)
    if not people:
        return False
    alike = groupby(people[:_NAMED], key=_duty)  # those who follow each other share the words
    names = ", ".join(f"{', '.join(one.shown_name for one in those)} ({duty})" for duty, those in alike)
    more = tr("LeftOut", " và {n} đồng chí nữa").format(n=number(len(people) - _NAMED)) if len(people) > _NAMED else ""
    text = tr(
        "LeftOut",
        "Lần trước ngoài diện phải dự, sổ đảng viên chưa ghi: {names}{more}. Ghi vào sổ; nay đã đi họp thì bấm dấu.",
    )
    notice.say(
        text.format(names=names, more=more),
        tr("LeftOut", "Ghi vào sổ…"),
        lambda: _ask(db, roll, people, notice),
    )
    return True


def _ask(db: Database, roll: Roll, people: list[Unregistered], notice: Notice) -> None:
    """Ask whether to write those of one roll, or to look at all of its month."""
    tr = QCoreApplication.translate
    meeting = roll.meeting
    with db.read() as session:
        everybody = roll_duties.of_month(session, meeting.year, meeting.month)
    lines = [
        tr("LeftOut", "– {name}: {duty} từ {day}").format(name=one.shown_name, duty=_duty(one), day=_since(one))
        for one in people[:_LISTED]
    ]
    if len(people) > _LISTED:
        lines.append(tr("LeftOut", "– và {n} đồng chí nữa").format(n=number(len(people) - _LISTED)))
    lines.append(_explanation(tr("LeftOut", "bấm Không")))
    step = tr("LeftOut", "Ghi {n} đồng chí ngoài diện phải dự theo điểm danh {cell}").format(
        n=number(len(people)), cell=meeting.cell_name
    )
    box = messages.ask(
        notice.window(),
        tr("LeftOut", "Ghi {n} đồng chí này vào sổ đảng viên?").format(n=number(len(people))),
        "\n".join(lines),
        tr("LeftOut", "Ghi vào sổ"),
        partial(_write, db, people, step, notice),
    )
    if len(everybody) > len(people):
        words = tr("LeftOut", "Mọi chi bộ tháng {month}: {n} đồng chí…")
        button = box.addButton(
            words.format(month=meeting.month, n=number(len(everybody))), QMessageBox.ButtonRole.ActionRole
        )
        button.clicked.connect(lambda: LeftOutDialog(db, roll, everybody, notice.window()).open())


class LeftOutDialog(NamesDialog):
    """Those of all rolls of a month, to be written into the register in one step."""

    def __init__(self, db: Database, roll: Roll, people: list[Unregistered], parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        when = f"{roll.meeting.month}/{roll.meeting.year}"
        super().__init__(
            tr("LeftOut", "Ngoài diện phải dự ở lần trước mà sổ đảng viên chưa ghi, tháng {when}").format(when=when),
            _explanation(tr("LeftOut", "bỏ chọn (Ctrl+bấm chuột)")),
            (
                Column[Unregistered](tr("LeftOut", "Chi bộ"), lambda one: cells.short_name(one.cell_name), width=28),
                Column[Unregistered](tr("LeftOut", "Họ và tên"), lambda one: one.shown_name, width=26),
                Column[Unregistered](tr("LeftOut", "Diện"), lambda one: one.left_out.duty.label, width=28),
                Column[Unregistered](tr("LeftOut", "Từ ngày"), lambda one: one.left_out.since, width=13),
            ),
            people,
            parent,
            groups=[
                Group[Unregistered](duty.label, lambda one, duty=duty: one.left_out.duty is duty)
                for duty in dict.fromkeys(one.left_out.duty for one in people)
            ],
            key=lambda one: one.member_id,
            opens=False,
        )
        step = tr("LeftOut", "Ghi {n} đồng chí ngoài diện phải dự theo điểm danh tháng {when}")

        def write(chosen: list[Unregistered]) -> None:
            if _write(db, chosen, step.format(n=number(len(chosen)), when=when), self):
                left = {one.member_id for one in chosen}
                self.show_rest([one for one in self.rows if one.member_id not in left])

        self.add_action(tr("LeftOut", "Ghi vào sổ"), "check", write)
        self.table.selectAll()


def _write(db: Database, people: list[Unregistered], step: str, parent: QWidget) -> bool:
    """Write them in one step; say it and return False where somebody's history could not be so."""
    try:
        with db.write(step) as session:
            roll_duties.register(session, people)
    except KnownError as error:
        messages.explain(parent, error)
        return False
    return True


def _duty(one: Unregistered) -> str:
    return one.left_out.duty.label.lower()


def _since(one: Unregistered) -> str:
    return f"{one.left_out.since:%d/%m/%Y}"


def _explanation(way_out: str) -> str:
    return QCoreApplication.translate(
        "LeftOut",
        "Ngày là ngày họp đầu tiên điểm danh ghi như vậy, ghi vào sổ là chưa rõ đúng ngày; có quyết định thì "
        "sửa ở Quá trình của lý lịch. Ai nay đã sinh hoạt trở lại thì {way_out}, rồi điểm danh như thường.",
    ).format(way_out=way_out)
