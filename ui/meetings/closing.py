"""Checking, closing and correcting a month: the dialogs behind the last two steps of the month."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from exports import drafts, report
from models import closings, months, office, roll_standings
from models.closings import Closing, Correction
from models.database import Database
from models.dates import Period
from models.months import Month
from models.participation import MonthState
from ui import messages
from ui.fields import FormDialog
from ui.tables import Column
from ui.widgets.names import NamesDialog

_REPORTS = ("tham-gia-sinh-hoat", "xep-loai-sinh-hoat")
_CHANGES = 6
"""How many corrections are named before a month is closed again."""


class ReopenDialog(FormDialog):
    """Why a closed month is opened again."""

    def __init__(self, db: Database, closing: Closing, parent: QWidget | None = None) -> None:
        when = f"{closing.month}/{closing.year}"
        super().__init__(self.tr("Mở lại tháng {when} để đính chính").format(when=when), parent, width=480)
        self._db = db
        self._closing = closing
        hint = self.tr(
            "Số liệu chốt lần {n} vẫn được giữ để đối chiếu; sửa xong hãy chốt lại thành lần {next}."
        ).format(n=closing.edition, next=closing.edition + 1)
        self.reason = self.add("reason", self.tr("Lý do đính chính"), QLineEdit(), hint=hint, required=True)
        self.reason.setMaxLength(200)
        self.save_button.setText(self.tr("Mở lại"))

    def save(self) -> None:
        """Open the month again."""
        year, month = self._closing.year, self._closing.month
        text = self.tr("Mở lại tháng {month}/{year} để đính chính").format(month=month, year=year)
        with self._db.write(text) as session:
            months.reopen(session, year, month, self.reason.text(), at=self._db.clock())


class EditionsDialog(NamesDialog):
    """The editions of a month with what each corrected of the one before; a closed month can be opened again here."""

    def __init__(self, db: Database, year: int, month: int, parent: QWidget | None = None) -> None:
        with db.read() as session:
            editions = closings.history(session, year, month)
            known = roll_standings.known_since(session, year, month) if editions[-1].reopened_at is None else []
        rows = [(after, line) for before, after in pairwise(editions) for line in closings.corrections(before, after)]
        super().__init__(
            self.tr("Các lần chốt tháng {month}/{year}").format(month=month, year=year),
            "\n".join([*map(self._sentence, editions), *([roll_standings.known_words(known)] if known else [])]),
            (
                Column[tuple[Closing, Correction]](self.tr("Lần"), lambda row: row[0].edition, width=6, align="center"),
                Column[tuple[Closing, Correction]](self.tr("Chi bộ"), lambda row: row[1].cell, width=28),
                Column[tuple[Closing, Correction]](self.tr("Mục"), lambda row: row[1].field, width=20),
                Column[tuple[Closing, Correction]](self.tr("Lần trước"), lambda row: row[1].before, width=16),
                Column[tuple[Closing, Correction]](self.tr("Lần này"), lambda row: row[1].after, width=16),
            ),
            rows,
            parent,
            key=lambda row: (row[0].edition, row[1]),
            empty=self.tr("Chưa có đính chính nào."),
            opens=False,
        )
        last = editions[-1]
        words = self.tr("Mở lại để đính chính (lần {n})…").format(n=last.edition + 1)
        self.reopen_button = self.add_way(words, "pencil", partial(self._reopen, db, last))
        self.reopen_button.setEnabled(last.reopened_at is None)

    def _sentence(self, one: Closing) -> str:
        by = f", {one.closed_by}" if one.closed_by else ""
        text = self.tr("Lần {n}: chốt {at}{by}").format(n=one.edition, at=f"{one.closed_at:%H:%M %d/%m/%Y}", by=by)
        if one.reopened_at is None:
            return f"{text}."
        return self.tr("{text}; mở lại {at}, lý do: {reason}.").format(
            text=text, at=f"{one.reopened_at:%H:%M %d/%m/%Y}", reason=one.reason
        )

    def _reopen(self, db: Database, closing: Closing) -> None:
        parent = self.parentWidget()
        self.accept()
        ReopenDialog(db, closing, parent).open()


class ClosingDesk(QObject):
    """What *Kiểm tra* and *Chốt* do."""

    said = Signal(str)

    def __init__(self, db: Database, window: QWidget) -> None:
        super().__init__(window)
        self._db = db
        self._window = window

    def check(self, year: int, month: int) -> NamesDialog:
        """List what the officer should know before the month's reports leave the office."""
        from exports import offered  # brings the learned forms along: only when somebody asks

        today = self._db.clock().date()
        period = Period.month(year, month)
        found = [
            finding.text
            for key in _REPORTS
            for finding in drafts.draft(self._db, offered.find(key), period, today).findings()
        ]
        dialog = NamesDialog(
            self.tr("Kiểm tra tháng {month}/{year}").format(month=month, year=year),
            self.tr("Những điều cần biết trước khi gửi số liệu tháng; điều nào đúng thực tế thì không phải sửa."),
            (Column[str](self.tr("Điều cần biết"), lambda text: text, width=110, least=30, tip=lambda text: text),),
            list(dict.fromkeys(found)),
            self._window,
            key=lambda text: text,
            empty=self.tr("Không có điều gì cần xem lại. Có thể chốt số liệu."),
            opens=False,
        )
        dialog.read_out()
        dialog.open()
        return dialog

    def close(self, month: Month) -> None:
        """Close the month after asking, or show its editions when it is closed."""
        year, number = month.period.months()[0]
        if month.closing is not None:
            EditionsDialog(self._db, year, number, self._window).open()
            return
        question = self.tr("Chốt số liệu tháng {month}/{year}?")
        if month.reopened is not None:
            question = self.tr("Chốt lần {n} số liệu tháng {month}/{year}?")
        edition = month.reopened.edition + 1 if month.reopened else 1
        messages.ask(
            self._window,
            question.format(month=number, year=year, n=edition),
            self._consequence(month),
            self.tr("Chốt"),
            partial(self._close, year, number),
        )

    def _consequence(self, month: Month) -> str:
        parts = [] if month.reopened is None else [self._corrected(month, month.reopened)]
        lacking = month.names(MonthState.UNRECORDED, MonthState.AHEAD)
        if lacking:
            parts.append(self.tr("Còn chưa ghi xong: {names}.").format(names=report.listed(lacking, 6)))
        silent = month.silent
        if silent:
            parts.append(self.tr("Chưa có cuộc họp: {names}.").format(names=report.listed(silent, 6)))
        unscored = [row.name for row in month.rows if row.has_roll and not row.scored]
        if unscored:
            parts.append(self.tr("Chưa có điểm: {names}.").format(names=report.listed(unscored, 6)))
        unknown = [row.name for row in month.rows if row.unknown]
        if unknown:
            text = self.tr("Còn đảng viên chưa rõ chính thức hay dự bị, chốt rồi sẽ ghi như vậy: {names}.")
            parts.append(text.format(names=report.listed(unknown, 6)))
        parts.append(
            self.tr(
                "Sau khi chốt, điểm danh và điểm của tháng không sửa được, ghi thêm chuyển sinh hoạt cũng không làm số "
                "liệu đổi. Khi cần, mở lại để đính chính kèm lý do; Ctrl+Z lấy lại được."
            )
        )
        return "\n\n".join(parts)

    def _corrected(self, month: Month, before: Closing) -> str:
        """Say what the edition to come changes against the one that was opened again."""
        found = closings.corrections(before, replace(before, cells=tuple(month.frozen)))
        if not found:
            return self.tr("Chưa có số nào khác lần {n}.").format(n=before.edition)
        said = [
            f"{one.cell} – {one.field.lower()}: {one.before or '–'} → {one.after or '–'}"
            if one.field
            else f"{one.cell}: {one.after}"
            for one in found[:_CHANGES]
        ]
        if len(found) > _CHANGES:
            said.append(self.tr("và {n} chỗ khác").format(n=len(found) - _CHANGES))
        return self.tr("Khác lần {n}: {what}.").format(n=before.edition, what="; ".join(said))

    def _close(self, year: int, month: int) -> None:
        with self._db.write(self.tr("Chốt số liệu tháng {month}/{year}").format(month=month, year=year)) as session:
            by = office.read(session).at_work(self._db.user)
            done = months.close(session, year, month, at=self._db.clock(), by=by)
        self.said.emit(
            self.tr("Đã chốt tháng {month}/{year} {label}.").format(month=month, year=year, label=done.label)
        )
