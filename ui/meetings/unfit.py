"""What of a written meeting no longer fits its roll, said above the page with what repairs it (domain.md 4.4, 4.5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from models import contradictions, votes
from models.attendance import Roll
from models.closings import Closing
from models.contradictions import Contradiction, Unfit
from models.database import Database
from models.errors import KnownError
from ui import messages
from ui.meetings.closing import ReopenDialog
from ui.meetings.form import MeetingDialog
from ui.widgets.notice import Notice

Shows = Callable[[Contradiction], object]
_MOST = 2
"""So many sentences stand above a page: more would push the page off a small screen."""


def closed_words(closing: Closing) -> str:
    """Say that a month is closed and only looked at."""
    return QCoreApplication.translate(
        "MeetingPage", "Tháng {month}/{year} đã chốt {label}; chỉ xem, không sửa."
    ).format(month=closing.month, year=closing.year, label=closing.label)


def reopen_words(closing: Closing) -> str:
    """What the button is called that opens a closed month again: with the edition that will come of it."""
    words = QCoreApplication.translate("MeetingPage", "Mở lại để đính chính (lần {n})")
    return words.format(n=closing.edition + 1)


def say(db: Database, roll: Roll, notice: Notice, *, closing: Closing | None = None, show: Shows | None = None) -> bool:
    """Say it in a notice; False if there is nothing to say.

    Votes counted on another number are offered to be reckoned anew; who led or wrote is corrected in the form of the
    meeting; else `show` goes to where the first one is written.
    In a month that is closed it is said after that, and the month is offered to be opened again.
    """
    tr = QCoreApplication.translate
    meeting = roll.meeting
    with db.read() as session:
        stale, voters = votes.outdated(session, meeting.id)
        found = contradictions.read(session, meeting.id)
    parts = [votes.outdated_words(stale, voters)] if stale else []
    parts += [one.text for one in found]
    if closing is not None:
        parts.insert(0, closed_words(closing))
    if not parts:
        return False
    if len(parts) > _MOST:
        rest = tr("VotesPanel", "Còn {n} điều nữa, xem ở Dữ liệu, Kiểm tra số liệu.").format(n=len(parts) - _MOST)
        parts = [*parts[:_MOST], rest]
    text = " ".join(parts)
    if closing is not None:
        notice.say(text, reopen_words(closing), lambda: ReopenDialog(db, closing, notice.window()).open())
    elif stale:

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
    elif found[0].of is Unfit.LEADER:
        form = partial(MeetingDialog, db, meeting.cell_id, meeting.year, meeting.month, meeting, notice.window())
        notice.say(text, tr("VotesPanel", "Sửa cuộc họp"), lambda: form().open())
    elif show is not None:
        notice.say(text, tr("VotesPanel", "Xem lại"), lambda: show(found[0]))
    else:
        notice.say(text)
    return True
