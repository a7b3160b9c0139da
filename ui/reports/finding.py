"""What Ctrl+K finds on *Báo cáo*: reports by their words, and how a list or a superior's form is begun."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from exports import offered
from models.text import fold
from ui.palette import matches
from ui.screen import Found

if TYPE_CHECKING:
    from models.database import Database

LIST, LIST_FILE, FORM, TEMPLATE = "new-list", "neighbours-list", "new-form", "neighbours-form"


def look_up(db: Database, text: str) -> list[Found]:
    """Return the reports whose title has the words typed, then what is begun with these words."""
    words = fold(text).split()
    reports = [
        Found(one.title, one.group, (one.key, None), "file-text")
        for one in offered.reports(db)
        if all(word in fold(f"{one.title} {one.group} {one.key}") for word in words)
    ]
    former = QCoreApplication.translate("ReportsScreen", "Học mẫu")  # what beginning a form was called before
    return reports + [
        one for one in _begun() if matches(text, one.title, f"{one.detail} {former if one.argument == FORM else ''}")
    ]


def _begun() -> tuple[Found, ...]:
    tr = partial(QCoreApplication.translate, "ReportsScreen")
    return (
        Found(tr("Lập danh sách mới…"), tr("Danh sách tự lập"), LIST, "columns-3"),
        Found(tr("Nhận danh sách từ tệp…"), tr("Danh sách tự lập"), LIST_FILE, "columns-3"),
        Found(tr("Thêm biểu mới cấp trên gửi…"), tr("Mẫu của cấp trên"), FORM, "file-spreadsheet"),
        Found(tr("Nhận mẫu xã khác gửi…"), tr("Mẫu của cấp trên"), TEMPLATE, "file-spreadsheet"),
    )
