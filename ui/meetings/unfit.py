"""What of a written meeting no longer fits its roll, said above the page with what repairs it (domain.md 4.4, 4.5)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from models import contradictions, votes
from models.attendance import Roll
from models.contradictions import Contradiction
from models.database import Database
from models.errors import KnownError
from ui import messages
from ui.widgets.notice import Notice

_MOST = 2
"""So many sentences stand above a page: more would push the page off a small screen."""


def say(
    db: Database, roll: Roll, notice: Notice, *, before: str = "", show: Callable[[Contradiction], object] | None = None
) -> bool:
    """Say it in a notice, after the words `before`; False if there is nothing to say.

    Votes counted on another number are offered to be reckoned anew; else `show` goes to where the first one is written.
    """
    tr = QCoreApplication.translate
    meeting = roll.meeting
    with db.read() as session:
        stale, voters = votes.outdated(session, meeting.id)
        found = contradictions.read(session, meeting.id)
    parts = [votes.outdated_words(stale, voters)] if stale else []
    parts += [one.text for one in found]
    if not parts:
        return False
    if len(parts) > _MOST:
        rest = tr("VotesPanel", "Còn {n} điều nữa, xem ở Dữ liệu, Kiểm tra số liệu.").format(n=len(parts) - _MOST)
        parts = [*parts[:_MOST], rest]
    text = " ".join([before, *parts] if before else parts)
    if stale and not before:

        def do() -> None:
            step = tr("VotesPanel", "Tính lại biểu quyết họp {day} {cell}: {old} → {new}").format(
                day=f"{meeting.held_on:%d/%m/%Y}", cell=meeting.cell_name, old=stale[0].base, new=voters
            )
            try:
                with db.write(step) as session:
                    votes.recount(session, meeting.id)
            except KnownError as error:
                messages.explain(notice, error)

        notice.say(text, tr("VotesPanel", "Tính lại trên {n} người").format(n=voters), do)
    elif show is not None and not before:
        notice.say(text, tr("VotesPanel", "Xem lại"), lambda: show(found[0]))
    else:
        notice.say(text)
    return True
