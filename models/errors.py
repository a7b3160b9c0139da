"""The one kind of error that is meant for the officer."""

from pathlib import Path


class KnownError(Exception):
    """Something the officer can repair: one plain Vietnamese sentence that says what happened and what to do.

    `field` names the attribute the sentence speaks of, so that a form can show it beside the right entry; None when
    it concerns the whole action. Every other exception is a bug.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class BrokenFile(KnownError):
    """The data file at `path` cannot be read; a backup can be put in its place."""

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(message)
        self.path = path
