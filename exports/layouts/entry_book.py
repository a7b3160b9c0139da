"""The data-entry workbook 4.0 of the upper system: 31 columns under a header of two rows (domain.md 2.4).

Data stand from row 8; numbers are text with their zeros, dates text as dd/mm/yyyy; the hidden sheets QUOCGIA, TINH,
DANTOC and TONGIAO list the words that the upper system takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

FORM: Final = "nhap-lieu-4.0.xlsx"
FIRST_ROW: Final = 8
TITLE_CELL: Final = "A1"
DICTIONARIES: Final = ("QUOCGIA", "TINH", "DANTOC", "TONGIAO")
LISTED: Final = {
    "ethnic": "DANTOC",
    "religion": "TONGIAO",
    **{f"{place}_country": "QUOCGIA" for place in ("birth", "home", "permanent")},
    **{f"{place}_province": "TINH" for place in ("birth", "home", "permanent")},
}
"""Which hidden sheet lists the words of a field."""


@cache
def dictionaries() -> dict[str, dict[str, str]]:
    """Return what the hidden sheets of the blank workbook list: sheet → code → word."""
    from exports import form  # openpyxl is loaded only when somebody asks

    workbook = form.load(FORM)
    return {
        name: {str(row[0]): str(row[1]) for row in workbook[name].iter_rows(min_row=2, values_only=True)}
        for name in DICTIONARIES
    }


@dataclass(frozen=True)
class EntryField:
    """One column: the field of a member it carries ("" for none), its heading, and the heading above it if two."""

    field: str
    heading: str
    group: str = ""

    @property
    def wording(self) -> str:
        """Both headings in one line."""
        return f"{self.group} {self.heading}".strip()


_PLACE: Final = ("Quốc gia", "Tỉnh/Thành", "Chi tiết")


def _places(group: str, *fields: str) -> tuple[EntryField, ...]:
    return tuple(EntryField(field, heading, group) for field, heading in zip(fields, _PLACE, strict=True))


COLUMNS: Final = (
    EntryField("number", "STT"),
    EntryField("external_id", "ID (UUID)"),
    EntryField("name", "Họ và tên *"),
    EntryField("other_name", "Tên gọi khác"),
    EntryField("gender", "Giới tính *"),
    EntryField("born", "Sinh ngày *"),
    EntryField("ethnic", "Dân tộc *"),
    EntryField("religion", "Tôn giáo *"),
    EntryField("citizen", "Số định danh cá nhân *"),
    EntryField("card", "Số thẻ Đảng *"),
    EntryField("card_issuer", "Nơi cấp thẻ Đảng"),
    EntryField("card_issued", "Ngày cấp thẻ Đảng"),
    EntryField("old_card", "Số thẻ Đảng theo QĐ 85"),
    EntryField("cell", "Tổ chức Đảng sinh hoạt *"),
    *_places("Nơi đăng ký khai sinh", "birth_country", "birth_province", "birth_place"),
    *_places("Quê quán", "home_country", "home_province", "home_town"),
    *_places("Thường trú", "permanent_country", "permanent_province", "permanent_address"),
    EntryField("admitted", "Ngày vào Đảng *"),
    EntryField("official", "Ngày chính thức *"),
    EntryField("old_citizen", "Số CMND cũ"),
    EntryField("duty", "Trạng thái hoạt động *"),
    EntryField("left", "Ngày rời/mất/miễn SH"),
    EntryField("removal", "Đề nghị xóa (Có/Không)"),
    EntryField("check", "Kết quả kiểm tra"),
    EntryField("check_detail", "Chi tiết lỗi"),
)
