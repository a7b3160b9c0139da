"""What the log calls the rules of meetings and their score sheets."""

from __future__ import annotations

from models.record_words import RowWords

MEETING_RULES: dict[str, RowWords] = {
    "meeting_rule": RowWords(
        "quy định sinh hoạt",
        ("effective_from",),
        {
            "effective_from": "Áp dụng từ ngày",
            "document": "Văn bản",
            "target": "Mục tiêu tham gia, %",
            "comparator": "So với mục tiêu",
            "excluded_duties": "Không phải dự",
            "counts_guests": "Tính đảng viên sinh hoạt tạm thời",
            "several_meetings": "Nhiều cuộc họp một tháng",
            "good_from": "Tốt từ",
            "fair_from": "Khá từ",
            "average_from": "Trung bình từ",
            "minutes_regular": "Số phút cuộc họp",
            "minutes_combined": "Số phút khi kết hợp chuyên đề",
            "due_day": "Ngày phải họp xong",
            "large_from": "Chi bộ đông từ, đảng viên",
            "minutes_large": "Số phút của chi bộ đông",
            "thematic_per_quarter": "Sinh hoạt chuyên đề mỗi quý",
            "notice_days": "Gửi tài liệu trước, ngày",
            "result_days": "Báo kết quả trong, ngày",
            "unexcused_notice": "Nhắc khi vắng không lý do, lần",
            "unexcused_alarm": "Báo động khi vắng không lý do, lần",
            "excused_running": "Vắng có lý do liên tiếp quá, lần",
            "months_below": "Dưới mục tiêu liên tiếp, tháng",
        },
    ),
}

SCORES: dict[str, RowWords] = {
    "score_template": RowWords(
        "mẫu phiếu chấm điểm",
        ("name",),
        {
            "name": "Tên",
            "issuer": "Nơi ban hành",
            "document": "Văn bản",
            "effective_from": "Áp dụng từ ngày",
            "without_theme": "Khi không có chuyên đề",
        },
    ),
    "score_criterion": RowWords(
        "mục chấm điểm",
        ("text",),
        {
            "template_id": "Mẫu phiếu",
            "parent_id": "Thuộc nhóm",
            "text": "Nội dung",
            "kind": "Cách chấm",
            "max_points": "Điểm tối đa",
            "source": "Số liệu tự động",
            "applies": "Áp dụng cho",
            "must_be_max": "Phải đạt tối đa mới được Tốt",
        },
    ),
    "score_option": RowWords(
        "mức điểm",
        ("text", "criterion_id"),
        {
            "criterion_id": "Mục",
            "text": "Mức",
            "points": "Điểm",
            "at_least": "Từ, %",
            "short_by": "Thiếu đến, phút",
            "comparator": "So sánh",
        },
    ),
    "score_sheet": RowWords(
        "phiếu chấm điểm",
        ("meeting_id",),
        {
            "meeting_id": "Cuộc họp",
            "template_id": "Mẫu phiếu",
            "self_score": "Chi bộ tự chấm",
            "self_class": "Chi bộ tự xếp loại",
            "deduction_note": "Thuyết minh điểm trừ",
        },
    ),
    "score_mark": RowWords(
        "dòng chấm điểm",
        ("criterion_id", "sheet_id"),
        {
            "sheet_id": "Phiếu",
            "criterion_id": "Mục",
            "points": "Điểm",
            "reason": "Lý do",
            "is_by_hand": "Chấm tay",
            "is_out": "Không tính vào tổng",
        },
    ),
}
