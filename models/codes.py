"""Code lists: labels and ids by list name, and the words of a list that the office may change."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Final

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from models import tables
from models.asking import Asked
from models.errors import KnownError
from models.tables import CodeItem
from models.text import clean, fold

_OWN = "own_"  # how the codes of words begin that the office added

ETHNIC = "ethnic"
RELIGION = "religion"
EDUCATION = "education"
PROFESSIONAL = "professional"
THEORY = "theory"
CELL_KIND = "cell_kind"
ORGANIZATION_KIND = "organization_kind"
ABSENCE_REASON = "absence_reason"
CLASS_KIND = "class_kind"
OCCUPATION = "occupation_group"
ACADEMIC_TITLE = "academic_title"
COMMENDATION = "commendation_kind"
AWARD_LEVEL = "award_level"
DISCIPLINE = "discipline_form"
STATE_DISCIPLINE = "state_discipline_form"
"""Forms of discipline by the government, an employer or the law, beside the Party's (mẫu 2-HSĐV, item 26)."""
BODY_COMMENDATION = "body_commendation_kind"
BODY_DISCIPLINE = "body_discipline_form"

LISTS = {
    RELIGION: "Tôn giáo",
    ETHNIC: "Dân tộc",
    EDUCATION: "Trình độ giáo dục phổ thông",
    PROFESSIONAL: "Trình độ chuyên môn",
    THEORY: "Lý luận chính trị",
    ACADEMIC_TITLE: "Chức danh khoa học",
    OCCUPATION: "Nhóm nghề nghiệp",
    COMMENDATION: "Hình thức khen thưởng",
    AWARD_LEVEL: "Cấp quyết định khen thưởng",
    BODY_COMMENDATION: "Hình thức khen thưởng tổ chức đảng",
    DISCIPLINE: "Hình thức kỷ luật Đảng",
    BODY_DISCIPLINE: "Hình thức kỷ luật tổ chức đảng",
    STATE_DISCIPLINE: "Hình thức kỷ luật chính quyền, pháp luật",
    CLASS_KIND: "Loại lớp đào tạo, bồi dưỡng",
    ABSENCE_REASON: "Lý do vắng họp",
    CELL_KIND: "Loại hình chi bộ",
    ORGANIZATION_KIND: "Loại hình tổ chức đảng",
}
"""The lists an office may change, with their names."""
AWARENESS, NEW_MEMBER, PARTY_WORK = "awareness", "new_member", "party_work"
"""Codes of `class_kind` that indicators speak of."""
NOT_MINORITY = ("01", "56")
"""Codes of `ethnic` that are no ethnic minority: Kinh, and people of foreign origin (domain.md 2.8)."""


@dataclass(frozen=True)
class CodeRow:
    """An entry of a code list: its id in the data file, official code, Vietnamese label, place in the forms.

    `is_unchecked`: nobody has held it against a document yet.
    """

    id: int
    code: str
    label: str
    form_order: int
    valid_from: date | None = None
    valid_to: date | None = None
    is_unchecked: bool = False

    def is_of(self, on: date) -> bool:
        """Whether the word was in use on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or self.valid_to >= on)


def items(session: Session, list_name: str, on: date | None = None) -> list[CodeRow]:
    """Return the entries in use of a list, in the order of the forms; with a day only the words of that time."""
    query = (
        select(*(getattr(CodeItem, field.name) for field in fields(CodeRow)))
        .where(CodeItem.list_name == list_name, CodeItem.is_active)
        .order_by(CodeItem.form_order, CodeItem.id)
    )
    if on is not None:
        query = query.where(
            or_(CodeItem.valid_from.is_(None), CodeItem.valid_from <= on),
            or_(CodeItem.valid_to.is_(None), CodeItem.valid_to >= on),
        )
    return [CodeRow(*row) for row in session.execute(query)]


def offered(session: Session, list_name: str, on: date, *held: int | None) -> list[CodeRow]:
    """Return the entries a form offers on a day: those of that time, and what the record already bears."""
    return [row for row in items(session, list_name) if row.is_of(on) or row.id in held]


def labels(session: Session, *list_names: str) -> dict[int, str]:
    """Return id → label of whole lists, closed entries too, so that old records keep their words."""
    query = select(CodeItem.id, CodeItem.label).where(CodeItem.list_name.in_(list_names))
    return {key: label for key, label in session.execute(query)}


def by_label(session: Session, list_name: str) -> dict[str, int]:
    """Return label and code as `key` writes them → id, for reading files; other names of an entry too."""
    found: dict[str, int] = {}
    for row in items(session, list_name):
        found[key(row.label)] = row.id
        found.setdefault(key(row.code), row.id)
    for other, label in _ALSO_CALLED.get(list_name, {}).items():
        if label in found:
            found.setdefault(other, found[label])
    return found


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Return a word of a list without accents, blanks and signs: Khơ-mú, Khơ Mú and KHƠMÚ are one."""
    return _NOT_LETTERS.sub("", fold(text))


