"""Đánh giá, xếp loại chất lượng đảng viên of a year or quarter: by cell, by level, by name (domain.md 5, 8.5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from sqlalchemy.orm import Session

from exports.names import Behind, Finding, Person
from exports.report import PERCENT, Column, Needs, Report, Scope, Sheet, about, listed
from models import cells, rating_round, ratings
from models.attenders import MemberYear
from models.rating_round import CLOSING, LEVELS, CellRound, RatingCounts, Round, count, level_of
from models.ratings import NO_MEETINGS, Judge, RatingLine
from models.tables import RatingLevel
from models.text import number

_JUDGES: tuple[tuple[Judge, str], ...] = (("cell", "Chi bộ xếp loại"), ("committee", "Đảng ủy xếp loại"))


@dataclass(frozen=True)
class Data:
    """A round with the names of cells and everybody's meetings in it."""

    found: Round
    names: dict[int, str]
    meetings: dict[int, MemberYear]

    @property
    def total(self) -> CellRound:
        """All cells together."""
        lines = self.found.lines
        return CellRound(0, "Tổng cộng", count(lines), count(lines, "cell"), count(lines, "committee"))


@dataclass(frozen=True)
class LevelRow:
    """A level (None: all of them) with its count and share by the cell's word, the committee's, and as decided."""

    label: str
    counts: tuple[tuple[int, Decimal | None], ...]
    level: RatingLevel | None = None


def fetch(session: Session, scope: Scope) -> Data:
    """Read the round of the period."""
    assert scope.period is not None  # the report needs one
    year, quarter = ratings.round_of(scope.period)
    found = rating_round.read(session, year, quarter, on=scope.on)
    names = {row.cell_id: cells.short_name(row.name) for row in found.cells}
    return Data(found, names, ratings.meetings_of(session, year, quarter))


def ordered(data: Data) -> list[RatingLine]:
    """Return everybody by level, the best first, then by cell; then who has none, last who is exempt."""
    places = {row.cell_id: place for place, row in enumerate(data.found.cells)}

    def rank(line: RatingLine) -> tuple[int, int]:
        level = line.values.level
        place = LEVELS.index(level) if level else len(LEVELS) + line.is_exempt
        return place, places[line.cell_id]

    return sorted(data.found.lines, key=rank)


def by_level(data: Data) -> list[LevelRow]:
    """Return a row for each level."""
    sums = [count(data.found.lines, "cell"), count(data.found.lines, "committee"), data.found.counts]
    return [
        LevelRow(
            data.found.rules.label(level),
            tuple((one.of(level), one.shares[place] if one.rated else None) for one in sums),
            level,
        )
        for place, level in enumerate(LEVELS)
    ]


def all_levels(data: Data) -> LevelRow:
    """Return the total of the levels."""
    sums = [count(data.found.lines, "cell"), count(data.found.lines, "committee"), data.found.counts]
    return LevelRow("Tổng số đã xếp loại", tuple((one.rated, Decimal(100) if one.rated else None) for one in sums))


def notes(data: Data) -> list[str]:
    """Return the sums of form 6, the cap and what the letters stand for."""
    rules, sums = data.found.rules, data.found.counts
    told = [
        f"Có mặt {number(sums.present)} = được miễn {number(sums.exempt)} + chưa xếp loại {number(sums.not_yet)} + đã "
        f"xếp loại {number(sums.rated)} (theo mức của đảng ủy; nơi đảng ủy chưa xếp loại thì theo chi bộ).",
        f"{_cap_told(data)}.",
        "; ".join(f"{level.short}: {rules.label(level).lower()}" for level in LEVELS) + ".",
    ]
    failed = sums.of(RatingLevel.NOT_FULFILLED)
    if failed:
        told.append("Không hoàn thành nhiệm vụ: " + _causes(sums) + ".")
    if changed := sum(line.values.is_changed for line in data.found.lines):
        told.append(f"Đảng ủy xếp loại khác chi bộ: {number(changed)} đồng chí.")
    return told


