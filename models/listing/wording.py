"""A list in words: its conditions below the table, all of it in the log."""

from __future__ import annotations

from collections.abc import Iterable

from models.listing.kinds import Kind
from models.listing.view import Filter, Op, View


def conditions(view: View) -> list[str]:
    """Return the filters of a list in words; where one of them is enough, these are one condition before the others."""
    either = [one for one in view.filters if view.is_any and not one.leaves_out]
    together = "; hoặc ".join(_conditions(view, either))
    return [*([together] if either else ()), *_conditions(view, (one for one in view.filters if one not in either))]


def _conditions(view: View, filters: Iterable[Filter]) -> list[str]:
    found: list[str] = []
    for asked in filters:
        field, op = view.of.by_key[asked.field], asked.op
        values = " hoặc ".join(asked.values) if op.takes_value else ""
        unit = " %" if field.kind is Kind.RATE and values else ""
        found.append(
            f"{field.label}{':' if op in (Op.YES, Op.NO, Op.IS_NOT) else ''} {op.label} {values}".rstrip() + unit
        )
    return found


def in_words(view: View) -> str:
    """Return a list as the log tells it."""
    label = {key: field.label for key, field in view.of.by_key.items()}
    sides = (view.cross.rows, view.cross.columns) if view.cross else ()
    parts = {
        "cột": [label[key] for key in view.columns],
        "điều kiện": conditions(view),
        "nhóm": [f"{label[one.field]} {one.by.label}" for one in view.groups],
        "thứ tự": [label[one.field] + (" giảm dần" if one.is_descending else "") for one in view.sorts],
        "dòng cộng": [f"{label[one.field]} ({one.how.label})" for one in view.totals],
        "hai chiều": [f"{label[one.field]} {one.by.label}" for one in sides],
        "tỷ lệ": [view.cross.share.label] if view.cross else [],
        "số định danh": ["ghi đủ"] if view.shows_numbers else [],
    }
    told = [f"{name}: {', '.join(words)}" for name, words in parts.items() if words]
    return "; ".join([view.of.label, *told])
