"""Where files are offered to be saved or looked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths


def usual_folder(last: Path | None = None) -> Path:
    """Return the folder used last, else the officer's documents, else their own folder: the first that exists.

    A folder that does not exist would let the system's chooser open in that of the program.
    """
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return next((one for one in (last, documents) if one is not None and one.is_dir()), Path.home())


def dropped_files(dragged: QMimeData) -> list[Path]:
    """Return the files that are dragged, or the workbooks in the one folder that is; nothing for anything else."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    if len(paths) == 1 and paths[0].is_dir():
        from exports.readers import in_folder  # the workbook readers load only when a folder comes

        return in_folder(paths[0])
    return paths if all(path.is_file() for path in paths) else []
