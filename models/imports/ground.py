"""What planning stands on: the register, the day of the import, the officer's answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.imports.actions import Choices
from models.imports.leaving import Decisions
from models.imports.register import Register


@dataclass(frozen=True)
class Ground:
    """What the planner of a kind of list may look at."""

    session: Session
    register: Register
    on: date
    choices: Choices
    decisions: Decisions
