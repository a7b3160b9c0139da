"""The form of one line of a score sheet: how it is scored, from which figures, with which bands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLineEdit, QTableWidget, QTableWidgetItem, QWidget

from models import score_templates
from models.errors import KnownError
from models.score_templates import Criterion, Option
from models.tables import Applies, Comparator, ScoreKind, ScoreSource
from models.text import clean, plain, to_number
from ui import theme
from ui.fields import Choice, FormDialog, named
from ui.widgets.labels import label

_BANDS = 10
_POINTS, _SHARE, _SHORT, _TEXT = range(4)
_KINDS_WITH_BANDS = (ScoreKind.AUTO, ScoreKind.CHOICE)
"""Kinds that always have bands; points typed by hand have them where the register knows something to propose by."""


class Bands(QTableWidget):
    """The bands of a line, one a row from the best down; a row without points is none."""

    def __init__(self, options: tuple[Option, ...], parent: QWidget | None = None) -> None:
        super().__init__(max(_BANDS, len(options) + 1), 4, parent)
        self.setHorizontalHeaderLabels(
            [self.tr("Điểm"), self.tr("Từ, %"), self.tr("Thiếu đến, phút"), self.tr("Ghi trên phiếu")]
        )
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        for column in range(_TEXT):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.setMinimumHeight(theme.UNIT * 44)
        for row in range(self.rowCount()):
            texts = _texts(options[row]) if row < len(options) else ("", "", "", "")
            for column, text in enumerate(texts):
                self.setItem(row, column, QTableWidgetItem(text))

    def options(self) -> tuple[Option, ...]:
        """Return the bands written. Raises KnownError."""
        found: list[Option] = []
        for row in range(self.rowCount()):
            points, share, short, text = (clean(self._text(row, column)) for column in range(4))
            if not any((points, share, short, text)):
                continue
            given = to_number(points)
            if given is None:
                raise KnownError(self.tr("Dòng {n}: hãy ghi điểm của mức.").format(n=row + 1))
            is_strict = share.startswith(">")
            bound = to_number(share.lstrip(">≥ ").rstrip("% "))
            comparator = Comparator.MORE_THAN if is_strict else Comparator.AT_LEAST
            found.append(Option(text, given, bound, to_number(short), comparator))
        return tuple(found)

    def held(self) -> list[str]:
        """What is written in the cells, as `ui.unsaved` asks."""
        return [clean(self._text(row, column)) for row in range(self.rowCount()) for column in range(4)]

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""


def _texts(option: Option) -> tuple[str, str, str, str]:
    sign = ">" if option.comparator is Comparator.MORE_THAN else ""
    share = "" if option.at_least is None else f"{sign}{plain(option.at_least)}"
    return plain(option.points), share, "" if option.short_by is None else plain(option.short_by), option.text


class CriterionForm(FormDialog):
    """A line or a group; `take` is given what is written when the form is saved. Nothing goes into the data file."""

    def __init__(self, one: Criterion, take: Callable[[Criterion], None], parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=640)
        self._one = one
        self._take = take
        self.setWindowTitle(self.tr("Nhóm tiêu chí") if one.is_group else self.tr("Mục chấm điểm"))
        self.save_button.setText(self.tr("Xong"))
        self.text = self.add("text", self.tr("Nội dung"), QLineEdit(one.text), required=True)
        self.text.setMaxLength(300)
        if one.is_group:
            return
        first, second = self.add_row(), self.add_row()
        points = plain(one.max_points) if one.max_points else ""
        self.max_points = self.add("max_points", self.tr("Điểm tối đa"), QLineEdit(points), required=True, into=first)
        kinds = [(kind.label, kind) for kind in ScoreKind if kind is not ScoreKind.GROUP]
        self.kind = self.add("kind", self.tr("Cách chấm"), Choice(kinds), into=first)
        self.kind.set_value(one.kind)
        sources = [(self.tr("(không)"), None), *((source.label, source) for source in ScoreSource)]
        self.source = self.add("source", self.tr("Số liệu của sổ"), Choice(sources), into=second)
        self.source.set_value(one.source)
        applies = [(kind.label, kind) for kind in Applies]
        self.applies = self.add("applies", self.tr("Áp dụng cho"), Choice(applies), into=second)
        self.applies.set_value(one.applies)
        self.must_be_max = QCheckBox(self.tr("Phải đạt điểm tối đa thì cả buổi mới được xếp Tốt"))
        self.must_be_max.setChecked(one.must_be_max)
        self.form.addWidget(self.must_be_max)
        self.bands = Bands(one.options)
        self.add("options", self.tr("Các mức điểm, từ cao xuống thấp"), self.bands)
        self.hint = label("", "small", wrap=True)
        self.form.addWidget(self.hint)
        self.kind.currentIndexChanged.connect(self._show_bands)
        self.source.currentIndexChanged.connect(self._show_bands)
        self._show_bands()

    @property
    def _has_bands(self) -> bool:
        kind = self.kind.value()
        return kind in _KINDS_WITH_BANDS or (kind is ScoreKind.NUMBER and self.source.value() is not None)

    def _show_bands(self) -> None:
        self.fields["options"].setVisible(self._has_bands)
        self.hint.setVisible(self._has_bands)
        self.hint.setText(_about_bands(proposes=self.kind.value() is ScoreKind.NUMBER))

    def save(self) -> None:
        """Hand the line on. Raises KnownError naming the field."""
        one = replace(self._one, text=clean(self.text.text()))
        if not one.is_group:
            kind = self.kind.value()
            one = replace(
                one,
                max_points=named("max_points", to_number, self.max_points.text()) or 0,
                kind=kind,
                source=self.source.value(),
                applies=self.applies.value(),
                must_be_max=self.must_be_max.isChecked(),
                options=named("options", Bands.options, self.bands) if self._has_bands else (),
            )
        score_templates.check_criterion(one)
        self._take(one)


def _about_bands(*, proposes: bool = False) -> str:
    tr = QCoreApplication.translate
    text = tr(
        "CriterionForm",
        "Cột “Từ, %”: 90 là từ 90 % trở lên, >50 là trên 50 %. Cột “Thiếu đến, phút” dùng cho thời lượng. "
        "Chấm tự động thì mức cuối để trống hai cột ấy: đó là mức còn lại.",
    )
    if not proposes:
        return text
    more = tr(
        "CriterionForm",
        "Nhập điểm: các mức chỉ để đề nghị điểm khi chưa đủ, mức cuối là mức còn lại. Hướng dẫn chưa nêu mức thì để "
        "trống cả bảng; phiếu không đề nghị và ghi rõ vì sao.",
    )
    return f"{text}\n{more}"
