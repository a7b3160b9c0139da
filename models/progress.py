"""How long work tells how far it is, and how it learns that it should stop."""

from typing import Final, Protocol


class Cancelled(Exception):
    """The officer pressed Dừng. Raised out of `Progress.step`; whatever was begun is left undone."""


class Progress(Protocol):
    """The ear of a long loop: the window's progress bar, or nobody."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Report `done` of `total` steps (total 0: not known), `text` saying what is being done.

        Raises Cancelled when the work should stop.
        """
        ...


class _Silent:
    """Nobody listens and nobody stops: for tests, scripts and work too short to show."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Do nothing."""


SILENT: Final[Progress] = _Silent()