_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_ALSO_CALLED: Final[dict[str, dict[str, str]]] = {
    ETHNIC: {
        **dict.fromkeys(("hmong", "mongden", "mongtrang", "monghoa", "mongxanh", "mongdo"), "mong"),
        **dict.fromkeys(("thaiden", "thaitrang"), "thai"),
        **dict.fromkeys(("khmu", "kmu"), "khomu"),
        "meo": "mong",
        "khmer": "khome",
        "viet": "kinh",
        "kinhviet": "kinh",
        "caolan": "sanchay",
        "sanchi": "sanchay",
        "sinhmun": "xinhmun",
        "stieng": "xtieng",
    },
    RELIGION: {
        **dict.fromkeys(("khongtheo", "khongco", "khongtheodao", "khongtongiao"), "khong"),
        **dict.fromkeys(("phat", "daophat"), "phatgiao"),
        **dict.fromkeys(("thienchua", "thienchuagiao", "daothienchua"), "conggiao"),
        "daotinlanh": "tinlanh",
        "hoahao": "phatgiaohoahao",
        "daocaodai": "caodai",
    },
}
"""Spellings and branches that lists write for an entry, by list."""


def id_of(session: Session, list_name: str, code: str) -> int:
    """Return the id of an official code; raises LookupError for a code that the list never had."""
    found = _ID.rows(session, list_name=list_name, code=code)
    if not found:
        raise LookupError(f"{list_name}: {code}")
    return found[0][0]


_ID: Final = Asked(
    select(CodeItem.id).where(CodeItem.list_name == bindparam("list_name"), CodeItem.code == bindparam("code"))
)


@dataclass(frozen=True)
class Word:
    """What the officer writes of an entry: the word, and the first and last day on which it is used if it has such."""

    label: str
    valid_from: date | None = None
    valid_to: date | None = None
    is_unchecked: bool = False


def add(session: Session, list_name: str, word: Word) -> int:
    """Add a word at the end of a list and return its id. Raises KnownError."""
    last = select(func.max(CodeItem.form_order)).where(CodeItem.list_name == list_name)
    item = CodeItem(list_name=list_name, form_order=(session.scalar(last) or 0) + 1)
    _fill(session, item, word)
    item.code = _free_code(session, list_name)
    session.add(item)
    session.flush()
    return item.id


def edit(session: Session, item_id: int, word: Word) -> None:
    """Correct a word, or say until when it is used; records keep it. Raises KnownError."""
    _fill(session, session.get_one(CodeItem, item_id), word)


def remove(session: Session, item_id: int) -> None:
    """Take a word out that the office added and nobody bears. Raises KnownError for any other."""
    item = session.get_one(CodeItem, item_id)
    if not item.code.startswith(_OWN):
        raise KnownError(f"“{item.label}” là mục có sẵn của các biểu; không dùng nữa thì ghi ngày cuối cùng.")
    if _is_borne(session, item_id):
        raise KnownError(f"Đã có hồ sơ mang “{item.label}”; không dùng nữa thì ghi ngày cuối cùng.")
    session.delete(item)


def _is_borne(session: Session, item_id: int) -> bool:
    """Whether a row of any table bears an entry."""
    columns = (
        column
        for table in tables.Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column is CodeItem.__table__.c.id for key in column.foreign_keys)
    )
    return any(session.scalar(select(column).where(column == item_id).limit(1)) for column in columns)


def _fill(session: Session, item: CodeItem, word: Word) -> None:
    label = clean(word.label)
    if not label:
        raise KnownError("Hãy nhập tên.", field="label")
    if word.valid_from and word.valid_to and word.valid_to < word.valid_from:
        raise KnownError("Ngày cuối cùng ở trước ngày đầu tiên; hãy sửa lại.", field="valid_to")
    with session.no_autoflush:
        others = items(session, item.list_name)
    same = next((row for row in others if fold(row.label) == fold(label) and row.id != item.id), None)
    if same is not None:
        raise KnownError(f"Đã có “{same.label}” trong danh mục; hãy sửa mục đó.", field="label")
    item.label, item.valid_from, item.valid_to, item.is_active = label, word.valid_from, word.valid_to, True
    item.is_unchecked = word.is_unchecked


def _free_code(session: Session, list_name: str) -> str:
    """Return a code of our own for a word that no official list gives one."""
    taken = set(session.scalars(select(CodeItem.code).where(CodeItem.list_name == list_name)))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{_OWN}{number}") not in taken)
