"""What every test may ask for: a data file of its own, and no way to reach the user's real one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from models.database import Database
from models.opening import open_database


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests that need a real window where there is none."""
    if os.environ["QT_QPA_PLATFORM"] != "offscreen":
        return
    for item in items:
        if item.get_closest_marker("display"):
            item.add_marker(pytest.mark.skip(reason="needs a screen: ./run test"))


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
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated data file with nothing in it; copy it, never open it."""
    path = tmp_path_factory.mktemp("empty") / "so.db"
    open_database(path).close()
    return path


@pytest.fixture
def db(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Give an empty data file of the test's own."""
    yield from _copy(empty_file, tmp_path)


def _copy(source: Path, folder: Path) -> Iterator[Database]:
    path = shutil.copy(source, folder / source.name)  # nothing has it open, so a plain copy is safe here
    with closing(open_database(Path(path))) as database:
        yield database
