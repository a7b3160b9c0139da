"""What the log calls the rules of meetings."""

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
