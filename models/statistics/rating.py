"""Form 6, members: what the yearly rating made of those on the lists (domain.md 5.4, 7.3)."""

from __future__ import annotations

from collections.abc import Hashable

from models.statistics.kinds import GUIDE, Group, Row
from models.tables import RatingCause, RatingLevel

FORM = f"Biểu số 6-BTCTW ({GUIDE})"
_WHO = (
    "Xếp loại năm (hoặc quý, nếu kỳ báo cáo là một quý) mà kỳ kết thúc ở đó; lấy mức của Đảng ủy, chưa có thì mức của "
    "chi bộ. "
)


def _row(key: str, name: str, said: str, trait: str = "", *values: Hashable) -> Row:
    where = ((trait, frozenset(values)),) if trait else ()
    return Row(f"rating.{key}", name, Group.RATED, where, _WHO + said, FORM)


ROWS = (
    _row(
        "all",
        "Số có mặt đến thời điểm kiểm điểm, đánh giá, xếp loại chất lượng (1=2+3+4)",
        "Mọi đảng viên trong danh sách cuối kỳ.",
    ),
    _row(
        "exempt",
        "Số được miễn kiểm điểm, đánh giá, xếp loại chất lượng",
        "Đảng viên được ghi là miễn kiểm điểm, xếp loại; ai chưa ghi gì thì được miễn khi quy định xếp loại của kỳ cho "
        "miễn (được miễn sinh hoạt, bị đình chỉ, mới kết nạp).",
        "state",
        "exempt",
    ),
    _row(
        "not_yet",
        "Số chưa được kiểm điểm, đánh giá, xếp loại chất lượng",
        "Đảng viên được ghi là chưa kiểm điểm và đảng viên chưa ghi gì mà không được miễn: 1 = 2 + 3 + 4, như bảng Xếp "
        "loại ở Chỉ tiêu. Ai chưa ghi gì được nêu tên ở phần kiểm tra.",
        "state",
        "not_yet",
    ),
    _row(
        "rated",
        "Số đã kiểm điểm, đánh giá, xếp loại chất lượng",
        "Đảng viên đã có mức xếp loại.",
        "state",
        "rated",
    ),
    *(
        _row(
            f"level.{level.value}",
            f"Đảng viên {level.label.lower()}",
            f"Đảng viên được xếp loại {level.label.lower()}.",
            "level",
            level,
        )
        for level in RatingLevel
    ),
    *(
        _row(
            f"cause.{cause.value}",
            cause.label.replace("50 %", "50%"),
            f"Đảng viên không hoàn thành nhiệm vụ do: {cause.label.lower()}.",
            "cause",
            cause,
        )
        for cause in RatingCause
    ),
)
