"""Planning lists of ratings: the level of each member for a year or quarter, the cell's and the committee's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from models import ratings
from models.errors import KnownError
from models.imports.actions import Action, Difference, Subject, Verdict, WriteRating
from models.imports.columns import problem_of
from models.imports.ground import Ground
from models.imports.whose import Whose
from models.rating_rules import RatingRules
from models.ratings import NOTHING, RatingLine, RatingValues
from models.records import MemberRecord, Problem, RatingRecord
from models.tables import RatingState

_LABELS: Final = {
    "cell_rating": "Chi bộ xếp loại",
    "cell_rated_on": "Ngày chi bộ xếp loại",
    "committee_rating": "Đảng ủy xếp loại",
    "committee_rated_on": "Ngày đảng ủy xếp loại",
    "points": "Điểm",
    "state": "Không xếp loại vì",
    "cause": "Nguyên nhân",
    "note": "Ghi chú",
}


class RatingPlanner:
    """Plans one rating after another: new, changed, already there."""

    def __init__(self, ground: Ground) -> None:
        self._session = ground.session
        self._on = ground.on
        self._whose = Whose(ground.register, ground.choices)
        self._lines: dict[tuple[int, int], dict[int, RatingLine]] = {}
        self._written: dict[tuple[int, int], dict[int, RatingValues]] = {}
        self._rules: dict[tuple[int, int], RatingRules] = {}
        self._taken: dict[tuple[int, int, int], MemberRecord] = {}

    def plan(self, record: RatingRecord) -> Action:
        """Return what happens to one line."""
        who = record.who
        if who.is_refused:
            return _action(Verdict.ERROR, who, [])
        if record.year is None:
            text = "Chưa rõ xếp loại của năm nào."
            repair = "Chọn năm ở phía trên bảng xem trước, hoặc ghi năm vào tên danh sách."
            problem = problem_of(who, "Năm xếp loại", "", text, repair)
            said = tuple(Difference(label, "", _text(value)) for label, value in _told(record) if value is not None)
            return _action(Verdict.ASK, who, [problem])._replace(differences=said)
        found = self._whose.find(who, (who.cell_name,))
        if found.maybe:
            said = [Difference(label, "", _text(value)) for label, value in _told(record) if value is not None]
            return self._whose.question(who, found, said)
        if found.member_id is None:
            return _action(Verdict.ERROR, who, [self._whose.missing(who)])
        first = self._taken.setdefault((found.member_id, record.year, record.quarter), who)
        if first is not who:
            text = f"Dòng này và dòng {first.row} trang “{first.sheet}” là cùng một đồng chí."
            problem = problem_of(who, "Họ và tên", who.full_name, text, "Chỉ giữ một dòng.")
            return _action(Verdict.ERROR, who, [problem])
        return self._compare(record, found.member_id, record.year)

    def _compare(self, record: RatingRecord, member_id: int, year: int) -> Action:
        who, problems = record.who, list[Problem]()
        period = year, record.quarter
        if period not in self._written:
            self._written[period] = ratings.written(self._session, *period)
            self._rules[period] = ratings.rules_of(self._session, *period)
            lines = ratings.lines(self._session, *period, on=self._on)
            self._lines[period] = {line.member_id: line for line in lines}
        line = self._lines[period].get(member_id)
        before = self._written[period].get(member_id, NOTHING)
        after = _with(before, record, line)
        try:
            ratings.check(*period, after, self._on)
        except KnownError as error:
            field = _LABELS.get(error.field or "", "Năm xếp loại")
            problem = problem_of(who, field, "", error.message, "Sửa lại dòng này.")
            return _action(Verdict.ERROR, who, [problem])
        if after == before:
            return _action(Verdict.SKIP, who, [])
        if line is None:
            text = "Đồng chí không có trong danh sách của đảng bộ ở cuối kỳ xếp loại."
            problems.append(problem_of(who, "Họ và tên", who.full_name, text, "Kiểm tra lại năm.", is_warning=True))
        rules = self._rules[period]
        for doubt in ratings.doubts(after, rules, line.disciplines if line else ()):
            problems.append(problem_of(who, "Mức xếp loại", "", doubt, "Vẫn nhập được.", is_warning=True))
        differences = tuple(
            Difference(label, _text(was), _text(will) or "(bỏ)")
            for name, label in _LABELS.items()
            if (was := getattr(before, name)) != (will := getattr(after, name))
        )
        verdict = Verdict.ADD if before == NOTHING else Verdict.CHANGE
        write = WriteRating(member_id, *period, after)
        return _action(verdict, who, problems)._replace(differences=differences, write=write)


def write(session: Session, many: Sequence[WriteRating], on: date) -> None:
    """Write the ratings of members."""
    rounds: dict[tuple[int, int], dict[int, RatingValues]] = defaultdict(dict)
    for one in many:
        rounds[one.year, one.quarter][one.member_id] = one.values
    for (year, quarter), written in rounds.items():
        ratings.put_many(session, written, year, quarter, on=on)


def _with(values: RatingValues, record: RatingRecord, line: RatingLine | None) -> RatingValues:
    """Return a rating with what a line says of it; a blank leaves what is written, an exemption by rule is known."""
    if record.cell is not None:
        values = values.with_level("cell", record.cell, record.cell_on)
    if record.committee is not None:
        values = values.with_level("committee", record.committee, record.committee_on)
    if record.points is not None:
        values = replace(values, points=record.points)
    is_known = record.state is RatingState.EXEMPT and line is not None and line.is_exempt
    if record.state is not None and not is_known and values.state is not record.state:
        values = values.with_state(record.state)
        values = replace(values, note=values.note or record.remark or "")
    return values


def _told(record: RatingRecord) -> tuple[tuple[str, Any], ...]:
    return (
        ("Chi bộ xếp loại", record.cell),
        ("Đảng ủy xếp loại", record.committee),
        ("Không xếp loại vì", record.state),
    )


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value.label


def _action(verdict: Verdict, who: MemberRecord, problems: list[Problem]) -> Action:
    found = (*who.problems, *problems)
    return Action(verdict, Subject.RATING, who.full_name, who.sheet, who.row, (), found)
