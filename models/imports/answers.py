"""What the officer answered to the questions of a plan: kept when the file is read again and still asks the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from models.imports.actions import Action, Verdict
from models.imports.plans import ImportPlan

Place = tuple[str, int]
"""Sheet and row of a line."""
_OPEN = (Verdict.ASK, Verdict.DECIDE, Verdict.CHANGE)
"""What may be answered; a change that comes with candidates has its likely answer already."""


class Answer(NamedTuple):
    """The id of the candidate that was chosen, and the question as the line asked it."""

    chosen: int
    question: tuple[Any, ...]


@dataclass(frozen=True)
class Answers:
    """The answers to who a line is (`who`), and the decisions about what happened (`what`)."""

    who: Mapping[Place, Answer] = field(default_factory=dict[Place, Answer])
    what: Mapping[Place, Answer] = field(default_factory=dict[Place, Answer])

    @property
    def choices(self) -> dict[Place, int]:
        """Who the lines are, for `plan`."""
        return {place: one.chosen for place, one in self.who.items()}

    @property
    def decisions(self) -> dict[Place, int]:
        """What happened, for `plan`."""
        return {place: one.chosen for place, one in self.what.items()}

    def with_one(self, action: Action, chosen: int) -> Answers:
        """Return the answers with one more, or another one, to what a line of the plan asks."""
        place = action.sheet, action.row or 0
        if action.verdict is Verdict.ASK:
            return replace(self, who={**self.who, place: Answer(chosen, _question(action))})
        before = self.what.get(place)
        is_open = action.verdict is Verdict.DECIDE or before is None
        asked = _question(action) if is_open or before is None else before.question
        return replace(self, what={**self.what, place: Answer(chosen, asked)})

    def asked_in(self, plan: ImportPlan) -> Answers:
        """Return the answers whose question a plan leaves open."""
        asked = [action for action in plan.single if action.candidates and action.verdict in _OPEN]
        questions = {(action.verdict is Verdict.ASK, action.sheet, action.row): _question(action) for action in asked}

        def kept(answers: Mapping[Place, Answer], is_who: bool) -> dict[Place, Answer]:
            return {place: one for place, one in answers.items() if questions.get((is_who, *place)) == one.question}

        return Answers(kept(self.who, True), kept(self.what, False))

    def __or__(self, more: Answers) -> Answers:
        return Answers({**self.who, **more.who}, {**self.what, **more.what})

    def __bool__(self) -> bool:
        return bool(self.who or self.what)


NONE = Answers()


def still_asked(before: Answers, make: Callable[[Answers], ImportPlan]) -> tuple[ImportPlan, Answers]:
    """Plan a file that was read again, and return the plan with the answers to what it still asks.

    Some questions are asked only when another is answered.
    """
    kept = NONE
    plan = make(kept)
    while more := before.asked_in(plan):
        kept |= more
        plan = make(kept)
        before = Answers(
            {place: one for place, one in before.who.items() if place not in kept.who},
            {place: one for place, one in before.what.items() if place not in kept.what},
        )
    return plan, kept


def _question(action: Action) -> tuple[Any, ...]:
    return action.subject, action.name, tuple(action.candidates), tuple(action.differences)
