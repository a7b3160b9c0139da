"""The long steps of an import, each a job: reading and planning, writing, marking the errors, taking back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models import imports
from models.database import Database
from models.imports import Answers, ImportPlan, Outcome
from models.outline import ReadingChoices
from models.progress import Progress
from models.records import Problem, Reading

if TYPE_CHECKING:
    from exports.readers import Layout

Month = tuple[int, int] | None
"""Year and month of which slips are taken, None for any."""


def layouts() -> Sequence[Layout]:
    """Return the kinds of list that can be read."""
    from exports.readers import LAYOUTS

    return LAYOUTS


def read_and_plan(
    db: Database, paths: Sequence[Path], choices: ReadingChoices, month: Month, answers: Answers, progress: Progress
) -> tuple[Reading, ImportPlan, Answers]:
    """Read a file as decided, now or when one like it came before, or many slips, and plan the import (a job).

    Of the `answers` given before those come back whose lines still ask the same.
    """
    from exports.readers import read_files  # the workbook readers load only when a file comes

    on = db.clock().date()
    with db.read() as session:
        choices = imports.as_before(session, choices)
    reading = read_files(paths, on, progress, choices)
    return reading, *imports.still_asked(answers, lambda kept: plan_again(db, reading, kept, month, progress))


def plan_again(db: Database, reading: Reading, answers: Answers, month: Month, progress: Progress) -> ImportPlan:
    """Plan what was read with the officer's answers (a job)."""
    said = {"choices": answers.choices, "decisions": answers.decisions}
    with db.read() as session:
        return imports.plan(session, reading, db.clock().date(), **said, month=month, progress=progress)


def bring_in(
    db: Database,
    paths: Sequence[Path],
    reading: Reading,
    plan: ImportPlan,
    label: str,
    skip: bool,
    decided: ReadingChoices,
    progress: Progress,
) -> Outcome:
    """Write a plan, and what was decided about its columns, in one step (a job); not if a file changed meanwhile."""
    from exports.readers import check_all_unchanged

    check_all_unchanged(paths, reading.sha256)
    with db.write(label) as session:
        imports.remember_choices(session, reading, decided)
        return imports.apply(session, plan, skip=skip, progress=progress)


def save_marked(path: Path, sha256: str, problems: list[Problem], target: Path, progress: Progress) -> int:
    """Give the file back with its errors marked (a job)."""
    from exports import marked_copy
    from exports.readers import check_unchanged

    check_unchanged(path, sha256)
    return marked_copy.write(path, problems, target, progress)


def take_back(db: Database, label: str, progress: Progress) -> str | None:
    """Undo the import, unless something else was done since (a job)."""
    progress.step(0, 0, label)
    return db.undo(progress=progress)
