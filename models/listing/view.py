"""A list as the officer put it together: kept under a name, and as one small file for a neighbour."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar, cast

from models import listing
from models.dates import PartialDate
from models.errors import KnownError
from models.listing.kinds import By, Field, Kind, Subject
from models.tables import LabelledEnum
from models.text import clean, to_number

KIND = "so-chi-bo/danh-sach-tu-lap"
VERSION = 2
"""The newest kind of file this program reads; a file has the number of the oldest that can read all of it."""
LONGEST_NAME = 50
_MOST = 60  # columns, filters, words of one filter: more than any sheet of paper takes
_MOST_GROUPS = 3
_LONGEST_WORD = 200


class Op(LabelledEnum):
    """What a filter asks of a field."""

    IS = "is", "là"
    IS_NOT = "is_not", "trừ"
    HAS = "has", "có chữ"
    HAS_NOT = "has_not", "không có chữ"
    STARTS = "starts", "bắt đầu bằng"
    FROM = "from", "từ"
    TO = "to", "đến"
    WITHIN = "within", "trong"
    THIS_MONTH = "this_month", "trong tháng của ngày tính"
    THIS_QUARTER = "this_quarter", "trong quý của ngày tính"
    THIS_YEAR = "this_year", "trong năm của ngày tính"
    BY_THEN = "by_then", "đến ngày tính"
    AFTER = "after", "sau ngày tính"
    YES = "yes", "có"
    NO = "no", "không"
    EMPTY = "empty", "để trống"
    FILLED = "filled", "đã ghi"

    @property
    def takes_value(self) -> bool:
        """Whether it needs something to compare with."""
        return self not in (Op.YES, Op.NO, Op.EMPTY, Op.FILLED, *BY_THE_DAY)


BY_THE_DAY = (Op.THIS_MONTH, Op.THIS_QUARTER, Op.THIS_YEAR, Op.BY_THEN, Op.AFTER)
"""What is asked of a date by the day whose state a list shows, anew each time it is made."""
_SINCE: Mapping[Op, int] = dict.fromkeys(BY_THE_DAY, 2)
"""Which kind of file first had what is asked; of the first kind what is not here."""
OPS: Mapping[Kind, tuple[Op, ...]] = {
    Kind.TEXT: (Op.HAS, Op.HAS_NOT, Op.STARTS, Op.IS, Op.FILLED, Op.EMPTY),
    Kind.NUMBER: (Op.FROM, Op.TO, Op.IS, Op.FILLED, Op.EMPTY),
    Kind.RATE: (Op.FROM, Op.TO, Op.FILLED, Op.EMPTY),
    Kind.DATE: (Op.WITHIN, Op.FROM, Op.TO, *BY_THE_DAY, Op.FILLED, Op.EMPTY),
    Kind.YES_NO: (Op.YES, Op.NO, Op.FILLED, Op.EMPTY),
    Kind.CODE: (Op.IS, Op.IS_NOT, Op.FILLED, Op.EMPTY),
}
"""What each kind of field can be asked, the usual question first."""


class How(LabelledEnum):
    """What a line of totals shows of a column."""

    SUM = "sum", "tổng"
    AVERAGE = "average", "trung bình"
    LEAST = "least", "nhỏ nhất"
    MOST = "most", "lớn nhất"


class Share(LabelledEnum):
    """What the percentages of a cross-table are of."""

    NONE = "none", "chỉ số lượng"
    ALL = "all", "% của tất cả"
    ROWS = "rows", "% của dòng"
    COLUMNS = "columns", "% của cột"


@dataclass(frozen=True)
class Filter:
    """One condition; `values` as they were typed, of a CODE several words, one of which is enough."""

    field: str
    op: Op
    values: tuple[str, ...] = ()

    @property
    def leaves_out(self) -> bool:
        """Whether it says whom the list is without, rather than whom it is of."""
        return self.op is Op.IS_NOT


@dataclass(frozen=True)
class Sort:
    """One field of the order."""

    field: str
    is_descending: bool = False


@dataclass(frozen=True)
class GroupBy:
    """A field that puts rows together, and how."""

    field: str
    by: By = By.VALUE


@dataclass(frozen=True)
class Total:
    """What the lines of totals show of a column; a rate is pooled whatever `how` says."""

    field: str
    how: How = How.SUM


@dataclass(frozen=True)
class Cross:
    """A table of two fields: how many rows have both values, and of what the percentages are."""

    rows: GroupBy
    columns: GroupBy
    share: Share = Share.NONE


@dataclass(frozen=True)
class View:
    """A list put together; the day or the period is asked for each time it is made.

    Without `columns` there is only the cross-table. `is_any`: one filter met is enough, but for those that leave rows
    out. `shows_numbers` writes the identity numbers in full.
    """

    name: str
    subject: str
    columns: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    is_any: bool = False
    sorts: tuple[Sort, ...] = ()
    groups: tuple[GroupBy, ...] = ()
    totals: tuple[Total, ...] = ()
    cross: Cross | None = None
    shows_numbers: bool = False

    @property
    def of(self) -> Subject:
        """What it is a list of."""
        return listing.subject(self.subject)


def start(subject: Subject, name: str = "") -> View:
    """Return the list one begins with."""
    filters = tuple(Filter(field, Op.IS_NOT, (word,)) for field, word in subject.left_out)
    return View(name, subject.key, subject.start, filters)


def checked(view: View) -> View:
    """Return a list ready to be made or kept, its name cleaned. Raises KnownError naming what is wrong."""
    name = clean(view.name)
    if not name:
        raise KnownError("Hãy đặt tên cho danh sách.", "name")
    if len(name) > LONGEST_NAME:
        raise KnownError(f"Tên danh sách dài quá {LONGEST_NAME} chữ; hãy rút ngắn.", "name")
    fields = _Fields(view)
    if not view.columns and view.cross is None:
        raise KnownError("Hãy chọn ít nhất một cột.", "columns")
    if max(len(view.columns), len(view.filters), len(view.sorts), len(view.totals)) > _MOST:
        raise KnownError(f"Danh sách có quá {_MOST} cột hoặc điều kiện; hãy bớt đi.", "columns")
    if len(set(view.columns)) < len(view.columns):
        raise KnownError("Có cột được chọn hai lần; hãy bỏ bớt.", "columns")
    if len(view.groups) > _MOST_GROUPS:
        raise KnownError(f"Chỉ chia được {_MOST_GROUPS} cấp nhóm; hãy bớt đi.", "groups")
    for key in (*view.columns, *(sort.field for sort in view.sorts)):
        fields(key)
    for one in view.filters:
        _check_filter(fields(one.field), one)
    for group in (*view.groups, *((view.cross.rows, view.cross.columns) if view.cross else ())):
        if group.by not in fields(group.field).ways:
            raise KnownError(
                f"“{fields(group.field).label}” không chia nhóm {group.by.label} được; hãy chọn cách khác.", "groups"
            )
    for total in view.totals:
        if fields(total.field).kind not in (Kind.NUMBER, Kind.RATE) or total.field not in view.columns:
            raise KnownError(
                f"“{fields(total.field).label}” không phải là cột số để cộng; hãy bỏ dòng cộng của cột ấy.", "totals"
            )
    return replace(view, name=name)


class _Fields:
    """The fields of a list's subject by their keys."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __call__(self, key: str) -> Field:
        found = self._view.of.by_key.get(key)
        if found is None:
            raise KnownError(
                f"Danh sách “{clean(self._view.name)[:LONGEST_NAME]}” dùng trường “{clean(key)[:40]}” mà phiên bản này "
                "không có; hãy cập nhật Sổ Chi Bộ, hoặc nhờ nơi gửi bỏ trường ấy."
            )
        return found


