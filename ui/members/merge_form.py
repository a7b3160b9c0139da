"""Two records of one person side by side: which is kept, which values win, whose history holds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QWidget

from models import merging
from models.database import Database
from models.merging import Pair
from ui import messages, theme
from ui.fields import FormDialog
from ui.members.pairs import choice
from ui.widgets.labels import label


@dataclass(frozen=True)
class Side:
    """One of the two records: the member and the words that tell it from the other."""

    member_id: int
    words: str


_NAME = theme.UNIT * 48
_BESIDE = _NAME + theme.UNIT * 40  # what the names of the fields, the marks and the edges take of the width


class MergeForm(FormDialog):
    """Asks how two records become one; afterwards `kept_id` is the one that stays."""

    def __init__(self, db: Database, first: Side, second: Side, parent: QWidget) -> None:
        super().__init__("", parent, width=760)
        self._db = db
        self._sides = (first, second)
        self.kept_id = first.member_id
        self.setWindowTitle(self.tr("Gộp hai lý lịch của một người"))
        self.warning = label("", "error", wrap=True)
        self.warning.hide()
        self.form.addWidget(self.warning)
        self._apart: list[tuple[str, str, str]] = []
        self.form.addWidget(
            label(
                self.tr(
                    "Mọi dòng điểm danh, chức vụ, huy hiệu… của lý lịch kia sẽ về lý lịch được giữ; lý lịch kia vào "
                    "Thùng rác, sau này tách lại được."
                ),
                "muted",
                wrap=True,
            )
        )
        self.keep = self.add(
            "keep", self.tr("Giữ lý lịch"), choice((side.words, side.member_id) for side in self._sides)
        )
        self.history = self.add("history", self.tr("Quá trình, biến động lấy theo"), choice(()))
        self.choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self._pairs: list[Pair] = []
        self._fields = QWidget()
        self._fields.setProperty("bare", True)
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.MARGIN)
        self._grid.setVerticalSpacing(theme.UNIT)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.form.addWidget(self._fields)
        self.says = label("", wrap=True)
        self.says.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.form.addWidget(self.says)
        self.save_button.setText(self.tr("Gộp"))
        self.keep.picked.connect(lambda _id: self._look())
        self._look()

    @property
    def other_id(self) -> int:
        """The record given up."""
        return next(side.member_id for side in self._sides if side.member_id != self.kept_id)

    def try_to_save(self) -> None:
        """Ask once more where the records look like two people's: one key must not make them one."""
        if not self._apart:
            super().try_to_save()
            return
        messages.ask(
            self,
            self.tr("Hai lý lịch có {differing}. Vẫn gộp làm một người?").format(differing=self._differing()),
            self.tr(
                "{values}.\nChỉ gộp khi chắc chắn một trong hai lý lịch ghi sai. Hai người khác nhau thì bấm Không."
            ).format(values="\n".join(self._values())),
            self.tr("Đúng là một người, gộp"),
            super().try_to_save,
        )

    def save(self) -> None:
        """Make the two one, in one step."""
        taken = [name for name, (_kept, other) in self.choices.items() if other.isChecked()]
        name = next(side.words for side in self._sides if side.member_id == self.kept_id)
        with self._db.write(self.tr("Gộp hai lý lịch, giữ {name}").format(name=name)) as session:
            merging.merge(
                session,
                self.kept_id,
                self.other_id,
                on=self._db.clock().date(),
                taken=taken,
                takes_history=self.history.value() == self.other_id,
            )

    def _look(self) -> None:
        """Show the records anew, the one kept at the left."""
        self.kept_id = self.keep.value()
        with self._db.read() as session:
            self._pairs = merging.pairs(session, self.kept_id, self.other_id)
            histories = {one.member_id: merging.history(session, one.member_id) for one in self._sides}
            meant = merging.meant(session, self.kept_id, self.other_id)
            self._apart = merging.telling_apart(session, self.kept_id, self.other_id)
        self.warning.setText(
            self.tr("Có thể đây là hai người: {differing}. {values}.").format(
                differing=self._differing(), values="; ".join(self._values())
            )
        )
        self.warning.setVisible(bool(self._apart))
        order = (self.kept_id, self.other_id)
        none = self.tr("chưa ghi quá trình")
        self.history.set_entries([("; ".join(histories[one]) or none, one) for one in order])
        self.history.set_value(self.kept_id)
        self._show_pairs()
        moved = meant.moved or self.tr("không có gì")
        lines = [self.tr("Chuyển về lý lịch được giữ: {moved}.").format(moved=moved), *meant.conflicts]
        self.says.setText("\n".join(lines))

    def _differing(self) -> str:
        """“hai số định danh khác nhau”."""
        return self.tr(" và ").join(self.tr("hai {what} khác nhau").format(what=what) for what, *_values in self._apart)

    def _values(self) -> list[str]:
        return [
            self.tr("{what}: {first} và {second}").format(what=what[:1].upper() + what[1:], first=first, second=second)
            for what, first, second in self._apart
        ]

    def _show_pairs(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.choices.clear()
        for column, words in enumerate((self.tr("Mục"), self.tr("Lý lịch được giữ"), self.tr("Lý lịch kia"))):
            self._grid.addWidget(label(words, "small"), 0, column)
        for row, pair in enumerate(self._pairs, 1):
            called = label(pair.label, "muted", wrap=True)
            called.setFixedWidth(_NAME)
            self._grid.addWidget(called, row, 0)
            if pair.is_same:
                self._grid.addWidget(label(pair.kept, wrap=True), row, 1, 1, 2)
                continue
            self._offer(row, pair)
        self.watch()

    def _offer(self, row: int, pair: Pair) -> None:
        """Let one of two values be chosen: the kept record's unless only the other has one."""
        group = QButtonGroup(self._fields)
        nothing = self.tr("chưa ghi")
        most = (self.screen().availableGeometry().width() - _BESIDE) // 2
        buttons = []
        for column, text in ((1, pair.kept or nothing), (2, pair.other or nothing)):
            shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, most)
            buttons.append(button := QRadioButton(shown))
            button.setToolTip(text if shown != text else "")
            group.addButton(button)
            button.setAccessibleName(f"{pair.label}: {text}")
            box = QWidget()
            line = QHBoxLayout(box)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(button)
            line.addStretch(1)
            self._grid.addWidget(box, row, column)
        kept, other = buttons
        (kept if pair.kept else other).setChecked(True)
        self.choices[pair.field] = (kept, other)
