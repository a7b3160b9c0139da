"""The program in a process of its own, as the officer has it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ui import theme

ROOT = Path(theme.__file__).parent.parent


def own_process(script: str, folder: Path, what: str) -> list[str]:
    """Run a script that is given a folder and a word; return what it printed, parted at |."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), what],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().split("|")
