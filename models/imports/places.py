"""Planning villages, and the cells that lists name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from models.imports.actions import (
    Action,
    Difference,
    Subject,
    Verdict,
    WriteArrival,
    WriteCell,
    WriteEvent,
    WriteMember,
    WriteVillage,
)
from models.imports.near_names import NearNames
from models.imports.newcomers import Newcomers
from models.imports.register import KnownVillage, Register, cell_key
from models.imports.spellings import GARBLED, by_key, otherwise, strange_sign
from models.records import MemberRecord, Problem, Severity, VillageRecord
from models.text import number

NAME_THE_CELL = (
    "Ghi tên chi bộ vào dòng này; cả trang là một chi bộ thì chọn ở Cột và chữ (khi dán thì lọc bảng theo chi bộ)."
)
_COUNTS = (("households", "Số hộ"), ("population", "Nhân khẩu"))
_TICKS = (("is_especially_difficult", "Đặc biệt khó khăn"), ("is_border", "Biên giới"))
_ANSWERS = {True: "Có", False: "Không", None: ""}


def new_cells(
    register: Register,
    planned: Iterable[tuple[int, MemberRecord | VillageRecord, Action]],
    newcomers: Newcomers | None,
    names: Iterable[str | None],
) -> list[Action]:
    """Return the making of every cell that a row to be written names and nobody knows, in the order of the file.

    `planned` are rows with their place in the file, `names` what all rows call their cells.
    """
    spelt = by_key(names)
    first: dict[str, tuple[int, MemberRecord | VillageRecord]] = {}
    for place, record, action in planned:
        write = action.write
        if isinstance(write, (WriteArrival, WriteEvent)) and write.new_cell is not None:
            first.setdefault(cell_key(write.new_cell), (place, record))
        elif record.cell_name and isinstance(write, (WriteMember, WriteVillage)) and write.cell is not None:
            first.setdefault(write.cell, (place, record))
    if newcomers is not None:
        for key in dict.fromkeys(newcomers.cells):
            place = newcomers.places[newcomers.cells.index(key)]
            if key not in first or place < first[key][0]:
                first[key] = place, newcomers.records[place]
    found: dict[str, Action] = {}
    names_of = {known: cell.name for known, cell in register.cells.items()}
    near = NearNames((*names_of, *first))
    for known in names_of:
        near.add(known)
    for key, (_place, record) in sorted(first.items(), key=lambda one: one[1][0]):
        if key in register.cells:
            continue
        name = spelt.get(key, record.cell_name or "")
        found[key] = Action(
            Verdict.ADD,
            Subject.CELL,
            name,
            record.sheet,
            record.row,
            (Difference("Tên chi bộ", "", name),),
            _nearly_known(names_of.get(near.nearest(key) or ""), record, name),
            write=WriteCell(name),
        )
        names_of[key] = name
        near.add(key)
    return list(found.values())


def _nearly_known(other: str | None, record: MemberRecord | VillageRecord, name: str) -> tuple[Problem, ...]:
    """Warn of a name that only differs by a word or a letter from a cell already there."""
    if other is None:
        return ()
    return (
        Problem(
            record.sheet,
            record.row,
            None,
            "Chi bộ",
            name,
            f"Sẽ lập chi bộ mới, tên gần giống “{other}” đã có.",
            "Nếu là một, hãy sửa tên trong tệp rồi nhập lại.",
            Severity.WARNING,
        ),
    )


def plan_village(register: Register, record: VillageRecord) -> Action:
    """Return what happens to one village."""
    if record.is_refused:
        return Action(Verdict.ERROR, Subject.VILLAGE, record.name, record.sheet, record.row, (), record.problems)
    known = register.find_village(record.name)
    record = _as_known(register, record, known)
    garbled = tuple(_garbled(register, record, known))
    if garbled or record.is_refused:
        problems = (*record.problems, *garbled)
        return Action(Verdict.ERROR, Subject.VILLAGE, record.name, record.sheet, record.row, (), problems)
    values, differences = _changes(record, known)
    cell = _new_cell(register, record, known)
    if cell is not None:
        before = register.cell_names[known.cell_id] if known and known.cell_id else ""
        after = register.cells[cell].name if cell in register.cells else record.cell_name or ""
        differences.append(Difference("Chi bộ", before, after))
    verdict = Verdict.ADD if known is None else Verdict.CHANGE if differences else Verdict.SKIP
    write = None if verdict is Verdict.SKIP else WriteVillage(known.id if known else None, values, cell)
    return Action(
        verdict,
        Subject.VILLAGE,
        known.name if known else record.name,
        record.sheet,
        record.row,
        tuple(differences),
        record.problems,
        write=write,
    )


def _as_known(register: Register, record: VillageRecord, known: KnownVillage | None) -> VillageRecord:
    """Return a line with the name its cell has in the register, and a warning for each name spelt otherwise."""
    problems: list[Problem] = []

    def say(label: str, name: str, text: str) -> None:
        repair = "Không phải thì sửa tên trong tệp, hoặc lập thêm ở Chi bộ, thôn bản trước."
        problems.append(Problem(record.sheet, record.row, None, label, name, text, repair, Severity.WARNING))

    if known is not None and (text := otherwise(record.name, known.name)):
        say("Thôn, bản", record.name, text)
    name = record.cell_name
    if name and (cell := register.find_cell(name)) is not None:
        if cell_key(name) not in register.cells or otherwise(name, cell.name):
            say("Chi bộ", name, f"“{name}” được hiểu là “{cell.name}”.")
        name = cell.name
    elif name and (several := register.may_be(cell_key(name))):
        text = f"Tên này có thể là {' hoặc '.join(several)}."
        problems.append(
            Problem(record.sheet, record.row, None, "Chi bộ", name, text, "Ghi rõ tên chi bộ.", Severity.ERROR)
        )
    return replace(record, cell_name=name, problems=(*record.problems, *problems))


def _garbled(register: Register, record: VillageRecord, known: KnownVillage | None) -> Iterator[Problem]:
    """Yield an error for each new name of a line that a wrong encoding has garbled."""
    cell = record.cell_name if record.cell_name and register.find_cell(record.cell_name) is None else None
    for label, name in (("Thôn, bản", None if known else record.name), ("Chi bộ", cell)):
        if name and (sign := strange_sign(name)):
            text = f"Tên có ký tự lạ “{sign}”."
            yield Problem(record.sheet, record.row, None, label, name, text, GARBLED, Severity.ERROR)


def _changes(record: VillageRecord, known: KnownVillage | None) -> tuple[dict[str, object], list[Difference]]:
    values: dict[str, object] = {}
    differences: list[Difference] = []
    if known is None:
        values["name"] = record.name
        differences.append(Difference("Tên thôn, bản", "", record.name))
    for field, label in _COUNTS:
        before: int | None = getattr(known, field) if known else None
        after: int | None = getattr(record, field)
        if after is not None and after != before:
            values[field] = after
            differences.append(Difference(label, "" if before is None else number(before), number(after)))
    for field, label in _TICKS:
        was: bool | None = getattr(known, field) if known else None
        now: bool | None = getattr(record, field)
        if now is None and was is None and field in record.unticked:
            now = False  # an empty box in a column of ticks says no, but never unsays a yes
        if now is not None and now != was:
            values[field] = now
            differences.append(Difference(label, _ANSWERS[was], _ANSWERS[now]))
    return values, differences


def _new_cell(register: Register, record: VillageRecord, known: KnownVillage | None) -> str | None:
    """Return the key of the cell that comes to serve the village, None if that stays as it is."""
    if not record.cell_name:
        return None
    key = cell_key(record.cell_name)
    is_same = known is not None and key in register.cells and register.cells[key].id == known.cell_id
    return None if is_same else key
