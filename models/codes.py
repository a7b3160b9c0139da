"""Code lists: labels and ids by list name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import CodeItem
from models.text import fold

ETHNIC = "ethnic"
RELIGION = "religion"
EDUCATION = "education"
PROFESSIONAL = "professional"
THEORY = "theory"
CELL_KIND = "cell_kind"
ABSENCE_REASON = "absence_reason"
CLASS_KIND = "class_kind"
OCCUPATION = "occupation_group"
ACADEMIC_TITLE = "academic_title"
COMMENDATION = "commendation_kind"
AWARD_LEVEL = "award_level"
DISCIPLINE = "discipline_form"

NOT_MINORITY = ("01", "56")
"""Codes of `ethnic` that are no ethnic minority: Kinh, and people of foreign origin (domain.md 2.8)."""


@dataclass(frozen=True)
class CodeRow:
    """An entry of a code list: its id in the data file, official code, Vietnamese label, place in the forms."""

    id: int
    code: str
    label: str
    form_order: int


def items(session: Session, list_name: str) -> list[CodeRow]:
    """Return the entries in use of a list, in the order of the forms."""
    query = (
        select(CodeItem.id, CodeItem.code, CodeItem.label, CodeItem.form_order)
        .where(CodeItem.list_name == list_name, CodeItem.is_active)
        .order_by(CodeItem.form_order)
    )
    return [CodeRow(*row) for row in session.execute(query)]


def labels(session: Session, *list_names: str) -> dict[int, str]:
    """Return id → label of whole lists, closed entries too, so that old records keep their words."""
    query = select(CodeItem.id, CodeItem.label).where(CodeItem.list_name.in_(list_names))
    return {key: label for key, label in session.execute(query)}


def by_label(session: Session, list_name: str) -> dict[str, int]:
    """Return folded label and code → id, for reading files."""
    found: dict[str, int] = {}
    for row in items(session, list_name):
        found[fold(row.label)] = row.id
        found.setdefault(row.code, row.id)
    return found


def id_of(session: Session, list_name: str, code: str) -> int:
    """Return the id of an official code; raises LookupError for a code that the list never had."""
    found = session.scalar(select(CodeItem.id).where(CodeItem.list_name == list_name, CodeItem.code == code))
    if found is None:
        raise LookupError(f"{list_name}: {code}")
    return found
