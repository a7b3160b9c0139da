"""What Ctrl+K finds of the targets: those written by hand, who is on the way into the Party, quarters, indicators."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import candidates, own_targets, ratings
from models.database import Database
from models.indicators import INDICATORS
from models.text import fold
from ui.screen import Found
from ui.targets.own import days_of

_MOST = 10


def look_up(db: Database, text: str, icon: str) -> list[Found]:
    """Return what holds the text typed; `icon` is the screen's own, for the indicators."""
    sought, tr = fold(text), QCoreApplication.translate
    found: list[Found] = []
    year = db.clock().year
    with db.read() as session:
        own = own_targets.find(session, text) if sought else []
        people = candidates.find(session, text) if sought else []
    for row in own:
        period = row.values.period
        shown = year if period.first.year <= year <= period.last.year else period.last.year
        detail = tr("TargetsScreen", "chỉ tiêu khác, {days}").format(days=days_of(row))
        found.append(Found(row.values.name, detail, {"own_target": row.id, "year": shown}, "list-checks"))
    outside = tr("TargetsScreen", "nguồn phát triển")
    found += [Found(name, outside, {"candidate": key}, "user-plus") for key, name, _born in people]
    found += _quarters(year, sought.split())
    counted = (one for one in INDICATORS if sought in fold(one.name))
    found += [Found(one.name, one.group.value, {"indicator": one.key}, icon) for one in counted]
    return found[:_MOST]


def _quarters(year: int, sought: list[str]) -> list[Found]:
    """Return the quarters of the year's ratings for “quý 3”, “xếp loại quý III”; none without the word *quý*."""
    title, where = QCoreApplication.translate("TargetsScreen", "Xếp loại đảng viên, {quarter}"), "Xếp loại"
    found: list[Found] = []
    for quarter in range(1, 5):
        when = ratings.period(year, quarter).label
        shown = title.format(quarter=when[:1].lower() + when[1:])
        known = {*fold(shown).replace(",", " ").split(), str(quarter)}
        if "quy" in sought and known.issuperset(sought):
            found.append(Found(shown, where, {"quarter": quarter}, "list-checks"))
    return found
