"""From the records of a file to the plan of every change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from sqlalchemy.orm import Session

from models import journal
from models.bulk import without_collecting
from models.imports import transfers
from models.imports.actions import Action, Choices, Verdict
from models.imports.columns import placed
from models.imports.former_names import FormerNames
from models.imports.ground import Ground
from models.imports.leaving import Decisions
from models.imports.lines import Lines
from models.imports.newcomers import Newcomers
from models.imports.numbers import without_taken
from models.imports.people import PeoplePlanner
from models.imports.places import new_cells, plan_village
from models.imports.plans import ImportPlan
from models.imports.register import Register
from models.imports.rolls import RollPlanner
from models.imports.slips import SlipPlanner
from models.member_records import MemberRecords
from models.progress import SILENT, Progress
from models.records import CellSheet, MemberRecord, Reading, Record, SlipRecord, TransferRecord, VillageRecord
from models.text import fold, number


def plan(
    session: Session,
    reading: Reading,
    on: date,
    *,
    choices: Choices | None = None,
    fixed: Mapping[tuple[str, int], int] | None = None,
    decisions: Decisions | None = None,
    month: tuple[int, int] | None = None,
    progress: Progress = SILENT,
) -> ImportPlan:
    """Return everything that importing a file on day `on` would do; nothing is written.

    `choices` are the answers to what an earlier plan of the same file asked, `decisions` those to what it left to
    decide (see `leaving`); `fixed` says of lines (sheet, row) whose they are, where that is no question: what such a
    line says holds, even if it says less than what is known. `month` is the only one of which slips are taken.
    """
    register = Register(session)
    former = FormerNames(session, register)
    answers = choices or {}
    people = _people(reading)
    others = () if len(people) == len(reading.records) else reading.records
    planner = PeoplePlanner(session, register, on, answers, people, fixed, decisions, reading.as_of)
    sheets = [record for record in others if isinstance(record, CellSheet)]
    years = {sheet.year for sheet in sheets}
    rolls = RollPlanner(session, register, answers, years, sheets) if years else None
    filled = [record for record in others if isinstance(record, SlipRecord)]
    slips = SlipPlanner(session, on, filled, month) if filled else None
    lined = Lines(Ground(session, register, on, answers, decisions or {}))
    planned: list[tuple[int, MemberRecord | VillageRecord, Action]] = []
    actions: list[tuple[int, Action]] = []
    joining: list[tuple[int, MemberRecord | VillageRecord, Action]] = []
    with without_collecting():
        plain = planner.newcomers(people) if len(people) == len(reading.records) else None
        for done, (place, record) in enumerate(_as_happened(_others(reading.records, plain), others, lined)):
            if done % 200 == 0:
                progress.step(done, len(reading.records), "So với sổ hiện có")
            if isinstance(record, MemberRecord):
                planned.append((place, record, planner.plan(record)))
            elif isinstance(record, CellSheet):
                actions += [(place, action) for action in rolls.plan(record)] if rolls else []
            elif isinstance(record, SlipRecord):
                actions += [(place, slips.plan(record))] if slips else []
            elif isinstance(record, VillageRecord):
                planned.append((place, record, plan_village(register, former.of_village(record))))
            for action in lined.plan(record):
                actions.append((place, action))
                if isinstance(record, TransferRecord) and (name := transfers.made_cell(action)) is not None:
                    joining.append((place, record.who._replace(cell_name=name), action))
    actions.sort(key=itemgetter(0))
    joining.sort(key=itemgetter(0))
    lines = without_taken(register, (action for _place, _record, action in planned))
    written = ((place, record, line) for (place, record, _action), line in zip(planned, lines, strict=True))
    named = (*planned, *joining)
    names = people.column("cell_name") if plain else [record.cell_name for _place, record, _action in named]
    cells = new_cells(register, (*written, *joining), plain, names)
    return ImportPlan(
        reading.title,
        reading.file_name,
        on,
        tuple(placed((*cells, *lines, *planner.events, *(one for _place, one in actions)), reading.outlines)),
        reading.problems,
        (*_past_note(planner, lines, plain), *reading.notes, *_homes_note(planner.homes)),
        plain,
        len(cells),
        reading.writes,
        journal.standing(session),
        reading.as_of,
    )


def _past_note(planner: PeoplePlanner, lines: Sequence[Action], plain: Newcomers | None) -> tuple[str, ...]:
    added = sum(one.verdict is Verdict.ADD for one in lines) + len(plain or ())
    return (planner.past.note(added),) if planner.past else ()


def _homes_note(count: int) -> tuple[str, ...]:
    where = "lấy theo thôn, bản ghi ở cột Chỗ ở hiện nay, Thường trú"
    return (f"Nơi ở của {number(count)} đồng chí {where}.",) if count else ()


def _people(reading: Reading) -> MemberRecords:
    """Return the people of a member list; of other lists, which have few or none, as much."""
    if isinstance(reading.records, MemberRecords):
        return reading.records
    return MemberRecords.of([one for one in reading.records if isinstance(one, MemberRecord)])


def _as_happened(
    records: Iterator[tuple[int, Record]], others: Sequence[Record], lined: Lines
) -> Iterator[tuple[int, Record]]:
    """Give transfers in the order of their days, whatever their rows: one makes the next possible; all else as it is.

    Of those of one name on one day the first that is possible comes next. `others` are the records of a file that is
    no list of members.
    """
    if not any(isinstance(record, TransferRecord) for record in others):
        yield from records
        return
    for _day, some in groupby(sorted(records, key=lambda one: _day_of(one[1])), key=lambda one: _day_of(one[1])):
        by_name: dict[str, list[tuple[int, TransferRecord]]] = defaultdict(list)
        for place, record in some:
            if isinstance(record, TransferRecord):
                by_name[fold(record.who.full_name)].append((place, record))
            else:
                yield place, record
        for left in by_name.values():
            while len(left) > 1:
                now = next((one for one in left if not lined.waits(one[1])), left[0])
                left.remove(now)
                yield now
            yield left[0]


def _day_of(record: Record) -> date:
    if not isinstance(record, TransferRecord):
        return date.min
    return record.on.first if record.on else record.letter_on or date.max


def _others(records: Sequence[Record], plain: Newcomers | None) -> Iterator[tuple[int, Record]]:
    """Give the records that are not planned yet, each with its place."""
    if not plain:
        yield from enumerate(records)
        return
    known = set(plain.places)
    yield from ((place, records[place]) for place in range(len(records)) if place not in known)
