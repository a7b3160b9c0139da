"""Bringing lists into the data file: first a plan of every change, then, if the officer agrees, the writing.

`plan` compares the records of a file with what is known and says, row by row, what would be added, changed, left,
refused or asked. `apply` writes a plan in the caller's transaction. A blank cell never erases; the same file twice
changes nothing; what could mean two people is asked, never guessed.
"""

from models.imports.actions import (
    KEEP,
    NEW,
    Action,
    Candidate,
    Choices,
    Difference,
    ImportRefused,
    Subject,
    Verdict,
)
from models.imports.answers import Answers, still_asked
from models.imports.leaving import Decisions
from models.imports.memory import (
    as_before,
    read_as_before,
    recalled,
    recalled_days,
    remember,
    remember_choices,
    remember_days,
)
from models.imports.pasting import plan_people, plan_rows
from models.imports.planning import plan
from models.imports.plans import ImportPlan
from models.imports.writing import Outcome, apply

__all__ = [
    "KEEP",
    "NEW",
    "Action",
    "Answers",
    "Candidate",
    "Choices",
    "Decisions",
    "Difference",
    "ImportPlan",
    "ImportRefused",
    "Outcome",
    "Subject",
    "Verdict",
    "apply",
    "as_before",
    "plan",
    "plan_people",
    "plan_rows",
    "read_as_before",
    "recalled",
    "recalled_days",
    "remember",
    "remember_choices",
    "remember_days",
    "still_asked",
]
