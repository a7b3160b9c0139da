"""The analysis that forms 2 and 3 have in common: of those admitted in the period, of all members (domain.md 7.3)."""

from __future__ import annotations

from collections.abc import Iterable

from exports.official.identities import Identity
from models.statistics import blocks
from models.statistics.blocks import Line

RELABELS = {(19, 1): "state_agency", (20, 1): "party_agency", (21, 1): "commune"}
"""The lines of work whose words hang on the day of the report."""
_PARTS = {"enterprise_head", "enterprise_staff", "enterprise_worker"}
Keys = tuple[str | None, ...]
"""Rows of the registry from top to bottom; None for a heading."""


def lines(group: str, trait: str, known: Iterable[Line]) -> tuple[str, ...]:
    """Return the keys of the lines of a block."""
    return tuple(f"{group}.{trait}.{key}" for key, _words, _values in known)


def occupations(group: str) -> tuple[str, ...]:
    """Return the lines of work as the form has them."""
    return lines(group, "occupation", blocks.OCCUPATIONS)


def once(group: str) -> tuple[str, ...]:
    """Return the keys of the occupations, each counted once: the sum of the enterprises without its parts."""
    return lines(group, "occupation", (line for line in blocks.OCCUPATIONS if line[0] not in _PARTS))


def ages(group: str) -> Keys:
    """Return the block of ages with its heading."""
    return (None, *lines(group, "age_band", blocks.AGES), f"{group}.age")


def schooling(group: str) -> Keys:
    """Return the blocks of education, profession and academic title with their headings."""
    return (
        *(None, *lines(group, "education", blocks.EDUCATION)),
        *(None, *lines(group, "professional", blocks.PROFESSIONAL)),
        *(None, *lines(group, "title", blocks.TITLES)),
    )


def sums(group: str, age: str) -> tuple[Identity, ...]:
    """Return the sums of ages, education and peoples; `age` is what a record says too little of (“tuổi”)."""
    return (
        Identity(
            f"{group}.all",
            lines(group, "age_band", blocks.AGES),
            lacking=f"chưa rõ {age} (thiếu ngày sinh hoặc chỉ ghi năm, hoặc dưới 18 tuổi)",
            traits=("age_band", "age"),
        ),
        Identity(
            f"{group}.all",
            lines(group, "education", blocks.EDUCATION),
            lacking="chưa ghi trình độ giáo dục phổ thông",
            traits=("education",),
        ),
        Identity(f"{group}.minority", lines(group, "ethnic", blocks.ETHNIC[1:55])),
    )
