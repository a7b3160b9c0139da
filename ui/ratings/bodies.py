"""*Xếp loại tổ chức đảng*: the cells and organisations of a year or quarter, each with its level."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QWidget

from models import body_ratings, ratings
from models.bodies import Body
from models.body_ratings import NOTHING, BodyRatingLine, BodyRatingValues
from models.database import Database
from models.indicators.formulas import closing
from models.rating_round import LEVELS
from models.rating_rules import RatingRules
from models.ratings import WHOLE_YEAR
from models.tables import RatingLevel
from models.text import number
from ui import theme
from ui.fields import Choice, DateField, FormDialog
from ui.members.ratings import LEVEL_STATES
from ui.tables import Column
from ui.theme import State
from ui.widgets.edit_list import EditListDialog
from ui.widgets.labels import label

_KEYS = {str(place): level for place, level in enumerate(LEVELS, 1)}


class BodyRatingForm(FormDialog):
    """One body's rating of a period, with those of other years beside."""

    def __init__(
        self, db: Database, line: BodyRatingLine, year: int, quarter: int, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent, width=480)
        self._db, self._line, self._year, self._quarter = db, line, year, quarter
        when = ratings.period(year, quarter).label
        self.setWindowTitle(self.tr("Xếp loại {when}").format(when=when[:1].lower() + when[1:]))
        self.form.addWidget(label(line.name, "heading", wrap=True))
        with db.read() as session:
            rules = ratings.rules_of(session, year, quarter)
            others = [row for row in body_ratings.of(session, line.body) if row[:2] != (year, quarter)]
        entries = [(self.tr("chưa có"), None), *((words_of(rules, level), level) for level in LEVELS)]
        self.own = self.add("own_rating", self.tr("Tự xếp loại"), Choice(entries))
        self.committee = self.add("committee_rating", self.tr("Cấp trên xếp loại"), Choice(entries))
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN)
        self.form.addLayout(row)
        self.number = self.add("decision_number", self.tr("Số quyết định"), QLineEdit(), into=row)
        self.number.setMaxLength(40)
        self.day = self.add("decided_on", self.tr("Ngày quyết định"), DateField(), into=row)
        self.note = self.add("note", self.tr("Ghi chú"), QLineEdit())
        self.note.setMaxLength(200)
        self.years = label("", "muted", wrap=True)
        told = [
            f"{ratings.period(one, part).label}: {level.short}" for one, part, held in others if (level := held.level)
        ]
        self.years.setText(" · ".join(told))
        self.years.setVisible(bool(told))
        self.form.addWidget(self.years)
        values = line.values
        self.own.set_value(values.own_rating)
        self.committee.set_value(values.committee_rating)
        self.number.setText(values.decision_number)
        self.day.set_value(values.decided_on)
        self.note.setText(values.note)

    def save(self) -> None:
        """Write the rating in one step."""
        values = BodyRatingValues(
            self.own.value(), self.committee.value(), self.number.text(), self.day_of("decided_on"), self.note.text()
        )
        with self._db.write(f"{self.windowTitle()}: {self._line.name}") as session:
            today = self._db.clock().date()
            body_ratings.put(session, [self._line.body], self._year, self._quarter, values, on=today)


