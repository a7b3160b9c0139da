"""Run the measurements: `python -m tests.bench [start] [search] … [lists] [intake]`; no name: all of them."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from tests.bench import data
from tests.bench.timing import Result


class Files:
    """The data files, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[str, Path] = {}

    def __call__(self, make: Callable[[Path], Path]) -> Path:
        if make.__name__ not in self._made:
            self._made[make.__name__] = make(self.folder)
        return self._made[make.__name__]


def _start(files: Files) -> Iterator[Result]:
    from tests.bench import start

    return start.run(files(data.sample))


def _search(files: Files) -> Iterator[Result]:
    from tests.bench import search

    return search.run(files(data.large), files(data.crowd))


def _roll(files: Files) -> Iterator[Result]:
    from tests.bench import roll

    return roll.run(files(data.large))


def _report(files: Files) -> Iterator[Result]:
    from tests.bench import report

    return report.run(files(data.large), files.folder)


def _forms(files: Files) -> Iterator[Result]:
    from tests.bench import forms

    return forms.run(files(data.large), files.folder)


def _lists(files: Files) -> Iterator[Result]:
    from tests.bench import lists

    return lists.run(files(data.crowd), files.folder)


def _intake(files: Files) -> Iterator[Result]:
    from tests.bench import intake

    return intake.run(files.folder)


MEASUREMENTS = {
    "start": _start,
    "search": _search,
    "roll": _roll,
    "report": _report,
    "forms": _forms,
    "lists": _lists,
    "intake": _intake,
}


def main(names: list[str]) -> int:
    """Measure what is named and print a line for each result; 2 for a name that is none."""
    if set(names) - set(MEASUREMENTS):
        print(f"usage: python -m tests.bench [{'] ['.join(MEASUREMENTS)}]", file=sys.stderr)
        return 2
    print("ours / floor, medians measured in turns")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        files = Files(Path(folder))
        for name in names or MEASUREMENTS:
            for result in MEASUREMENTS[name](files):
                print(result, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
