"""Biểu số 7-BTCTW: praise, badges, cards and transfers, as far as the program keeps them (domain.md 7.3)."""

from __future__ import annotations

from exports.official.identities import Identity
from exports.official.spec import Official, three_columns
from models.statistics.work import BADGES

_BADGES = tuple(f"work.badges.{years}" for years in BADGES)
_PRAISE = ("work.commended", "work.commended.bang_khen", "work.commended.giay_khen")
_KEYS: tuple[str | None, ...] = (
    *_PRAISE,
    "work.badges",
    *_BADGES,
    *(None, "work.cards", None, None, None),
    *("work.temporary", "work.temporary.out", "work.temporary.in"),
    *("work.official", "work.official.out", "work.official.in"),
)
_ASKS = three_columns(23, _KEYS)

OFFICIAL = Official(
    key="bieu-7",
    title="Biểu 7 – Nghiệp vụ công tác đảng viên",
    file="bieu-07-nghiep-vu-cong-tac-dang-vien.xlsx",
    asks=lambda _scope: _ASKS,
    identities=(
        Identity(_PRAISE[0], _PRAISE[1:]),
        Identity("work.badges", _BADGES),
        Identity("work.temporary", ("work.temporary.out", "work.temporary.in")),
        Identity("work.official", ("work.official.out", "work.official.in")),
    ),
    blank="khen thưởng tổ chức đảng (dòng 8–22), cấp lại và đổi thẻ (dòng 41, 42), chuyển sinh hoạt chưa đúng quy định "
    "và giả mạo (dòng 51–53)",
)
REPORT = OFFICIAL.report()
