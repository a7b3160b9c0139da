"""What the log calls what a meeting spoke of, its tasks and votes, and the documents issued."""

from __future__ import annotations

from models.record_words import RowWords

_MEETING = {"meeting_id": "Cuộc họp"}

CONTENT: dict[str, RowWords] = {
    "meeting_line": RowWords(
        "dòng nội dung họp",
        ("part", "meeting_id"),
        {**_MEETING, "part": "Phần", "member_id": "Người phát biểu", "text": "Nội dung"},
    ),
    "meeting_task": RowWords("nhiệm vụ", ("text",), {**_MEETING, "text": "Nội dung", "due_on": "Hạn"}),
    "task_person": RowWords(
        "người thực hiện", ("member_id", "task_id"), {"task_id": "Nhiệm vụ", "member_id": "Đảng viên"}
    ),
    "task_review": RowWords(
        "kết quả nhiệm vụ",
        ("task_id", "meeting_id"),
        {
            "task_id": "Nhiệm vụ",
            **_MEETING,
            "result": "Kết quả",
            "note": "Ghi chú",
            "done_on": "Hoàn thành ngày",
        },
    ),
    "meeting_vote": RowWords(
        "biểu quyết",
        ("subject",),
        {
            **_MEETING,
            "subject": "Nội dung",
            "kind": "Loại",
            "base": "Số đảng viên được tính",
            "in_favour": "Tán thành",
            "against": "Không tán thành",
            "other": "Ý kiến khác",
        },
    ),
    "vote_rule": RowWords(
        "quy định biểu quyết",
        ("effective_from",),
        {
            "effective_from": "Áp dụng từ ngày",
            "document": "Văn bản",
            "simple_share": "Quyết định thông thường cần",
            "simple_comparator": "So với mức thông thường",
            "special_share": "Kết nạp, công nhận, khai trừ cần",
            "special_comparator": "So với mức kết nạp, khai trừ",
            "quorum_share": "Có mặt ít nhất",
            "counts_suspended": "Tính cả đảng viên bị đình chỉ sinh hoạt",
        },
    ),
    "paper": RowWords(
        "văn bản",
        ("number", "symbol"),
        {
            "kind": "Loại",
            "cell_id": "Chi bộ",
            **_MEETING,
            "year": "Năm",
            "month": "Tháng",
            "number": "Số",
            "symbol": "Ký hiệu",
            "issued_on": "Ngày văn bản",
            "title": "Trích yếu",
            "file_name": "Tệp",
        },
    ),
}

PAPER_SETTINGS = {
    "paper.symbol.minutes": "Ký hiệu biên bản",
    "paper.symbol.resolution": "Ký hiệu nghị quyết",
    "paper.symbol.invitation": "Ký hiệu giấy mời",
    "paper.symbol.calendar": "Ký hiệu thông báo lịch sinh hoạt",
}
