"""Everything a figure may hang on besides the records: the rule cards of a day, the score sheet, the forms' wording."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import form_labels, score_templates
from models.asking import Asked
from models.change_words import ROWS
from models.form_labels import WORDINGS
from models.tables import MeetingRule, MembershipRule, RatingRule, VoteRule
from models.tables.base import Base
from models.text import plain
from models.value_words import in_words

_CARDS: dict[str, type[Base]] = {
    "Sinh hoạt chi bộ": MeetingRule,
    "Đánh giá, xếp loại": RatingRule,
    "Kết nạp, chuyển đảng": MembershipRule,
    "Biểu quyết": VoteRule,
}
_ALL: dict[type[Base], Asked[Any]] = {
    table: Asked(select(*table.__table__.c).order_by(table.__table__.c.effective_from)) for table in _CARDS.values()
}


def words(session: Session, day: date, since: date | None = None) -> dict[str, str]:
    """Return what was in force on a day, each rule by its name: “Sinh hoạt chi bộ: Tốt từ” → “90”.

    The document of a card stands under the card's own name; a card that ended after `since` is there too, with the day
    of its end. The first card also serves the days before it.
    """
    return dict(_words(session, day, since or day))


def _words(session: Session, day: date, since: date) -> Iterator[tuple[str, str]]:
    for name, table in _CARDS.items():
        yield from _cards(session, name, table, day, since)
    template = score_templates.on(session, day)
    if template is not None:
        yield "Phiếu chấm điểm", ", ".join(part for part in (template.name, template.document) if part)
        for one in template.criteria:
            yield f"Phiếu chấm điểm: {one.number}. {one.text}", f"{plain(one.max_points)} điểm"
    profile = form_labels.read(session).on(day)
    yield "Chữ trên biểu", profile.name
    for key, wording in WORDINGS.items():
        yield f"Chữ trên biểu: {wording.what}", profile.text(key)


def _cards(session: Session, name: str, table: type[Base], day: date, since: date) -> Iterator[tuple[str, str]]:
    names = table.__table__.c.keys()
    cards = [dict(zip(names, row, strict=True)) for row in _ALL[table].rows(session)]
    for place, card in enumerate(cards):
        ended = cards[place + 1]["effective_from"] if place + 1 < len(cards) else None
        if (place and card["effective_from"] > day) or (ended is not None and ended <= since):
            continue
        lasts = ended is None or ended > day
        called = name if lasts else f"{name} (trước {ended:%d/%m/%Y})"
        yield called, f"{card['document']}; áp dụng từ {card['effective_from']:%d/%m/%Y}"
        for field, label in ROWS[table.__tablename__].fields.items():
            if field not in ("document", "effective_from"):
                yield f"{called}: {label}", in_words(table.__tablename__, field, card[field])
