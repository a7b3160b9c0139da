"""Who is behind a count of a round: the list that opens from the counts above the grid."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from models import cells, ratings
from models.cell_years import CellYear, MonthLine
from models.rating_round import LEVELS, CellRound, Round
from models.ratings import RatingLine
from models.tables import RatingLevel
from models.text import number, sort_key
from ui.ratings import words
from ui.tables import Column
from ui.theme import State
from ui.widgets.names import Group, NamesDialog

_CAP = 7  # the column of the most that may be excellent


def names_behind(found: Round, cell: CellRound | None, column: int, parent: QWidget) -> NamesDialog:
    """Return the list behind a count of a cell, or (None) of the commune.

    `column` counts from 0 as they stand: all, exempt, not yet rated, the four levels, the cap on excellent ones.
    """
    tr, rules = QCoreApplication.translate, found.rules
    names = {row.cell_id: cells.short_name(row.name) for row in found.cells}
    lines = [line for line in found.lines if cell is None or line.cell_id == cell.cell_id]
    titles = (tr("Ratings", "Đảng viên"), tr("Ratings", "Được miễn"), tr("Ratings", "Chưa xếp loại"))
    wanted = column if column != _CAP else 3  # the cap is held against those rated excellent
    level = LEVELS[wanted - 3] if wanted > 2 else None
    people = [line for line in lines if _counts(wanted, line)]
    title = titles[wanted] if level is None else rules.label(level)
    where = tr("Ratings", "Toàn đảng bộ") if cell is None else names[cell.cell_id]
    explanation = tr("Ratings", "{n} đồng chí trong danh sách ở cuối kỳ.").format(n=number(len(people)))
    if column == _CAP:
        explanation += " " + _cap_told(found, cell)

    def counted(line: RatingLine) -> str:
        if line.values.level is not None:
            return rules.label(line.values.level)
        if line.is_exempt:
            return titles[1]
        return tr("Ratings", "Chưa ghi") if line.is_open else titles[2]

    columns = (
        Column[RatingLine](
            tr("Ratings", "Họ và tên"),
            lambda line: line.shown_name,
            width=24,
            least=20,
            sort=lambda line: sort_key(line.full_name),
        ),
        Column[RatingLine](tr("Ratings", "Chi bộ"), lambda line: names[line.cell_id], width=24, least=20, leaves=1),
        Column[RatingLine](tr("Ratings", "Chi bộ XL"), _short(found, lambda line: line.values.cell_rating), width=10),
        Column[RatingLine](
            tr("Ratings", "Đảng ủy XL"), _short(found, lambda line: line.values.committee_rating), width=12
        ),
        Column[RatingLine](tr("Ratings", "Được tính là"), counted, width=30, least=22),
        Column[RatingLine](
            tr("Ratings", "Ghi chú"),
            lambda line: words.remark(rules, line) or None,
            width=26,
            least=12,
            leaves=2,
            role="muted",
        ),
    )
    known = [*map(rules.label, LEVELS), *titles[1:], tr("Ratings", "Chưa ghi")]
    ways = sorted(set(map(counted, people)), key=known.index)
    groups = [Group[RatingLine](way, lambda line, way=way: counted(line) == way) for way in ways]
    return NamesDialog(
        f"{title} – {where}",
        explanation,
        columns,
        people,
        parent,
        groups=groups if len(groups) > 1 else (),
        key=lambda line: line.member_id,
    )


def months_behind(found: Round, cell: CellRound, year: CellYear, parent: QWidget) -> NamesDialog:
    """Return the months of a cell in the period of a round, each with its meeting."""
    tr = QCoreApplication.translate

    def counted(line: MonthLine) -> str:
        if line.is_missed:
            return tr("Ratings", "Không họp")
        if line.quality is None:
            return tr("Ratings", "Chưa xếp loại") if line.has_met else tr("Ratings", "Chưa ghi điểm danh")
        return line.quality.label

    columns = (
        Column[MonthLine](
            tr("Ratings", "Tháng"),
            lambda line: (line.year, line.month),
            width=10,
            text=lambda at: f"{at[1]:02}/{at[0]}",
        ),
        Column[MonthLine](tr("Ratings", "Ngày họp"), lambda line: line.held_on, width=12),
        Column[MonthLine](tr("Ratings", "Được tính là"), counted, width=20),
        Column[MonthLine](tr("Ratings", "Có mặt"), lambda line: line.value.tally.attended, width=9, align="right"),
        Column[MonthLine](tr("Ratings", "Phải dự"), lambda line: line.value.tally.eligible, width=9, align="right"),
        Column[MonthLine](
            tr("Ratings", "Tỷ lệ"),
            lambda line: line.value.tally.rate,
            width=10,
            align="right",
            state=lambda line: State.WARN if line.is_below else State.PLAIN,
        ),
        Column[MonthLine](tr("Ratings", "Ghi chú"), lambda line: line.note or None, width=26, least=14, role="muted"),
    )
    ways = dict.fromkeys(map(counted, year.months))
    groups = [Group[MonthLine](way, lambda line, way=way: counted(line) == way) for way in ways]
    below = Group[MonthLine](tr("Ratings", "Dưới mục tiêu tham gia"), lambda line: line.is_below)
    when = ratings.period(found.year, found.quarter).label
    title = tr("Ratings", "Sinh hoạt của {cell}, {when}").format(
        cell=cells.short_name(cell.name), when=when[:1].lower() + when[1:]
    )
    told = tr("Ratings", "{n} tháng tính đến nay; cả kỳ có mặt {counted} lượt phải dự.")
    return NamesDialog(
        title,
        told.format(n=len(year.months), counted=year.tally.counted),
        columns,
        year.months,
        parent,
        groups=[*groups, below] if len(groups) > 1 else [below],
        key=lambda line: (line.year, line.month),
    )


def _counts(column: int, line: RatingLine) -> bool:
    """Whether a column counts a line: all, those without a level by whether they are exempt, then level by level."""
    if column == 0:
        return True
    level = line.values.level
    if column > 2:
        return level is LEVELS[column - 3]
    return level is None and line.is_exempt is (column == 1)


def _short(found: Round, given: Callable[[RatingLine], RatingLevel | None]) -> Callable[[RatingLine], str]:
    return lambda line: words.level_text(found.rules, line, given(line))


def _cap_told(found: Round, cell: CellRound | None) -> str:
    """Say what the cap allows and how many are written: where it counts, in the cell or over the commune."""
    tr, rules = QCoreApplication.translate, found.rules
    if rules.cap_percent is None:
        return tr("Ratings", "Không có mức tối đa.")
    told = tr("Ratings", "Xuất sắc {rule} đã ghi").format(rule=rules.cap_words)
    if rules.is_capped_by_cell and cell is None:
        over = [
            tr("Ratings", "{cell} (ghi {many}, nhiều nhất {most})").format(
                cell=cells.short_name(one.name), many=number(one.cap.excellent), most=number(one.cap.most or 0)
            )
            for one in found.over
            if one.cap is not None
        ]
        return (
            f"{told}: "
            + (tr("Ratings", "quá ở ") + "; ".join(over) if over else tr("Ratings", "không chi bộ nào quá"))
            + "."
        )
    cap = (cell.cap if cell is not None else None) or found.cap(found.counts)
    words = tr("Ratings", "{told}: nhiều nhất {most} ({reckoned}), đã ghi {many}.")
    return words.format(told=told, most=number(cap.most or 0), reckoned=cap.reckoned, many=number(cap.excellent))
