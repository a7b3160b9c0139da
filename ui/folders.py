"""Where files are offered to be saved or looked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def usual_folder(last: Path | None = None) -> Path:
    """Return the folder used last, else the officer's documents, else their own folder: the first that exists.

    A folder that does not exist would let the system's chooser open in that of the program.
    """
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return next((one for one in (last, documents) if one is not None and one.is_dir()), Path.home())
