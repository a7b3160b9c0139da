"""What came of developing members in a period, cell by cell, against the year's target (domain.md 7.10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from exports.names import Behind, Finding, Person
from exports.report import PERCENT, Column, Needs, Report, Scope, Sheet, Value, listed, percentage
from models import cells, pipeline, targets
from models.dates import Period
from models.indicators.facts import Facts
from models.indicators.kinds import Name, Subject
from models.indicators.movement import ADMITTED
from models.indicators.scope import Scope as Days
from models.pipeline import Stage
from models.statistics import Entry, Group, Register
from models.tables import Gender
from models.tables.target import Measure
from models.text import number

_OF = "Trong số kết nạp trong kỳ"
_NOW, _SO_FAR = "Kết nạp trong kỳ", "Lũy kế từ đầu năm"
_TAUGHT = (Stage.TAUGHT, Stage.PROPOSED, Stage.FILED, Stage.DECIDED)


@dataclass(frozen=True)
class Data:
    """The names behind the columns, and the targets of the year by cell (None: of the commune)."""

    period: Period
    cells: dict[int, str]
    admitted: tuple[Entry, ...]
    so_far: tuple[Entry, ...]
    recognised: tuple[Name, ...]
    sources: tuple[Name, ...]
    targets: dict[int | None, Fraction]
    unsure: dict[str, tuple[Entry, ...]]
    """Heading → those of whom the book does not say whether they belong below it."""


@dataclass(frozen=True)
class Line:
    """A cell of the report, or (None) the commune."""

    data: Data
    cell_id: int | None

    def holds(self, name: Name) -> bool:
        """Whether a name counts here."""
        return self.cell_id is None or name.cell_id == self.cell_id

    @property
    def name(self) -> str:
        """The cell's name."""
        return "Tổng cộng" if self.cell_id is None else self.data.cells[self.cell_id]

    @property
    def target(self) -> Fraction | None:
        """The year's target; the commune's own if there is one, else the sum of the cells'."""
        goals = self.data.targets
        if self.cell_id is not None or None in goals:
            return goals.get(self.cell_id)
        return sum(goals.values(), Fraction()) if goals else None


def fetch(session: Session, scope: Scope) -> Data:
    """Read the period, and the sum since January beside it."""
    period = scope.period
    assert period is not None  # Needs.PERIOD
    year, register = Period.year(period.last.year), Register(session)
    facts = Facts(session, Days(period, scope.as_of))

    def admitted(days: Period, *, is_sure: bool | None = True) -> tuple[Entry, ...]:
        group = register.statistics(days, scope.as_of, [Group.ADMITTED]).groups[Group.ADMITTED]
        return tuple(group.by("is_sure").get(is_sure, ()))

    recognised = tuple(
        Name(Subject.MEMBER, row.id, row.full_name, row.cell_id, f"chính thức {row.day}")
        for row in facts.recognised
        if row.is_sure
    )
    sources = tuple(
        Name(Subject.CANDIDATE, line.candidate_id or 0, line.full_name, line.cell_id, line.stage.value)
        for line in pipeline.lines(session, scope.as_of)
        if line.stage in _TAUGHT
    )
    since = period.since_january(scope.as_of)
    now, so_far = admitted(period), admitted(since)
    used = {name.cell_id for name in (*(entry.name for entry in (*now, *so_far)), *recognised, *sources)}
    living = {row.id for row in facts.cells}
    shown = {key: cells.short_name(name) for key, name in facts.cell_names.items() if key in living | used}
    unsure = {_NOW: admitted(period, is_sure=None), _SO_FAR: admitted(since, is_sure=None)}
    return Data(period, shown, now, so_far, recognised, sources, _targets(session, year), unsure)


def _targets(session: Session, year: Period) -> dict[int | None, Fraction]:
    return {
        row.values.cell_id: row.values.value
        for row in targets.rows(session, year)
        if row.values.indicator_key == ADMITTED.key
        and row.values.period == year
        and row.values.measure is Measure.LEVEL
        and row.values.organization_id is None
    }


def _people(heading: str, names: Callable[[Data], Iterable[Name]], group: str = "", width: float = 7) -> Column[Line]:
    def those(line: Line) -> list[Name]:
        return [name for name in names(line.data) if line.holds(name)]

    def behind(_session: Session, data: Data, line: Line) -> Behind:
        found = those(line)
        return _told(heading, data, line, found, f"{number(len(found))} tên.")

    return Column[Line](heading, lambda line: len(those(line)), width, group=group, behind=behind)


