"""Form 7, as far as the program keeps what it asks: praise, badges, cards, transfers of members (domain.md 7.3)."""

from __future__ import annotations

from models.statistics.kinds import GUIDE, Group, Row
from models.tables import EventKind

FORM = f"Biểu số 7-BTCTW ({GUIDE})"
_MOVES = (
    ("temporary", "Số lượt đảng viên chuyển sinh hoạt đảng tạm thời", EventKind.TEMP_OUT, EventKind.TEMP_IN),
    ("official", "Số lượt đảng viên chuyển sinh hoạt đảng chính thức", EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN),
)


def _transfers(key: str, name: str, *kinds: EventKind) -> Row:
    words = " và ".join(f"“{kind.label}”" for kind in kinds)
    said = f"Biến động {words} có ngày trong kỳ; một người chuyển hai lần là hai lượt."
    return Row(f"work.{key}", name, Group.TRANSFERRED, (("kind", frozenset(kinds)),), said, FORM)


_BADGES = Row(
    "work.badges",
    "II. Tặng huy hiệu đảng trong năm",
    Group.BADGED,
    (),
    "Huy hiệu Đảng có ngày trao trong kỳ, cả của người nay không còn trong danh sách.",
    FORM,
)
_PRAISED = Row(
    "work.commended",
    "2. Số đảng viên được khen, chia ra:",
    Group.COMMENDED,
    (),
    "Đảng viên có bằng khen, giấy khen trong kỳ; ai có cả hai tính một lần ở bằng khen. Huân chương, danh hiệu thi "
    "đua và hình thức khác không có dòng ở biểu này. Cách đếm này là của chương trình.",
    FORM,
)

BADGES = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
"""The badges that form 7 has a row for."""
ROWS = (
    _PRAISED,
    _PRAISED.only("work.commended.bang_khen", "Tặng bằng khen", "kind", "bang_khen"),
    _PRAISED.only("work.commended.giay_khen", "Tặng giấy khen", "kind", "giay_khen"),
    _BADGES,
    *(_BADGES.only(f"work.badges.{years}", f"Huy hiệu Đảng {years} năm", "years", years) for years in BADGES),
    Row(
        "work.cards",
        "1. Số thẻ đảng viên được phát cho đảng viên chính thức",
        Group.CARDED,
        (),
        "Đảng viên có ngày cấp thẻ trong kỳ theo lý lịch; sổ không phân biệt cấp lần đầu, cấp lại và đổi thẻ.",
        FORM,
    ),
    *(
        row
        for key, name, out, come in _MOVES
        for row in (
            _transfers(key, name, out, come),
            _transfers(f"{key}.out", "Giới thiệu chuyển đi", out),
            _transfers(f"{key}.in", "Tiếp nhận chuyển đến", come),
        )
    ),
)
