"""Biểu số 6-BTCTW, members: review and rating of quality (domain.md 5, 7.3).

Its part on organisations was not seen, and the blank of the superior has none: nothing is put in its place, the form
says so and names the report with what is known.
"""

from __future__ import annotations

from collections.abc import Mapping

from exports.official.asks import Answers, Ask, Place
from exports.official.form_5 import is_commune
from exports.official.identities import Identity
from exports.official.spec import Official
from exports.report import Finding, Scope
from models import statistics
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
    """Name those whose level is the cell's alone, and say what the blank does not have."""
    undecided = answers.named(
        "Đảng ủy chưa xếp loại",
        "{n} đồng chí mới có mức của chi bộ, Đảng ủy chưa xếp loại: {names}.",
        [e for e in answers.now.figure(statistics.find("rating.rated")).entries if not e.traits["is_decided"]],
        "Chi bộ xếp loại",
    )
    return [*undecided, Finding(_NO_BODIES)]


OFFICIAL = Official(
    key="bieu-6",
    title="Biểu 6 – Kiểm điểm, đánh giá, xếp loại chất lượng đảng viên",
    file="bieu-06-xep-loai-dang-vien.xlsx",
    asks=_asks,
    identities=(
        Identity(
            "rating.all",
            ("rating.exempt", "rating.not_yet", "rating.rated"),
            lacking="chưa ghi xếp loại kỳ này",
            traits=("state", "level", "cause"),
        ),
        Identity("rating.rated", _LEVELS),
        Identity(_LEVELS[-1], _CAUSES, lacking="không hoàn thành nhiệm vụ mà chưa ghi nguyên nhân"),
        Identity("rating.all", ("members.all",)),
    ),
    of_cells=("rating.all", "rating.exempt", "rating.not_yet", "rating.rated", *_LEVELS),
    also=_also,
)
REPORT = OFFICIAL.report()
