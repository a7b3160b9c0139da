"""Grab every screen on sample data, to be looked at: python -m tests.shots [--out FOLDER] [--all] [--readme].

Light and dark, 100 % and 150 %, always as seen on a screen of 1366×768. `--all` also grabs every dialog
(tests.dialogs), the screens in larger letters and those of an empty data file. `--readme` also renews the pictures that
the README shows.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import chdir, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "resources" / "help" / "anh"
WIDTH, HEIGHT = 1366, 768
SCALES = (1.0, 1.5)
NOW = datetime(2026, 11, 14, 16, 40)  # the sample ends here, so that the pictures are the same tomorrow
IN_THE_README = {"overview": "tong-quan.png", "roll": "diem-danh.png"}


def main() -> None:
    """Grab the screens, one process for each scale, since Qt reads the scale when it starts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "shots")
    parser.add_argument("--all", action="store_true", help="every dialog, larger letters and an empty file as well")
    parser.add_argument("--readme", action="store_true", help="renew the pictures of the README")
    parser.add_argument("--scale", type=float, help=argparse.SUPPRESS)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.scale:
        grab_all(given.out.resolve(), given.scale)
        if given.all:
            grab_more(given.out.resolve(), given.scale)
        return
    more = ["--out", str(given.out.resolve()), *["--all"] * given.all]
    for scale in SCALES:
        with _screen() as platform:
            own = {"QT_QPA_PLATFORM": platform, "QT_SCALE_FACTOR": str(scale)}
            call = [
                sys.executable,
                "-m",
                "tests.shots",
                "--out",
                str(given.out.resolve()),
                "--scale",
                str(scale),
                *more,
            ]
            subprocess.run(call, env={**os.environ, **own}, cwd=ROOT, check=True)
    if given.readme:
        PICTURES.mkdir(exist_ok=True)
        for screen, name in IN_THE_README.items():
            (PICTURES / name).write_bytes((given.out / f"{screen}-sang-100.png").read_bytes())


@contextmanager
def _screen() -> Generator[str]:
    """The platform of Qt with a screen of 1366×768, since dialogs are made to fit the screen they open on."""
    screen = {"name": "1366", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "dpr": 1}
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "screen.json"
        told.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96}]}), "utf-8")
        yield f"offscreen:configfile={told}"


def grab_all(out: Path, scale: float) -> None:
    """Save every screen of the window as PNG, SCREEN-sang|toi-PERCENT.png, and its further tabs, SCREEN-2-…"""
    from PySide6.QtWidgets import QTabBar

    from models import cells
    from ui.meetings.screen import MeetingsScreen

    with _window(scale) as window:
        for scheme in _schemes(window):
            for key in [*window.specs, "roll"]:
                window.show_screen("meetings" if key == "roll" else key)
                meetings = window.screens.get("meetings")
                if isinstance(meetings, MeetingsScreen):
                    meetings.show_board()
                if key == "roll" and isinstance(meetings, MeetingsScreen):
                    with window.db.read() as session:
                        cell = cells.rows(session, NOW.date())[7]  # one with a few absences
                    meetings.open_cell_month(cell.id, NOW.year, NOW.month - 1)
                tail = f"{scheme}-{scale:.0%}.png".replace("%", "")
                _grab(window, out / f"{key}-{tail}")
                for bar in [bar for bar in window.shown.findChildren(QTabBar) if bar.isVisible()]:
                    for place in range(1, bar.count()):
                        bar.setCurrentIndex(place)
                        _grab(window, out / f"{key}-{place + 1}-{tail}")
                    bar.setCurrentIndex(0)


def grab_more(out: Path, scale: float) -> None:
    """Save every dialog in light and dark, the screens in larger letters, and the screens of an empty file."""
    from tests import dialogs
    from tests.sample_book import Book
    from ui.theme import TextSize

    tail = f"{scale:.0%}.png".replace("%", "")
    with _window(scale) as window:
        book = Book(window)
        for scheme in _schemes(window):
            for name in dialogs.DIALOGS:
                _save(dialogs.opened(book, name), out / f"{name.replace(', ', '-')}-{scheme}-{tail}")
                dialogs.shut(book)
    for size in list(TextSize)[1:]:
        with _window(scale) as window:
            assert window.look is not None
            window.look.set_size(size)
            for key in window.specs:
                window.show_screen(key)
                _grab(window, out / f"{key}-{size.value}-{tail}")
    with _window(scale, is_empty=True) as window:
        for key in window.specs:
            window.show_screen(key)
            _grab(window, out / f"{key}-trong-{tail}")


def _grab(window: MainWindow, path: Path) -> None:
    """Save the window once two pictures of it, one after the other, are alike."""
    from tests.sample_book import settle

    before = None
    while (now := window.grab().toImage()) != before:
        before = now
        settle(window)
    _save(window, path)


def _save(shown: QWidget, path: Path) -> None:
    if not shown.grab().save(str(path)):
        raise OSError(f"cannot write {path}")
    print(path)


def _schemes(window: MainWindow) -> Iterator[str]:
    from ui import theme

    assert window.look is not None
    for scheme, name in ((theme.Scheme.LIGHT, "sang"), (theme.Scheme.DARK, "toi")):
        window.look.set_scheme(scheme)
        yield name


@contextmanager
def _window(scale: float, *, is_empty: bool = False) -> Generator[MainWindow]:
    from PySide6.QtWidgets import QApplication

    from models import sample
    from models.opening import open_database
    from ui import app, theme
    from ui.main_window import MainWindow

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = app.prepare()
    application.setCursorFlashTime(0)  # it would make two pictures of one thing different
    with (
        tempfile.TemporaryDirectory() as folder,
        chdir(folder),  # so that the status line shows a name and no folder of this machine
        closing(open_database(Path("muong-mau.db"), clock=lambda: NOW)) as db,
    ):
        if not is_empty:
            sample.generate(db, NOW.date())
        settings = theme.MemorySettings()
        look = theme.Theme(application, settings)
        window = MainWindow(db, settings=settings, look=look, clock=lambda: NOW)
        window.showNormal()
        window.resize(round(WIDTH / scale), round(HEIGHT / scale))
        yield window
        window.close()


if __name__ == "__main__":
    main()
