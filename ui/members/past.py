"""What the history of a member tells of the items 20 and 27 a–c of the member form (mẫu 2-HSĐV)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from models import cells, timeline
from models.lives import LifeLine
from models.tables import Duty, Ending, EventKind
from ui.members import event_words

NAMES = ("exempt", "left_party", "readmitted", "restored")
"""The items that `items` tells of."""
_OUT_OF_PARTY = frozenset({Ending.STRUCK_OFF, Ending.EXPELLED, Ending.RESIGNED})


def items(life: Sequence[LifeLine], on: date) -> dict[str, str]:
    """Return the words of each item by its name as known on a day, a line for each time; empty where there was none."""
    known = [line for line in life if line.event.values.effective_on <= on]
    return {
        "exempt": "\n".join(_exempt(known)),
        "left_party": "\n".join(map(_left, _of(known, *_KINDS_OUT))),
        "readmitted": "\n".join(_readmitted(known)),
        "restored": "\n".join(_at(line) for line in _of(known, EventKind.RESTORED)),
    }


_KINDS_OUT = [kind for kind, ending in timeline.ENDINGS.items() if ending in _OUT_OF_PARTY]


def _of(life: Sequence[LifeLine], *kinds: EventKind) -> list[LifeLine]:
    return [line for line in life if line.event.values.kind in kinds]


def _exempt(life: Sequence[LifeLine]) -> list[str]:
    """Tell each time without duties: from when, and from when it was over."""
    tr = QCoreApplication.translate
    found: list[str] = []
    since: LifeLine | None = None
    for line in life:
        is_exempt = line.after is not None and line.after.duty is Duty.EXEMPT
        if is_exempt and since is None:
            since = line
        elif since is not None and not is_exempt:
            said = tr("Past", "từ {day}, hết từ {end}")
            found.append(said.format(day=event_words.when(since), end=event_words.when(line)))
            since = None
    if since is not None:
        found.append(tr("Past", "từ {day}").format(day=event_words.when(since)))
    return found


def _left(line: LifeLine) -> str:
    tr = QCoreApplication.translate
    said = tr("Past", "{kind} {day}, {cell}") if line.left else tr("Past", "{kind} {day}")
    kind = line.event.values.kind.label
    return said.format(kind=kind, day=event_words.when(line), cell=cells.short_name(line.left))


def _at(line: LifeLine) -> str:
    said = QCoreApplication.translate("Past", "{day}, {cell}")
    return said.format(day=event_words.when(line), cell=cells.short_name(line.event.cell_name))


def _readmitted(life: Sequence[LifeLine]) -> list[str]:
    """Tell each readmission with who introduced them and the recognition that came of it."""
    again = [place for place, line in enumerate(life) if line.event.values.kind is EventKind.READMISSION]
    found: list[str] = []
    for place, end in pairwise([*again, len(life)]):
        official = _of(life[place:end], EventKind.RECOGNITION)
        parts = [
            _at(life[place]),
            event_words.introducers(life[place].event.values),
            QCoreApplication.translate("Past", "Chính thức {day}").format(day=event_words.when(official[0]))
            if official
            else "",
        ]
        found.append(". ".join(filter(None, parts)))
    return found
