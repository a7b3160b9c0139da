"""The columns a list of members may have, by every wording offices use for them."""

from __future__ import annotations

from typing import Final

from exports.layouts import entry_book
from exports.readers.headings import Heading, Headings, bare, words
from models.member_fields import PLAIN

_MEETINGS: Final = ("sh", "shd", "sinh hoat dang", "sh dang")
_FROM_WHAT: Final = (
    *("", " sh", " shd", " sinh hoat", " sinh hoat dang", " sinh hoat chi bo", " cong tac", " cong tac sinh hoat"),
    *(f" {work}{joined} {meetings}" for work in ("cong tac", "ct") for joined in ("", " va") for meetings in _MEETINGS),
)
"""What members are exempt from, as headings say it (domain.md 3.1)."""
_WORDINGS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "name": (
        "Họ và tên",
        (
            "ho va ten",
            "ho ten",
            "ho va ten dang vien",
            "ho va ten dang dung",
            "ho ten dang dung",
            "ho ten dang vien",
            "ho, ten",
            "ho va chu dem va ten",
            "ten dang vien",
            "ho va ten dv",
            "ho ten dv",
            "ho ten d c",
            "ho va ten d c",
            "ho ten dong chi",
            "ho va ten dong chi",
            "dong chi",
            "ho va ten dem",
            "ho ten dem",
            "ho va dem",
            "ho dem",
            "ho va chu dem",
            "ho lot",
            "ho va chu lot",
        ),
    ),
    "given": ("Tên (ghi ở cột riêng)", ()),
    "card": (
        "Số thẻ đảng viên",
        ("so the dang vien", "so the dang", "so the", "so the dv", "so tdv", "the dang vien", "ma the dang vien"),
    ),
    "old_card": (
        "Số thẻ cũ",
        (
            "so the dang theo qd 85",
            "so the theo dang quyet dinh 85",
            "so the dang theo quyet dinh 85",
            "so the theo qd 85",
            "so the cu",
            "so the dang cu",
        ),
    ),
    "citizen": (
        "Số CCCD",
        (
            "so cccd",
            "cccd",
            "so can cuoc",
            "so can cuoc cong dan",
            "can cuoc cong dan",
            "so dinh danh",
            "so dinh danh ca nhan",
            "cccd so dinh danh",
            "so cmnd cccd",
            "so cccd cmnd",
            "cmnd cccd",
            "so ddcn",
            "cccd so",
            "so cccd ddcn",
            "so cccd dinh danh",
            "so cccd cmtnd",
            "so the can cuoc",
            "so cc",
            "ma dinh danh",
            "ma so dinh danh",
            "ma dinh danh ca nhan",
        ),
    ),
    "born": (
        "Ngày sinh",
        (
            "ngay sinh",
            "sinh ngay",
            "sinh ngay thang nam",
            "nam sinh",
            "ngay thang nam sinh",
            "ngay thang sinh",
            "ngay sinh nam sinh",
            "nam sinh ngay sinh",
            "sinh nam",
            "sinh",
            "ntns",
            "n sinh",
            "ng sinh",
        ),
    ),
    **{  # one column for men and one for women, with the birth or a mark
        f"born_{sex}": (
            f"{word} (ngày sinh hoặc dấu x)",
            tuple(
                f"{head} {end}"
                for head in ("ngay sinh", "nam sinh", "ngay thang nam sinh", "ngay thang sinh", "gioi tinh", "phai")
            ),
        )
        for sex, word, end in (("male", "Nam", "nam"), ("female", "Nữ", "nu"))
    },
    "admitted": (
        "Ngày kết nạp",
        (
            "ngay ket nap",
            "ngay ket nap dang",
            "ngay vao dang",
            "ngay thang nam vao dang",
            "ngay vao dang cong san viet nam",
            "ngay vao dang du bi",
            "vao dang du bi",
            "vao dang ngay",
            "ngay vao dcsvn",
            "ngay vd",
            "ngay vao dang csvn",
            "ngay vao dang cs viet nam",
            "vao dang",
            "ket nap",
            "ngay du bi",
            "ngay vao dang ket nap",
            "ngay kn",
            "ngay duoc ket nap",
            "ngay duoc ket nap vao dang",
            "ngay ket nap vao dang",
            "ngay vao d",
        ),
    ),
    "official": (
        "Ngày chính thức",
        (
            "ngay chinh thuc",
            "vao dang chinh thuc",
            "ngay vao dang chinh thuc",
            "ngay cong nhan chinh thuc",
            "ngay cong nhan dang vien chinh thuc",
            "ngay chuyen dang chinh thuc",
            "ngay chuyen chinh thuc",
            "chinh thuc",
            "ngay ct",
            "chinh thuc ngay",
            "c thuc",
            "ngay c thuc",
            "cong nhan chinh thuc",
            "chuyen chinh thuc",
            "ngay duoc cong nhan chinh thuc",
            "ngay duoc cong nhan dang vien chinh thuc",
        ),
    ),
    "cell": (
        "Chi bộ đang sinh hoạt",
        (
            "chi bo dang sinh hoat",
            "chi bo",
            "chi bo sinh hoat",
            "don vi chi bo",
            "chi bo don vi",
            "ten chi bo",
            "noi sinh hoat",
            "to chuc dang sinh hoat",
            "to chuc dang dang sinh hoat",
            "sinh hoat tai chi bo",
            "noi sinh hoat dang",
            "chi bo dang sh",
            "chi bo sh",
            "cb",
            "chi bo truc thuoc",
            "thuoc chi bo",
            "don vi sinh hoat",
            "shd tai chi bo",
            "sinh hoat dang tai chi bo",
            "noi shd",
            "cb sinh hoat",
            "chi bo dang bo bo phan",
            *(f"chi bo {place}" for place in ("thon", "ban", "ap", "khom", "xom", "buon", "thon ban")),
        ),
    ),
    "residence_cell": ("Chi bộ nơi cư trú", ("chi bo noi cu tru", "chi bo cu tru")),
    "duty": ("Trạng thái", ("trang thai", "trang thai hoat dong", "tinh trang", "tinh trang sinh hoat")),
    "village": (
        "Thôn, bản",
        (
            *("thon ban", "thon ban cu tru", "thon ban noi cu tru", "thon ban dang cu tru", "thon ban noi o"),
            *("ban tdp", "thon ban tdp", "ban to dan pho", "thon ban to dan pho"),
        ),
    ),
    "gender": ("Giới tính", ("gioi tinh", "gioi", "nam nu", "phai", "gt")),
    "ethnic": ("Dân tộc", ("dan toc", "d toc", "thanh phan dan toc")),
    "religion": ("Tôn giáo", ("ton giao", "t giao")),
    "education": (
        "Trình độ văn hóa",
        (
            "trinh do van hoa",
            "van hoa",
            "trinh do giao duc pho thong",
            "giao duc pho thong",
            "trinh do hoc van",
            "hoc van",
            "gdpt",
            "tdvh",
            "trinh do vh",
            "vh",
        ),
    ),
    "professional": (
        "Trình độ chuyên môn",
        (
            "trinh do chuyen mon",
            "chuyen mon",
            "trinh do chuyen mon nghiep vu",
            "trinh do chuyen mon cao nhat",
            "chuyen mon nghiep vu",
            "tdcm",
            "trinh do cm",
            "cm",
        ),
    ),
    "theory": (
        "Lý luận chính trị",
        (
            "ly luan chinh tri",
            "ly luan",
            "ly luan ct",
            "trinh do ly luan chinh tri",
            "trinh do ly luan",
            "llct",
            "trinh do llct",
        ),
    ),
    "occupation": ("Nhóm nghề nghiệp", ("nhom nghe nghiep",)),
    "external_id": ("Mã ở hệ thống cấp trên", ("id", "uuid", "id uuid", "ma dang vien")),
    "card_issued": ("Ngày cấp thẻ Đảng", ("ngay cap the dang", "ngay cap the")),
    "old_citizen": ("Số CMND cũ", ("so cmnd cu", "cmnd cu", "so cmnd", "cmnd", "so chung minh nhan dan")),
    **{field.name: (field.label, field.wordings) for field in PLAIN},
    "left": (
        "Ngày rời, mất, miễn sinh hoạt",
        (
            "ngay roi mat mien sinh hoat",
            "ngay roi mat mien sh",
        ),
    ),
    "exempt": (
        "Miễn sinh hoạt (ngày, hoặc dấu x)",
        tuple(
            f"{before} {said}mien{what}{after}".strip()
            for said in ("", "duoc ")
            for what in _FROM_WHAT
            for before, after in (
                *((word, "") for word in ("ngay", "tu ngay", "thang", "thoi gian", "thoi diem", "thoi han")),
                *(("", f" {word}") for word in ("tu", "tu ngay", "tu thang", "tu nam", "ke tu ngay", "ngay")),
                ("", " tu ngay thang nam"),
                ("", " ngay thang nam"),
            )
        ),
    ),
    "removal": ("Đề nghị xóa", ("de nghi xoa",)),
}


def _wordings(field: str) -> tuple[str, ...]:
    """Return the wordings of a field with those of the data-entry workbook."""
    official = [column.wording for column in entry_book.COLUMNS if column.field == field]
    found = [*_WORDINGS[field][1], *(form(text) for text in official for form in (words, bare))]
    return tuple(dict.fromkeys(found))


_SPELT: Final = {
    "name": ("họ",),
    "given": ("tên",),
    "born_male": ("nam",),
    "born_female": ("nữ",),
    "ethnic": ("dt",),
    "phone": ("đt",),
}


def of(*names: str) -> tuple[Heading, ...]:
    """Return the columns of some fields, for lists that are about members."""
    return tuple(
        Heading(name, _WORDINGS[name][0], _wordings(name), _SPELT.get(name, ()), "name" if name == "birth_name" else "")
        for name in names
    )


HEADINGS: Final = Headings(
    *of(*_WORDINGS),
    needed=(
        frozenset({"name"}),
        frozenset({"citizen", "card", "born", "born_male", "born_female", "admitted"}),
        frozenset({"citizen", "card", "admitted", "cell", "duty", "official", "old_card", "external_id"}),
    ),
)
