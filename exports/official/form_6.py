"""Biểu số 6-BTCTW, members: review and rating of quality (domain.md 5, 7.3).

Its part on organisations was not seen, and the blank of the superior has none: nothing is put in its place, the form
says so and names the report with what is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from exports.names import Finding
from exports.official.asks import Answers, Ask, Place, Remark
from exports.official.form_5 import is_commune
from exports.official.identities import Identity
from exports.official.spec import Official
from exports.report import Scope
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


_UNWRITTEN = (  # row, trait that is wanting, title, words, how they are counted
    (
        "rating.not_yet",
        "is_written",
        "Chưa ghi xếp loại",
        "{n} đồng chí chưa ghi xếp loại kỳ này, tính là “chưa được” (dòng 3): {names}.",
        "Chưa ghi",
    ),
    (
        "rating.exempt",
        "is_written",
        "Miễn theo quy định",
        "{n} đồng chí chưa ghi gì, tính là được miễn (dòng 2) vì quy định xếp loại cho miễn: {names}.",
        "Chưa ghi",
    ),
    (
        "rating.rated",
        "is_decided",
        "Đảng ủy chưa xếp loại",
        "{n} đồng chí mới có mức của chi bộ, Đảng ủy chưa xếp loại: {names}.",
        "Chi bộ xếp loại",
    ),
)


def _unwritten(row: str, trait: str, title: str, words: str, counted_as: str, answers: Answers) -> list[Finding]:
    """Name those of whom nothing is written, or the cell's level alone."""
    entries = answers.now.figure(statistics.find(row)).entries
    return answers.named(title, words, [one for one in entries if not one.traits[trait]], counted_as)


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
    remarks=(
        *(Remark((row,), partial(_unwritten, row, *told)) for row, *told in _UNWRITTEN),
        Remark((), lambda _answers: [Finding(_NO_BODIES)]),
    ),
)
REPORT = OFFICIAL.report()
