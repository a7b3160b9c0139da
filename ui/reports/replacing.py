"""A neighbour's Party cells and villages in a template, each with one of ours to be put in its stead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from exports.learned import filters, replacing
from exports.learned.replacing import Strange
from exports.learned.template import Template
from exports.report import listed
from models.cells import short_name
from models.text import number
from ui import theme
from ui.fields import Choice
from ui.keys import key_sequence
from ui.unsaved import UnsavedDialog
from ui.widgets.buttons import pass_enter, push_button
from ui.widgets.labels import label, set_state
from ui.widgets.room import fit_screen

_WIDTH, _HEIGHT = 620, 520
_NAMED = 8
_Key = tuple[str, str]


class ReplacingDialog(UnsavedDialog):
    """Asks for each strange place of a template for ours; `taken` are those chosen when it is accepted.

    `known` are all of ours, `ours` those there today, to be chosen from: kind → names. What is called nearly so, and is
    not in the template yet, is chosen already. Ctrl+D fills the rest in order, Ctrl+Enter replaces all at once.
    """

    def __init__(
        self,
        template: Template,
        known: Mapping[str, Sequence[str]],
        ours: Mapping[str, Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ours = ours
        self._found = replacing.strange(template, known)
        self._used = replacing.used(template, known)
        self.setWindowTitle(self.tr("Thay chi bộ, thôn bản của xã khác"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.choices: dict[_Key, Choice] = {}
        self.in_order = push_button(self.tr("Điền lần lượt"), "list-checks", self.fill_in_order, takes_enter=False)
        self.in_order.setToolTip(self.tr("Chỗ còn để nguyên thì lấy lần lượt tên trong sổ chưa dùng (Ctrl+D)"))
        self.left = label("", "muted", wrap=True)
        self.twice = label("", wrap=True)
        set_state(self.twice, theme.State.WARN)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take_button = push_button(self.tr("Thay tất cả"), "check", kind="primary")
        buttons.addButton(self.take_button, QDialogButtonBox.ButtonRole.AcceptRole)
        for button in buttons.buttons():
            pass_enter(button)  # type: ignore[arg-type] # Enter belongs to the lists
        foot = QHBoxLayout()
        foot.addWidget(self.in_order)
        foot.addStretch(1)
        foot.addWidget(buttons)
        words = self.tr(
            "Mẫu gắn với {n} tên mà sổ không có. Chọn tên trong sổ để thay: mọi ô, bộ lọc và tên ghi trên biểu đổi "
            "theo một lần."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN + theme.UNIT,) * 4)
        box.setSpacing(theme.GAP)
        box.addWidget(label(words.format(n=number(len(self._found))), "muted", wrap=True))
        box.addWidget(self._list(), 1)
        for widget in (self.twice, self.left):
            box.addWidget(widget)
        box.addLayout(foot)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        QShortcut(key_sequence("Ctrl+D"), self, self.fill_in_order)
        QShortcut(key_sequence("Ctrl+Return"), self, self.accept_all)
        fit_screen(self, _WIDTH, _HEIGHT)
        left = {kind: self._rest(kind) for kind in ours}
        for key, name in replacing.near(self._found, left).items():
            self.choices[key].set_value(name)
        self._proposed = self.taken
        self._say()
        for choice in [*self.choices.values()][:1]:
            choice.setFocus()

    def _list(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("bare", True)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, theme.UNIT, theme.GAP, theme.UNIT)
        grid.setVerticalSpacing(theme.UNIT)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, one in enumerate(self._found):
            shown = ((short_name(name) if one.kind == filters.CELL else name, name) for name in self._ours[one.kind])
            choice = Choice(((self.tr("Để nguyên"), None), *shown, (self.tr("Bỏ gắn các ô này"), "")))
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setAccessibleName(self.tr("Thay {name}").format(name=one.name))
            choice.currentIndexChanged.connect(lambda _index: self._say())
            self.choices[one.kind, one.name] = choice
            grid.addWidget(label(self._words(one), wrap=True), place, 0)
            grid.addWidget(choice, place, 1)
        grid.setRowStretch(len(self._found), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setProperty("bare", True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _words(self, one: Strange) -> str:
        said = self.tr("{name} ({n} ô)") if one.kind == filters.CELL else self.tr("Thôn, bản {name} ({n} ô)")
        return said.format(name=one.name, n=number(one.cells))

    def fill_in_order(self) -> None:
        """Put our places that are nowhere yet, in their order, where nothing is chosen."""
        for kind in self._ours:
            rest = iter(self._rest(kind))
            for (of, _name), choice in self.choices.items():
                if of == kind and choice.value() is None and (name := next(rest, None)) is not None:
                    choice.set_value(name)

    @property
    def taken(self) -> dict[_Key, str]:
        """Kind and name of each strange place → what was chosen, where anything was."""
        return {key: choice.value() for key, choice in self.choices.items() if choice.value() is not None}

    def has_unsaved(self) -> bool:
        """Whether other places are chosen than those that were from the beginning."""
        return self.taken != self._proposed

    def accept_all(self) -> None:
        """Take what is chosen, if anything is."""
        if self.take_button.isEnabled():
            self.accept()

    def _rest(self, kind: str) -> list[str]:
        """Return our places that neither the template names nor anything chosen."""
        out = {ours for (of, _name), ours in self.taken.items() if of == kind} | self._used[kind]
        return [name for name in self._ours[kind] if name not in out]

    def _say(self) -> None:
        """Say which of ours are chosen twice or stood there before, and which stand nowhere: they have no row."""
        chosen = Counter((kind, ours) for (kind, _name), ours in self.taken.items() if ours)
        twice = [short_name(ours) for (_kind, ours), count in chosen.items() if count > 1]
        there = [short_name(ours) for kind, ours in chosen if ours in self._used[kind]]
        lines = ((self.tr("Chọn hai lần: {names}."), twice), (self.tr("Mẫu đã có: {names}."), there))
        self.twice.setText(" ".join(text.format(names=listed(names, _NAMED)) for text, names in lines if names))
        self.twice.setVisible(bool(twice or there))
        rest = [short_name(name) for name in self._rest(filters.CELL)] if self._asks_cells() else []
        said = self.tr("{n} chi bộ của sổ chưa có trong mẫu: {names}.")
        self.left.setText(said.format(n=number(len(rest)), names=listed(rest, _NAMED)) if rest else "")
        self.left.setVisible(bool(rest))
        self.take_button.setEnabled(bool(self.taken))

    def _asks_cells(self) -> bool:
        return any(one.kind == filters.CELL for one in self._found)
