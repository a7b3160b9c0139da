"""The kinds of list a file can be: a new kind is its reader and an entry here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

from exports.readers import attendance, badges, candidates, members, ratings, roll_grid, transfers, villages
from exports.readers.headings import Header, Known, Placed
from exports.readers.member_headings import HEADINGS
from exports.readers.sheet import Sheet
from models.errors import KnownError
from models.outline import MEMBER_LIST, ROLL_BOOK
from models.progress import Progress
from models.records import Problem
from models.text import fold

Found = list[tuple[Sheet, Any]]


def _as_named(_sheet: Sheet, header: Header) -> Header:
    return header


def _by_columns(_sheet: Sheet, _header: Header) -> bool:
    return True


@dataclass(frozen=True)
class Layout:
    """A kind of list: `columns` say where it stands in a sheet (None: not there), `read` yields what it holds.

    `looks_for` names, for the officer, the columns by which it is known ("" for one of several alike); `writes` says
    what comes of it. `placed` makes what `read` wants of columns that were named by hand. `is_like` looks at the title
    as well, unless the officer said that it is this kind. `is_about_members`: a sheet that names nobody is none of it.
    """

    key: str
    title: str
    looks_for: str
    writes: str
    columns: Known
    read: Callable[[Found, date, Progress], tuple[Sequence[Any], list[Problem], list[str]]]
    placed: Callable[[Sheet, Header], Placed] = _as_named
    is_like: Callable[[Sheet, Header], bool] = _by_columns
    is_about_members: bool = False


class Once:
    """The columns of kinds of list; in each sheet of a file these are looked for once, however many kinds have them."""

    def __init__(self, known: Known) -> None:
        self.labels: Mapping[str, str] = known.labels
        self.field_of = known.field_of
        self._known = known
        self._found: dict[str, Placed | None] = {}

    def find(self, sheet: Sheet) -> Placed | None:
        """Return where the list stands in a sheet of the file, None if it is not there."""
        if sheet.name not in self._found:
            self._found[sheet.name] = self._known.find(sheet)
        return self._found[sheet.name]


def for_one_file() -> list[Layout]:
    """Return the kinds a file may be, for reading one file."""
    once = {id(layout.columns): Once(layout.columns) for layout in LAYOUTS}
    return [replace(layout, columns=once[id(layout.columns)]) for layout in LAYOUTS]


def key_of(words: str) -> str:
    """Return the key of the kind that somebody names as the screen does, “Danh sách” left out or not.

    Raises KnownError naming the kinds.
    """
    said = fold(words).removeprefix("danh sach ")
    titles = {layout.key: fold(layout.title).removeprefix("danh sach ") for layout in LAYOUTS}
    found = [key for key, title in titles.items() if said in (title, key)]
    found = found or [key for key, title in titles.items() if said and said in title]
    if len(found) != 1:
        names = "; ".join(layout.title for layout in LAYOUTS)
        raise KnownError(f"Không có loại danh sách “{words}”; hãy ghi một trong các loại: {names}.")
    return found[0]


LAYOUTS: Final = (  # the first that fits wins: an attendance book has a column of names too
    Layout(
        ROLL_BOOK,
        "Sổ điểm danh sinh hoạt chi bộ",
        "Họ và tên, Tháng 1 … Tháng 12, dòng Ngày họp",
        "mỗi tháng ghi một cuộc họp của chi bộ, mỗi dấu một dòng điểm danh",
        roll_grid.COLUMNS,
        attendance.read,
        roll_grid.placed,
    ),
    *(
        Layout(
            one.key,
            one.title,
            "" if at else "Họ và tên, Ngày chuyển, Nơi đến, Số giấy giới thiệu; tên danh sách ghi chuyển đi hay đến",
            one.writes,
            transfers.HEADINGS,
            partial(transfers.read, one.kind),
            is_like=partial(transfers.is_like, one.key),
            is_about_members=True,
        )
        for at, one in enumerate(transfers.LISTS)
    ),
    *(
        Layout(
            key,
            title,
            "" if at else "Họ và tên, Ngày sinh, Chi bộ xếp loại, Đảng ủy xếp loại, hoặc mỗi mức một cột đánh dấu x",
            "mỗi dòng ghi mức xếp loại của một đảng viên",
            ratings.HEADINGS,
            partial(ratings.read, whose),
            is_like=partial(ratings.is_like, key),
            is_about_members=True,
        )
        for at, (key, title, whose) in enumerate(ratings.LISTS)
    ),
    *(
        Layout(
            key,
            title,
            "" if at else "Họ và tên, Ngày sinh, Huy hiệu Đảng (số năm) hoặc mỗi loại một cột, Số quyết định, Đợt trao",
            writes,
            badges.HEADINGS,
            partial(badges.read, is_proposal=is_proposal),
            is_like=partial(badges.is_like, key),
            is_about_members=True,
        )
        for at, (key, title, is_proposal, writes) in enumerate(badges.LISTS)
    ),
    Layout(
        "quan-chung",
        "Danh sách quần chúng ưu tú",
        "Họ và tên, Ngày sinh, Chi bộ, Số và ngày giấy chứng nhận, Ngày vào danh sách nguồn",
        "mỗi dòng ghi một người vào danh sách nguồn kết nạp",
        candidates.HEADINGS,
        candidates.read,
    ),
    Layout(
        MEMBER_LIST,
        "Danh sách đảng viên",
        "Họ và tên, Số CCCD, Ngày sinh, Ngày kết nạp, Chi bộ",
        "mỗi dòng ghi lý lịch và chi bộ của một đảng viên",
        HEADINGS,
        members.read,
    ),
    Layout(
        "thon-ban",
        "Danh sách thôn, bản",
        "Tên thôn, bản, Số hộ, Nhân khẩu, Chi bộ",
        "mỗi dòng ghi một thôn, bản với số hộ, nhân khẩu, chi bộ phụ trách",
        villages.HEADINGS,
        villages.read,
    ),
)
