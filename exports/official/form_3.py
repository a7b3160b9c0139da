"""Biểu số 3-BTCTW: the members at the end of a period, analysed (domain.md 7.3)."""

from __future__ import annotations

from collections.abc import Iterable

from exports.official.asks import Answers
from exports.official.identities import Identity
from exports.official.spec import Official, three_columns
from exports.report import Finding
from models import statistics
from models.statistics import blocks
from models.statistics.blocks import Line


def lines(group: str, trait: str, known: Iterable[Line]) -> tuple[str, ...]:
    """Return the keys of the lines of a block."""
    return tuple(f"{group}.{trait}.{key}" for key, _words, _values in known)


def once(group: str) -> tuple[str, ...]:
    """Return the keys of the occupations, each counted once: the sum of the enterprises without its parts."""
    parts = {"enterprise_head", "enterprise_staff", "enterprise_worker"}
    return lines(group, "occupation", (line for line in blocks.OCCUPATIONS if line[0] not in parts))


_FLAGS = ("women", "probationary", "minority", "faithful", "youth", "owner", "foreign_spouse")
_KEYS: tuple[str | None, ...] = (
    "members.all",
    *(f"members.{key}" for key in _FLAGS),
    *(None, None, "members.working", *lines("members", "occupation", blocks.OCCUPATIONS)),
    *("members.retired", "members.exempt"),
    *(None, *lines("members", "age_band", blocks.AGES), "members.age"),
    *(None, *lines("members", "admission_band", blocks.ADMISSIONS)),
    *(None, *lines("members", "education", blocks.EDUCATION)),
    *(None, *lines("members", "professional", blocks.PROFESSIONAL)),
    *(None, *lines("members", "title", blocks.TITLES)),
    *(None, *lines("members", "theory", blocks.THEORY)),
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
        Identity("members.working", once("members"), lacking="có nghề nghiệp ngoài các dòng của biểu"),
        Identity(
            "members.all",
            ("members.working", "members.retired"),
            lacking="chưa ghi nghề nghiệp",
            traits=("occupation", "working"),
        ),
        Identity(
            "members.all",
            lines("members", "age_band", blocks.AGES),
            lacking="chưa rõ tuổi (thiếu ngày sinh hoặc chỉ ghi năm, hoặc dưới 18 tuổi)",
            traits=("age_band", "age"),
        ),
        Identity(
            "members.all",
            lines("members", "admission_band", blocks.ADMISSIONS),
            lacking="chưa rõ ngày vào Đảng",
            traits=("admission_band",),
        ),
        Identity(
            "members.all",
            lines("members", "education", blocks.EDUCATION),
            lacking="chưa ghi trình độ giáo dục phổ thông",
            traits=("education",),
        ),
        Identity("members.all", ("movement.D",)),
        Identity("members.all", ("movement.A", "movement.B"), less=("movement.C",)),
        Identity("members.minority", lines("members", "ethnic", blocks.ETHNIC[1:55])),
        Identity("members.faithful", ("members.religious",)),
    ),
    of_cells=("members.all", "members.women", "members.probationary", "members.minority", "members.faithful"),
    relabels={(19, 1): "state_agency", (20, 1): "party_agency", (21, 1): "commune"},
    also=_working_exempt,
)
REPORT = OFFICIAL.report()
