"""Form 1: increase and decrease of members, A + B − C = D (domain.md 7.3)."""

from __future__ import annotations

from collections.abc import Hashable

from models.statistics.kinds import GUIDE, Group, Row
from models.tables import Standing

FORM = f"Biểu số 1-BTCTW ({GUIDE})"
_IN = ("B2a", "B2b", "B2u")
_OUT = ("C5a", "C5b", "C5u")


def _moved(key: str, name: str, definition: str, *lines: Hashable) -> Row:
    return Row(f"movement.{key}", name, Group.MOVED, (("line", frozenset(lines)),), definition, FORM)


_STRUCK_OFF = _moved("C3", "3. Xóa tên", "Đảng viên bị xóa tên trong danh sách đảng viên trong kỳ.", "C3")

ROWS = (
    Row(
        "movement.A",
        "A - Tổng số đảng viên cuối kỳ trước chuyển sang",
        Group.OPENING,
        (),
        "Đảng viên có tên trong danh sách các chi bộ vào ngày liền trước kỳ báo cáo.",
        FORM,
    ),
    Row(
        "movement.B",
        "B - Đảng viên tăng trong kỳ",
        Group.MOVED,
        (("side", frozenset("B")),),
        "Mọi trường hợp vào danh sách trong kỳ: kết nạp, chuyển đến, phục hồi đảng tịch; cả người ghi sổ trong kỳ mà "
        "chưa rõ vào từ đâu. Chuyển giữa các chi bộ trong đảng bộ không tính.",
        FORM,
    ),
    _moved(
        "B1",
        "1. Kết nạp",
        "Kết nạp và kết nạp lại trong kỳ; ai chưa ghi việc kết nạp thì theo ngày vào Đảng trong lý lịch.",
        "B1",
    ),
    _moved("B2", "2. Chuyển đến", "Chuyển sinh hoạt chính thức từ đảng bộ khác đến, cả khi chưa ghi từ đâu.", *_IN),
    _moved("B2a", "a. Tỉnh khác chuyển đến", "Chuyển đến, sổ ghi là từ tỉnh khác.", "B2a"),
    _moved("B2b", "b. Xã, đảng bộ khác trong tỉnh chuyển đến", "Chuyển đến, sổ ghi là từ trong tỉnh.", "B2b"),
    _moved("B3", "3. Phục hồi đảng tịch", "Người được phục hồi đảng tịch trong kỳ.", "B3"),
    Row(
        "movement.C",
        "C - Đảng viên giảm trong kỳ",
        Group.MOVED,
        (("side", frozenset("C")),),
        "Mọi trường hợp ra khỏi danh sách trong kỳ. Chuyển giữa các chi bộ trong đảng bộ không tính.",
        FORM,
    ),
    _moved("C1", "1. Từ trần", "Đảng viên từ trần trong kỳ.", "C1"),
    _moved("C2", "2. Khai trừ", "Đảng viên bị khai trừ trong kỳ.", "C2"),
    _STRUCK_OFF,
    _STRUCK_OFF.only("movement.C3p", "Trong đó: Đảng viên dự bị", "standing", Standing.PROBATIONARY),
    _moved("C4", "4. Xin ra khỏi Đảng", "Đảng viên xin ra khỏi Đảng trong kỳ.", "C4"),
    _moved("C5", "5. Chuyển đi", "Chuyển sinh hoạt chính thức đi đảng bộ khác, cả khi chưa ghi đi đâu.", *_OUT),
    _moved("C5a", "a. Chuyển đi tỉnh khác", "Chuyển đi, sổ ghi là đi tỉnh khác.", "C5a"),
    _moved("C5b", "b. Chuyển đi xã, đảng bộ khác trong tỉnh", "Chuyển đi, sổ ghi là trong tỉnh.", "C5b"),
    Row(
        "movement.D",
        "D - Đảng viên trong danh sách cuối kỳ báo cáo",
        Group.MEMBERS,
        (),
        "Đảng viên có tên trong danh sách các chi bộ vào ngày cuối kỳ, đếm trên sổ; phải bằng A + B − C.",
        FORM,
    ),
)
