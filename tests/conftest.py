"""What every test may ask for: a data file of its own, and no way to reach the user's real one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from hypothesis import settings
from sqlalchemy import event

from exports import import_report
from models.database import Database
from models.opening import open_database

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

INPUT = Path(__file__).parent / "data" / "input"
LISTS = ("thon_ban.xlsx", "DS_DANGVIEN.xlsx", "so_diem_danh_2026.xlsx")
NOW = datetime(2026, 11, 14, 9, 0)
PATIENCE = 30_000  # ms


settings.register_profile("any-machine", deadline=None)  # an old machine may take its time
settings.load_profile("any-machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests that need a real window where there is none."""
    if os.environ["QT_QPA_PLATFORM"] != "offscreen":
        return
    for item in items:
        if item.get_closest_marker("display"):
            item.add_marker(pytest.mark.skip(reason="needs a screen: ./run test"))


def pytest_sessionfinish() -> None:
    """Empty the offscreen clipboard: it outlives Python, and what Python put there would crash the exit."""
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Send everything that looks for the user's folders to one that is thrown away."""
    home = tmp_path_factory.mktemp("home")
    names = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setenv(name, str(home))
        yield


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Draw widgets as the program does."""
    from ui.app import FUSION

    return ["so-chi-bo", *FUSION]


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Wait longer than five seconds before giving up: a machine that runs other tests beside is slow, not wrong."""
    for name in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE))
    return qtbot


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated data file with nothing in it; copy it, never open it."""
    path = tmp_path_factory.mktemp("empty") / "so.db"
    open_database(path).close()
    return path


@pytest.fixture(scope="session")
def commune_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data file with the sample lists imported; copy it, never open it."""
    folder = tmp_path_factory.mktemp("commune")
    with copied(empty_file, folder) as database:
        for name in LISTS:
            assert import_report.run(database, INPUT / name, is_dry=False, skips=False, say=lambda _line: None) == 0
    return folder / empty_file.name


@pytest.fixture
def db(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Give an empty data file of the test's own; it is a morning in November 2026."""
    with copied(empty_file, tmp_path) as database:
        yield database


@pytest.fixture
def commune(commune_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Give a data file of the test's own with villages, members and ten months of meetings, as imported."""
    with copied(commune_file, tmp_path) as database:
        yield database


@contextmanager
def copied(source: Path, folder: Path) -> Iterator[Database]:
    """Give a copy of a data file in a folder; it is a morning in November 2026."""
    path = Path(shutil.copy(source, folder / source.name))  # nothing has it open, so a plain copy is safe here
    with closing(open_database(path, clock=lambda: NOW)) as database:
        hurry(database)
        yield database
        _let_go()


def hurry(db: Database) -> None:
    """Let the disk take its time: what the tests ask is not whether a power cut is survived."""
    db.close()
    event.listen(db.engine, "connect", lambda link, _record: link.execute("PRAGMA synchronous=OFF").close())


def _let_go() -> None:
    """End what the windows of the test still do: a job or a pause that reads would take hold of the file again."""
    if "ui.jobs" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent
        from PySide6.QtWidgets import QApplication

        from ui.jobs import Jobs

        for top in QApplication.topLevelWidgets():
            for jobs in top.findChildren(Jobs):
                jobs.stop_all()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # windows closed by qtbot
