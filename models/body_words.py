"""What the log calls the rows that tell of organisations: decisions, former names, terms, people in charge."""

from __future__ import annotations

from models.record_words import COMMENDATION, DISCIPLINE, SPAN_OF_DAYS, RowWords

_BODY = {"cell_id": "Chi bộ", "organization_id": "Tổ chức đảng"}

BODIES: dict[str, RowWords] = {
    "reorganization": RowWords(
        "lần sắp xếp tổ chức",
        ("kind", "effective_on"),
        {
            "kind": "Việc",
            "effective_on": "Từ ngày",
            "decision_number": "Số quyết định",
            "decision_on": "Ngày quyết định",
            "note": "Ghi chú",
        },
    ),
    "succession": RowWords(
        "dòng kế tục",
        ("cell_id", "organization_id"),
        {
            "reorganization_id": "Lần sắp xếp",
            "cell_id": "Chi bộ cũ",
            "successor_id": "Chi bộ kế tục",
            "organization_id": "Tổ chức cũ",
            "next_organization_id": "Tổ chức kế tục",
        },
    ),
    "former": RowWords(
        "tên, cấp trên cũ",
        ("name",),
        {
            "reorganization_id": "Lần sắp xếp",
            "cell_id": "Chi bộ",
            "organization_id": "Tổ chức đảng",
            "name": "Tên",
            "parent_id": "Trực thuộc",
            "until": "Đến ngày",
        },
    ),
    "village_succession": RowWords(
        "thôn, bản kế tục",
        ("village_id",),
        {"reorganization_id": "Lần sắp xếp", "village_id": "Thôn, bản cũ", "successor_id": "Thôn, bản kế tục"},
    ),
    "former_residence": RowWords(
        "nơi ở trước khi sắp xếp thôn, bản",
        ("member_id",),
        {
            "reorganization_id": "Lần sắp xếp",
            "member_id": "Đảng viên",
            "village_id": "Thôn, bản",
            "until": "Đến ngày",
        },
    ),
    "body_rating": RowWords(
        "xếp loại tổ chức đảng",
        ("cell_id", "organization_id", "year", "quarter"),
        {
            **_BODY,
            "year": "Năm",
            "quarter": "Quý",
            "own_rating": "Tự xếp loại",
            "committee_rating": "Cấp trên xếp loại",
            "decision_number": "Số quyết định",
            "decided_on": "Ngày quyết định",
            "note": "Ghi chú",
        },
    ),
    "body_commendation": RowWords(
        "khen thưởng tổ chức đảng", ("kind_id", "cell_id", "organization_id"), {**_BODY, **COMMENDATION}
    ),
    "body_discipline": RowWords(
        "kỷ luật tổ chức đảng", ("form_id", "cell_id", "organization_id"), {**_BODY, **DISCIPLINE}
    ),
    "term": RowWords("nhiệm kỳ", ("cell_id", "organization_id"), {**_BODY, **SPAN_OF_DAYS, "document": "Văn bản"}),
    "assignment": RowWords(
        "phân công phụ trách",
        ("member_id", "village_id"),
        {
            "member_id": "Đảng viên",
            "village_id": "Thôn, bản",
            "task": "Việc",
            "group_name": "Nhóm hộ",
            "households": "Số hộ",
            **SPAN_OF_DAYS,
        },
    ),
}
