"""The preview of a block pasted into the ratings of a cell: what each member has, and what it would be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from models.rating_round import LEVELS, Round, count
from models.rating_rules import RatingRules
from models.ratings import RatingLine, RatingValues
from models.text import number
from ui.ratings import words
from ui.ratings.sums import cap_words
from ui.tables import Column
from ui.theme import State
from ui.widgets.preview import PreviewDialog


@dataclass(frozen=True)
class Change:
    """One value of a member that the block changes; `column` is its place in the grid."""

    line: RatingLine
    column: str
    heading: str
    before: str
    after: str


def changes(lines: Sequence[RatingLine], changed: Mapping[int, RatingValues], rules: RatingRules) -> list[Change]:
    """Return what would change, in the order of the grid."""
    columns = [one for one in words.columns(rules) if one.name in ("cell", "committee", "points", "cause")]
    found: list[Change] = []
    for line in lines:
        if line.member_id not in changed:
            continue
        new = replace(line, values=changed[line.member_id])
        told = ((one, one.shown(line), one.shown(new)) for one in columns)
        found += [Change(line, one.name, one.title, before, after) for one, before, after in told if before != after]
    return found


class RatingsDialog(PreviewDialog[Change]):
    """Shows every value that would be written, and how the cell then stands to the cap; *Ghi* calls `write`."""

    def __init__(
        self,
        cell: str,
        found: Round,
        lines: Sequence[RatingLine],
        changed: Mapping[int, RatingValues],
        write: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        tr = partial(QCoreApplication.translate, "RatingsDialog")
        after = count(replace(line, values=changed.get(line.member_id, line.values)) for line in lines)
        counts = ", ".join(f"{found.rules.short(level)} {number(after.of(level))}" for level in LEVELS)
        is_by_cell = found.rules.is_capped_by_cell
        capped = lines if is_by_cell else found.lines
        cap = cap_words(
            found.cap(count(replace(line, values=changed.get(line.member_id, line.values)) for line in capped))
        )
        said = tr("{cell}: {n} đồng chí đổi; cả chi bộ sẽ là {counts}. {most}: {cap}.")
        most = tr("Xuất sắc tối đa") if is_by_cell else tr("Xuất sắc tối đa toàn đảng bộ")
        super().__init__(
            tr("Dán xếp loại – xem trước"),
            said.format(cell=cell, n=len(changed), counts=counts, most=most, cap=cap),
            (
                Column(tr("Họ và tên"), lambda row: row.line.shown_name, width=22),
                Column(tr("Cột"), lambda row: row.heading, width=16),
                Column(tr("Đang ghi"), lambda row: row.before or "–", width=13, role="muted"),
                Column(tr("Sẽ ghi"), lambda row: row.after or "–", width=16, bold=True, state=lambda _row: State.PLAIN),
            ),
            changes(lines, changed, found.rules),
            write,
            parent,
            key=lambda row: (row.line.member_id, row.column),
            empty=tr("Không có gì khác với đã ghi."),
        )
