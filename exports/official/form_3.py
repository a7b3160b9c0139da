"""Biểu số 3-BTCTW: the members at the end of a period, analysed (domain.md 7.3)."""

from __future__ import annotations

from exports.names import Finding
from exports.official import analysis
from exports.official.asks import Answers, Remark
from exports.official.identities import Identity
from exports.official.spec import Official, three_columns
from models import statistics
from models.statistics import blocks

_FLAGS = ("women", "probationary", "minority", "faithful", "youth", "owner", "foreign_spouse")
_ADMISSIONS = analysis.lines("members", "admission_band", blocks.ADMISSIONS)
_KEYS: analysis.Keys = (
    "members.all",
    *(f"members.{key}" for key in _FLAGS),
    *(None, None, "members.working", *analysis.occupations("members")),
    *("members.retired", "members.exempt"),
    *analysis.ages("members"),
    *(None, *_ADMISSIONS),
    *analysis.schooling("members"),
    *(None, *analysis.lines("members", "theory", blocks.THEORY)),
)
_ASKS = three_columns(8, _KEYS)


def _working_exempt(answers: Answers) -> list[Finding]:
    """Name the exempt who are not among the retired: the form has no line for them."""
    retired = {entry.name.id for entry in answers.now.figure(statistics.find("members.exempt")).entries}
    exempt = answers.now.figure(statistics.find("members.duty.exempt")).entries
    return answers.named(
        "Được miễn, chưa ghi là đã nghỉ",
        "{n} đồng chí được miễn công tác và sinh hoạt đảng mà nghề nghiệp không ghi là đã nghỉ: {names}; không tính ở "
        "dòng “Được miễn…” của mục b.",
        [entry for entry in exempt if entry.name.id not in retired],
    )


OFFICIAL = Official(
    key="bieu-3",
    title="Biểu 3 – Đội ngũ đảng viên",
    file="bieu-03-doi-ngu-dang-vien.xlsx",
    asks=lambda _scope: _ASKS,
    identities=(
        Identity("members.working", analysis.once("members"), lacking="có nghề nghiệp ngoài các dòng của biểu"),
        Identity(
            "members.all",
            ("members.working", "members.retired"),
            lacking="chưa ghi nghề nghiệp",
            traits=("occupation", "working"),
        ),
        *analysis.sums("members", "tuổi"),
        Identity("members.all", _ADMISSIONS, lacking="chưa rõ ngày vào Đảng", traits=("admission_band",)),
        Identity("members.all", ("movement.D",)),
        Identity("members.all", ("movement.A", "movement.B"), less=("movement.C",)),
        Identity("members.faithful", ("members.religious",)),
    ),
    of_cells=("members.all", "members.women", "members.probationary", "members.minority", "members.faithful"),
    relabels=analysis.RELABELS,
    remarks=(Remark(("members.exempt",), _working_exempt),),
)
REPORT = OFFICIAL.report()
