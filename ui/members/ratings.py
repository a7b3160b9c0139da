"""The tab *Xếp loại* of the card, and the form of one rating."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models import attenders, awards, namesakes, rating_rules, ratings
from models.attenders import MemberYear
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.rating_rules import RatingRules
from models.ratings import NO_MEETINGS, NOTHING, WHOLE_YEAR, RatingRow, RatingValues
from models.tables import RatingCause, RatingLevel, RatingState
from ui import messages, theme
from ui.fields import Choice, DateField, FormDialog
from ui.members.card_lines import CardLine
from ui.members.entries import Entry, EntryList, scroll_area
from ui.members.pairs import Pairs, check_when_left, choice, dates_of
from ui.theme import State
from ui.widgets.labels import label

LEVEL_STATES = {
    RatingLevel.EXCELLENT: State.GOOD,
    RatingLevel.GOOD: State.GOOD,
    RatingLevel.FULFILLED: State.WARN,
    RatingLevel.NOT_FULFILLED: State.BAD,
}


class RatingsTab(QWidget):
    """The ratings of a member, the newest first, those of a year with its meetings beside them."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._member_id = 0
        self._rows: list[RatingRow] = []
        self.list = EntryList(self.tr("Đánh giá, xếp loại"), self.tr("Ghi xếp loại"))
        self.list.add_asked.connect(lambda: self._open(None))
        self.list.edit_asked.connect(lambda key: self._open(next(row for row in self._rows if row.id == key)))
        self.list.remove_asked.connect(self._ask_remove)
        self.meetings = label("", "muted", wrap=True)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, theme.GAP, theme.GAP, 0)
        box.setSpacing(theme.MARGIN)
        box.addWidget(self.list)
        box.addWidget(self.meetings)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll_area(inside))

    def show_member(self, member_id: int, on: date) -> None:
        """Show a member's ratings; a year not rated yet has its meetings below."""
        self._member_id = member_id
        with self._db.read() as session:
            self._rows = ratings.of(session, member_id)
            book = rating_rules.book(session)
            years = {on.year, *(row.year for row in self._rows)}
            meetings = {
                year: attenders.member_years(session, year, members=[member_id]).get(member_id, NO_MEETINGS)
                for year in years
            }
        self.list.show_entries(
            [
                _entry(row, meetings[row.year], book.on(ratings.period(row.year, row.quarter).last))
                for row in self._rows
            ],
            self.tr("Chưa ghi xếp loại nào."),
        )
        is_open = not any((row.year, row.quarter) == (on.year, WHOLE_YEAR) for row in self._rows)
        self.meetings.setText(f"{self.tr('Sinh hoạt năm {year}').format(year=on.year)}: {met(meetings[on.year])}")
        self.meetings.setVisible(is_open)

    def copied_lines(self) -> list[CardLine]:
        """What the page says, as it is copied."""
        return self.list.lines()

    def _open(self, row: RatingRow | None) -> None:
        RatingForm(self._db, self._member_id, self.window(), row=row).open()

    def _ask_remove(self, key: int, _title: str) -> None:
        row = next(row for row in self._rows if row.id == key)
        with self._db.read() as session:
            name = namesakes.told(session, self._member_id, self._db.clock().date())
        when = ratings.period(row.year, row.quarter).label
        step = self.tr("Bỏ xếp loại {when} của {name}").format(when=_small(when), name=name)

        def act() -> None:
            with self._db.write(step) as session:
                ratings.put(session, self._member_id, row.year, row.quarter, NOTHING, on=self._db.clock().date())

        messages.ask(
            self.window(),
            self.tr("Bỏ xếp loại {when} của đồng chí {name}?").format(when=_small(when), name=name),
            self.tr("Bấm Ctrl+Z để lấy lại."),
            self.tr("Bỏ"),
            act,
        )


