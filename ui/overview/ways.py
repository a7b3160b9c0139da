"""Where the lines of *Việc cần làm* lead: to a screen, or to a list of what they count."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Protocol

from models.alarms import AlarmKind
from models.pipeline import Alarm
from models.todo import Todo
from ui.overview.alarms import AlarmsBehind, to_task
from ui.overview.people import PeopleBehind
from ui.overview.rolls import RollsBehind
from ui.overview.todo_lines import alarms_of


class Start(Protocol):
    """The screen that the lines stand on."""

    @cached_property
    def people(self) -> PeopleBehind:
        """The lists whose lines come from the register."""
        ...

    @cached_property
    def rolls(self) -> RollsBehind:
        """The lists whose lines come from rolls."""
        ...

    @cached_property
    def alarms(self) -> AlarmsBehind:
        """The lists of alarms."""
        ...

    def open_square(self, cell_id: int | None, year: int, month: int) -> None:
        """Open a cell's month, or list who makes up that of the commune (None)."""
        ...


def follow(line: str, todo: Todo, start: Start, go: Callable[[str, object], None]) -> None:
    """Go where a line leads; `line` is its key (ui.overview.todo_lines), `go` asks for another screen."""
    present = todo.present
    match line:
        case "open":
            go("meetings", {"open": (present.year, present.month)})
        case "month" if len(todo.missing) == 1:
            start.open_square(todo.missing[0].id, present.year, present.month)
        case "month":
            go("meetings", {"year": present.year, "month": present.month, "first": todo.missing[0].id})
        case "office":
            go("data", "office")
        case "tasks" if len(todo.tasks) == 1:
            go(*to_task(todo.tasks[0]))
        case "tasks":
            start.alarms.late_tasks(todo.tasks)
        case "unwritten" if len(todo.unwritten) == 1:
            start.open_square(*todo.unwritten[0])
        case "unwritten":
            start.rolls.unwritten(todo.unwritten)
        case "absent":
            start.people.absent(todo.absent)
        case "probation":
            start.people.probation(todo.probation)
        case "ceremony":
            go("targets", {"alarms": [Alarm.CEREMONY_LATE.name]})
        case "certificates":
            go("targets", {"alarms": [Alarm.CERTIFICATE_OVER.name, Alarm.CERTIFICATE_SOON.name]})
        case "transfers":
            start.people.transfers(todo.transfers)
        case "badges":
            start.people.badges(todo.wave, todo.badges)
        case "short":
            go("cells", {"short": True})
        case "terms":
            go("cells", {"term": True})
        case "uncared":
            go("cells", {"uncared": True})
        case "homes":
            go("cells", {"homes": True})
        case "lacking":
            start.people.lacking()
        case _ if line in AlarmKind.__members__:
            start.alarms.show(alarms_of(todo, AlarmKind[line]), AlarmKind[line])
        case _:
            go("data", "backup")
