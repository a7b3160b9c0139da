"""What each cell has in a period counted a second time: form 1, 6 and 7 cell by cell, and who came of development."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.exports.raw_book import Place, days, ends, known
from tests.exports.recount import PRAISE, Period, line_of
from tests.exports.recount_months import rate_of
from tests.exports.recount_office import Office

_MOVED = {
    "B1": "Kết nạp",
    "B3": "Khác",
    "B4": "Khác",
    "C1": "Từ trần",
    "C2": "Ra khỏi Đảng",
    "C3": "Ra khỏi Đảng",
    "C4": "Ra khỏi Đảng",
    "C6": "Chuyển đi",
}
_TRANSFERS = {
    "temp_out": "Tạm thời đi",
    "temp_in": "Tạm thời đến",
    "transfer_out": "Chính thức đi",
    "transfer_in": "Chính thức đến",
}
_LEVELS = {"htxsnv": "HTXSNV", "httnv": "HTTNV", "htnv": "HTNV", "khtnv": "KHTNV"}
Table = dict[int | None, Counter[str]]
"""Cell, or None for the commune → what its columns hold."""


@dataclass
class Cells:
    """The cells of a period."""

    now: Period

    def __post_init__(self) -> None:
        self.book, self.office = self.now.book, Office(self.now.book, self.now.day, self.now.day)
        self._places: dict[int, list[tuple[str, int]]] = defaultdict(list)
        opened: dict[tuple[int, str], Place | None] = {}
        ended: dict[tuple[int, str], Place | None] = {}
        for event, before, after in self.book.told(self.now.day):
            key = event["member_id"], event["effective_on"]
            opened.setdefault(key, before)
            ended[key] = after
        for (who, day), place in ended.items():
            if place := place or opened[who, day]:
                self._places[who].append((day, place.cell))

    def cell(self, who: int, day: str = "9") -> int | None:
        """Return the cell of a member at the end of a day, that which they left where they left; guests too."""
        return next((cell for since, cell in reversed(self._places[who]) if since <= day), None)

    def cell_then(self, who: int, first: date, last: date) -> int | None:
        """Return the first cell of which a member was on the list in a time, else that they came to or left then."""
        for day in days(first, last):
            if place := self.office.months.listed(day).get(who):
                return place.cell
        for event, before, after in self.book.told(self.now.day):
            if event["member_id"] == who and first.isoformat() <= event["effective_on"] <= last.isoformat():
                return (after or before or self.now.on_list[who]).cell
        return None

    def summary(self) -> Table:
        """Return the columns of the summary by cell."""
        found: Table = defaultdict(Counter)
        for column, held in (("Đầu kỳ", self.now.opening), ("Cuối kỳ", self.now.on_list)):
            for place in held.values():
                self._add(found, place.cell, column)
        for who, place in self.now.on_list.items():
            for column in self._traits(who, place):
                self._add(found, place.cell, column)
        by_record = {who for who, (_day, kind) in self.now.admitted().items() if kind == "card"}
        for event, before, after in self.book.walk(self.now.day):
            if event["effective_on"] < self.now.first.isoformat():
                continue
            if before is not None and after is not None:
                if before.cell != after.cell:
                    self._add(found, after.cell, "Chi bộ khác đến")
                    self._add(found, before.cell, "Đi chi bộ khác")
                continue
            place = after or before
            for line in line_of(event, before, after, event["member_id"] in by_record) if place else ():
                column = _MOVED.get(line) or {"B2": "Chuyển đến", "C5": "Chuyển đi"}.get(line[:2])
                if column and place:
                    self._add(found, place.cell, column)
        return found

    def _traits(self, who: int, place: Place) -> Iterable[str]:
        row = self.book.members[who]
        if place.standing == "probationary":
            yield "Dự bị"
        if row["gender"] == "female":
            yield "Nữ"
        if self.book.code(who, "ethnic_id") not in (None, "01", "56"):
            yield "Dân tộc thiểu số"
        if self.book.code(who, "religion_id") not in (None, "0"):
            yield "Tôn giáo"
        if place.duty == "exempt":
            yield "Miễn sinh hoạt"

    def ratings(self, year: int, quarter: int) -> Table:
        """Return the columns of form 6 cell by cell."""
        found: Table = {}
        names = "Có mặt", "Được miễn", "Chưa xếp loại", "Đã xếp loại", *_LEVELS.values()
        whole = self.now.on_list
        for cell in (None, *{place.cell for place in whole.values()}):
            self.now.on_list = {who: at for who, at in whole.items() if cell in (None, at.cell)}
            found[cell] = Counter(dict(zip(names, self.now.form_6(year, quarter), strict=False)))
        self.now.on_list = whole
        return found

    def work(self) -> Table:
        """Return the columns of form 7 cell by cell; of a member who left, in the cell they left."""
        found: Table = defaultdict(Counter)
        praised = {
            row["cell_id"]
            for row in self.book.table("body_commendation")
            if row["cell_id"] is not None and self._is_paper(row) and self.now.holds(row["awarded_on"])
        }
        for cell in praised:
            self._add(found, cell, "Chi bộ được khen")
        papers = [row for row in self.book.table("commendation") if self._is_paper(row)]
        for who in {row["member_id"] for row in papers if self.now.holds(row["awarded_on"])}:
            self._add(found, self.cell(who), "Đảng viên được khen")
        for row in self.book.table("badge"):
            if self.now.holds(row["awarded_on"]):
                self._add(found, self.cell(row["member_id"]), "Huy hiệu Đảng")
        whole = self.now.on_list
        for who, place in whole.items():
            self.now.on_list = {who: place}
            if self.now._cards()[40]:
                self._add(found, place.cell, "Phát thẻ")
        self.now.on_list = whole
        for row in self.book.table("card_issue"):
            column = {"lost": "Cấp lại", "damaged": "Đổi"}.get(row["kind"])
            if column and self.now.holds(row["issued_on"]):
                self._add(found, self.cell(row["member_id"]), column)
        for event, before, after in self.book.told(self.now.day):
            column = _TRANSFERS.get(event["kind"])
            if column and event["effective_on"] >= self.now.first.isoformat() and event["scope"] != "same_body":
                place = before if event["kind"] == "transfer_out" else after
                at_end = self.cell(event["member_id"], event["effective_on"])  # moved on the same day
                self._add(found, at_end if event["kind"] == "temp_out" or place is None else place.cell, column)
        return found

    def _is_paper(self, row: dict[str, Any]) -> bool:
        return PRAISE.get(self.book.codes[row["kind_id"]]) in ("bằng khen", "giấy khen")

    def _add(self, found: Table, cell: int | None, column: str) -> None:
        found[None][column] += 1
        if cell is not None:
            found[cell][column] += 1

    def admitted(self, now: Period) -> dict[int, int | None]:
        """Return who was admitted → the cell they were in then."""
        found: dict[int, int | None] = {}
        for who, (day, kind) in now.admitted().items():
            span = ends(self.book.members[who]["admitted_on"]) if kind == "card" else None
            for event in self.book.events if span is None else ():
                if (event["member_id"], event["kind"], event["effective_on"]) == (who, kind, day.isoformat()):
                    span = ends(known(event))
            assert span is not None
            found[who] = self.cell_then(who, *span)
        return found

    def development(self, so_far: Period) -> dict[int | None, dict[str, object]]:
        """Return the columns of the report on development; `so_far` is the time since the new year."""
        now = self.now
        admitted = self.admitted(now)
        recognised = {who: self.cell_then(who, *span) for who, span in now.recognised().items()}
        in_year = self.admitted(so_far)
        goals, sources = self.office.goals(now.last.year), self.office.sources()
        found: dict[int | None, dict[str, object]] = {}
        for cell in (None, *(row["id"] for row in self.office.cells())):
            mine = [who for who, at in admitted.items() if cell in (None, at)]
            year = sum(cell in (None, at) for at in in_year.values())
            goal = goals.get(cell) if cell is not None or None in goals else sum(goals.values()) or None
            women, minority, religious = now._flags(mine, "gender", "minority", "religious")
            found[cell] = {
                "Chỉ tiêu năm": goal,
                "Kết nạp trong kỳ": len(mine),
                "Lũy kế từ đầu năm": year,
                "% chỉ tiêu năm": rate_of(year, goal) if goal else None,
                "Nữ": women,
                "Dân tộc thiểu số": minority,
                "Đoàn viên": now._yes(mine, "is_youth_union_member")[0],
                "Người theo tôn giáo": religious,
                "Chuyển chính thức": sum(cell in (None, at) for at in recognised.values()),
                "Nguồn đã học lớp nhận thức": sources.total() if cell is None else sources[cell],
            }
        return found