def _check_filter(field: Field, one: Filter) -> None:
    if one.op not in OPS[field.kind]:
        raise KnownError(f"Không lọc “{field.label}” theo “{one.op.label}” được; hãy chọn phép khác.", "filters")
    if not one.op.takes_value:
        return
    if not any(map(clean, one.values)):
        raise KnownError(f"Hãy ghi giá trị để lọc “{field.label}”.", "filters")
    if len(one.values) > _MOST or any(len(value) > _LONGEST_WORD for value in one.values):
        raise KnownError(f"Điều kiện của “{field.label}” dài quá; hãy bớt đi.", "filters")
    read_value(field, one)


def read_value(field: Field, one: Filter) -> Any:
    """Return what a filter compares with: a Fraction, exactly as typed, a PartialDate, or the words. Raises KnownError.

    Of several values those that are blank say nothing.
    """
    told = [value for typed in one.values if (value := clean(typed))]
    match field.kind:
        case Kind.NUMBER | Kind.RATE:
            return Fraction(str(to_number(told[0])))
        case Kind.DATE:
            return PartialDate.parse(told[0])
        case _:
            return told


def to_json(view: View) -> str:
    """Return a list as the text of its file."""
    told: dict[str, Any] = {
        "kind": KIND,
        "version": max((_SINCE.get(one.op, 1) for one in view.filters), default=1),
        "name": view.name,
        "subject": view.subject,
        "columns": list(view.columns),
        "filters": [{"field": one.field, "op": one.op.value, "values": list(one.values)} for one in view.filters],
        "any": view.is_any,
        "sorts": [{"field": one.field, "descending": one.is_descending} for one in view.sorts],
        "groups": [_group_told(one) for one in view.groups],
        "totals": [{"field": one.field, "how": one.how.value} for one in view.totals],
        "cross": None,
        "full_numbers": view.shows_numbers,
        "labels": {key: view.of.by_key[key].label for key in view.columns},  # for a version without such a column
    }
    if view.cross:
        told["cross"] = {
            "rows": _group_told(view.cross.rows),
            "columns": _group_told(view.cross.columns),
            "share": view.cross.share.value,
        }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _group_told(group: GroupBy) -> dict[str, str]:
    return {"field": group.field, "by": group.by.value}


_Part = TypeVar("_Part")
_NO_LIST = "Tệp này không phải là danh sách tự lập, hoặc đã hỏng; hãy chọn tệp khác hoặc xin lại tệp từ nơi gửi."
_DAMAGED = "Danh sách này đã bị sửa hoặc hỏng; hãy xin lại tệp từ nơi gửi."


def from_json(text: str) -> View:
    """Return the list of a file's text. Raises KnownError for any other text, and for what this version lacks."""
    return checked(_read(text)[0])


def received(text: str) -> tuple[View, list[str]]:
    """Return the list another office sent without the columns this version lacks, and what these are called there.

    Raises KnownError as `from_json` does, also where it lacks what the rows are chosen or counted by.
    """
    view, labels = _read(text)
    lost = [key for key in view.columns if key not in view.of.by_key]
    if not lost or len(lost) == len(view.columns):
        return checked(view), []
    kept = replace(
        view,
        columns=tuple(key for key in view.columns if key not in lost),
        sorts=tuple(one for one in view.sorts if one.field not in lost),
        totals=tuple(one for one in view.totals if one.field not in lost),
    )
    return checked(kept), [clean(str(labels.get(key, key)))[:LONGEST_NAME] for key in lost]


def _read(text: str) -> tuple[View, Mapping[str, Any]]:
    """Return the list of a text as it stands there, and what its columns are called."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise KnownError(_NO_LIST) from error
    if not isinstance(told, dict) or cast("dict[str, Any]", told).get("kind") != KIND:
        raise KnownError(_NO_LIST)
    whole = cast("dict[str, Any]", told)
    version = whole.get("version")
    if isinstance(version, int) and version > VERSION:
        raise KnownError(
            "Danh sách này do phiên bản Sổ Chi Bộ mới hơn ghi, máy này chưa đọc được; hãy cập nhật rồi thử."
        )
    if not isinstance(version, int) or version < 1:
        raise KnownError(_DAMAGED)
    try:
        return _view(whole), dict(whole.get("labels") or {})
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise KnownError(_DAMAGED) from error


def _view(told: Mapping[str, Any]) -> View:
    cross = told.get("cross")
    return View(
        _text(told["name"]),
        _text(told["subject"]),
        _list(told, "columns", _text),
        _list(told, "filters", lambda one: Filter(_text(one["field"]), _op(one["op"]), _list(one, "values", _text))),
        _yes_no(told.get("any", False)),
        _list(told, "sorts", lambda one: Sort(_text(one["field"]), _yes_no(one.get("descending", False)))),
        _list(told, "groups", _group),
        _list(told, "totals", lambda one: Total(_text(one["field"]), How(one["how"]))),
        Cross(_group(cross["rows"]), _group(cross["columns"]), Share(cross["share"])) if cross is not None else None,
        _yes_no(told.get("full_numbers", False)),
    )


def _op(told: object) -> Op:
    """Return how a filter asks. Raises KnownError for a way this version does not know: no file breaks like that."""
    if told not in {one.value for one in Op}:
        raise KnownError(
            f"Danh sách có cách lọc “{_text(told)}” mà phiên bản này không biết; hãy cập nhật chương trình rồi thử."
        )
    return Op(told)


def _group(told: Mapping[str, Any]) -> GroupBy:
    return GroupBy(_text(told["field"]), By(told["by"]))


def _list(told: Mapping[str, Any], key: str, read: Callable[[Any], _Part]) -> tuple[_Part, ...]:
    found = told.get(key, [])
    if not isinstance(found, list):
        raise TypeError(key)
    return tuple(read(one) for one in cast("Sequence[Any]", found))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # half a letter cannot be kept: a ValueError, as of what is damaged
    return value


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value
