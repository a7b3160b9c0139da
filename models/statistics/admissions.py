"""Forms 2 and 2B: those admitted in a period, as they were on the day of the decision (domain.md 7.3)."""

from __future__ import annotations

from models.statistics.blocks import Block, add_analysis, add_peoples
from models.statistics.kinds import GUIDE, Group, Row
from models.tables import Gender

FORM = f"Biểu số 2-BTCTW ({GUIDE})"


def _rows() -> tuple[Row, ...]:
    block = Block("admitted", Group.ADMITTED, "Người được kết nạp trong kỳ", FORM, (("is_sure", frozenset({True})),))
    block.add(
        "all",
        "I. Tổng số đảng viên mới kết nạp",
        ", kể cả kết nạp lại, tại các chi bộ của đảng bộ. Ai chưa ghi việc kết nạp thì tính theo ngày vào Đảng trong "
        "lý lịch, nếu lúc đó đã ở trong danh sách của chi bộ.",
    )
    block.add("women", "Nữ", " có giới tính nữ.", "gender", Gender.FEMALE)
    block.add("minority", "Dân tộc thiểu số", " có dân tộc khác Kinh, không kể gốc nước ngoài.", "minority", True)
    block.add("faithful", "Người theo tôn giáo", " có tôn giáo trong lý lịch.", "religious", True)
    block.add("youth", "Đoàn viên Đoàn TNCS Hồ Chí Minh", " có ghi là đoàn viên.", "youth", True)
    block.add("owner", "Chủ doanh nghiệp tư nhân", " có ghi là chủ doanh nghiệp tư nhân.", "owner", True)
    block.add(
        "family_planning",
        "Quần chúng vi phạm chính sách KHHGĐ",
        " có ghi điều này trong lý lịch.",
        "family_planning",
        True,
    )
    block.add(
        "foreign_spouse",
        "Có quan hệ hôn nhân với người nước ngoài",
        " có ghi điều này trong lý lịch.",
        "foreign_spouse",
        True,
    )
    block.add("again", "Kết nạp lại", " lần thứ hai, theo biến động đã ghi.", "is_again", True)
    add_analysis(block)
    add_peoples(block)
    return tuple(block.rows)


ROWS = _rows()
