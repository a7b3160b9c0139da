"""The indicators of meetings counted a second time, from the rolls as they are stored and from what their cards say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from tests.exports.raw_book import is_alive
from tests.exports.recount_months import Row, last_of
from tests.exports.recount_stretch import Stretch, Told

Month = tuple[int, int]


class Gatherings(Stretch):
    """The meetings of a time."""

    def _stretch(self) -> list[Month]:
        first, last = (day.year * 12 + day.month - 1 for day in (self.first, self.day))
        return [(at // 12, at % 12 + 1) for at in range(first, last + 1)]

    def _meetings(self) -> list[Row]:
        """Return the meetings of the months that have begun."""
        months = self._stretch() if self.day >= self.first else []
        return [row for row in self.book.table("meeting") if (row["year"], row["month"]) in months]

    def all(self) -> dict[str, Told]:
        held = [
            one for one in self._meetings() if one["state"] == "recorded" and one["held_on"] <= self.day.isoformat()
        ]
        regular = [one for one in held if one["kind"] == "regular"]
        classes = Counter(map(self._class_of, regular))
        themes = sum(one["kind"] == "thematic" or bool(one["is_thematic_combined"]) for one in held)
        return {
            "meetings_regular": Told(len(regular)),
            "meetings_thematic": Told(themes),
            "meetings_good": Told(classes["Tốt"], classes.total() - classes[None]),
            "participation": self._participation(),
            "met_every_month": self._every_month(),
            "thematic_each_quarter": self._each_quarter(),
        }

    def _class_of(self, meeting: Row) -> str | None:
        is_judged = meeting["score"] is not None or meeting["quality"] or meeting["self_class"]
        return self.months.class_of(meeting) if is_judged else None

    def _regular(self, cell: int, month: Month) -> list[Row]:
        """Return the meetings that a cell's month is made of; one held since the day is ahead of it."""
        rows = self.months.written(cell, *month)
        due = [one for one in rows if one["state"] != "not_held" and self._is_due(one)]
        is_first = due and self.months.rule(due[0]["held_on"])["several_meetings"] == "first"
        return due[:1] if is_first else due

    def _is_due(self, meeting: Row) -> bool:
        is_late = meeting["held_on"] > self.day.isoformat()
        return not is_late or (meeting["state"] == "recorded" and not self.is_running)

    def _judged(self, begun: Iterable[Month]) -> list[Month]:
        """Return the months that are over, else those running."""
        begun = [*begun]
        return [month for month in begun if last_of(*month) <= self.day] or begun

    def _participation(self) -> Told:
        counts, unwritten = Counter[str](), 0
        for month in self._judged(self._stretch()):
            for cell in self.book.table("cell"):
                for one in self._regular(cell["id"], month):
                    if one["state"] == "recorded":
                        counts += self.months.counted(one)
                    else:
                        unwritten += 1
        return Told(counts["Có mặt"], counts["Phải dự"], counts["Chưa ghi"] + unwritten)

    def _every_month(self) -> Told:
        told = {(row["year"], row["month"]) for row in self._meetings()}
        judged = self._judged(month for month in self._stretch() if month in told)
        met = of = unknown = 0
        for cell in self.book.table("cell"):
            mine = [month for month in judged if self._is_asked(cell, month)]
            if not mine:
                continue
            rolls = [[one["state"] for one in self._regular(cell["id"], month)] for month in mine]
            is_missed = any(not states for states in rolls)
            is_open = any("recorded" not in states for states in rolls)
            of += 1
            met += not is_open
            unknown += is_open and not is_missed
        return Told(met, of, unknown)

    def _is_asked(self, cell: Row, month: Month) -> bool:
        return any(one["id"] == cell["id"] for one in self.months.asked(*month))

    def _each_quarter(self) -> Told:
        told = {(row["year"], (row["month"] + 2) // 3) for row in self._meetings()}
        begun = [
            (year, quarter)
            for year, quarter in sorted(told)
            if self.first <= date(year, quarter * 3 - 2, 1) <= self.day and last_of(year, quarter * 3) <= self.last
        ]
        judged = [one for one in begun if last_of(one[0], one[1] * 3) <= self.day] or begun
        count = of = unknown = 0
        for cell in self.book.table("cell"):
            answers = [self._kept(cell, *one) for one in judged if self._lived(cell, *one)]
            of += bool(answers)
            count += bool(answers) and all(answer is True for answer in answers)
            unknown += None in answers and False not in answers
        return Told(count, of, unknown)

    def _lived(self, cell: Row, year: int, quarter: int) -> bool:
        """Whether a cell was to meet, by its dates, in the first and in the last month of a quarter."""
        for month in (quarter * 3 - 2, quarter * 3):
            last = last_of(year, month)
            due = min(self.months.rule(last.isoformat())["due_day"], last.day)
            lived = [day for day in range(1, last.day + 1) if is_alive(cell, date(year, month, day))]
            if not lived or not lived[0] <= due <= lived[-1]:
                return False
        return True

    def _kept(self, cell: Row, year: int, quarter: int) -> bool | None:
        asked = self.months.rule(last_of(year, quarter * 3).isoformat())["thematic_per_quarter"]
        themes = [
            one
            for month in range(quarter * 3 - 2, quarter * 3 + 1)
            for one in self.months.all_written(cell["id"], year, month)
            if (one["kind"] == "thematic" or one["is_thematic_combined"])
            and one["state"] != "not_held"
            and one["held_on"] <= self.day.isoformat()
            and (year, month) in self._stretch()
        ]
        if len(themes) < asked:
            return False
        return True if sum(one["state"] == "recorded" for one in themes) >= asked else None
