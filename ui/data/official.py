"""Writing official dates nobody wrote: every name and date is on the screen before anything is written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from models.database import Database
from models.official_dates import OfficialOffer, offer_official_dates, write_official_dates
from models.text import sort_key
from ui.jobs import Jobs
from ui.tables import Column
from ui.widgets.offers import OfferDialog, OfferWords


class OfficialDatesDialog(OfferDialog):
    """Who has no official date although the probation is over, with the date that follows."""

    def __init__(self, db: Database, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(db, jobs, _words(), _columns(), offer_official_dates, write_official_dates, parent)


def _words() -> OfferWords:
    tr = QCoreApplication.translate
    return OfferWords(
        title=tr("OfficialDates", "Ghi ngày chính thức"),
        what=tr(
            "OfficialDates",
            "Ngày chính thức = ngày vào Đảng + thời gian dự bị, cho các đồng chí dưới đây. Chỉ ghi khi biết chắc "
            "các đồng chí đã được công nhận chính thức; đồng chí nào chưa chắc thì bỏ khỏi danh sách.",
        ),
        after=tr(
            "OfficialDates",
            "Ghi xong, tình trạng dự bị, chính thức được tính lại theo ngày này; dấu điểm danh đã ghi không đổi.",
        ),
        empty=tr("OfficialDates", "Không có đồng chí nào đã hết thời gian dự bị mà chưa ghi ngày chính thức."),
        button=tr("OfficialDates", "Ghi ngày chính thức cho {n} đồng chí"),
        step=tr("OfficialDates", "Ghi ngày chính thức của {n} đồng chí"),
        done=tr("OfficialDates", "Đã ghi ngày chính thức của {n} đồng chí; Ctrl+Z để hoàn tác."),
    )


def _columns() -> tuple[Column[OfficialOffer], ...]:
    tr = QCoreApplication.translate
    return (
        Column(
            tr("OfficialDates", "Họ và tên"), lambda row: row.full_name, 24, sort=lambda row: sort_key(row.full_name)
        ),
        Column(tr("OfficialDates", "Chi bộ"), lambda row: row.cell, width=27),
        Column(tr("OfficialDates", "Ngày vào Đảng"), lambda row: row.admitted_on, width=14),
        Column(tr("OfficialDates", "Sẽ ghi ngày chính thức"), lambda row: row.official_on, width=20, bold=True),
    )
