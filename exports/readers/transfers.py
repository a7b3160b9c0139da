"""Lists of transfers (chuyển sinh hoạt đảng đi, đến, nội bộ, tạm thời): who, on which day, from where to where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, Final

from exports.readers import about_members, days, member_headings, values
from exports.readers.headings import Header, Heading
from exports.readers.rows import Row
from exports.readers.sheet import Sheet
from models.progress import SILENT, Progress
from models.records import TEMPORARY, Problem, TransferRecord
from models.tables import EventKind, Scope
from models.text import fold

MIXED: Final = "chuyen"


@dataclass(frozen=True)
class TransferList:
    """A kind of list of transfers; `kind` is what each row is that does not say otherwise, None where rows must."""

    key: str
    title: str
    kind: EventKind | None
    writes: str


LISTS: Final = (
    TransferList(
        "chuyen-di",
        "Danh sách đảng viên chuyển đi",
        EventKind.TRANSFER_OUT,
        "mỗi dòng ghi một lần chuyển đi ở thẻ Quá trình",
    ),
    TransferList(
        "chuyen-den",
        "Danh sách đảng viên chuyển đến",
        EventKind.TRANSFER_IN,
        "mỗi dòng ghi một lần chuyển đến ở thẻ Quá trình, người chưa có trong sổ thì thêm vào chi bộ nhận",
    ),
    TransferList(
        "chuyen-noi-bo",
        "Danh sách chuyển sinh hoạt nội bộ",
        EventKind.TRANSFER_INTERNAL,
        "mỗi dòng ghi một lần đổi chi bộ ở thẻ Quá trình",
    ),
    TransferList(
        "tam-thoi-di",
        "Danh sách sinh hoạt tạm thời đi",
        EventKind.TEMP_OUT,
        "mỗi dòng ghi một lần sinh hoạt tạm thời nơi khác ở thẻ Quá trình",
    ),
    TransferList(
        "tam-thoi-den",
        "Danh sách sinh hoạt tạm thời đến",
        EventKind.TEMP_IN,
        "mỗi dòng ghi một lần sinh hoạt tạm thời tại đây, người chưa có trong sổ thì thêm vào chi bộ nhận",
    ),
    TransferList(
        MIXED,
        "Danh sách đảng viên chuyển đi và đến",
        None,
        "mỗi dòng ghi một lần chuyển đi, đến hay nội bộ theo hình thức, nơi đi, nơi đến của dòng",
    ),
)
_TITLES: Final = re.compile(
    r"\bchuyen (sinh hoat|shd|sh |dang vien|dang |di\b|den\b|noi bo|ra ngoai|ra khoi|ve\b|tam thoi)|\bchuyen dang\b"
    r"|gioi thieu sinh hoat|tiep nhan (dang vien|sinh hoat|shd)|\bsinh hoat (dang )?tam thoi|dang vien chuyen\b"
)
_BODIES: Final = (
    *("noi", "don vi", "to chuc dang", "to chuc dang noi", "to chuc co so dang", "tccsd", "dang bo", "dang bo noi"),
    *("dang uy", "dang uy noi", "chi bo", "chi bo noi", "chi bo dang bo", "chi bo dang bo noi", "chi dang bo", "co so"),
    *("dang bo chi bo", "dang bo chi bo noi", "noi sinh hoat", "dia chi", "dia chi noi", "sinh hoat tai"),
)


_PAPERS: Final = (
    *("giay gioi thieu", "giay gioi thieu sinh hoat dang", "giay gioi thieu shd", "gioi thieu", "gtshd", "giay gtshd"),
    *("gioi thieu sinh hoat dang", "giay gt", "ggt", "ggtshd", "quyet dinh", "qd"),
)


def _papers(*ways: str) -> tuple[str, ...]:
    return tuple(way.format(name) for way, name in product(ways, _PAPERS))


def _places(*ends: str) -> tuple[str, ...]:
    return tuple(f"{body} {end}" for body, end in product(_BODIES, ends))


HEADINGS: Final = about_members.ListHeadings(
    *about_members.WHO,
    Heading(
        "day",
        "Ngày chuyển",
        (
            *(
                "ngay chuyen",
                "ngay chuyen di",
                "ngay chuyen den",
                "ngay chuyen sinh hoat",
                "ngay chuyen sinh hoat dang",
            ),
            *("ngay chuyen shd", "ngay chuyen noi bo", "ngay thang chuyen", "thoi gian chuyen", "thoi diem chuyen"),
            *("chuyen di tu ngay", "chuyen den tu ngay", "chuyen tu ngay", "tu ngay", "ngay tiep nhan", "ngay di"),
            *("ngay den", "thoi gian", "thoi gian chuyen di", "thoi gian chuyen den", "ngay hieu luc", "ngay nhan"),
            *("sinh hoat tai day tu ngay", "ra khoi danh sach tu", "ngay thang nam chuyen", "ngay chuyen tam thoi"),
        ),
    ),
    Heading(
        "from",
        "Nơi đi",
        (
            *_places("di", "chuyen di", "chuyen", "gioi thieu", "gioi thieu di", "cu", "chuyen ra", "truoc"),
            *("chuyen tu", "tu chi bo", "tu don vi", "den tu", "chuyen den tu", "noi sinh hoat truoc khi chuyen den"),
        ),
    ),
    Heading(
        "to",
        "Nơi đến",
        (
            *_places("den", "chuyen den", "gioi thieu den", "tiep nhan", "nhan", "moi", "chuyen ve"),
            *("chuyen den chi bo", "chuyen den dang bo", "chuyen di dau", "den chi bo", "den don vi", "chuyen ve"),
        ),
    ),
    Heading(
        "place",
        "Nơi đi, nơi đến",
        (
            *_places("di den", "di noi den", "di hoac den", "chuyen di den", "chuyen di hoac den"),
            *_places("chuyen di chuyen den", "chuyen di noi chuyen den"),
        ),
    ),
    Heading(
        "letter",
        "Số giấy giới thiệu",
        _papers("{}", "so {}", "{} so", "{} so ngay", "so ngay {}", "so va ngay {}", "{} so ngay thang"),
    ),
    Heading(
        "letter_on",
        "Ngày giấy giới thiệu",
        (*_papers("ngay {}", "{} ngay", "ngay cap {}", "{} ngay cap", "ngay ky {}", "{} ngay thang"), "ngay cap"),
    ),
    Heading(
        "form",
        "Hình thức chuyển",
        (
            *("hinh thuc", "hinh thuc chuyen", "hinh thuc chuyen sinh hoat", "hinh thuc chuyen sinh hoat dang"),
            *("loai chuyen", "loai hinh", "loai hinh chuyen", "chinh thuc tam thoi", "loai sinh hoat", "bien dong"),
            *("loai bien dong", "ra khoi danh sach vi", "loai", "noi dung chuyen", "dien chuyen", "pham vi"),
        ),
    ),
    Heading("reason", "Lý do", ("ly do", "ly do chuyen", "ly do chuyen sinh hoat")),
    needed=(frozenset({"name"}), frozenset({"day", "letter", "letter_on", "from", "to", "place", "form"})),
)
_OF_MEMBERS: Final = 3
"""So many columns that only a list of members has, and a list without a title is one."""
_OWN: Final = frozenset(HEADINGS.labels)
_LABELS: Final[Mapping[str, EventKind]] = {fold(kind.label): kind for kind in EventKind}
_OUT, _IN = re.compile(r"\bdi\b|\bra (ngoai|khoi)\b|chuyen ra"), re.compile(r"\bden\b|tiep nhan|\bve\b|chuyen vao")


def is_like(key: str, sheet: Sheet, header: Header) -> bool:
    """Tell whether title and headings say that a list is of transfers, and of this kind."""
    said = about_members.title(sheet, header)
    has_title = _TITLES.search(said) is not None
    if not has_title and not _is_own(sheet, header):
        marks = {"day", "from", "to", "place", "letter"} & header.columns.keys()
        other = member_headings.HEADINGS.find(sheet)
        foreign = len(other.columns.keys() - _OWN) if other else 0
        over_day = about_members.heading(sheet, header, "day")
        if len(marks) < 2 or not {"from", "to", "place"} & marks or foreign >= _OF_MEMBERS or "chuyen" not in over_day:
            return False
    return _key(said if has_title else "", sheet, header) == key


def _is_own(sheet: Sheet, header: Header) -> bool:
    """Tell whether the headings are those of the lists of movements put together here, whatever these are called."""
    over_day, over_form = (about_members.heading(sheet, header, name) for name in ("day", "form"))
    return "ra khoi danh sach" in over_day or (bool(over_day) and "bien dong" in over_form)


def _key(said: str, sheet: Sheet, header: Header) -> str:
    kind = _kind(said)
    ways = (_OUT.search(said) is not None, _IN.search(said) is not None)
    if kind is None and ways != (True, True):
        over_day = about_members.heading(sheet, header, "day")
        kind = _kind(f"{over_day} {'tam thoi' if 'tam thoi' in said else ''}")
        if kind is None and "from" in header.columns and "to" not in header.columns:
            kind = EventKind.TRANSFER_IN
        elif kind is None and "to" in header.columns and "from" not in header.columns:
            kind = EventKind.TRANSFER_OUT
        if kind is not None and "tam thoi" in said:
            kind = TEMPORARY.get(kind, kind)
    return next(one.key for one in LISTS if one.kind is kind)


def _kind(said: str) -> EventKind | None:
    """Return what folded words say of a transfer, None where they leave open which."""
    if said in _LABELS:
        return _LABELS[said]
    if re.search(r"noi bo|giua cac chi bo|trong dang bo|cung dang bo", said):
        return EventKind.TRANSFER_INTERNAL
    out, comes = _OUT.search(said) is not None, _IN.search(said) is not None
    if out is comes:
        return None
    kind = EventKind.TRANSFER_OUT if out else EventKind.TRANSFER_IN
    return TEMPORARY[kind] if "tam thoi" in said else kind


def read(
    of_list: EventKind | None, sheets: list[tuple[Sheet, Header]], on: date, progress: Progress = SILENT
) -> tuple[list[TransferRecord], list[Problem], list[str]]:
    """Return the transfers of all sheets, problems of no one row (none), and notes."""
    rows = about_members.Rows(sheets, HEADINGS, on, progress)
    groups: dict[str, dict[int, EventKind]] = {}
    found: list[TransferRecord] = []
    for sheet, header, row, who in rows:
        of_group = groups.setdefault(sheet.name, _groups(sheet, header.row) if of_list is None else {})
        kind = _of_row(row, of_group.get(row.index, of_list))
        letter, letter_on = about_members.paper(row, "letter")
        place = _text(row, "place")
        comes = kind in (EventKind.TRANSFER_IN, EventKind.TEMP_IN)
        said: dict[str, Any] = {
            "on": row.take("day", days.partial_date(row.raw("day"))),
            "came_from": _text(row, "from") or (place if comes else None),
            "went_to": _text(row, "to") or (None if comes else place),
            "letter_number": letter,
            "letter_on": row.take("letter_on", days.whole_date(row.raw("letter_on"))) or letter_on,
            "scope": _scope(row),
            "reason": _text(row, "reason"),
            "is_temporary": "tam thoi" in fold(str(row.raw("form") or "")),
        }
        found.append(TransferRecord(about_members.with_problems(who, row), kind, **said))
    return found, [], rows.notes


def _text(row: Row, name: str) -> str | None:
    return row.take(name, values.plain(row.raw(name)))


def _of_row(row: Row, of_list: EventKind | None) -> EventKind | None:
    """Return what a row's own column says it is, else what the list is; that column may only say how."""
    said = fold(str(row.raw("form") or ""))
    if not said:
        return of_list
    kind = _kind(said)
    if kind is None and of_list is not None and "tam thoi" in said:
        return TEMPORARY.get(of_list, of_list)
    return kind or of_list


def _scope(row: Row) -> Scope | None:
    said = fold(str(row.raw("form") or ""))
    if re.search(r"ngoai tinh|tinh khac", said):
        return Scope.OTHER_PROVINCE
    return Scope.SAME_PROVINCE if "trong tinh" in said else None


def _groups(sheet: Sheet, header: int) -> dict[int, EventKind]:
    """Return by row what the heading over it says: “A. Chuyển đi”, “B. Chuyển đến”."""
    found: dict[int, EventKind] = {}
    now: EventKind | None = None
    for index, cells in enumerate(sheet.rows[header + 1 :], header + 1):
        filled = [cell for cell in cells if cell is not None]
        texts = [fold(cell) for cell in filled if isinstance(cell, str)]
        if 0 < len(filled) <= 2 and texts and "chuyen" in texts[-1]:
            now = _kind(texts[-1])
        elif now is not None:
            found[index] = now
    return found
