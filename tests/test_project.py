"""The project as it is handed over: set-up, locks, README and manual agree with the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from models.version import PROGRAM_VERSION
from tests.words import foreign
from ui.main_window import SCREENS

ROOT = Path(__file__).parent.parent
MANUAL = ROOT / "resources" / "help"
PAGES = sorted(MANUAL.glob("*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *PAGES]


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_both_locks_name_the_same_packages() -> None:
    """uv.lock is what uv installs, requirements.txt what pip does where uv is not to be had."""
    locked = {
        (_canonical(package["name"]), package["version"])
        for package in tomllib.loads(_text("uv.lock"))["package"]
        if "virtual" not in package["source"]
    }
    listed = set(re.findall(r"^([\w.-]+)==([\w.+-]+)", _text("requirements.txt"), re.MULTILINE))
    assert {(_canonical(name), version) for name, version in listed} == locked


def test_set_up_looks_for_the_pythons_the_project_allows() -> None:
    allowed = tomllib.loads(_text("pyproject.toml"))["project"]["requires-python"]
    match = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", allowed)
    assert match
    oldest, newest = int(match[1]), int(match[2]) - 1
    assert f"oldest={oldest} newest={newest} " in _text("run")
    assert f"(3, {oldest}) <= sys.version_info[:2] <= (3, {newest})" in _text("run.cmd")
    for minor in range(oldest, newest + 1):
        assert f"python3.{minor}" in _text("run")
        assert f"3.{minor}" in _text("run.cmd")


def test_windows_can_read_its_script() -> None:
    lines = (ROOT / "run.cmd").read_bytes().split(b"\n")
    assert all(line.endswith(b"\r") for line in lines[:-1])


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_script_tells_what_it_can_do() -> None:
    answer = subprocess.run(["bash", ROOT / "run", "help"], capture_output=True, text=True, check=True)
    for command in ("test", "check", "bench", "setup", "--"):
        assert f"./run {command}" in answer.stderr
        assert f"./run {command}" in _text("README.md")
    assert subprocess.run(["bash", ROOT / "run", "nonsense"], capture_output=True, check=False).returncode == 2


def test_the_version_is_in_the_changelog_and_in_the_program() -> None:
    version = tomllib.loads(_text("pyproject.toml"))["project"]["version"]
    assert version == PROGRAM_VERSION
    assert f"## {version} " in _text("CHANGELOG.md")


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_every_screen_has_its_page_and_the_index_leads_to_all() -> None:
    names = {page.stem for page in PAGES}
    assert {spec.load().help_page for spec in SCREENS} <= names - {"index"}
    index = (MANUAL / "index.md").read_text(encoding="utf-8")
    assert [name for name in names - {"index"} if f"({name}.md)" not in index] == []


def test_the_index_names_the_screens_as_the_window_does() -> None:
    index = (MANUAL / "index.md").read_text(encoding="utf-8")
    assert [spec.title for spec in SCREENS if f"[{spec.title}]({spec.load().help_page}.md)" not in index] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_manual_is_in_vietnamese(page: Path) -> None:
    assert foreign(page.read_text(encoding="utf-8")) == []