class BodyRatingsDialog(EditListDialog[BodyRatingLine]):
    """All bodies of a period; 1–4 give the level to the rows selected, Delete takes it away."""

    def __init__(
        self,
        db: Database,
        year: int,
        quarter: int = WHOLE_YEAR,
        parent: QWidget | None = None,
        *,
        body: Body | None = None,
    ) -> None:
        self.db, self._body = db, body
        self.rules = RatingRules("")
        super().__init__(parent)
        self.add_button.hide()
        self.remove_button.setText(self.tr("Bỏ xếp loại"))
        self.year = QSpinBox(minimum=2000, maximum=db.clock().year, value=year)
        self.year.setAccessibleName(self.tr("Năm"))
        chips = [(self.tr("Cả năm"), WHOLE_YEAR)]
        chips += [(self.tr("Quý {n}").format(n=roman), n) for n, roman in enumerate(("I", "II", "III", "IV"), 1)]
        self.quarter = Choice(chips)
        self.quarter.setAccessibleName(self.tr("Kỳ"))
        self.quarter.set_value(quarter)
        for widget in (label(self.tr("Năm"), "muted"), self.year, self.quarter):
            self.row.addWidget(widget)
        self.year.valueChanged.connect(lambda _year: self.reload())
        self.quarter.picked.connect(lambda _quarter: self.reload())
        self.table.setSelectionMode(self.table.SelectionMode.ExtendedSelection)
        self.table.set_empty(self.tr("Chưa có chi bộ, tổ chức nào ở cuối kỳ này."))
        self.table.installEventFilter(self)

    def columns(self) -> Sequence[Column[BodyRatingLine]]:
        """A body, and how it is rated."""
        return (
            Column(self.tr("Chi bộ, tổ chức đảng"), lambda row: "    " * row.depth + row.name, width=34, least=24),
            Column(self.tr("Tự xếp loại"), lambda row: row.values.own_rating, width=11, text=self._short),
            Column(
                self.tr("Cấp trên xếp loại"),
                lambda row: row.values.committee_rating,
                width=18,
                least=10,
                short=self.tr("Cấp trên"),
                text=self._short,
                state=lambda row: (
                    LEVEL_STATES.get(row.values.committee_rating, State.PLAIN)
                    if row.values.committee_rating
                    else State.PLAIN
                ),
            ),
            Column(
                self.tr("Số quyết định"),
                lambda row: row.values.decision_number,
                width=14,
                least=10,
                short=self.tr("Số QĐ"),
            ),
            Column(self.tr("Ngày"), lambda row: row.values.decided_on, width=11),
            Column(
                self.tr("Ghi chú"),
                lambda row: row.values.note,
                width=18,
                least=8,
                leaves=1,
                tip=lambda row: row.values.note,
            ),
        )

    def read(self) -> list[BodyRatingLine]:
        """The bodies of the period, in the order of the tree; the words above say the sums."""
        year, quarter = self.year.value(), self.quarter.value()
        with self.db.read() as session:
            self.rules = ratings.rules_of(session, year, quarter)
            found = body_ratings.lines(session, year, quarter, on=self.db.clock().date())
        sums = body_ratings.counts(found)
        parts = [
            f"{self.rules.short(level)} {number(count)} ({share} %)".replace(".", ",")
            for level, count, share in zip(LEVELS, sums, closing(sums) if any(sums) else (0,) * 4, strict=True)
        ]
        rated = self.tr("Đã xếp loại {n}/{all}").format(n=number(sum(sums)), all=number(len(found)))
        keys = self.tr("Chọn dòng rồi bấm 1–4 để ghi mức cấp trên xếp loại, Delete để bỏ.")
        self.set_words(self.tr("Xếp loại tổ chức đảng"), f"{rated}: {' · '.join(parts)}. {keys}")
        return found

    def reload(self) -> None:
        """Read the rows anew, the first time with the cursor on the body asked for."""
        super().reload()
        if self._body is not None:
            self.table.select_key(self._body)
            self._body = None

    def form_for(self, row: BodyRatingLine | None) -> FormDialog:
        """The form of a body's rating."""
        if row is None:
            raise LookupError(row)
        return BodyRatingForm(self.db, row, self.year.value(), self.quarter.value(), self)

    def take_out(self, row: BodyRatingLine) -> None:
        """Take the ratings of the rows selected away."""
        self.give(None, self.table.selected_rows() or [row])

    def give(self, level: RatingLevel | None, rows: Sequence[BodyRatingLine]) -> None:
        """Write a level for some bodies in one step; None takes their rating away."""
        year, quarter, today = self.year.value(), self.quarter.value(), self.db.clock().date()
        if not rows:
            return
        when = ratings.period(year, quarter).label
        who = rows[0].name if len(rows) == 1 else self.tr("{n} tổ chức").format(n=len(rows))
        step = self.tr("Xếp loại {when}: {who}") if level else self.tr("Bỏ xếp loại {when}: {who}")
        with self.db.write(step.format(when=when[:1].lower() + when[1:], who=who)) as session:
            for row in rows:
                held = row.values
                values = (
                    NOTHING
                    if level is None
                    else BodyRatingValues(held.own_rating, level, held.decision_number, held.decided_on, held.note)
                )
                body_ratings.put(session, [row.body], year, quarter, values, on=today)
        self.reload()

    def eventFilter(self, watched: object, event: object) -> bool:  # type: ignore[override]
        """Take the keys 1–4 and Delete in the table."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() is QKeyEvent.Type.KeyPress:
            rows = self.table.selected_rows()
            if event.text() in _KEYS and rows:
                self.give(_KEYS[event.text()], rows)
                return True
            if event.key() == Qt.Key.Key_Delete and rows:
                self.give(None, rows)
                return True
        return False

    def _short(self, level: RatingLevel | None) -> str:
        return self.rules.short(level) if level else ""


def words_of(rules: RatingRules, level: RatingLevel) -> str:
    """A level with its letters: “Hoàn thành tốt nhiệm vụ (HTTNV)”."""
    return f"{rules.label(level)} ({rules.short(level)})"