class RatingForm(FormDialog):
    """Writes the rating of a member for a year or a quarter; `row` is the one to correct."""

    def __init__(
        self, db: Database, member_id: int, parent: QWidget | None = None, *, row: RatingRow | None = None
    ) -> None:
        super().__init__("", parent, width=560)
        self._db, self._member_id, self._row = db, member_id, row
        self._today = db.clock().date()
        with db.read() as session:
            self.name = namesakes.told(session, member_id, self._today)
        self.setWindowTitle(self.tr("Ghi xếp loại") if row is None else self.tr("Sửa xếp loại"))
        self._build()
        self._show(row)
        check_when_left(self, self._dates)

    def save(self) -> None:
        """Write the rating in one step."""
        year, quarter = self._year(), self.quarter.value()
        values = self.values()
        if values == NOTHING:
            raise KnownError(self.tr("Hãy chọn mức xếp loại, hoặc ghi vì sao chưa có."), field="cell_rating")
        step = self.tr("Xếp loại {when}: {name}").format(
            when=_small(ratings.period(year, quarter).label), name=self.name
        )
        with self._db.write(step) as session:
            before = (self._row.year, self._row.quarter) if self._row else None
            ratings.write(session, self._member_id, (year, quarter), values, before, on=self._today)

    def values(self) -> RatingValues:
        """Return what is written. Raises KnownError naming the field."""
        days = {name: day.first if day else None for name, day in dates_of(self, self._dates).items()}
        return RatingValues(
            self.levels["cell_rating"].value(),
            days["cell_rated_on"],
            self.levels["committee_rating"].value(),
            days["committee_rated_on"],
            self._points(),
            self.state.value(),
            self.cause.value() if not self.fields["cause"].isHidden() else None,
            self.note.text().strip(),
        )

    def _build(self) -> None:
        self.form.addWidget(label(self.name, "heading", wrap=True))
        part = Pairs(self, self.tr("Kỳ xếp loại"))
        self.year = self.add("year", self.tr("Năm"), QLineEdit(), required=True, into=part)
        self.year.setMaxLength(4)
        quarters = [(self.tr("Cả năm"), WHOLE_YEAR)]
        quarters += [(self.tr("Quý {n}").format(n=roman), n) for n, roman in enumerate(("I", "II", "III", "IV"), 1)]
        self.quarter = self.add("quarter", self.tr("Kỳ"), choice(quarters), into=part)
        self.meetings = label("", "muted", wrap=True)
        self.form.addWidget(self.meetings)
        part = Pairs(self, self.tr("Mức xếp loại"))
        self.levels: dict[str, Choice] = {}
        self._dates: dict[str, DateField] = {}
        for who, level, day in (
            ("cell", self.tr("Chi bộ xếp loại"), self.tr("Ngày chi bộ xếp loại")),
            ("committee", self.tr("Đảng ủy xếp loại"), self.tr("Ngày đảng ủy xếp loại")),
        ):
            self.levels[f"{who}_rating"] = self.add(f"{who}_rating", level, choice(self._levels(None)), into=part)
            self._dates[f"{who}_rated_on"] = self.add(f"{who}_rated_on", day, DateField(), into=part)
        self.points = self.add("points", self.tr("Điểm (nếu chấm)"), QLineEdit(), into=part)
        self.points.setMaxLength(6)
        self.state = self.add(
            "state",
            self.tr("Nếu chưa có mức"),
            choice([("–", None), *((one.label, one) for one in RatingState)]),
            into=part,
        )
        self.cause = self.add(
            "cause",
            self.tr("Nguyên nhân không hoàn thành"),
            choice([(self.tr("chưa rõ"), None), *((one.label, one) for one in RatingCause)]),
        )
        self.note = self.add("note", self.tr("Ghi chú"), QLineEdit())
        self.note.setMaxLength(200)
        self.doubts = label("", wrap=True)
        self.form.addWidget(self.doubts)
        for field in (*self.levels.values(), self.quarter):
            field.currentIndexChanged.connect(lambda _: self._follow())
        for line in (self.year, self.points):
            line.textChanged.connect(lambda _: self._follow())

    def _show(self, row: RatingRow | None) -> None:
        year = row.year if row else self._today.year if self._today.month > 10 else self._today.year - 1
        self.year.setText(str(year))
        values = row.values if row else NOTHING
        self.quarter.set_value(row.quarter if row else WHOLE_YEAR)
        for name, field in self.levels.items():
            field.set_value(getattr(values, name))
        for name, day in self._dates.items():
            day.set_value(getattr(values, name))
        self.points.setText("" if values.points is None else f"{values.points:g}".replace(".", ","))
        self.state.set_value(values.state)
        self.cause.set_value(values.cause)
        self.note.setText(values.note)
        self._follow()

    def _follow(self) -> None:
        """Show the meetings of the year typed, and what speaks against the levels chosen."""
        level = self.levels["committee_rating"].value() or self.levels["cell_rating"].value()
        self.fields["cause"].setVisible(level is RatingLevel.NOT_FULFILLED)
        try:
            year = self._year()
        except KnownError:
            self.meetings.setText("")
            self.doubts.setText("")
            return
        span = Period.year(year)
        with self._db.read() as session:
            counts = attenders.member_years(session, year, members=[self._member_id]).get(self._member_id, NO_MEETINGS)
            disciplines = tuple(awards.disciplined(session, span.first, span.last).get(self._member_id, ()))
            rules = ratings.rules_of(session, year, self.quarter.value())
        self.meetings.setText(f"{self.tr('Sinh hoạt năm {year}').format(year=year)}: {met(counts)}")
        self._name_levels(rules)
        try:
            points = self._points()
        except KnownError:
            points = None
        said = ratings.doubts(RatingValues(level, points=points), rules, disciplines)
        self.doubts.setText("\n".join(f"{State.WARN.sign} {words}" for words in said))
        self.doubts.setVisible(bool(self.doubts.text()))
        self.fit()

    def _levels(self, rules: RatingRules | None) -> list[tuple[str, RatingLevel | None]]:
        """The levels in the words of the rules."""
        words = [(rules.label(one) if rules else one.label, one) for one in RatingLevel]
        return [(self.tr("chưa có"), None), *words]

    def _name_levels(self, rules: RatingRules) -> None:
        """Call the levels what they were called in the period typed."""
        for field in self.levels.values():
            if field.itemText(1) != rules.label(RatingLevel.EXCELLENT):
                field.blockSignals(True)
                field.set_entries(self._levels(rules))
                field.blockSignals(False)

    def _year(self) -> int:
        text = self.year.text().strip()
        if not (text.isdecimal() and 1930 <= int(text) <= 2200):
            raise KnownError(self.tr("Hãy ghi năm bằng bốn chữ số, như 2026."), field="year")
        return int(text)

    def _points(self) -> float | None:
        text = self.points.text().strip().replace(",", ".")
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            raise KnownError(self.tr("Điểm là một số từ 0 đến 100, như 92,5."), field="points") from None


