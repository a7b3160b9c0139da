from __future__ import annotations

import pytest

from tests.words import foreign


@pytest.mark.parametrize(
    "text",
    [
        "Thêm đảng viên",
        "In",
        "Xem theo quý, cho hai năm qua",
        "Sinh hoạt tháng {month}: %n chi bộ chưa ghi",
        "Đảng ủy xã Mường Mẫu gửi UBND, theo 42-HD/BTCTW",
        "Hãy đóng tệp DS_DANGVIEN.xlsx trong Excel (Ctrl+W)",
        "uy tín, quê quán, loại khá, huân chương, khuya, ngoeo, giao ban, quanh năm, yêu cầu",
    ],
)
def test_office_vietnamese_passes(text: str) -> None:
    assert foreign(text) == []


@pytest.mark.parametrize("word", ["Save", "Cancel", "Edit", "Report", "cut", "Print", "Undo", "Database", "OpenFile"])
def test_english_is_seen(word: str) -> None:
    assert foreign(f"Bấm {word} để tiếp tục") == [word]