def _cap_told(data: Data) -> str:
    """Say how many may be excellent and how many are: of all, or of the cells that are over the cap of each."""
    found, rules = data.found, data.found.rules
    told = f"Xuất sắc {rules.cap_words}"
    if rules.cap_percent is None:
        return told
    if rules.is_capped_by_cell:
        over = [
            f"{data.names[cell.cell_id]} (ghi {number(cell.cap.excellent)}, nhiều nhất {number(cell.cap.most or 0)})"
            for cell in found.over
            if cell.cap is not None
        ]
        return f"{told}: {number(len(over))} chi bộ quá: {listed(over)}" if over else f"{told}: không chi bộ nào quá"
    cap = found.cap(found.counts)
    over = f", đang quá {number(cap.over)}" if cap.over else ""
    return f"{told}: nhiều nhất {number(cap.most or 0)} ({cap.reckoned}), đã ghi {number(cap.excellent)}{over}"


def _over(data: Data) -> Finding | None:
    """Say that too many are excellent, with their names: of the cells over their cap, or of all."""
    found = data.found
    if not found.over and (found.rules.is_capped_by_cell or not found.cap(found.counts).over):
        return None
    where = {cell.cell_id for cell in found.over} or {cell.cell_id for cell in found.cells}
    return Finding(
        f"{_cap_told(data)}.",
        _people_of(
            "Được tính là xuất sắc",
            data,
            lambda line: line.cell_id in where and line.values.level is RatingLevel.EXCELLENT,
        ),
    )


def _causes(sums: RatingCounts) -> str:
    parts = ((cause.label if cause else "Chưa ghi nguyên nhân", many) for cause, many in sums.causes)
    return "; ".join(f"{label[:1].lower()}{label[1:]} {number(many)}" for label, many in parts)


def check(data: Data, scope: Scope) -> Sequence[Finding]:
    """Say where too many are excellent, who is not rated or not decided, what speaks against a rating."""
    del scope
    found, rules = data.found, data.found.rules
    said = [over] if (over := _over(data)) else []

    def tell(lines: Sequence[RatingLine], words: str) -> None:
        said.extend(about([_person(data, line) for line in lines], words, [_who(data, line) for line in lines]))

    tell([line for line in found.lines if line.is_open], "chưa ghi xếp loại")
    tell(found.undecided, "mới có chi bộ xếp loại, đảng ủy chưa xếp loại")
    doubted = [line for line in found.lines if any(ratings.doubts(line.values, rules, line.disciplines))]
    tell(doubted, "có điểm hoặc kỷ luật cần xem lại với mức xếp loại")
    why = [one for one in found.lines if one.values.level is RatingLevel.NOT_FULFILLED and one.values.cause is None]
    tell(why, "không hoàn thành nhiệm vụ mà chưa ghi nguyên nhân (biểu 6)")
    if not rules.is_checked:
        said.append(Finding(f"Chưa ai đối chiếu mức tỷ lệ với văn bản: {rules.document}."))
    return said


def _person(data: Data, line: RatingLine) -> Person:
    counted = line.values.level.label if line.values.level else "Được miễn" if line.is_exempt else "Chưa xếp loại"
    return Person(line.member_id, line.full_name, data.names[line.cell_id], counted, line.exemption or line.values.note)


def _who(data: Data, line: RatingLine) -> str:
    return f"{line.shown_name} ({data.names[line.cell_id]})"


def _behind(title: str, belongs: Callable[[RatingLine], bool], session: Session, data: Data, row: CellRound) -> Behind:
    """Return those whom a number counts, of a cell or of all (id 0)."""
    del session
    return _people_of(f"{title} – {row.name}", data, lambda line: row.cell_id in (0, line.cell_id) and belongs(line))


def _people_of(title: str, data: Data, belongs: Callable[[RatingLine], bool]) -> Behind:
    people = [_person(data, line) for line in data.found.lines if belongs(line)]
    return Behind(title, f"{number(len(people))} đồng chí trong danh sách ở cuối kỳ.", people)


def _level_column(judge: Judge, group: str, level: RatingLevel) -> Column[CellRound]:
    def value(row: CellRound) -> int:
        return (row.by_cell if judge == "cell" else row.by_committee).of(level)

    belongs = partial(_is_level, judge, level)
    return Column(level.short, value, 9, group=group, behind=partial(_behind, f"{group}: {level.short}", belongs))


def _is_level(judge: Judge, level: RatingLevel, line: RatingLine) -> bool:
    return level_of(line, judge) is level


def _sum_column(
    heading: str, value: Callable[[CellRound], int], belongs: Callable[[RatingLine], bool]
) -> Column[CellRound]:
    return Column(heading, value, 8, behind=partial(_behind, heading, belongs))


def _most(row: CellRound) -> int | None:
    return row.cap.most if row.cap else None


