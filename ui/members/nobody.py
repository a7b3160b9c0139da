"""What the member table says where nobody is left to show: who else would fit, and the button that shows them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from models import members
from models.database import Database
from models.members import MemberFilter, MemberRow
from models.text import number
from ui.members.bar import ListBar
from ui.members.filters import NO_FILTER
from ui.tables import Table

GONE = MemberFilter(has_left=True)


def say_who_fits(table: Table[MemberRow], bar: ListBar, db: Database, on: date) -> bool:
    """Say who fits the search where the filters alone hide them, or among those who left; False if nobody does."""
    tr = QCoreApplication.translate
    filters, words = bar.filters, bar.search.text().strip()
    listed = gone = 0
    if words:
        with db.read() as session:
            listed = len(members.search(session, words, on=on)) if filters.value != NO_FILTER else 0
            if not listed and not filters.value.has_left:
                gone = len(members.search(session, words, on=on, narrow=GONE))
    if listed:
        said = tr("Members", "Trong những người đang lọc không ai khớp; trong cả danh sách khớp {count} đồng chí.")
        table.set_empty(said.format(count=number(listed)), tr("Members", "Tìm trong tất cả"), filters.clear)
    elif gone:
        said = tr("Members", "Không ai trong danh sách khớp; khớp {count} đồng chí đã ra khỏi danh sách.")
        show = tr("Members", "Xem đồng chí đã ra khỏi danh sách")
        table.set_empty(said.format(count=number(gone)), show, lambda: filters.set_value(GONE))
    return bool(listed or gone)
