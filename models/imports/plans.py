"""The whole of what importing a file would do, as the preview shows it and as it is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from models.imports.actions import NEW, Action, Subject, Verdict
from models.imports.newcomers import Newcomers
from models.records import Problem, Severity
from models.text import number


@dataclass(frozen=True)
class ImportPlan:
    """Everything a file would do, in the order of the file; cells it makes come first.

    `single` are the actions made one by one; those of `newcomers` (`before` actions stand before the first line of the
    file) are made only when somebody asks for all. `writes` says what of such a list comes into the register;
    `stands_on` is how the register stood (`models.journal.standing`), `as_of` the past day that the list speaks of.
    """

    title: str
    file_name: str
    on: date
    single: tuple[Action, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())
    newcomers: Newcomers | None = None
    before: int = 0
    writes: str = ""
    stands_on: tuple[int, int] = (0, 0)
    as_of: date | None = None

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """All actions."""
        if self.newcomers is None:
            return self.single
        found: list[Action | None] = [None] * (len(self.single) + len(self.newcomers))
        for place, action in zip(self.newcomers.places, self.newcomers.actions(), strict=True):
            found[self.before + place] = action
        single = iter(self.single)
        return tuple(next(single) if action is None else action for action in found)

    @property
    def sentence(self) -> str:
        """What the file is and what would be written of it, in one sentence."""
        counted, found = self.tally, self.counts
        parts: list[str] = []
        for verdict in (Verdict.ADD, Verdict.CHANGE):
            things = [f"{number(n)} {one.label.lower()}" for one in Subject if (n := counted[verdict, one])]
            parts += [f"{verdict.label.lower()} {', '.join(things)}"] if things else []
        left = {
            "không đổi": found[Verdict.SKIP],
            "phải sửa trong tệp": found[Verdict.ERROR],
            "phải hỏi": found[Verdict.ASK] + found[Verdict.DECIDE] - self.asks_year,
            "hỏi năm xếp loại của": self.asks_year,
        }
        parts += [f"{words} {number(count)} dòng" for words, count in left.items() if count]
        said = "; ".join(parts) or "không có dòng nào"
        return f"Đây là {self.title[:1].lower()}{self.title[1:]}: {self.writes}; {said}."

    @property
    def asks_year(self) -> int:
        """How many ratings lack only their year, which is asked once for all of them."""
        return self.tally[Verdict.ASK, Subject.RATING]

    @property
    def tally(self) -> Counter[tuple[Verdict, Subject]]:
        """How many actions of each verdict and subject."""
        found = Counter((action.verdict, action.subject) for action in self.single)
        if self.newcomers:
            found[Verdict.ADD, Subject.MEMBER] += len(self.newcomers)
        return found

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many actions of each verdict."""
        found = dict.fromkeys(Verdict, 0)
        for (verdict, _subject), count in self.tally.items():
            found[verdict] += count
        return found

    def added(self, subject: Subject) -> int:
        """How many things of a kind would be added."""
        return self.tally[Verdict.ADD, subject]

    @property
    def all_problems(self) -> list[Problem]:
        """Every problem, errors and warnings, in the order of the file; an unanswered question is an error too."""
        found = list(self.problems)
        for action in self.single:
            found += action.problems
            if action.verdict is Verdict.ASK and not any(problem.is_error for problem in action.problems):
                found.append(_unanswered(action))
        return found

    @property
    def errors(self) -> list[Problem]:
        """The problems for which rows are refused."""
        return [problem for problem in self.all_problems if problem.is_error]

    @property
    def to_mend(self) -> list[Problem]:
        """The problems to put right in the file: those for which rows are refused, and values left out of others."""
        return [problem for problem in self.all_problems if problem.is_error or problem.is_left_out]

    @property
    def leaves_out(self) -> bool:
        """Tell whether a row comes in without one of its values."""
        return any(problem.is_left_out for problem in self.all_problems)

    @property
    def changes_something(self) -> bool:
        """Tell whether anything would be written."""
        return bool(self.newcomers) or any(action.write is not None for action in self.single)


def _unanswered(action: Action) -> Problem:
    names = "; ".join(candidate.text for candidate in action.candidates if candidate.id != NEW)
    place = (action.sheet, action.row, None, action.subject.label, action.name)
    if not names and action.problems:  # nobody in the register: what is asked stands in the line's own problem
        return Problem(*place, action.problems[-1].reason, action.problems[-1].repair)
    return Problem(
        *place,
        f"Chưa rõ là ai; có thể là: {names}.",
        "Nhập tệp trong cửa sổ chương trình để chọn, hoặc ghi thêm số CCCD, ngày sinh vào dòng này.",
        Severity.ERROR,
    )
