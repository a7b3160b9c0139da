"""From the start of the process to a window one can use, against a bare window that asks one query.

Bare is PySide6 and SQLAlchemy with one mapped class, no more. Both stand on a screen of 1366×768, as offices have.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from tests.bench.timing import Result, compare

ROOT = Path(__file__).parents[2]
ROUNDS = 11
_SCREEN = {"name": "office", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}

# Both say the time (perf_counter is the machine's, not the process's) once the window is painted and the keyboard is
# answered, in place of waiting for the officer; ours then once more when nothing is left to do: “Việc cần làm” is read
# while the window already stands.
_SETTLED = """
import sys, time
from PySide6.QtWidgets import QApplication

def settled(*_):
    for _round in range(5):
        QApplication.processEvents()
    print(time.perf_counter(), flush=True)
    return 0
"""
_IDLE = """
from PySide6.QtCore import QEventLoop

def idle(*_):
    settled()
    window = next(one for one in QApplication.topLevelWidgets() if hasattr(one, "jobs"))
    while window.shown.waiting is None:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)  # as exec() does: no turning idle
    settled()
    return 0
"""
_OURS = (
    _SETTLED
    + """
QApplication.exec = settled
import main
raise SystemExit(main.main(["--db", sys.argv[1]]))
"""
)
_WHOLE = _SETTLED + _IDLE + _OURS.removeprefix(_SETTLED).replace("= settled", "= idle")
_FLOOR = (
    _SETTLED
    + """
from PySide6.QtWidgets import QLabel, QMainWindow
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Base(DeclarativeBase):
    pass

class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)

app = QApplication([])
with Session(create_engine("sqlite:///" + sys.argv[1])) as session:
    count = session.scalar(select(func.count()).select_from(Member))
window = QMainWindow()
window.setCentralWidget(QLabel(str(count)))
window.resize(1366, 768)
window.show()
settled()
"""
)


def run(sample: Path) -> Iterator[Result]:
    """Start both in turns, each in a process of its own."""
    home = sample.parent / "home"
    home.mkdir(exist_ok=True)
    names = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    surroundings = {**os.environ, **dict.fromkeys(names, str(home)), "PYTHONPYCACHEPREFIX": str(home / "pyc")}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    if surroundings["QT_QPA_PLATFORM"] == "offscreen":  # whose own screen is 800×800, where the window is a narrow one
        screen = home / "screen.json"
        screen.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
        surroundings["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"

    def start(script: str) -> float:
        began = perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", script, str(sample)],
            cwd=ROOT,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not done.stdout.strip():
            raise RuntimeError(done.stderr)
        return float(done.stdout.split()[-1]) - began

    for name, script, aim in (
        ("start to a usable window, 450 members", _OURS, 1.5),
        ("… until “Việc cần làm” is written too", _WHOLE, None),
    ):
        yield compare(name, partial(start, script), partial(start, _FLOOR), aim=aim, rounds=ROUNDS, clock=_told)


def _told(work: Callable[[], object]) -> float:
    """Return the time the process itself tells."""
    found = work()
    assert isinstance(found, float)
    return found
