"""Biểu số 6-BTCTW, members: review and rating of quality (domain.md 5, 7.3).

Its part on organisations was not seen, and the blank of the superior has none: nothing is put in its place, the form
says so and names the report with what is known.
"""

from __future__ import annotations

from collections.abc import Mapping

from exports.names import Finding
from exports.official.asks import Answers, Ask, Place
from exports.official.form_5 import is_commune
from exports.official.identities import Identity
from exports.official.spec import Official
from exports.report import Scope
from models import statistics
from models.statistics import Entry
from models.tables import RatingCause, RatingLevel

_LEVELS = tuple(f"rating.level.{level.value}" for level in RatingLevel)
_CAUSES = tuple(f"rating.cause.{cause.value}" for cause in RatingCause)
_KEYS = ("rating.all", "rating.exempt", "rating.not_yet", "rating.rated", *_LEVELS, *_CAUSES)


def _asks(scope: Scope) -> Mapping[Place, Ask]:
    columns = (3, 4) if is_commune(scope) else (3,)
    return {(row, column): Ask(key) for row, key in enumerate(_KEYS, 8) for column in columns}


_NO_BODIES = (
    "Mẫu này chỉ có phần đảng viên. Phần tổ chức đảng của Biểu 6 chưa có mẫu của cấp trên nên chưa lập; số chi bộ, tổ "
    "chức đảng theo từng mức ở báo cáo “Xếp loại chi bộ, tổ chức đảng”. Nhận được mẫu thì dùng “Mẫu của cấp trên”, gắn "
    "chỉ số “Tổ chức đảng…”, “Số tổ chức đảng bị kỷ luật”."
)


def _also(answers: Answers) -> list[Finding]:
    """Name those of whom nothing is written, those with the cell's level alone, and say what the blank lacks."""

    def those(row: str, trait: str) -> list[Entry]:
        return [e for e in answers.now.figure(statistics.find(row)).entries if not e.traits[trait]]

    return [
        *answers.named(
            "Chưa ghi xếp loại",
            "{n} đồng chí chưa ghi xếp loại kỳ này, tính là “chưa được” (dòng 3): {names}.",
            those("rating.not_yet", "is_written"),
            "Chưa ghi",
        ),
        *answers.named(
            "Miễn theo quy định",
            "{n} đồng chí chưa ghi gì, tính là được miễn (dòng 2) vì quy định xếp loại cho miễn: {names}.",
            those("rating.exempt", "is_written"),
            "Chưa ghi",
        ),
        *answers.named(
            "Đảng ủy chưa xếp loại",
            "{n} đồng chí mới có mức của chi bộ, Đảng ủy chưa xếp loại: {names}.",
            those("rating.rated", "is_decided"),
            "Chi bộ xếp loại",
        ),
        Finding(_NO_BODIES),
    ]


OFFICIAL = Official(
    key="bieu-6",
    title="Biểu 6 – Kiểm điểm, đánh giá, xếp loại chất lượng đảng viên",
    file="bieu-06-xep-loai-dang-vien.xlsx",
    asks=_asks,
    identities=(
        Identity("rating.all", ("rating.exempt", "rating.not_yet", "rating.rated")),
        Identity("rating.rated", _LEVELS),
        Identity(
            _LEVELS[-1],
            _CAUSES,
            lacking="không hoàn thành nhiệm vụ mà chưa ghi nguyên nhân",
            traits=("cause",),
        ),
        Identity("rating.all", ("members.all",)),
    ),
    of_cells=("rating.all", "rating.exempt", "rating.not_yet", "rating.rated", *_LEVELS),
    also=_also,
)
REPORT = OFFICIAL.report()
