"""What Ctrl+K finds on *Dữ liệu*: its pages, and the cards of *Thiết lập* by their titles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ui.palette import matches
from ui.screen import Found, Spec

SETTINGS = "settings"
CARDS: tuple[tuple[str, str, str], ...] = (
    ("rules", "Quy định sinh hoạt chi bộ", "tham gia, họp muộn"),
    ("scores", "Mẫu phiếu chấm điểm sinh hoạt", "khung điểm"),
    ("votes", "Quy định biểu quyết trong chi bộ", "phiếu kín"),
    ("membership", "Quy định về đảng viên, chi bộ, Huy hiệu Đảng", "kết nạp, dự bị, tuổi"),
    ("ratings", "Quy định xếp loại đảng viên", "tỷ lệ hoàn thành xuất sắc, 20 %, được miễn"),
    ("codes", "Danh mục", "dân tộc, tôn giáo, trình độ, mã"),
    ("holidays", "Ngày nghỉ, ngày làm bù", "lễ, tết, ngày làm việc"),
)
"""The cards of *Thiết lập* by key: as each is titled, and more words it is found by."""


def look_up(text: str, screen: str, pages: Iterable[Spec[Any]]) -> list[Found]:
    """Return the pages of `screen` and the cards that the words typed begin words of; nothing for nothing typed."""
    if not text.strip():
        return []
    found = [Found(one.title, screen, one.key, one.icon) for one in pages if matches(text, one.title, one.words)]
    inside = next(one.title for one in pages if one.key == SETTINGS)
    found += [
        Found(title, inside, (SETTINGS, key), "settings") for key, title, words in CARDS if matches(text, title, words)
    ]
    return found