def met(counts: MemberYear) -> str:
    """A year's meetings in words."""
    tr = QCoreApplication.translate
    if not counts.obliged:
        return tr("Ratings", "không có buổi nào phải dự")
    words = tr("Ratings", "phải dự {obliged} · có mặt {attended} · vắng có lý do {excused} · không lý do {unexcused}")
    return words.format(
        obliged=counts.obliged, attended=counts.attended, excused=counts.excused, unexcused=counts.unexcused
    )


def _entry(row: RatingRow, meetings: MemberYear, rules: RatingRules) -> Entry:
    tr = QCoreApplication.translate
    values = row.values
    lines: list[str] = []
    for words, level, day in (
        (tr("Ratings", "Chi bộ"), values.cell_rating, values.cell_rated_on),
        (tr("Ratings", "Đảng ủy"), values.committee_rating, values.committee_rated_on),
    ):
        if level is not None:
            when = f" ({day:%d/%m/%Y})" if day else ""
            lines.append(f"{words}: {_small(rules.label(level))}{when}")
    if values.points is not None:
        lines.append(tr("Ratings", "Điểm: {points}").format(points=f"{values.points:g}".replace(".", ",")))
    lines += [values.cause.label] if values.cause else []
    lines += [values.note] if values.note else []
    if row.quarter == WHOLE_YEAR:
        lines.append(tr("Ratings", "Sinh hoạt: {counts}").format(counts=met(meetings)))
    level = values.level
    title = (
        rules.label(level) if level else values.state.label if values.state else tr("Ratings", "Chưa có mức xếp loại")
    )
    tags = ((rules.short(level), LEVEL_STATES[level]),) if level else ()
    return Entry(row.id, title, ratings.period(row.year, row.quarter).label, tuple(lines), tags)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
