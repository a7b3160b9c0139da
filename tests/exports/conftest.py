"""The commune that the reports are made of."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from models.database import Database
from tests.conftest import copied
from tests.exports import commune, cut_back, eventful_life


@pytest.fixture(scope="session")
def filled(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """Return a data file with the small commune, and the ids of its people by name; copy it, never open it."""
    with copied(empty_file, tmp_path_factory.mktemp("small")) as database:
        with database.write("Mẫu") as session:
            ids = commune.fill(session)
        return database.path, ids


@pytest.fixture(scope="session")
def busy(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give the commune in which everything happens and is done; nothing may write in it."""
    with copied(empty_file, tmp_path_factory.mktemp("busy")) as made:
        with made.write("Mẫu") as session:
            eventful_life.fill(session)
        yield made


@pytest.fixture(scope="session")
def dated(busy: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give the same commune with days and kinds that it leaves out; nothing may write in it."""
    with cut_back.copy_of(busy.path, tmp_path_factory.mktemp("dated") / "all", cut_back.DATED) as made:
        yield made


@pytest.fixture
def db(request: pytest.FixtureRequest, empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Give a data file of the test's own: empty, or with the small commune for a test that asks for its `people`."""
    source = request.getfixturevalue("filled")[0] if "people" in request.fixturenames else empty_file
    with copied(source, tmp_path) as database:
        yield database


@pytest.fixture
def people(filled: tuple[Path, dict[str, int]]) -> dict[str, int]:
    """Give the ids of the people of the small commune, by name."""
    return dict(filled[1])


class LibreOffice(Protocol):
    """Turns files into another kind (“xls”, “pdf”), in a folder and all in one go."""

    def __call__(self, kind: str, folder: Path, *files: Path) -> None: ...


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """Give LibreOffice, begun with settings of its own once for all; without it the test is left out."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    settings = f"-env:UserInstallation={tmp_path_factory.mktemp('libreoffice').as_uri()}"

    def turn(kind: str, folder: Path, *files: Path) -> None:
        command = [program, settings, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)

    return turn
