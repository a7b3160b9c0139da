"""Whom a new roll shows as present though the last one left them out: said above it, written into the register."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import roll_duties
from models.attendance import Roll
from models.database import Database
from models.errors import KnownError
from models.text import number
from ui import messages
from ui.widgets.notice import Notice

_NAMED = 3
_LISTED = 15
"""So many lines a question shows; more would push its buttons off a small screen."""


def say(db: Database, roll: Roll, notice: Notice) -> bool:
    """Say it in a notice, with the button that asks to write it into the register; False if there is nobody."""
    tr = QCoreApplication.translate
    with db.read() as session:
        people = roll_duties.unregistered(session, roll)
    if not people:
        return False
    names = ", ".join(f"{one.shown_name} ({one.duty.label.lower()})" for one in people[:_NAMED])
    more = tr("LeftOut", " và {n} đồng chí nữa").format(n=number(len(people) - _NAMED)) if len(people) > _NAMED else ""
    text = tr(
        "LeftOut",
        "{n} đồng chí ngoài diện phải dự ở điểm danh lần trước mà sổ đảng viên chưa ghi, nên đang hiện “có mặt”: "
        "{names}{more}. Ghi vào sổ trước, rồi Ctrl+↓.",
    )

    def ask() -> None:
        lines = [
            tr("LeftOut", "– {name}: {duty} từ {day}").format(
                name=one.shown_name, duty=one.duty.label.lower(), day=f"{one.since:%d/%m/%Y}"
            )
            for one in people[:_LISTED]
        ]
        if len(people) > _LISTED:
            lines.append(tr("LeftOut", "– và {n} đồng chí nữa").format(n=number(len(people) - _LISTED)))
        lines.append(
            tr(
                "LeftOut",
                "Ngày là ngày họp đầu tiên điểm danh ghi như vậy, ghi vào sổ là chưa rõ đúng ngày; có quyết định thì "
                "sửa ở Quá trình của lý lịch. Ai nay đã sinh hoạt trở lại thì bấm Không, rồi điểm danh như thường.",
            )
        )
        question = tr("LeftOut", "Ghi {n} đồng chí này vào sổ đảng viên?").format(n=number(len(people)))
        messages.ask(notice.window(), question, "\n".join(lines), tr("LeftOut", "Ghi vào sổ"), write)

    def write() -> None:
        step = tr("LeftOut", "Ghi {n} đồng chí ngoài diện phải dự theo điểm danh {cell}").format(
            n=number(len(people)), cell=roll.meeting.cell_name
        )
        try:
            with db.write(step) as session:
                roll_duties.register(session, people)
        except KnownError as error:
            messages.explain(notice, error)

    notice.say(text.format(n=number(len(people)), names=names, more=more), tr("LeftOut", "Ghi vào sổ…"), ask)
    return True
