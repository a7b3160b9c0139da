"""Lists of those admitted, recognised, restored, gone, exempt or out of the Party in a period (domain.md 7.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.orm import Session

from exports.names import Finding, Person
from exports.report import DATE, Column, Needs, Report, Scope, Sheet, Value, about
from models import event_lists
from models.dates import Period
from models.event_lists import EventLine
from models.tables import EventKind
from models.text import number

GROUP = "Danh sách đảng viên theo biến động"
Data = list[EventLine]


def _decision(line: EventLine) -> str:
    return " – ".join(
        part for part in (line.decision_number, f"{line.decision_on:%d/%m/%Y}" if line.decision_on else "") if part
    )


def _note(line: EventLine) -> str:
    return "; ".join(part for part in (line.place, line.reason) if part)


def _flaw(line: EventLine) -> Value:
    return line.flaw and line.flaw.label


def notes(data: Data) -> list[str]:
    """Return the count below the list, by kind."""
    counts = Counter(line.kind for line in data)
    parts = ", ".join(f"{kind.label.lower()}: {number(count)}" for kind, count in counts.items())
    total = f"Tổng số: {number(len(data))}"
    return [f"{total}; trong đó {parts}." if len(counts) > 1 else f"{total}."]


def check(data: Data, scope: Scope) -> list[Finding]:
    """Say whose day or decision is not written."""
    found: list[Finding] = []
    for what, lacking in (
        ("chưa rõ ngày", [line for line in data if line.on is None]),
        ("chưa ghi biến động, lấy theo ngày trong lý lịch", [line for line in data if line.is_by_card]),
        ("chưa ghi số quyết định", [line for line in data if _is_undecided(line)]),
    ):
        found += about([Person(line.member_id, line.full_name, line.cell, line.kind.label) for line in lacking], what)
    return found


def _is_undecided(line: EventLine) -> bool:
    return not (line.decision_number or line.is_by_card or line.kind is EventKind.DIED)


def _list(
    key: str, title: str, day: str, kinds: Sequence[EventKind], empty: str, note: str = "Ghi chú"
) -> Report[Data]:
    """Make the report of some kinds of events; `day` is the heading of their day."""

    def fetch(session: Session, scope: Scope) -> Data:
        assert scope.period is not None  # Needs.PERIOD
        if scope.as_of < scope.period.first:
            return []
        return event_lists.rows(session, Period(scope.period.first, scope.as_of), kinds)

    kind: tuple[Column[EventLine], ...] = (
        (Column[EventLine]("Biến động", lambda line: line.kind.label, 12, align="left"),) if len(kinds) > 1 else ()
    )
    return Report[Data](
        key=key,
        title=title,
        group=GROUP,
        needs=Needs.PERIOD,
        fetch=fetch,
        check=check,
        sheets=(
            Sheet[Data](
                name="Danh sách",
                title=title,
                rows=lambda data: data,
                notes=notes,
                empty=empty,
                columns=(
                    Column[EventLine]("Họ và tên", lambda line: line.full_name, 20, align="left"),
                    Column[EventLine]("Ngày sinh", lambda line: line.born_on, 10, format=DATE),
                    Column[EventLine]("Giới tính", _gender, 5),
                    Column[EventLine]("Dân tộc", lambda line: line.ethnic, 8),
                    Column[EventLine]("Chi bộ", lambda line: line.cell, 20, align="left"),
                    Column[EventLine]("Ngày vào Đảng", lambda line: line.admitted_on, 10, format=DATE),
                    Column[EventLine]("Ngày chính thức", lambda line: line.official_on, 10, format=DATE),
                    *kind,
                    Column[EventLine](day, lambda line: line.on, 10, format=DATE),
                    Column[EventLine]("Quyết định, số, ngày", _decision, 14),
                    Column[EventLine]("Ngày tổ chức lễ", lambda line: line.ceremony_on, 10, format=DATE, optional=True),
                    Column[EventLine]("Sai sót", _flaw, 12, optional=True),
                    Column[EventLine](note, _note, 15, align="left"),
                ),
            ),
        ),
    )


def _gender(line: EventLine) -> Value:
    return line.gender and line.gender.label


ADMITTED = _list(
    "danh-sach-ket-nap",
    "Danh sách kết nạp đảng viên",
    "Ngày kết nạp",
    (EventKind.ADMISSION, EventKind.READMISSION),
    "Trong kỳ không ghi việc kết nạp nào.",
)
RECOGNISED = _list(
    "danh-sach-cong-nhan",
    "Danh sách công nhận đảng viên chính thức",
    "Chính thức từ ngày",
    (EventKind.RECOGNITION,),
    "Trong kỳ không ghi việc công nhận nào.",
)
RESTORED = _list(
    "danh-sach-phuc-hoi",
    "Danh sách phục hồi đảng tịch",
    "Ngày phục hồi",
    (EventKind.RESTORED,),
    "Trong kỳ không ghi việc phục hồi đảng tịch nào.",
)
GONE = _list(
    "danh-sach-chuyen-di",
    "Danh sách đảng viên chuyển ra ngoài đảng bộ",
    "Chuyển đi từ ngày",
    (EventKind.TRANSFER_OUT,),
    "Trong kỳ không ghi việc chuyển đi nào.",
    "Nơi đến",
)
OUT = _list(
    "danh-sach-mien-ra-khoi-dang",
    "Danh sách miễn sinh hoạt, xin ra, xóa tên, khai trừ, từ trần",
    "Từ ngày",
    (EventKind.EXEMPT_START, EventKind.RESIGNED, EventKind.STRUCK_OFF, EventKind.EXPELLED, EventKind.DIED),
    "Trong kỳ không ghi trường hợp nào.",
    "Lý do",
)
REPORTS = (ADMITTED, RECOGNISED, RESTORED, GONE, OUT)
