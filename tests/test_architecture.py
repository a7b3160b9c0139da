"""What the shape of the program promises: arrows, size, clocks, a light start, Vietnamese on screen."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.words import foreign

ROOT = Path(__file__).parent.parent
LAYERS = ("models", "exports", "ui")
CODE_AT_THE_TOP = {"main.py", "models", "exports", "ui", "resources", "tests"}
SOURCES = [*ROOT.glob("*.py"), *(path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py")))]
EVERYTHING = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]

NETWORK = [
    *("socket", "socketserver", "ssl", "select", "urllib.request", "http", "ftplib", "smtplib", "imaplib", "poplib"),
    *("xmlrpc", "asyncio", "requests", "httpx", "aiohttp", "urllib3"),
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtHttpServer", "PySide6.QtWebEngineCore"),
]
WORKBOOKS = ["openpyxl", "python_calamine", "docxtpl", "lxml", "xlrd"]
FORBIDDEN = {
    "models": ["exports", "ui", "main", "PySide6", *WORKBOOKS, *NETWORK],
    "exports": ["ui", "main", "PySide6", "alembic", *NETWORK],
    "ui": ["main", "sqlalchemy", "alembic", *WORKBOOKS, *NETWORK],
    "main.py": ["sqlalchemy", "alembic", *WORKBOOKS, *NETWORK],
}
HEAVY = ["alembic", *WORKBOOKS]  # 0.1–0.3 s each: not before the window is there


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), _name(path))


def _imports(path: Path) -> Iterator[str]:
    """Give every module an import could mean; `from a import b` gives both a and a.b."""
    for node in ast.walk(_tree(path)):
        for module, name in _imported(node, path):
            yield module
            if name:
                yield f"{module}.{name}"


def _imported(node: ast.AST, path: Path) -> Iterator[tuple[str, str]]:
    """Give module and name of each thing an import brings; no name where it is the module."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, "") for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        package = path.relative_to(ROOT).parent.parts
        above = package[: len(package) - node.level + 1] if node.level else ()
        module = ".".join([*above, *([node.module] if node.module else [])])
        yield from ((module, alias.name) for alias in node.names)


def _layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def _calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _offenders(paths: Iterable[Path], check: Callable[[Path], Iterable[object]]) -> dict[str, list[object]]:
    return {_name(path): found for path in paths if (found := list(check(path)))}


def test_imports_point_one_way_and_none_to_the_network() -> None:
    def wrong(path: Path) -> set[str]:
        forbidden = FORBIDDEN[_layer(path)]
        return {name for name in _imports(path) for bad in forbidden if name == bad or name.startswith(f"{bad}.")}

    assert _offenders(SOURCES, wrong) == {}


def test_no_modules_import_each_other() -> None:
    """Not by an import hidden in a function either, nor by one that only the type checker reads."""
    modules = {_name(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in SOURCES}
    arrows: dict[str, set[str]] = {}
    for name, path in modules.items():
        brought = [one for node in ast.walk(_tree(path)) for one in _imported(node, path)]
        meant = {full if (full := f"{module}.{one}") in modules else module for module, one in brought}
        arrows[name] = (meant & modules.keys()) - {name}
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_code_lives_only_in_the_fixed_places() -> None:
    found = {
        entry.name
        for entry in ROOT.iterdir()
        if not entry.name.startswith(".") and entry.name not in {"build", "dist"}
        if (entry.suffix == ".py" or (entry.is_dir() and next(entry.rglob("*.py"), None)))
    }
    assert found <= CODE_AT_THE_TOP


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in EVERYTHING}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_today_is_an_argument() -> None:
    clocks = re.compile(r"(^|\.)(date\.today|datetime\.(now|utcnow|today)|time\.time|time\.localtime)$")

    def asked(path: Path) -> list[int]:
        return [call.lineno for call in _calls(path) if clocks.search(_called(call))]

    assert _offenders((path for path in SOURCES if _layer(path) in {"models", "exports"}), asked) == {}


def test_no_error_is_swallowed() -> None:
    def swallowed(path: Path) -> list[int]:
        handlers = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.ExceptHandler)]
        blanket = [one for one in handlers if one.type is None or ast.unparse(one.type).endswith("Exception")]
        return [one.lineno for one in blanket if all(isinstance(line, ast.Pass) for line in one.body)]

    assert _offenders(EVERYTHING, swallowed) == {}


def test_no_test_sleeps() -> None:
    naps = {"time.sleep", "sleep", "qtbot.wait", "QTest.qWait", "QTest.qSleep"}
    asleep = _offenders(EVERYTHING, lambda path: [call.lineno for call in _calls(path) if _called(call) in naps])
    assert asleep == {}


def test_words_for_the_screen_are_plain_literals() -> None:
    """pyside6-lupdate reads the source: an f-string or a variable is never translated."""

    def unreadable(path: Path) -> list[int]:
        calls = [call for call in _calls(path) if _called(call) in {"self.tr", "QCoreApplication.translate"}]
        return [call.lineno for call in calls if not all(isinstance(word, ast.Constant) for word in call.args[:2])]

    assert _offenders((path for path in SOURCES if _layer(path) == "ui"), unreadable) == {}


def test_words_for_the_screen_are_vietnamese() -> None:
    def english(path: Path) -> list[tuple[str, list[str]]]:
        return [(text, words) for text in _shown(path) if (words := foreign(text))]

    assert _offenders((path for path in SOURCES if "migrations" not in path.parts), english) == {}


def _shown(path: Path) -> Iterator[str]:
    """Give the literals an officer will read: translated texts, errors, headings and titles."""
    for call in _calls(path):
        name = _called(call)
        arguments = [keyword.value for keyword in call.keywords if keyword.arg in {"title", "label"}]
        if name in {"self.tr", "KnownError"} or name.endswith("Column"):
            arguments += call.args[:1]
        elif name == "QCoreApplication.translate":
            arguments += call.args[1:2]
        for argument in arguments:
            for part in argument.values if isinstance(argument, ast.JoinedStr) else [argument]:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


@pytest.mark.parametrize(
    ("start", "heavy"),
    [
        ("import ui.app, ui.main_window", HEAVY),
        ("import main", [*HEAVY, "PySide6"]),  # a command needs no display
        ("import exports, ui.meetings.screen, ui.members.screen", WORKBOOKS),  # nor does a screen that writes nothing
        # mapping a table takes 4 ms; what the first figures do not ask for waits
        (
            "import models.opening, ui.overview.screen",
            [f"models.tables.{name}" for name in ("candidate", "member", "journal", "month_closing", "organization")],
        ),
        # nor does “Việc cần làm”, a moment later, wait for the rolls, the ratings and the awards
        (
            "import models.todo, models.pace, ui.overview.todo_lines",
            [
                "models.attendance",
                "models.members",
                "models.ratings",
                "models.events",
                "models.tables.award",
                "models.tables.rating",
            ],
        ),
    ],
)
def test_the_start_loads_no_heavy_library(start: str, heavy: list[str]) -> None:
    ask = f"import sys; {start}; print(*(name for name in {heavy!r} if name in sys.modules))"
    answer = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []
