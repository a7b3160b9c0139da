"""Lists of yearly and quarterly ratings: a column with the level, or one column a level with an x."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from typing import Any, Final

from exports.readers import about_members, aside, days, values
from exports.readers.headings import Header, Heading
from exports.readers.rows import Row
from exports.readers.sheet import Sheet, Value
from exports.readers.values import Read
from models.progress import SILENT, Progress
from models.ratings import WHOLE_YEAR, Judge
from models.records import Problem, RatingRecord
from models.tables import RatingLevel, RatingState
from models.text import clean, fold

_LEVELS: Final = {
    RatingLevel.EXCELLENT: ("hoan thanh xuat sac nhiem vu", "hoan thanh xuat sac", "xuat sac", "htxsnv", "htxs"),
    RatingLevel.GOOD: ("hoan thanh tot nhiem vu", "hoan thanh tot", "tot", "httnv", "htt", "httn"),
    RatingLevel.FULFILLED: ("hoan thanh nhiem vu", "hoan thanh", "htnv", "htn"),
    RatingLevel.NOT_FULFILLED: (
        *("khong hoan thanh nhiem vu", "khong hoan thanh", "chua hoan thanh nhiem vu", "khtnv", "kht"),
        *("vi pham tu cach dang vien", "vi pham tu cach", "vptc"),
    ),
}
_BEFORE_LEVEL: Final = re.compile(r"^(dang vien )?(du tu cach|dtc)[ ,;]+")
_WORDS: Final = {word: level for level, words in _LEVELS.items() for word in words}
_RATED: Final = "(kiem diem|danh gia|xep loai|kd|dg|xl|dgxl)"
_TOO_NEW: Final = r"(moi (duoc )?ket nap|chua du (\d+ thang|thoi gian))\b"
_STATES: Final = (
    (re.compile(rf"(duoc )?mien\b.*|khong thuoc dien\b.*|{_TOO_NEW}.*"), RatingState.EXEMPT),
    (re.compile(r"(chua|khong) (kiem diem|danh gia|xep loai|du dieu kien|duoc)\b.*"), RatingState.NOT_YET),
)
_REMARKS: Final = (
    (
        re.compile(rf"^((dang vien|dc|duoc|thuoc|dien|xin) )*mien\b|\bmien {_RATED}\b|\bkhong thuoc dien\b|{_TOO_NEW}"),
        RatingState.EXEMPT,
    ),
    (re.compile(rf"\b(chua|khong) (duoc )?({_RATED}|du dieu kien)\b"), RatingState.NOT_YET),
)
"""What a remark says of why there is no level; somebody admitted too short a time ago is left out (domain.md 5)."""
_REASONS: Final = ("reason", "note")
_LONGEST: Final = 200
_JUDGES: Final[dict[str, tuple[str, ...]]] = {
    "cell": (
        *("chi bo xep loai", "chi bo de nghi", "chi bo danh gia", "chi bo danh gia xep loai", "chi bo xep"),
        *("chi bo de nghi xep loai", "ket qua chi bo xep loai", "muc chi bo xep loai", "de nghi cua chi bo", "chi bo"),
        *("chi uy de nghi", "chi bo bo phieu", "ket qua xep loai cua chi bo", "de nghi xep loai", "muc de nghi"),
    ),
    "committee": (
        *("dang uy xep loai", "dang uy quyet dinh", "dang uy cong nhan", "dang uy danh gia", "dang uy xep"),
        *(
            "dang uy danh gia xep loai",
            "ket qua dang uy xep loai",
            "muc dang uy xep loai",
            "dang uy quyet dinh xep loai",
        ),
        *("dang uy", "dang uy xa", "dang uy xa xep loai", "dang uy xa quyet dinh", "cap co tham quyen xep loai"),
        *("cap uy xep loai", "cap uy cap tren xep loai", "ket qua xep loai cua dang uy", "dang uy cong nhan xep loai"),
    ),
    "any": (
        *("xep loai", "ket qua xep loai", "ket qua danh gia xep loai", "muc xep loai", "ket qua danh gia", "ket qua"),
        *("danh gia xep loai", "xep loai chat luong", "muc chat luong", "danh gia xep loai chat luong", "muc do"),
        *("ket qua danh gia xep loai chat luong", "ket qua xep loai chat luong", "xep loai dang vien", "muc danh gia"),
        *("ket qua xep loai dang vien", "xep loai chat luong dang vien", "danh gia xep loai dang vien"),
    ),
}
_LABELS: Final = {"cell": "Chi bộ xếp loại", "committee": "Đảng ủy xếp loại", "any": "Kết quả xếp loại"}
_YEARS: Final = range(2010, 2041)


def _with_years(wordings: tuple[str, ...]) -> tuple[str, ...]:
    return (*wordings, *(f"{said} nam {year}" for said, year in product(wordings, _YEARS)))


def _of_level(judge: str, level: RatingLevel) -> tuple[str, ...]:
    """Return what the column of a level is called: below the name of who gave it, or by itself."""
    under = tuple(f"{head} {word}" for head, word in product(_with_years(_JUDGES[judge]), _LEVELS[level]))
    return (*_LEVELS[level], *under) if judge == "any" else under


class _RatingHeadings(about_members.ListHeadings):
    """A level is the heading of a column, and what stands in one."""

    def is_heading(self, value: Value) -> bool:
        """Tell whether a cell is a heading again, and no level."""
        return super().is_heading(value) and _said(value).value is None


HEADINGS: Final = _RatingHeadings(
    *about_members.WHO,
    *(
        Heading(f"{judge}_rating", _LABELS[judge], tuple(word for word in _with_years(words) if word != "chi bo"))
        for judge, words in _JUDGES.items()
    ),
    *(
        Heading(f"{judge}_{level.value}", f"{_LABELS[judge]}: {level.short}", _of_level(judge, level))
        for judge in _JUDGES
        for level in RatingLevel
    ),
    Heading("cell_on", "Ngày chi bộ xếp loại", ("ngay chi bo xep", "ngay chi bo xep loai", "ngay chi bo danh gia")),
    Heading("committee_on", "Ngày đảng ủy xếp loại", ("ngay dang uy xep", "ngay dang uy xep loai", "ngay quyet dinh")),
    Heading("points", "Điểm", ("diem", "tong diem", "so diem", "diem xep loai", "diem danh gia", "tong so diem")),
    Heading(
        "reason",
        "Lý do không xếp loại",
        (
            "ly do khong xep loai",
            "ly do chua xep loai",
            "ly do mien xep loai",
            "khong xep loai vi",
            "ly do khong danh gia",
        ),
    ),
    Heading("note", "Ghi chú", ("ghi chu", "ghi chu ly do", "ly do")),
    Heading("year", "Năm xếp loại", ("nam xep loai", "nam danh gia", "nam danh gia xep loai")),
    needed=(
        frozenset({"name"}),
        frozenset(
            f"{judge}_{what}" for judge in _JUDGES for what in ("rating", *(level.value for level in RatingLevel))
        ),
    ),
)
OF_CELL: Final = "xep-loai-chi-bo"
OF_COMMITTEE: Final = "xep-loai"
LISTS: Final[tuple[tuple[str, str, Judge], ...]] = (
    (OF_COMMITTEE, "Danh sách xếp loại đảng viên", "committee"),
    (OF_CELL, "Danh sách chi bộ đề nghị xếp loại", "cell"),
)
"""Key, title, and whose a level is of which the list does not say who gave it."""
_DATES: Final = re.compile(r"ngay \S+ thang \S+ nam \S+|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_YEAR: Final = re.compile(r"\b(20[0-4]\d|19[5-9]\d)\b")
_QUARTER: Final = re.compile(r"\bquy (iv|i{1,3}|[1-4])\b")
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def is_like(key: str, sheet: Sheet, header: Header) -> bool:
    """Tell whose levels a list has that does not say so in its columns: a cell's, if its title is of a cell."""
    said = about_members.title(sheet, header)
    is_decided = re.search(r"dang uy (xa )?(quyet dinh|cong nhan|xep loai)|quyet dinh cua dang uy", said) is not None
    named = any(
        isinstance(cell, str) and aside.cell_of_title(cell) is not None
        for cells in sheet.rows[: max(header.row, 0)]
        for cell in cells
    )
    is_cells = not is_decided and (named or "de nghi" in said)
    judged = {"cell_rating", "committee_rating"} & header.columns.keys()
    return key == (OF_CELL if is_cells and not judged else OF_COMMITTEE)


