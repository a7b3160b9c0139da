"""Biểu số 2-BTCTW: those admitted in a period, analysed (domain.md 7.3)."""

from __future__ import annotations

from exports.names import Finding
from exports.official import analysis
from exports.official.asks import Answers, Remark
from exports.official.identities import Identity
from exports.official.spec import Official, three_columns
from models import statistics

_FLAGS = ("women", "minority", "faithful", "youth", "owner", "family_planning", "foreign_spouse", "again")
_KEYS: analysis.Keys = (
    "admitted.all",
    *(f"admitted.{key}" for key in _FLAGS),
    *(None, None, *analysis.occupations("admitted")),
    *analysis.ages("admitted"),
    *analysis.schooling("admitted"),
    *("bodies.base", "bodies.grassroots", "bodies.grassroots.admitting", None),
    *("bodies.grassroots_cell", "bodies.grassroots_cell.admitting", "bodies.grassroots_cell.exhausted"),
)
_ASKS = three_columns(8, _KEYS)


def unsure(answers: Answers) -> list[Finding]:
    """Name those of whom the record leaves open whether they were admitted in the period."""
    return answers.named(
        "Chưa rõ ngày vào Đảng",
        "{n} đồng chí chưa rõ có vào Đảng trong kỳ không (thiếu ngày, tháng), chưa tính: {names}.",
        answers.now.figure(statistics.find("admitted.all")).unsure,
        "Chưa tính",
    )


def _exhausted(answers: Answers) -> list[Finding]:
    """Say of which base cells the book does not know whether anybody is left to be admitted."""
    return answers.named(
        "Chưa rõ còn quần chúng không",
        "Có {n} chi bộ cơ sở ({names}) mà sổ không theo dõi còn quần chúng hay không: dòng “Không còn quần chúng” của "
        "chi bộ cơ sở đang là 0, nếu khác thì đứng ở ô, bấm F2 để ghi tay.",
        answers.now.figure(statistics.find("bodies.grassroots_cell.exhausted")).unsure,
    )


OFFICIAL = Official(
    key="bieu-2",
    title="Biểu 2 – Đảng viên mới kết nạp",
    file="bieu-02-dang-vien-moi-ket-nap.xlsx",
    asks=lambda _scope: _ASKS,
    identities=(
        Identity(
            "admitted.all",
            analysis.once("admitted"),
            lacking="chưa ghi nghề nghiệp, hoặc nghề nghiệp ngoài các dòng của biểu",
            traits=("occupation",),
        ),
        *analysis.sums("admitted", "tuổi khi kết nạp"),
        Identity("admitted.all", ("movement.B1",), traits=("is_sure",)),
    ),
    of_cells=("admitted.all",),
    blank={
        62: "Dòng “Không còn quần chúng” cần số đảng bộ cơ sở không còn ai để kết nạp (đảng bộ xã: 0 hoặc 1); số này "
        "chỉ ghi tay, không tính từ nguồn phát triển."
    },
    relabels=analysis.RELABELS,
    remarks=(Remark((), unsure), Remark((), _exhausted)),  # a learned form says of each number whom it lacks
)
REPORT = OFFICIAL.report()
