"""The data-entry workbook 4.0 of the upper system: 31 columns under a header of two rows (domain.md 2.4).

Data stand from row 8; numbers are text with their zeros, dates text as dd/mm/yyyy; the hidden sheets QUOCGIA, TINH,
DANTOC and TONGIAO list the words that the upper system takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FORM: Final = "nhap-lieu-4.0.xlsx"
HEADER_ROWS: Final = (6, 7)
FIRST_ROW: Final = 8
TITLE_CELL: Final = "A1"
DICTIONARIES: Final = ("QUOCGIA", "TINH", "DANTOC", "TONGIAO")


@dataclass(frozen=True)
class EntryColumn:
    """One column: the field of a member it carries ("" for none), its heading, and the heading above it if two."""

    field: str
    heading: str
    group: str = ""

    @property
    def wording(self) -> str:
        """Both headings in one line."""
        return f"{self.group} {self.heading}".strip()


_PLACE: Final = ("Quốc gia", "Tỉnh/Thành", "Chi tiết")


def _places(group: str, *fields: str) -> tuple[EntryColumn, ...]:
    return tuple(EntryColumn(field, heading, group) for field, heading in zip(fields, _PLACE, strict=True))


COLUMNS: Final = (
    EntryColumn("number", "STT"),
    EntryColumn("external_id", "ID (UUID)"),
    EntryColumn("name", "Họ và tên *"),
    EntryColumn("other_name", "Tên gọi khác"),
    EntryColumn("gender", "Giới tính *"),
    EntryColumn("born", "Sinh ngày *"),
    EntryColumn("ethnic", "Dân tộc *"),
    EntryColumn("religion", "Tôn giáo *"),
    EntryColumn("citizen", "Số định danh cá nhân *"),
    EntryColumn("card", "Số thẻ Đảng *"),
    EntryColumn("card_issuer", "Nơi cấp thẻ Đảng"),
    EntryColumn("card_issued", "Ngày cấp thẻ Đảng"),
    EntryColumn("old_card", "Số thẻ Đảng theo QĐ 85"),
    EntryColumn("cell", "Tổ chức Đảng sinh hoạt *"),
    *_places("Nơi đăng ký khai sinh", "birth_country", "birth_province", "birth_place"),
    *_places("Quê quán", "home_country", "home_province", "home_town"),
    *_places("Thường trú", "permanent_country", "permanent_province", "permanent_address"),
    EntryColumn("admitted", "Ngày vào Đảng *"),
    EntryColumn("official", "Ngày chính thức *"),
    EntryColumn("old_citizen", "Số CMND cũ"),
    EntryColumn("duty", "Trạng thái hoạt động *"),
    EntryColumn("left", "Ngày rời/mất/miễn SH"),
    EntryColumn("removal", "Đề nghị xóa (Có/Không)"),
    EntryColumn("check", "Kết quả kiểm tra"),
    EntryColumn("check_detail", "Chi tiết lỗi"),
)
