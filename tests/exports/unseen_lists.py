"""Lists as superiors' offices ask communes for, on subjects of their own, with the truth."""

from __future__ import annotations

from tests.exports.proposal_forms import Known

_WHEN = "(Tháng … năm 20…)"


def _list(title: str, heads: list[object], names: tuple[str, ...] = (), listed: str = "", also: str = _WHEN) -> Known:
    """Give a list with two blank lines below headings; `names` are what its columns show from the first on."""
    columns = "ABCDEFGHIJ"[: len(heads)]
    when = {_WHEN: "({ky})", "Năm 2026": "{ky}"}.get(also, "")
    return Known(
        f"{title.lower()} {also}".strip(),
        [
            ["ĐẢNG ỦY XÃ ……………"],
            [],
            [title],
            [also] if also else [],
            [],
            heads,
            [],
            [],
            [None, "Người lập biểu"],
        ],
        (f"A3:{columns[-1]}3", f"A4:{columns[-1]}4"),
        {"A1": "{XA}", "B13": "Người lập biểu"}
        | ({"A4": when} if when else {})
        | {f"{column}7": name for column, name in zip(columns, names, strict=False) if name},
        listed=listed,
    )


def _of(whose: str, *names: str) -> tuple[str, ...]:
    """Give the names of columns of a list of some."""
    return tuple(f"{name} ↓ – {whose}" if name else "" for name in names)


FORMS = (
    _list(
        "DANH SÁCH ĐẢNG VIÊN DỰ BỊ ĐƯỢC CÔNG NHẬN ĐẢNG VIÊN CHÍNH THỨC",
        ["TT", "Họ và tên", "Ngày sinh", "Ngày kết nạp", "Ngày chính thức", "Số quyết định", "Chi bộ"],
        _of(
            "đảng viên được công nhận chính thức trong kỳ",
            *("Số thứ tự", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Số quyết định", "Chi bộ"),
        ),
        "recognised",
    ),
    _list(
        "DANH SÁCH ĐẢNG VIÊN ĐÃ TỪ TRẦN TRONG NĂM",
        ["STT", "Họ tên đảng viên", "Năm sinh", "Ngày vào Đảng", "Sinh hoạt tại chi bộ", "Ngày từ trần"],
        _of(
            "đảng viên từ trần trong kỳ",
            *("Số thứ tự", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", "Ngày từ trần"),
        ),
        "died",
        "Năm 2026",
    ),
    _list(
        "DANH SÁCH BÍ THƯ CHI BỘ",
        ["TT", "Chi bộ", "Họ và tên Bí thư", "Số đảng viên", "Số điện thoại"],
        ("Số thứ tự ↓", "Tên chi bộ ↓", "Bí thư chi bộ ↓", "Số đảng viên ↓"),
        "cells",
        "",
    ),
    _list(
        "DANH SÁCH ĐẢNG VIÊN TIÊU BIỂU NĂM 2026",
        ["TT", "Họ và tên", "Ngày sinh", "Chi bộ", "Thành tích"],
        also="",
    ),
    _list(
        "DANH SÁCH ĐẢNG VIÊN ĐI XUẤT KHẨU LAO ĐỘNG Ở NƯỚC NGOÀI",
        ["TT", "Họ và tên", "Ngày sinh", "Chi bộ", "Ngày đi", "Nước đến"],
    ),
    _list(
        "DANH SÁCH ĐẢNG VIÊN BỊ XÓA TÊN, KHAI TRỪ",
        ["TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", "Số quyết định"],
    ),
    _list(
        "DANH SÁCH THÔN, BẢN TRÊN ĐỊA BÀN XÃ",
        ["STT", "Thôn, bản", "Số hộ", "Số khẩu", "Chi bộ", "Số đảng viên"],
        ("Số thứ tự ↓", "Tên thôn, bản ↓", "Số hộ ↓", "Số khẩu ↓", "Chi bộ ↓", "Số đảng viên cư trú ↓"),
        "villages",
        "",
    ),
    _list(
        "DANH SÁCH ĐẢNG VIÊN NGƯỜI DÂN TỘC MÔNG CHI BỘ BẢN TẠO",
        ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Ngày vào Đảng", "Trình độ"],
        tuple(
            f"{name} ↓ – Dân tộc Mông (HMông), Bản Tạo"
            for name in ("Số thứ tự", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Trình độ")
        ),
        "members",
    ),
)
