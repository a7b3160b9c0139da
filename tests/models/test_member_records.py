"""Records kept by columns are the records that a list of them would hold."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.dates import PartialDate
from models.imports import arrivals
from models.imports.actions import Action, Subject, Verdict, WriteMember
from models.imports.newcomers import Newcomers
from models.imports.plans import ImportPlan
from models.member_records import MemberRecords
from models.records import MemberRecord
from models.tables import Duty
from tests.models.builders import TODAY

PARTS: dict[str, tuple[Any, ...]] = {
    "full_name": ("Lò Văn Ánh", "Cà Thị Say"),
    "citizen_id": (None, "011077501364"),
    "born_on": (None, PartialDate(1977)),
    "duty": (None, Duty.ACTIVE),
    "plain": ({}, {"note": "ở xa"}),
    "double_of": (None, 2),
}
RECORDS = st.builds(
    lambda row, said: MemberRecord(**{"sheet": "DS", "row": row, "full_name": "Lò", **said}),
    st.integers(2, 9),
    st.dictionaries(st.sampled_from(sorted(PARTS)), st.integers(0, 1)).map(
        lambda chosen: {name: PARTS[name][place] for name, place in chosen.items()}
    ),
)
LISTS = st.lists(st.tuples(RECORDS, RECORDS, st.booleans()), max_size=6)


def kept(lines: list[tuple[MemberRecord, MemberRecord, bool]]) -> tuple[MemberRecords, list[MemberRecord]]:
    """Return a list by columns some of whose lines were made anew, and the same as a plain list."""
    columns = {name: [getattr(one, name) for one, _other, _is_new in lines] for name in MemberRecord._fields[:11]}
    first = [MemberRecord(**{name: getattr(one, name) for name in columns}) for one, _other, _is_new in lines]
    made = {n: other for n, (_one, other, is_new) in enumerate(lines) if is_new}
    return MemberRecords(columns, len(lines), {}).with_made(made), [made.get(n, one) for n, one in enumerate(first)]


@given(LISTS, LISTS)
def test_columns_hold_what_the_records_say(lines: list[Any], others: list[Any]):
    (records, plain), (more, rest) = kept(lines), kept(others)
    for found, wanted in ((records, plain), (MemberRecords.joined([records, more]), plain + rest)):
        assert list(found) == [found[n] for n in range(len(found))] == found[:] == wanted
        for name in MemberRecord._fields:
            assert found.column(name) == [getattr(one, name) for one in wanted]
        assert set(found.told()) == {name for name in MemberRecord._fields if any(found.column(name))}


@given(st.lists(st.booleans(), max_size=7), st.integers(0, 2))
def test_all_whom_a_plan_adds_come_in_the_order_of_the_file(by_column: list[bool], before: int):
    records = [MemberRecord("DS", row, f"Lò Văn {row}") for row in range(len(by_column))]
    places = [n for n, quick in enumerate(by_column) if quick]
    names = {"full_name": [records[n].full_name for n in places]}
    many = Newcomers(
        MemberRecords.of(records), places, names, ["a"] * len(places), [Duty.ACTIVE] * len(places), lambda *_said: []
    )
    cells = [Action(Verdict.ADD, Subject.CELL, "Chi bộ", "DS", 1)] * before
    alone = [
        Action(
            *(Verdict.ADD, Subject.MEMBER, one.full_name, one.sheet, one.row),
            write=WriteMember(None, {"full_name": one.full_name, "phone": "0912"}, "b", None),
        )
        for one, quick in zip(records, by_column, strict=True)
        if not quick
    ]
    plan = ImportPlan("", "", TODAY, (*cells, *alone), newcomers=many, before=before)
    assert [one.name for one in plan.actions[before:]] == [one.full_name for one in records]
    people = arrivals.of(plan)
    assert people.values.get("full_name", []) == [one.full_name for one in records]
    assert people.cells == ["a" if quick else "b" for quick in by_column]
    if alone:
        assert people.values["phone"] == [None if quick else "0912" for quick in by_column]
    assert plan.added(Subject.MEMBER) == len(records)