def _told(
    heading: str, data: Data, line: Line, names: Iterable[Name], explanation: str, counted_as: str = "Được tính"
) -> Behind:
    where = "cả đảng bộ" if line.cell_id is None else line.name
    people = [Person(n.id, n.name, data.cells.get(n.cell_id or 0, ""), counted_as, n.detail, n.subject) for n in names]
    return Behind(f"{heading} – {where}, {data.period.label}", explanation, people)


def _against(heading: str) -> Callable[[Session, Data, Line], Behind]:
    """Return what reads whom the year's target has so far."""

    def behind(_session: Session, data: Data, line: Line) -> Behind:
        found = [entry.name for entry in data.so_far if line.holds(entry.name)]
        said = f"Chỉ tiêu năm {data.period.last.year}: {_goal(line)}; đã kết nạp {number(len(found))}."
        return _told(heading, data, line, found, said)

    return behind


def _of(heading: str, trait: str, value: object) -> Column[Line]:
    def names(data: Data) -> Iterable[Name]:
        return (entry.name for entry in data.admitted if entry.traits.get(trait) == value)

    return _people(heading, names, _OF)


def _goal(line: Line) -> Value:
    return None if line.target is None else int(line.target)


def _done(line: Line) -> Value:
    if not line.target:
        return None
    return percentage(Fraction(sum(line.holds(entry.name) for entry in line.data.so_far)) / line.target)


def notes(data: Data) -> list[str]:
    """Return what the columns count."""
    return [
        f"Lũy kế: kết nạp từ 01/01/{data.period.last.year} đến ngày tính; % chỉ tiêu = lũy kế / chỉ tiêu năm. Chi bộ "
        "chưa được giao chỉ tiêu thì để trống.",
        "Nguồn: quần chúng đã học lớp nhận thức về Đảng, chưa kết nạp, đến ngày tính.",
    ]


def check(data: Data, scope: Scope) -> list[Finding]:
    """Say what is not known, and whether the cells' targets make up the commune's."""
    found: list[Finding] = []
    if not data.targets:
        found.append(Finding("Chưa đặt chỉ tiêu kết nạp của năm; cột chỉ tiêu và % để trống."))
    own = data.targets.get(None)
    parts = sum((goal for key, goal in data.targets.items() if key is not None), Fraction())
    if own is not None and parts and parts != own:
        found.append(Finding(f"Chỉ tiêu giao cho các chi bộ cộng lại {number(parts)}, cả đảng bộ là {number(own)}."))
    whole = Line(data, None)
    for heading, entries in data.unsure.items():
        if names := [entry.name for entry in entries]:
            said = (
                f"Cột “{heading}” chưa tính {number(len(names))} đồng chí sổ chỉ ghi tháng hoặc năm vào Đảng nên có "
                f"thể ngoài thời gian ấy: {listed([one.name for one in names])}; ghi đủ ngày thì biết có tính không."
            )
            found.append(Finding(said, _told(heading, data, whole, names, said, "Chưa rõ")))
    return found


REPORT = Report[Data](
    key="phat-trien-dang-vien",
    title="Kết quả phát triển đảng viên",
    group="Phát triển đảng viên, thôn bản",
    needs=Needs.PERIOD,
    fetch=fetch,
    check=check,
    sheets=(
        Sheet[Data](
            name="Phát triển đảng viên",
            title="Kết quả phát triển đảng viên",
            rows=lambda data: [Line(data, key) for key in data.cells],
            total=lambda data: Line(data, None),
            notes=notes,
            empty="Sổ chưa có chi bộ nào.",
            columns=(
                Column[Line]("Chi bộ", lambda line: line.name, 28, align="left"),
                Column[Line]("Chỉ tiêu năm", _goal, 8, behind=_against("Chỉ tiêu năm")),
                _people(_NOW, lambda data: (entry.name for entry in data.admitted), width=8),
                _people(_SO_FAR, lambda data: (entry.name for entry in data.so_far), width=8),
                Column[Line]("% chỉ tiêu năm", _done, 8, format=PERCENT, behind=_against("% chỉ tiêu năm")),
                _of("Nữ", "gender", Gender.FEMALE),
                _of("Dân tộc thiểu số", "minority", True),
                _of("Đoàn viên", "youth", True),
                _of("Người theo tôn giáo", "religious", True),
                _people("Chuyển chính thức", lambda data: data.recognised, width=8),
                _people("Nguồn đã học lớp nhận thức", lambda data: data.sources, width=10),
            ),
        ),
    ),
)