def read(
    whose: Judge, sheets: list[tuple[Sheet, Header]], on: date, progress: Progress = SILENT
) -> tuple[list[RatingRecord], list[Problem], list[str]]:
    """Return the ratings of all sheets, problems of no one row (none), and notes."""
    rows = about_members.Rows(sheets, HEADINGS, on, progress)
    found: list[RatingRecord] = []
    others = 0
    for sheet, header, row, who in rows:
        year, quarter = _period(sheet, header)
        levels = {judge: _level(row, judge) for judge in _JUDGES}
        states = [state for _level, state in levels.values() if state is not None]
        said: dict[str, Any] = {judge: level for judge, (level, _state) in levels.items() if judge != "any"}
        said[whose] = said[whose] or levels["any"][0]
        for judge in ("cell", "committee"):
            said[f"{judge}_on"] = row.take(f"{judge}_on", days.whole_date(row.raw(f"{judge}_on")))
        if (own := row.take("year", values.count(row.raw("year")))) is not None:
            year = own
        said["points"] = row.take("points", _points(row.raw("points")))
        has_level = any(level for level, _state in levels.values())
        state = states[0] if states and not has_level else None
        if state is None and (remark := _remark(row, has_level=has_level)) is not None:
            state, said["remark"] = remark
            others += state is None
        found.append(RatingRecord(about_members.with_problems(who, row), year, quarter, state=state, **said))
    beside = f"Cột Ghi chú của {others} dòng không nói vì sao không xếp loại nên không ghi." if others else ""
    return found, [], [*rows.notes, *filter(None, [beside])]


