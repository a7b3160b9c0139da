"""Writing residences nobody wrote: the village that a member's address names, on the screen before it is written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from models.cells import short_name
from models.database import Database
from models.residence_offers import ResidenceOffer, offer_residences, write_residences
from models.text import sort_key
from ui.jobs import Jobs
from ui.tables import Column
from ui.theme import State
from ui.widgets.offers import OfferDialog, OfferWords


class HomeOfferDialog(OfferDialog):
    """Who has no residence written, with the village of their address.

    One in a commune of another name may be of before a merger, or a place they have left.
    """

    def __init__(self, db: Database, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            *(db, jobs, _words(), _columns(), offer_residences, write_residences, parent),
            is_sure=lambda row: row.is_sure,
        )


def _words() -> OfferWords:
    tr = QCoreApplication.translate
    return OfferWords(
        title=tr("HomeOffer", "Ghi nơi ở theo địa chỉ"),
        what=tr(
            "HomeOffer",
            "Nơi ở lấy từ “Chỗ ở hiện nay”, chưa ghi thì từ “Thường trú”, khi địa chỉ nêu đúng một thôn, bản của xã. "
            "Đồng chí nào nay ở nơi khác thì bỏ khỏi danh sách.",
        ),
        after=tr(
            "HomeOffer",
            "Ghi xong, số đảng viên và mục Trắng của từng thôn, bản được tính lại, cả của những ngày trước.",
        ),
        empty=tr("HomeOffer", "Không còn đồng chí nào chưa ghi nơi ở mà địa chỉ nêu một thôn, bản của xã."),
        button=tr("HomeOffer", "Ghi nơi ở cho {n} đồng chí"),
        step=tr("HomeOffer", "Ghi nơi ở theo địa chỉ của {n} đồng chí"),
        done=tr("HomeOffer", "Đã ghi nơi ở của {n} đồng chí; Ctrl+Z để hoàn tác."),
        more=tr("HomeOffer", "Thêm {n} dòng có thể ở xã khác"),
    )


def _columns() -> tuple[Column[ResidenceOffer], ...]:
    tr = QCoreApplication.translate
    return (
        Column(tr("HomeOffer", "Họ và tên"), lambda row: row.full_name, 22, sort=lambda row: sort_key(row.full_name)),
        Column(tr("HomeOffer", "Chi bộ"), lambda row: short_name(row.cell), width=20, least=14),
        Column(tr("HomeOffer", "Địa chỉ"), lambda row: row.text, width=34, least=24, tip=_tip, state=_state),
        Column(tr("HomeOffer", "Sẽ ghi nơi ở"), lambda row: row.village, width=18, least=14, bold=True),
    )


def _tip(row: ResidenceOffer) -> str:
    return f"{row.source}: {row.text}"


def _state(row: ResidenceOffer) -> State:
    return State.PLAIN if row.is_sure else State.WARN
