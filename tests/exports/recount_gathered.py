"""What the cells made of a stretch of months counted a second time, and who was absent (domain.md 4.5, 7.9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.exports.recount_months import Months, Row, is_asked, last_of, rate_of
from tests.exports.recount_office import Office

Values = tuple[object, ...]
_MARKS = ("Phải dự", "Có mặt", "Vắng có lý do", "Vắng không lý do", "Chưa ghi")
OPEN, SHORT = "còn mở", "Quý thiếu"


class Gathered:
    """The months of a time that a cell was asked to meet in."""

    def __init__(self, months: Months, first: date, last: date) -> None:
        self.months, self.book, self.last, self.today = months, months.book, last, months.today
        self._asked = [(at // 12, at % 12 + 1) for at in range(_month(first), _month(last) + 1)]
        self._cells = sorted(self.book.table("cell"), key=lambda row: (row["sort_order"], row["id"]))

    def summary(self) -> dict[str, Row]:
        """Return cell → the columns of the summary, the commune's as “Tổng cộng”."""
        begun = min((row["year"], row["month"]) for row in self.book.table("meeting"))
        found: dict[str, Row] = {}
        whole = Counter[str]()
        for cell in self._cells:
            asked = [month for month in self._asked if month >= begun and cell in self.months.asked(*month)]
            own = {month: counts for month in asked if (counts := self._month(cell, *month)) is not None}
            if own:
                counts = sum(own.values(), Counter[str]())
                counts[SHORT] = self._short_quarters(own)
                found[self.months.name(cell, self.last)] = _rated(counts)
                whole += counts
        return {**found, "Tổng cộng": _rated(whole)}

    def _month(self, cell: Row, year: int, month: int) -> Counter[str] | None:
        written = self.months.written(cell["id"], year, month)
        counted = self.months.regular(cell["id"], year, month)
        rolls = [one for one in counted if one["state"] == "recorded"]
        if (year, month) > (self.today.year, self.today.month) and not rolls:
            return None
        marks = sum((self.months.counted(one) for one in rolls), Counter[str]())
        found = Counter({name: marks[name] for name in _MARKS} | {"Trong kỳ": 1, OPEN: len(counted) - len(rolls)})
        held = [one for one in written if one["state"] != "not_held"]
        found["Đã họp"] = bool(rolls)
        found["Không họp"] = not held and (bool(written) or self._is_over(year, month))
        found["Tháng chưa ghi"] = bool(counted) and not rolls
        found["Số lần"] = sum(_is_theme(one) for one in self.months.all_written(cell["id"], year, month))
        if rolls and not found[OPEN] and not marks["Chưa ghi"] and marks["Phải dự"]:
            rule = self.months.rule(counted[0]["held_on"])
            share, target = Fraction(marks["Có mặt"] * 100, marks["Phải dự"]), Fraction(str(rule["target"]))
            found["Dưới mục tiêu"] = share < target or (share == target and rule["comparator"] == "more_than")
        about = counted or written
        judged = [one for one in about if one["score"] is not None or one["quality"] or one["self_class"]]
        if judged:
            found[str(self.months.class_of(judged[0]))] = 1
        elif rolls:
            found["Chưa xếp loại"] = 1
        return found

    def _is_over(self, year: int, month: int) -> bool:
        return (year, month) < (self.today.year, self.today.month)

    def _short_quarters(self, months: dict[tuple[int, int], Counter[str]]) -> int:
        themes: dict[tuple[int, int], list[int]] = defaultdict(list)
        for (year, month), counts in months.items():
            if self._is_over(year, month):
                themes[year, (month + 2) // 3].append(counts["Số lần"])
        return sum(
            sum(own) < self.months.rule(last_of(year, quarter * 3).isoformat())["thematic_per_quarter"]
            for (year, quarter), own in themes.items()
            if len(own) == 3
        )

    def absent(self) -> list[tuple[int, Values]]:
        """Return the absent one by one, with their ids: name, cell, village, how often and how, when and why."""
        apart, office = self.months.apart(self.last), Office(self.book, self.last, self.today)
        villages = {row["id"]: row["name"] for row in self.book.table("village")} | {None: "Chưa ghi nơi ở"}
        found: list[tuple[int, Values]] = []
        for cell in self._cells:
            missed: dict[int, list[tuple[str, Row]]] = defaultdict(list)
            running, longest = Counter[int](), Counter[int]()
            for day, line in self._lines(cell):
                who, is_absent = line["member_id"], line["mark"].startswith("absent")
                running[who] = running[who] + 1 if is_absent else 0
                longest[who] = max(longest[who], running[who])
                if is_absent:
                    missed[who].append((day, line))
            for who in sorted(missed, key=lambda one: (self.book.members[one]["name_sort"], one)):
                lines = [line for _day, line in missed[who]]
                excused = sum(line["mark"] == "absent_excused" for line in lines)
                reasons = dict.fromkeys(line["reason"] for line in lines if line["reason"])
                line = (
                    *(lines[-1]["full_name"] + apart.get(who, ""), self.months.name(cell, self.last)),
                    *(villages[office.home(who)], excused, len(lines) - excused, len(lines), longest[who]),
                    ", ".join(f"{day[8:]}/{day[5:7]}" for day, _line in missed[who]),
                    ", ".join(reasons) or None,
                )
                found.append((who, line))
        return found

    def _lines(self, cell: Row) -> Iterator[tuple[str, Row]]:
        """Yield the marks of those asked to come to a cell's meetings, by day."""
        meetings = [one for month in self._asked for one in self.months.regular(cell["id"], *month)]
        for one in sorted(meetings, key=lambda row: (row["held_on"], row["id"])):
            rule = self.months.rule(one["held_on"])
            for line in self.months.rolls[one["id"]]:
                if line["mark"] != "unrecorded" and is_asked(rule, line["duty"]):
                    yield one["held_on"], line


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _is_theme(meeting: Row) -> bool:
    is_one = meeting["kind"] == "thematic" or bool(meeting["is_thematic_combined"])
    return is_one and meeting["state"] == "recorded"


def _rated(counts: Counter[str]) -> Row:
    is_known = counts["Phải dự"] and not counts[OPEN] and not counts["Chưa ghi"]
    return {**counts, "Tỷ lệ (%)": rate_of(counts["Có mặt"], counts["Phải dự"]) if is_known else "–"}
