"""The votes of a meeting: what they are reckoned on and how many are needed, shown before the counting."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from models import votes
from models.database import Database
from models.errors import KnownError
from models.tables import Mark, VoteKind
from models.votes import Base, Count, VoteRow
from ui import theme
from ui.fields import Choice
from ui.meetings.panel import Panel
from ui.tables import Column
from ui.theme import State
from ui.widgets.labels import set_state

_MOST = 5


def _some(names: Sequence[str]) -> str:
    """The first few names; a whole cell would push the votes off the screen."""
    return ", ".join(names[:_MOST]) + (" …" if len(names) > _MOST else "")


class VotesPanel(Panel[VoteRow]):
    """What was voted on, with the numbers."""

    base: Base | None = None

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.box.addLayout(self.counting)
        for before, after in pairwise((*self.fields, self.exempt_button)):
            self.setTabOrder(before, after)

    def columns(self) -> Sequence[Column[VoteRow]]:
        """Number, subject, needed, what came out."""
        return (
            Column(self.tr("TT"), lambda row: self.model.rows.index(row) + 1, width=5, align="right"),
            Column(
                self.tr("Nội dung biểu quyết"), lambda row: row.subject, width=38, least=14, tip=lambda row: row.subject
            ),
            Column(self.tr("Cần"), self._needed, width=7, align="right", tip=lambda row: row.kind.label),
            Column(self.tr("Kết quả"), self._result, width=52, least=20, tip=self._result, state=self._state),
        )

    def build(self) -> list[QWidget]:
        """Subject, kind, the three numbers."""
        self.subject = QLineEdit()
        self.subject.setMaxLength(votes.LONGEST)
        self.subject.setPlaceholderText(self.tr("Nội dung biểu quyết, ví dụ: Thông qua nghị quyết"))
        self.subject.setAccessibleName(self.tr("Nội dung biểu quyết"))
        self.kind = Choice([(kind.label, kind) for kind in VoteKind])
        self.kind.setAccessibleName(self.tr("Loại biểu quyết"))
        self.counting = QHBoxLayout()
        self.counting.setSpacing(theme.GAP)
        self.entry.addWidget(self.subject, 1)
        self.counting.addWidget(self.kind)
        self.counting.addStretch(1)
        self.numbers: list[QLineEdit] = []
        for words in (self.tr("tán thành"), self.tr("không"), self.tr("khác")):
            field = QLineEdit()
            field.setPlaceholderText(words)
            field.setAccessibleName(self.tr("Số phiếu {what}").format(what=words))
            field.setMaxLength(4)
            field.setFixedWidth(field.fontMetrics().horizontalAdvance(self.tr("tán thành")) + 32)
            self.numbers.append(field)
            self.counting.addWidget(field)
        self.exempt_button = QPushButton(self.tr("Ngoài diện phải dự nhưng có dự"))
        self.exempt_button.setToolTip(self.tr("Đánh dấu người được miễn, nhiệm vụ đặc biệt… mà có dự"))
        self.exempt_menu = QMenu(self.exempt_button)
        self.exempt_button.setMenu(self.exempt_menu)
        self.entry.addWidget(self.exempt_button)
        self.subject.setMinimumWidth(160)
        self.table.set_empty(self.tr("Chưa có biểu quyết nào. Ghi nội dung, số phiếu rồi Enter để thêm."))
        return [self.subject, self.kind, *self.numbers]

    def is_empty(self) -> bool:
        """Whether neither a subject nor a number is typed."""
        return not any(field.text().strip() for field in (self.subject, *self.numbers))

    def read(self, session: Any) -> list[VoteRow]:
        """The votes; what they are reckoned on goes above them."""
        assert self.roll is not None
        key = self.roll.meeting.id
        self.base = votes.base(session, key)
        self._say_base(self.base)
        self.exempt_menu.clear()
        for line in votes.exempt_people(session, key):
            action = self.exempt_menu.addAction(line.shown_name)
            action.setCheckable(True)
            action.setChecked(line.mark in (Mark.PRESENT, Mark.ONLINE))
            action.toggled.connect(lambda came, who=line.member_id: self.set_came(who, came))
        self.exempt_button.setVisible(not self.exempt_menu.isEmpty())
        return votes.read(session, key)

    def _say_base(self, base: Base) -> None:
        text = self.tr("Tính trên {voters} đảng viên chính thức ({words}). Cần: {simple} phiếu trở lên ({half}); ")
        text += self.tr("kết nạp, công nhận, khai trừ {special} phiếu trở lên ({two_thirds}).")
        if not base.voters:
            text = self.tr("Chưa tính được số phiếu cần: chưa có đảng viên chính thức nào được tính ({words}).")
        parts = [
            text.format(
                voters=base.voters,
                words=base.words,
                simple=base.needed(VoteKind.SIMPLE),
                half=base.rule.simple.words,
                special=base.needed(VoteKind.SPECIAL),
                two_thirds=base.rule.special.words,
            )
        ]
        parts.append(self.tr("Quy định: {document}.").format(document=base.rule.document))
        if not base.has_quorum:
            parts.append(
                self.tr("▼ Có mặt {n}/{all} đảng viên chính thức, cần ít nhất {quorum} để biểu quyết.").format(
                    n=base.present, all=base.official, quorum=base.quorum
                )
            )
        if base.missing:
            words = self.tr("Dự họp và được biểu quyết: {n} người; không có mặt: {names}.")
            parts.insert(1, words.format(n=base.ballots, names=_some(base.missing)))
        if base.unknown:
            parts.append(
                self.tr(
                    "Chưa rõ chính thức hay dự bị nên không tính {n} đồng chí: {names}. "
                    "Ghi ngày chính thức ở màn hình Dữ liệu, Kiểm tra số liệu."
                ).format(n=len(base.unknown), names=_some(base.unknown))
            )
        if base.unsure:
            words = self.tr("Sinh hoạt tạm thời chưa ghi trong hay ngoài đảng bộ xã, đang tính là ngoài: {names}.")
            parts.append(words.format(names=", ".join(base.unsure)))
        if not base.is_written:
            parts.append(self.tr("Chưa điểm danh: tạm tính theo danh sách."))
        self.head.setText("\n".join(parts))
        is_plain = len(parts) == 2 + bool(base.missing)
        set_state(self.head, State.PLAIN if is_plain else State.WARN)
        self.head.setToolTip("\n".join((*base.away, *base.exempt, *base.suspended, *base.unknown)))
        self.head.show()

    def _needed(self, row: VoteRow) -> int | None:
        if self.base is None:
            return None
        return votes.needed(self.base.rule.threshold(row.kind), self.base.voters if row.base is None else row.base)

    def _result(self, row: VoteRow) -> str:
        if not row.result_words or self.base is None:
            return self.tr("chưa kiểm phiếu")
        words = self.tr("Thông qua") if row.is_carried(self.base) else self.tr("Không thông qua")
        changed = ""
        if row.base != self.base.voters:
            changed = self.tr(" (danh sách nay tính {n})").format(n=self.base.voters)
        others = ""
        if row.against or row.other:
            others = self.tr("; không {against}, khác {other}").format(against=row.against, other=row.other)
        if self._is_beyond(row):
            changed += self.tr(" ▼ nhiều hơn {n} người dự được biểu quyết").format(n=self.base.ballots)
        return f"{words}: {row.result_words}{others}{changed}"

    def _is_beyond(self, row: VoteRow) -> bool:
        return self.base is not None and row.counted > self.base.ballots

    def _state(self, row: VoteRow) -> State:
        if self._is_beyond(row):
            return State.WARN
        carried = row.is_carried(self.base) if self.base is not None else None
        return State.PLAIN if carried is None else State.GOOD if carried else State.BAD

    def set_came(self, member_id: int, came: bool) -> None:
        """Write that an exempt member came, or did not."""
        assert self.roll is not None
        with self._db.write(self._step(self.tr("có dự") if came else self.tr("không dự"))) as session:
            votes.set_exempt_came(session, self.roll.meeting.id, member_id, came, on=self._db.clock().date())

    def write(self, session: Any, row: VoteRow | None) -> None:
        """Write a vote, counted if numbers are typed."""
        assert self.roll is not None
        numbers = [self._number(field) for field in self.numbers]
        count = None
        if any(number is not None for number in numbers):
            if numbers[0] is None:
                raise KnownError(self.tr("Hãy ghi số phiếu tán thành; không có thì ghi 0."), field="in_favour")
            count = Count(*(number or 0 for number in numbers))
        if row is None:
            votes.add(session, self.roll.meeting.id, self.subject.text(), self.kind.value(), count)
        else:
            votes.edit(session, row.id, self.subject.text(), self.kind.value(), count)

    def _number(self, field: QLineEdit) -> int | None:
        text = field.text().strip()
        if not text:
            return None
        if not text.isdecimal():
            raise KnownError(self.tr("“{text}” không phải là số phiếu; hãy ghi số nguyên.").format(text=text))
        return int(text)

    def fill(self, row: VoteRow | None) -> None:
        """Show a vote in the fields."""
        self.subject.setText(row.subject if row else "")
        self.kind.set_value(row.kind if row else VoteKind.SIMPLE)
        shown = (row.in_favour, row.against, row.other) if row else (None, None, None)
        for field, number in zip(self.numbers, shown, strict=True):
            field.setText("" if number is None else str(number))

    def take_out(self, session: Any, row: VoteRow) -> None:
        """Take a vote out."""
        votes.remove(session, row.id)

    @property
    def words(self) -> str:
        """The part."""
        return self.tr("Biểu quyết")
