"""Lists of some people that go down a form's rows: those admitted, given badges, come or gone, the source.

Their rows are those of the lists an office makes for itself (models.listing).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from exports.learned import card_columns
from exports.learned.fill import Value
from exports.report import Scope
from models.dates import PartialDate, Period
from models.listing import awards, candidates, events
from models.listing.events import EventFacts
from models.listing.kinds import Facts, Subject, Who
from models.tables import EventKind


@dataclass(frozen=True)
class Row:
    """A line of such a list: whom it is of, and what it shows by column."""

    who: Who
    shown: Mapping[str, Value | None]

    @property
    def name(self) -> str:
        """What they are called."""
        return self.who.name


@dataclass(frozen=True)
class Roll:
    """A list: what a row of it is, whom the register has for it, its columns: key → name and field of the subject."""

    name: str
    subject: Subject
    columns: Mapping[str, tuple[str, str]]

    @property
    def whose(self) -> str:
        """Whom the list is of: “đảng viên mới kết nạp trong kỳ”."""
        return self.name.removeprefix("Mỗi dòng một ")

    def facts(self, session: Session, scope: Scope) -> Facts:
        """Return what the register says of the rows."""
        found = span(scope)
        period = Period(found.first, max(found.first, min(found.last, scope.as_of)))
        return self.subject.facts(session, period if self.subject.of_period else None, scope.as_of)

    def rows(self, session: Session, scope: Scope, cell: int | None) -> Sequence[Row]:
        """Return the lines, of one Party cell alone if asked."""
        facts = self.facts(session, scope)
        columns = {key: card_columns.values(self.subject, facts, field) for key, (_name, field) in self.columns.items()}
        out = [(self.subject.by_key[key].values(facts), word) for key, word in self.subject.left_out]
        return [
            Row(who, {key: plain(values[place]) for key, values in columns.items()})
            for place, who in enumerate(facts.who)
            if (cell is None or who.cell_id == cell) and all(values[place] != word for values, word in out)
        ]


def _happened(*those: EventKind) -> Subject:
    """Return the list of movements of some kinds."""

    class Some(EventFacts):
        kinds = those

    return replace(events.SUBJECT, facts=Some, left_out=())


def span(scope: Scope) -> Period:
    """Return the period, else the year so far."""
    return scope.period or Period(date(scope.as_of.year, 1, 1), scope.as_of)


def plain(value: object) -> Value | None:
    """Return what a cell of a form can hold of a value of a list."""
    return value if isinstance(value, str | int | float | PartialDate) else None


def of(key: str) -> Callable[[Row], Value | None]:
    """Return what a column shows of a line."""
    return lambda row: row.shown[key]


_PERSON = {
    "full_name": ("Họ và tên", "full_name"),
    "born": ("Ngày sinh", "born_on"),
    "gender": ("Giới tính", "gender"),
    "ethnic": ("Dân tộc", "ethnic"),
    "cell": ("Chi bộ", "cell"),
}
_MEMBER = (
    _PERSON
    | card_columns.OF_MEMBERS
    | {
        "citizen_id": ("Số định danh cá nhân", "citizen_id"),
        "admitted": ("Ngày vào Đảng", "admitted_on"),
        "official": ("Ngày chính thức", "official_on"),
        "card_number": ("Số thẻ đảng viên", "card_number"),
        "decision": ("Số quyết định", "decision_number"),
        "decided": ("Ngày quyết định", "decision_on"),
    }
)
_WHY = {"reason": ("Lý do", "reason")}
ROLLS: Mapping[str, Roll] = {
    "admitted": Roll(
        "Mỗi dòng một đảng viên mới kết nạp trong kỳ",
        _happened(EventKind.ADMISSION, EventKind.READMISSION),
        _MEMBER,
    ),
    "recognised": Roll(
        "Mỗi dòng một đảng viên được công nhận chính thức trong kỳ", _happened(EventKind.RECOGNITION), _MEMBER
    ),
    "arrived": Roll(
        "Mỗi dòng một đảng viên chuyển đến trong kỳ",
        _happened(EventKind.TRANSFER_IN),
        _MEMBER | {"on": ("Ngày chuyển", "on"), "place": ("Nơi chuyển đi", "place")} | _WHY,
    ),
    "departed": Roll(
        "Mỗi dòng một đảng viên chuyển đi trong kỳ",
        _happened(EventKind.TRANSFER_OUT),
        _MEMBER | {"on": ("Ngày chuyển", "on"), "place": ("Nơi chuyển đến", "place")} | _WHY,
    ),
    "died": Roll(
        "Mỗi dòng một đảng viên từ trần trong kỳ",
        _happened(EventKind.DIED),
        _MEMBER | {"on": ("Ngày từ trần", "on")},
    ),
    "badges": Roll(
        "Mỗi dòng một Huy hiệu Đảng trao trong kỳ",
        awards.BADGES,
        _MEMBER | {"badge": ("Huy hiệu Đảng", "badge"), "on": ("Ngày trao", "awarded_on")},
    ),
    "candidates": Roll(
        "Mỗi dòng một quần chúng ưu tú trong nguồn",
        candidates.SUBJECT,
        _PERSON
        | card_columns.OF_ANYBODY
        | {
            "listed": ("Ngày vào danh sách nguồn", "listed_on"),
            "certificate": ("Số giấy chứng nhận", "certificate_number"),
            "certified": ("Ngày giấy chứng nhận", "certificate_on"),
            "stage": ("Giai đoạn", "stage"),
            "helper": ("Đảng viên giúp đỡ", "helper1"),
            "occupation": ("Nghề nghiệp", "occupation"),
            "note": ("Ghi chú", "note"),
        },
    ),
}
