"""Biểu số 2-BTCTW: those admitted in a period, analysed (domain.md 7.3)."""

from __future__ import annotations

from exports.official.asks import Answers
from exports.official.form_3 import lines, once
from exports.official.identities import Identity
from exports.official.spec import Official, three_columns
from exports.report import Finding
from models import statistics
from models.statistics import blocks

_FLAGS = ("women", "minority", "faithful", "youth", "owner", "family_planning", "foreign_spouse", "again")
_KEYS: tuple[str | None, ...] = (
    "admitted.all",
    *(f"admitted.{key}" for key in _FLAGS),
    *(None, None, *lines("admitted", "occupation", blocks.OCCUPATIONS)),
    *(None, *lines("admitted", "age_band", blocks.AGES), "admitted.age"),
    *(None, *lines("admitted", "education", blocks.EDUCATION)),
    *(None, *lines("admitted", "professional", blocks.PROFESSIONAL)),
    *(None, *lines("admitted", "title", blocks.TITLES)),
    *("bodies.base", "bodies.grassroots", "bodies.grassroots.admitting", None),
    *("bodies.grassroots_cell", "bodies.grassroots_cell.admitting", "bodies.grassroots_cell.admitting"),
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


OFFICIAL = Official(
    key="bieu-2",
    title="Biểu 2 – Đảng viên mới kết nạp",
    file="bieu-02-dang-vien-moi-ket-nap.xlsx",
    asks=lambda _scope: _ASKS,
    identities=(
        Identity(
            "admitted.all",
            once("admitted"),
            lacking="chưa ghi nghề nghiệp, hoặc nghề nghiệp ngoài các dòng của biểu",
            traits=("occupation",),
        ),
        Identity(
            "admitted.all",
            lines("admitted", "age_band", blocks.AGES),
            lacking="chưa rõ tuổi khi kết nạp (thiếu ngày sinh hoặc chỉ ghi năm, hoặc dưới 18 tuổi)",
            traits=("age_band", "age"),
        ),
        Identity(
            "admitted.all",
            lines("admitted", "education", blocks.EDUCATION),
            lacking="chưa ghi trình độ giáo dục phổ thông",
            traits=("education",),
        ),
        Identity("admitted.all", ("movement.B1",), traits=("is_sure",)),
        Identity("admitted.minority", lines("admitted", "ethnic", blocks.ETHNIC[1:55])),
    ),
    of_cells=("admitted.all",),
    blank="dòng “Không còn quần chúng” của đảng bộ cơ sở",
    relabels={(19, 1): "state_agency", (20, 1): "party_agency", (21, 1): "commune"},
    also=unsure,
)
REPORT = OFFICIAL.report()