def _level_text(data_level: RatingLevel | None, line: RatingLine) -> str:
    if data_level is not None:
        return data_level.short
    return "miễn" if line.is_exempt else ""


def _list_rows(data: Data) -> list[tuple[Data, RatingLine]]:
    return [(data, line) for line in ordered(data)]


def _met(row: tuple[Data, RatingLine]) -> str:
    met = row[0].meetings.get(row[1].member_id, NO_MEETINGS)
    absent = f", KLD {met.unexcused}" if met.unexcused else ""
    return f"{met.attended}/{met.obliged}{absent}" if met.obliged else ""


def _note(row: tuple[Data, RatingLine]) -> str:
    line = row[1]
    parts = [line.values.cause.label if line.values.cause else "", *line.disciplines]
    parts += [line.exemption if line.values.level is None else "", line.values.note]
    return "; ".join(part for part in parts if part)


def _share(place: int, judge: Judge | None, group: str) -> tuple[Column[LevelRow], Column[LevelRow]]:
    def percent(row: LevelRow) -> float | None:
        share = row.counts[place][1]
        return None if share is None else float(share)

    def behind(_session: Session, data: Data, row: LevelRow) -> Behind:
        def belongs(line: RatingLine) -> bool:
            level = level_of(line, judge)
            return level is not None and row.level in (None, level)

        return _people_of(f"{group}: {row.label}", data, belongs)

    return (
        Column("Số lượng", lambda row: row.counts[place][0], 10, group=group, behind=behind),
        Column("Tỷ lệ %", percent, 10, group=group, format=PERCENT, behind=behind),
    )


Named = tuple[Data, RatingLine]
REPORT = Report[Data](
    key="xep-loai-dang-vien",
    title="Đánh giá, xếp loại chất lượng đảng viên",
    group="Đảng viên",
    needs=Needs.PERIOD,
    fetch=fetch,
    check=check,
    widened=ratings.widened,
    sheets=(
        Sheet[Data](
            name="Theo chi bộ",
            title="Tổng hợp đánh giá, xếp loại chất lượng đảng viên",
            rows=lambda data: data.found.cells,
            total=lambda data: data.total,
            notes=notes,
            empty="Chưa có chi bộ nào.",
            columns=(
                Column[CellRound]("Chi bộ", lambda row: cells.short_name(row.name), 24, align="left"),
                _sum_column("Đảng viên", lambda row: row.counts.present, lambda _line: True),
                _sum_column("Được miễn", lambda row: row.counts.exempt, lambda line: line.is_exempt),
                _sum_column(
                    "Chưa xếp loại",
                    lambda row: row.counts.not_yet,
                    lambda line: line.values.level is None and not line.is_exempt,
                ),
                _sum_column("Đã xếp loại", lambda row: row.counts.rated, lambda line: line.values.level is not None),
                *(_level_column(judge, group, level) for judge, group in _JUDGES for level in LEVELS),
                Column[CellRound]("Xuất sắc tối đa", _most, 9, optional=True),
            ),
        ),
        Sheet[Data](
            name="Theo mức",
            title="Số lượng và tỷ lệ đảng viên theo mức xếp loại",
            rows=by_level,
            total=all_levels,
            notes=lambda _data: [CLOSING],
            columns=(
                Column[LevelRow]("Mức xếp loại", lambda row: row.label, 40, align="left"),
                *(column for place, (judge, group) in enumerate(_JUDGES) for column in _share(place, judge, group)),
                *_share(2, None, "Kết quả của đảng bộ"),
            ),
        ),
        Sheet[Data](
            name="Danh sách",
            title="Danh sách xếp loại chất lượng đảng viên",
            rows=_list_rows,
            empty="Không có đảng viên nào trong danh sách ở cuối kỳ.",
            columns=(
                Column[Named]("Họ và tên", lambda row: row[1].shown_name, 22, align="left"),
                Column[Named]("Chi bộ", lambda row: row[0].names[row[1].cell_id], 22, align="left"),
                Column[Named]("Chi bộ xếp loại", lambda row: _level_text(row[1].values.cell_rating, row[1]), 10),
                Column[Named]("Đảng ủy xếp loại", lambda row: _level_text(row[1].values.committee_rating, row[1]), 10),
                Column[Named]("Điểm", lambda row: row[1].values.points, 8, optional=True),
                Column[Named]("Dự sinh hoạt", _met, 12),
                Column[Named]("Nguyên nhân, kỷ luật, ghi chú", _note, 36, align="left"),
            ),
        ),
    ),
)
