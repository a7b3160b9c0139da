"""Is the data file itself whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.checks.finding import Hit, Rule, Severity


def _torn(session: Session, on: date) -> Iterator[Hit]:
    del on
    for (answer,) in session.execute(text("PRAGMA integrity_check(20)")):
        if answer != "ok":
            yield Hit(f"Kiểm tra tệp báo: {answer}")


def _loose(session: Session, on: date) -> Iterator[Hit]:
    del on
    for table, row, parent, _number in session.execute(text("PRAGMA foreign_key_check")):
        yield Hit(f"Bảng {table}, dòng {row} chỉ tới một dòng không còn trong bảng {parent}.")


TORN = Rule(
    key="file",
    title="Tệp dữ liệu bị hỏng",
    severity=Severity.ERROR,
    repair="Hãy khôi phục từ bản sao lưu gần nhất.",
    find=_torn,
)
RULES = (
    TORN,
    Rule(
        key="links",
        title="Dữ liệu bị mất liên kết",
        severity=Severity.ERROR,
        repair="Hãy khôi phục từ bản sao lưu gần nhất.",
        find=_loose,
    ),
)
