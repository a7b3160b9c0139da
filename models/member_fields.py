"""The plain fields of a member's card: what may be written in a list, pasted, filled down or corrected in the table.

Plain means that a value stands for itself: no name, number, date or cell by which a member is known, and nothing that
events follow. Readers, imports, the table, the bulk form, lists, the log of changes, form and card take their fields
from here.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Enum, String, select
from sqlalchemy.orm import Session

from models import codes
from models.tables import Member


class FieldKind(enum.Enum):
    """How a plain field is written."""

    TEXT = "text"
    DATE = "date"
    YES_NO = "yes_no"
    CODE = "code"


@dataclass(frozen=True)
class PlainField:
    """One plain field: its column of Member, its name in the officer's words, and the folded headings it goes by.

    `code_list` is set for a field chosen from a list. `is_own` marks what is one person's own and never filled down.
    """

    column: str
    label: str
    wordings: tuple[str, ...] = ()
    kind: FieldKind = FieldKind.TEXT
    code_list: str = ""
    is_own: bool = False
    key: str = ""

    @property
    def name(self) -> str:
        """What imports call the field."""
        return self.key or self.column

    @property
    def length(self) -> int:
        """How many letters a text may have; 0 if it is none."""
        return LENGTHS.get(self.column, 0)


def _date(column: str, label: str, *wordings: str) -> PlainField:
    return PlainField(column, label, wordings, FieldKind.DATE)


def _yes_no(column: str, label: str, *wordings: str) -> PlainField:
    return PlainField(column, label, wordings, FieldKind.YES_NO)


PLAIN: Final = (
    PlainField(
        "birth_name",
        "Họ và tên khai sinh",
        ("ho va ten khai sinh", "ho ten khai sinh", "ten khai sinh", "ho va ten theo giay khai sinh"),
        is_own=True,
    ),
    PlainField(
        "other_name",
        "Tên gọi khác",
        (
            "ten goi khac",
            "bi danh",
            "ten thuong dung",
            "ten khac",
            "ho va ten khac",
            "ho ten cu",
            "ho va ten cu",
            "ten cu",
        ),
        is_own=True,
    ),
    PlainField(
        "dossier_number", "Số lý lịch", ("so ly lich", "so ly lich dang vien", "so ho so dang vien"), is_own=True
    ),
    PlainField(
        "phone",
        "Điện thoại",
        (
            "dien thoai",
            "so dien thoai",
            "sdt",
            "so dt",
            "dien thoai lien he",
            "sdt lien he",
            "di dong",
            "dien thoai di dong",
        ),
    ),
    PlainField("address", "Chỗ ở hiện nay", ("cho o", "cho o hien nay", "noi o", "noi o hien nay", "dia chi")),
    PlainField("temporary_address", "Tạm trú", ("tam tru", "noi tam tru", "dia chi tam tru")),
    PlainField(
        "permanent_address", "Thường trú", ("thuong tru", "noi thuong tru", "ho khau thuong tru", "dia chi thuong tru")
    ),
    PlainField("permanent_province", "Thường trú – tỉnh", ("thuong tru tinh",)),
    PlainField("permanent_country", "Thường trú – quốc gia"),
    PlainField("home_town", "Quê quán", ("que quan", "que", "nguyen quan", "q quan", "que quan dia chi chi tiet")),
    PlainField("home_province", "Quê quán – tỉnh", ("que quan tinh",)),
    PlainField("home_country", "Quê quán – quốc gia"),
    PlainField("birth_place", "Khai sinh – chi tiết", ("noi dang ky khai sinh", "noi sinh")),
    PlainField("birth_province", "Khai sinh – tỉnh", ("noi dang ky khai sinh tinh",)),
    PlainField("birth_country", "Khai sinh – quốc gia"),
    PlainField("card_issuer", "Nơi cấp thẻ Đảng", ("noi cap the dang", "noi cap the")),
    PlainField(
        "occupation",
        "Nghề nghiệp hiện nay",
        ("nghe nghiep", "nghe nghiep hien nay", "nghe nghiep ban than hien nay", "cong viec hien nay"),
        key="work",  # the list's group of occupations has the shorter name
    ),
    PlainField(
        "former_occupation",
        "Nghề nghiệp trước khi vào Đảng",
        ("nghe nghiep truoc khi vao dang", "nghe nghiep khi vao dang"),
    ),
    _date("recruited_on", "Ngày được tuyển dụng", "ngay tuyen dung", "ngay duoc tuyen dung"),
    PlainField("recruited_by", "Cơ quan tuyển dụng", ("co quan tuyen dung",)),
    _yes_no("is_business_owner", "Chủ doanh nghiệp tư nhân", "chu doanh nghiep tu nhan", "chu doanh nghiep"),
    _date("admission_decided_on", "Ngày quyết định kết nạp", "ngay quyet dinh ket nap", "ngay qd ket nap"),
    _date("admission_ceremony_on", "Ngày tổ chức lễ kết nạp", "ngay to chuc le ket nap", "ngay le ket nap"),
    PlainField("admission_cell", "Kết nạp tại chi bộ", ("ket nap tai chi bo", "chi bo ket nap", "noi ket nap")),
    PlainField(
        "recognition_cell",
        "Công nhận chính thức tại chi bộ",
        ("cong nhan chinh thuc tai chi bo", "chi bo cong nhan chinh thuc"),
    ),
    PlainField(
        "first_introducer",
        "Người giới thiệu thứ nhất",
        ("nguoi gioi thieu thu nhat", "nguoi gioi thieu 1", "nguoi gioi thieu"),
    ),
    PlainField("second_introducer", "Người giới thiệu thứ hai", ("nguoi gioi thieu thu hai", "nguoi gioi thieu 2")),
    _yes_no("is_youth_union_member", "Đang là đoàn viên", "dang la doan vien", "la doan vien"),
    _date("youth_union_on", "Ngày vào Đoàn", "ngay vao doan", "ngay vao doan tncs ho chi minh"),
    PlainField(
        "other_organizations", "Tổ chức xã hội tham gia", ("tham gia to chuc xa hoi", "to chuc xa hoi tham gia")
    ),
    _date("enlisted_on", "Ngày nhập ngũ", "ngay nhap ngu", "nhap ngu"),
    _date("discharged_on", "Ngày xuất ngũ", "ngay xuat ngu", "xuat ngu"),
    PlainField("degree", "Học vị", ("hoc vi",)),
    PlainField("academic_title_id", "Học hàm", ("hoc ham",), FieldKind.CODE, codes.ACADEMIC_TITLE),
    PlainField("foreign_language", "Ngoại ngữ", ("ngoai ngu", "trinh do ngoai ngu")),
    PlainField("computing", "Tin học", ("tin hoc", "trinh do tin hoc")),
    PlainField("family_class", "Thành phần gia đình", ("thanh phan gia dinh", "thanh phan xuat than")),
    PlainField("health", "Sức khỏe", ("suc khoe", "tinh trang suc khoe")),
    PlainField("war_invalid_class", "Thương binh loại", ("thuong binh", "thuong binh loai")),
    _yes_no("is_martyr_family", "Gia đình liệt sĩ", "gia dinh liet si"),
    _yes_no("is_merit_family", "Gia đình có công với cách mạng", "gia dinh co cong", "gia dinh co cong voi cach mang"),
    _yes_no("has_foreign_spouse", "Hôn nhân với người nước ngoài", "hon nhan voi nguoi nuoc ngoai"),
    _yes_no(
        "has_broken_family_planning",
        "Vi phạm chính sách kế hoạch hóa gia đình",
        "vi pham chinh sach ke hoach hoa gia dinh",
    ),
    PlainField("legal_record", "Bị xử lý theo pháp luật", ("bi xu ly theo phap luat",)),
    PlainField("old_regime_work", "Làm việc trong chế độ cũ", ("lam viec trong che do cu",)),
    PlainField("note", "Ghi chú", ("ghi chu",)),
)
LENGTHS: Final = {
    column.name: column.type.length
    for column in Member.__table__.columns
    if isinstance(column.type, String) and not isinstance(column.type, Enum) and column.type.length
}
"""How many letters each text column of Member takes."""
CODE_LISTS: Final = {
    "ethnic_id": codes.ETHNIC,
    "religion_id": codes.RELIGION,
    "education_id": codes.EDUCATION,
    "professional_id": codes.PROFESSIONAL,
    "theory_id": codes.THEORY,
    "occupation_id": codes.OCCUPATION,
    **{field.column: field.code_list for field in PLAIN if field.code_list},
}
"""Columns of Member that are chosen from a code list."""
BY_COLUMN: Final = {field.column: field for field in PLAIN}
BY_NAME: Final = {field.name: field for field in PLAIN}


def stored(session: Session, column: str) -> dict[int, Any]:
    """Return what members have in one column, by member; those without are left out."""
    kept = getattr(Member, column)
    return {key: value for key, value in session.execute(select(Member.id, kept).where(kept.is_not(None)))}


def in_words(value: Any) -> str:
    """Return a stored value of a plain field for people; codes are looked up by whoever has the lists."""
    if isinstance(value, bool):
        return "có" if value else "không"
    return "" if value is None else str(value)