def _remark(row: Row, *, has_level: bool) -> tuple[RatingState | None, str | None] | None:
    """Return why a remark says that there is no level, with its words; no state where it says something else.

    None where nothing is remarked. A level goes before a remark that speaks against it.
    """
    texts = [(field, said) for field in _REASONS if (said := values.shown_in_full(row.raw(field) or "").strip(" .-–…"))]
    for field, said in texts:
        state = next((state for sign, state in _REMARKS if sign.search(fold(said).strip(" .;()"))), None)
        if state is not None and not has_level:
            line = clean(said)
            return state, line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
        if state is not None:
            row.complain(field, "Ghi chú trái với mức đã ghi; lấy mức.", "Kiểm tra lại.", is_warning=True)
            return None
    if texts and not has_level:
        field = texts[0][0]
        row.complain(field, "Chưa rõ vì sao không xếp loại.", "Ghi “miễn xếp loại”, “chưa xếp loại”.", is_warning=True)
    return (None, None) if texts else None


def _period(sheet: Sheet, header: Header) -> tuple[int | None, int]:
    """Return year and quarter (0: the whole year) that title or headings name; None where they name no one year."""
    top = header.row if header.top is None else header.top
    heads = [cell for cells in sheet.rows[max(top, 0) : header.row + 1] for cell in cells if isinstance(cell, str)]
    above = _DATES.sub(" ", about_members.title(sheet, header))
    quarter = _QUARTER.search(above)
    for said in (above, fold(" ".join(heads))):
        years = set(map(int, _YEAR.findall(said)))
        if len(years) == 1:
            return header.year or years.pop(), _QUARTERS[quarter[1]] if quarter else WHOLE_YEAR
    return header.year, _QUARTERS[quarter[1]] if quarter else WHOLE_YEAR


def _level(row: Row, judge: str) -> tuple[RatingLevel | None, RatingState | None]:
    """Return the level that somebody gave in a row, or why there is none."""
    field = f"{judge}_rating"
    level, state = row.take(field, _said(row.raw(field))) or (None, None)
    columns = {one: f"{judge}_{one.value}" for one in RatingLevel}
    marks = {one: raw for one, column in columns.items() if (raw := row.raw(column)) is not None}
    ticked = [one for one, raw in marks.items() if row.take(columns[one], values.nothing(str(raw)) or values.tick(raw))]
    if len(ticked) > 1:
        row.complain(f"{judge}_{ticked[1].value}", "Đánh dấu hai mức cho một người.", "Chỉ để lại một dấu.")
        return None, None
    return (ticked[0], None) if ticked else (level, state)


def _said(value: Value) -> Read[tuple[RatingLevel | None, RatingState | None]]:
    """Read a level in words or letters, or why there is none."""
    if value is None:
        return Read()
    said = _BEFORE_LEVEL.sub("", re.sub(r"\s*\(.*\)$", "", fold(str(value))).strip(" .-–"))
    if not said:
        return Read()
    if said in _WORDS:
        return Read((_WORDS[said], None))
    state = next((state for sign, state in _STATES if sign.fullmatch(said)), None)
    if state is not None:
        return Read((None, state))
    words = "HTXSNV, HTTNV, HTNV, KHTNV, hoặc miễn, chưa xếp loại"
    return Read(None, f"“{value}” không phải là mức xếp loại.", f"Ghi {words}.")


def _points(value: Value) -> Read[float]:
    if value is None:
        return Read()
    try:
        found = float(str(value).strip().replace(",", "."))
    except ValueError:
        found = -1.0
    return Read(found) if 0 <= found <= 100 else Read(None, f"“{value}” không phải là điểm.", "Ghi số từ 0 đến 100.")
