"""Importing from the command line: the plan as text, every refused row with its repair, and the writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from exports.readers import check_all_unchanged, in_folder, kinds, read_files
from models import imports
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.imports import ImportPlan, ImportRefused, Subject, Verdict
from models.outline import MEMBER_LIST, ReadingChoices, SheetOutline, meaning
from models.progress import SILENT, Progress
from models.records import Problem, Reading, Severity
from models.text import fold

Say = Callable[[str], object]
_NOW: Final = ("nay", "hien nay", "hom nay")


def run(
    db: Database,
    path: Path,
    *,
    is_dry: bool,
    skips: bool,
    say: Say,
    turns_days: bool | None = None,
    year: int | None = None,
    kind: str = "",
    meanings: Sequence[str] = (),
    as_of: str = "",
    progress: Progress = SILENT,
) -> int:
    """Import a file, or the slips of a folder, and say what was done, line by line; return the exit status 0.

    `is_dry` only says what would be done. Raises KnownError for a file that cannot be read, and ImportRefused, with
    every refused row said before and nothing written, unless `skips` leaves those rows out. So is a file with columns
    whose days look turned, unless `turns_days` says to put them right (True) or to keep them as they stand (False).
    `year` is that of a list of ratings that names none, `kind` what the file is, in the words of the screen, `meanings`
    what words or marks mean (“TC=chuyên môn”); kind and meanings are remembered for the next file with these headings.
    `as_of` is the day of which a list of members is, in words, whatever its title says.
    """
    on = db.clock().date()
    paths = in_folder(path) if path.is_dir() else [path]
    with db.read() as session:
        choices = imports.as_before(session)
    layout = kinds.key_of(kind) if kind else None
    choices = replace(choices, turns_days=bool(turns_days), year=year, layout=layout, as_of=_day(as_of, on))
    choices = replace(choices, marks=dict(map(meaning, meanings)))
    reading = read_files(paths, on, progress, choices)
    with db.read() as session:
        plan = imports.plan(session, reading, on, progress=progress)
    for line in lines(plan):
        say(line)
    if known := imports.read_as_before(reading.outlines, choices):
        names = ", ".join(f"“{name}”" for name in known)
        say(f"Trang {names}: đọc cột như đã chọn trong cửa sổ khi nhập danh sách cùng tiêu đề.")
    if as_of and reading.layout != MEMBER_LIST:
        say("Tệp không phải danh sách đảng viên; --tinh-den này không dùng đến.")
    for words in _asked(reading, choices):
        say(words)
    if turns_days is None and (turned := _turned(reading.outlines)):
        raise KnownError(
            f"{turned}: có lẽ bị đảo ngày với tháng, chưa ghi gì; thêm --ngay dao để đảo lại, "
            "hoặc --ngay giu để giữ như tệp ghi."
        )
    if plan.errors and not skips:
        if len(plan.errors) == plan.asks_year:
            raise KnownError("Danh sách không ghi là xếp loại của năm nào, chưa ghi gì; hãy thêm --nam và năm ấy.")
        raise ImportRefused(plan.errors)
    if is_dry:
        say("Chỉ xem trước, chưa ghi gì.")
        return 0
    if plan.changes_something or choices.is_to_be_kept:
        with db.write(f"Nhập {path.name}") as session:
            check_all_unchanged(paths, reading.sha256)
            imports.remember_choices(session, reading, choices)
            imports.apply(session, plan, skip=skips, progress=progress)
    say("Đã ghi xong." if plan.changes_something else "Tệp không có gì mới.")
    return 0


def _day(words: str, today: date) -> date | None:
    """Return the day that somebody says a list is of, None for what its title says. Raises KnownError."""
    if not words or fold(words) in _NOW:
        return today if words else None
    try:
        return PartialDate.parse(words).last
    except KnownError:
        raise KnownError(
            f"“{words}” chưa rõ là ngày nào; hãy ghi như --tinh-den 31/12/2024, hoặc --tinh-den nay cho danh sách nay."
        ) from None


def _asked(reading: Reading, choices: ReadingChoices) -> Iterator[str]:
    """Yield what to say of words and marks whose meaning is asked, and of meanings that nothing asks for."""
    unknown = dict.fromkeys(mark for one in reading.outlines for mark in one.marks)
    example = "chuyên môn" if reading.layout == MEMBER_LIST else "có mặt"
    for mark in unknown:
        yield f'Chưa rõ nghĩa của “{mark}”; thêm --nghia và nghĩa ấy, như --nghia "{mark}={example}", rồi nhập lại.'
    said = {mark.casefold() for one in reading.outlines for mark in one.said}
    for mark in choices.marks:
        if mark.casefold() not in said:
            yield f"Tệp không hỏi nghĩa của “{mark}”; --nghia này không dùng đến."


def _turned(outlines: Iterable[SheetOutline]) -> str:
    """Return the columns whose days look turned, "" if there are none."""
    named = (f"Trang “{one.name}”, cột {', '.join(one.turned)}" for one in outlines if one.turned)
    return "; ".join(named)


def lines(plan: ImportPlan) -> list[str]:
    """Return the plan as text: kind of list, counts, notes, changes, warnings, each refused row with its repair."""
    found = [f"{plan.file_name}: {plan.sentence if plan.writes else plan.title}", summary(plan), *plan.notes]
    for action in plan.actions:
        if action.verdict is Verdict.CHANGE:
            changes = "; ".join(f"{one.field}: {one.before or 'chưa có'} → {one.after}" for one in action.differences)
            found.append(f"Sửa {action.subject.label.lower()} {action.name}: {changes}")
        elif action.verdict is Verdict.DECIDE:
            said = "; ".join(
                f"{one.field} {f'{one.before} → ' if one.before else ''}{one.after}" for one in action.differences
            )
            found.append(
                f"Cần quyết định: {action.name} (dòng {action.row}): {said}; nhập ở cửa sổ để chọn, chưa ghi gì."
            )
    found += [problem_line(problem) for problem in plan.all_problems if problem.severity is Severity.WARNING]
    found += [problem_line(problem) for problem in plan.errors]
    return found


def summary(plan: ImportPlan) -> str:
    """Return the counts in one line: "Thêm 461 đảng viên, 27 chi bộ · Sửa 0 · Bỏ qua 0 · Lỗi 0 · Hỏi 0"."""
    counted = plan.tally
    parts: list[str] = []
    for verdict in Verdict:
        things = [f"{n} {subject.label.lower()}" for subject in Subject if (n := counted[verdict, subject])]
        if things or verdict is not Verdict.DECIDE:
            parts.append(f"{verdict.label} " + (", ".join(things) or "0"))
    return " · ".join(parts)


def problem_line(problem: Problem) -> str:
    """Return one problem as a line: sheet, cell, heading, what was found, reason, repair."""
    kind = "Lỗi" if problem.is_error else "Lưu ý"
    value = f" “{problem.value}”" if problem.value else ""
    after = f" → “{problem.after}”" if problem.after else ""
    return f"{kind}: {problem.place} · {problem.field}{value}{after} · {problem.reason} {problem.repair}"
