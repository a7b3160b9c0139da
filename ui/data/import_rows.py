"""An import plan as lines of a table: what happens to each thing of the file, in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from models.imports import NEW, Action, Difference, ImportPlan, Subject, Verdict
from models.records import Problem, Severity
from ui.rows import Column
from ui.theme import State

_SHOWN = 300  # letters of the table's cell; the panel below has everything
_WEIGHTS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
STATES = {
    Verdict.ADD: State.GOOD,
    Verdict.CHANGE: State.PLAIN,
    Verdict.SKIP: State.IDLE,
    Verdict.ERROR: State.BAD,
    Verdict.ASK: State.WARN,
    Verdict.DECIDE: State.WARN,
}


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the preview; `action` is None for a remark on a whole sheet."""

    number: int
    action: Action | None
    word: str
    state: State
    kind: str
    name: str
    sheet: str
    row: int | None
    problems: tuple[Problem, ...]

    @property
    def content(self) -> str:
        """What happens, in short; a big list has more lines than anybody looks at, so each only when it is shown."""
        return (_content(self.action) if self.action else _short_words(self.problems[0]))[:_SHOWN]

    @property
    def verdict(self) -> Verdict | None:
        """What happens, None for a remark."""
        return self.action.verdict if self.action else None

    @property
    def place(self) -> str:
        """Where it stands in the file; a sheet's name may be long, the row comes first."""
        if self.row is None:
            return self.sheet
        return QCoreApplication.translate("ImportRows", "dòng {row}, {sheet}").format(row=self.row, sheet=self.sheet)

    @property
    def has_warning(self) -> bool:
        """Whether something is taken that should be looked at."""
        return any(problem.severity is Severity.WARNING for problem in self.problems)

    @property
    def is_converted(self) -> bool:
        """Whether text of the line was in an old encoding."""
        return any(problem.severity is Severity.NOTE for problem in self.problems)

    @property
    def full_text(self) -> str:
        """Everything there is to say, one thing a line."""
        changes = [change_words(one) for one in self.action.differences] if self.action else []
        if self.verdict in (Verdict.ASK, Verdict.DECIDE):
            said = " · ".join(changes) or QCoreApplication.translate("ImportRows", "không có gì thêm ngoài họ tên")
            changes = [QCoreApplication.translate("ImportRows", "Tệp ghi: {said}").format(said=said)]
        return "\n".join([*(_problem_words(problem) for problem in _errors_first(self.problems)), *changes])


def lines(plan: ImportPlan) -> list[PlanLine]:
    """Return the lines of a plan: questions, decisions and refusals, remarks on sheets, the rest as in the file."""
    found = [_of_action(number, action) for number, action in enumerate(plan.actions, 1)]
    found += [_of_remark(-number, problem) for number, problem in enumerate(plan.problems, 1)]
    rank = {Verdict.ASK: 0, Verdict.DECIDE: 1, Verdict.ERROR: 2}
    return sorted(found, key=lambda line: rank.get(line.verdict or _remark(line), 4 if line.verdict else 3))


def _remark(line: PlanLine) -> Verdict:
    """Return what a remark on a whole sheet or file comes to: refused, or only to be read."""
    return Verdict.ERROR if line.state is State.BAD else Verdict.SKIP


def columns() -> tuple[Column[PlanLine], ...]:
    """Return the columns of the preview."""
    say = QCoreApplication.translate
    return (
        Column(
            say("ImportRows", "Việc"),
            lambda line: line.word,
            width=14,
            state=lambda line: line.state,
            longest=Verdict.SKIP.label,  # four among hundreds, with a chip of their own
        ),
        Column(say("ImportRows", "Loại"), lambda line: line.kind, width=11, role="muted"),
        Column(say("ImportRows", "Tên"), lambda line: line.name, width=32, bold=True),
        Column(say("ImportRows", "Vị trí"), lambda line: line.place, width=24, least=14, role="muted", sort=_order),
        Column(say("ImportRows", "Nội dung"), lambda line: line.content, width=40, least=12, brief=True),
    )


def _errors_first(problems: tuple[Problem, ...]) -> list[Problem]:
    return sorted(problems, key=lambda problem: _WEIGHTS[problem.severity])


def _order(line: PlanLine) -> tuple[str, int]:
    return line.sheet, line.row or 0


def change_words(one: Difference) -> str:
    """Return a change as “Ngày sinh: 1977 → 12/05/1977”, or “Ngày sinh: 1977” for something new."""
    return f"{one.field}: {one.before} → {one.after}" if one.before else f"{one.field}: {one.after}"


def _content(action: Action) -> str:
    verdict = action.verdict
    changes = "; ".join(change_words(one) for one in action.differences)
    worth = [problem for problem in _errors_first(action.problems) if problem.severity is not Severity.NOTE]
    problems = " ".join(map(_short_words, worth))
    if verdict is Verdict.ASK and action.subject is not Subject.MEETING:
        known = sum(candidate.id != NEW for candidate in action.candidates)
        who = QCoreApplication.translate("ImportRows", "Có {n} đồng chí có thể là người này; hãy chọn ở khung dưới.")
        return who.format(n=known) if known else problems
    if verdict is Verdict.DECIDE:
        said = QCoreApplication.translate(
            "ImportRows", "Tệp ghi {what}; hãy chọn ở khung dưới, chưa chọn thì không ghi."
        )
        return said.format(what=changes)
    if verdict is Verdict.SKIP and not problems:
        return QCoreApplication.translate("ImportRows", "Đã có, không có gì khác")
    return " ".join(part for part in (problems, changes) if part)


def _of_action(number: int, action: Action) -> PlanLine:
    return PlanLine(
        number,
        action,
        action.verdict.label,
        STATES[action.verdict],
        action.subject.label,
        action.name,
        action.sheet,
        action.row,
        action.problems,
    )


def _of_remark(number: int, problem: Problem) -> PlanLine:
    word = Verdict.ERROR.label if problem.is_error else QCoreApplication.translate("ImportRows", "Lưu ý")
    state = State.BAD if problem.is_error else State.WARN
    return PlanLine(number, None, word, state, problem.field, problem.value, problem.sheet, problem.row, (problem,))


def _short_words(problem: Problem) -> str:
    """Return what is wrong and the repair, with the cell of the sheet where the words do not name it themselves."""
    cell = f"{problem.column}{problem.row}" if problem.column and problem.row else ""
    place = "" if not cell or cell in problem.reason else f"{QCoreApplication.translate('ImportRows', 'Ô')} {cell}: "
    return f"{place}{problem.reason} {problem.repair}".rstrip()


def _problem_words(problem: Problem) -> str:
    after = f" → {problem.after}" if problem.after else ""
    value = f" “{problem.value}”{after}" if problem.value else ""
    return f"{problem.place}, {problem.field}{value}: {problem.reason} {problem.repair}".rstrip()
