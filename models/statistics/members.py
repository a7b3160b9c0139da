"""Forms 3 and 3B: the members on the lists on the last day of a period (domain.md 7.3)."""

from __future__ import annotations

from models.statistics.blocks import ADMISSIONS, THEORY, Block, add_analysis, add_peoples
from models.statistics.cards import RETIRED
from models.statistics.kinds import GUIDE, Group, Row
from models.tables import Duty, Gender, Standing

FORM = f"Biểu số 3-BTCTW ({GUIDE})"
_FLAGS = (
    ("youth", "Đoàn viên Đoàn TNCS Hồ Chí Minh", " có ghi trong lý lịch là đoàn viên."),
    ("owner", "Chủ doanh nghiệp tư nhân", " có ghi trong lý lịch là chủ doanh nghiệp tư nhân."),
    ("foreign_spouse", "Có quan hệ hôn nhân với người nước ngoài", " có ghi điều này trong lý lịch."),
)


def _rows() -> tuple[Row, ...]:
    block = Block("members", Group.MEMBERS, "Đảng viên trong danh sách cuối kỳ", FORM)
    block.add(
        "all",
        "I. Đảng viên trong danh sách có đến cuối kỳ báo cáo",
        ", cả chính thức, dự bị, được miễn sinh hoạt và sinh hoạt tạm thời nơi khác; không tính đảng viên nơi khác "
        "đến sinh hoạt tạm thời.",
    )
    block.add("women", "Nữ", " có giới tính nữ.", "gender", Gender.FEMALE)
    block.add("official", "Chính thức", " đã là chính thức.", "standing", Standing.OFFICIAL)
    block.add("probationary", "Dự bị", " còn dự bị.", "standing", Standing.PROBATIONARY)
    block.add("minority", "Dân tộc thiểu số", " có dân tộc khác Kinh, không kể gốc nước ngoài.", "minority", True)
    block.add("faithful", "Người theo tôn giáo", " có tôn giáo trong lý lịch.", "religious", True)
    for key, words, said in _FLAGS:
        block.add(key, words, said, key, True)
    block.add("working", "a. Đảng viên đang làm việc và công tác", " có nghề nghiệp, chưa nghỉ.", "working", True)
    block.add(
        "retired", "b. Đảng viên đã nghỉ hưu và nghỉ công tác", " có nghề nghiệp là đã nghỉ.", "occupation", RETIRED
    )
    block.rows.append(
        block.rows[-1].only("members.exempt", "Được miễn công tác và sinh hoạt đảng", "duty", Duty.EXEMPT)
    )
    block.add("duty.exempt", "Được miễn công tác và sinh hoạt đảng", " đang được miễn.", "duty", Duty.EXEMPT)
    add_analysis(block)
    block.add_lines("admission_band", ADMISSIONS, "có ngày vào Đảng")
    block.add_lines("theory", THEORY, "có trình độ lý luận chính trị trong lý lịch hiện nay là")
    add_peoples(block)
    return tuple(block.rows)


ROWS = _rows()
