"""Party ages, badges and probations counted a second time, by full months (domain.md 2.6, 2.7)."""

from __future__ import annotations

import calendar
from collections import defaultdict
from datetime import date, timedelta

from tests.exports.raw_book import DAY, Book
from tests.exports.recount_office import Office, Row

_BADGES = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
_WAVES = ((2, 3), (5, 19), (9, 2), (11, 7))
_MONTH, _TWO_MONTHS = timedelta(days=30), timedelta(days=60)
Values = tuple[object, ...]


class Ages:
    """What the lists of a day say of the years in the Party."""

    def __init__(self, book: Book, office: Office) -> None:
        self.book, self.office, self.day = book, office, office.day
        self._cells = {row["id"]: office.short(row) for row in book.table("cell")}

    def badges(self) -> list[Values]:
        """Return the lines of who is due for a badge on the next day of award, those new at it first."""
        waves = [date(year, *day) for year in range(self.day.year - 1, self.day.year + 2) for day in _WAVES]
        wave = min(day for day in waves if day >= self.day)
        before = max(day for day in waves if day < wave)
        given: dict[int, set[int]] = defaultdict(set)
        for row in self.book.table("badge"):
            given[row["member_id"]].add(row["years"])
        found: list[tuple[bool, int, Values]] = []
        for who, row in self._listed():
            age = self._age(who, row, wave)
            reached = [years for years in _BADGES if age is not None and years * 12 <= age[1]]
            if age is None or not reached or max(given[who], default=0) >= reached[-1]:
                continue
            since = _later(age[0], 12 * reached[-1])
            lower = [str(years) for years in reached[:-1] if years not in given[who]]
            notes = ["đã đủ từ trước, chưa ghi đã nhận"] if since <= before else []
            notes += [] if len(self._stored(row) or "") == 10 else ["chưa rõ đúng ngày vào Đảng"]
            notes += [f"chưa ghi huy hiệu {', '.join(lower)} năm"] if lower else []
            years, months = divmod(age[1], 12)
            words = f"{years} năm {months} tháng" if months else f"{years} năm"
            head = row["full_name"], _day(row["born_on"]), self._cell(who), _day(row["admitted_on"])
            line = *head, words, reached[-1], since, "; ".join(notes) or None
            found.append((since <= before, -reached[-1], line))
        return [line for *_order, line in sorted(found, key=lambda one: one[:2])]

    def _listed(self) -> list[tuple[int, Row]]:
        people = [(who, self.book.members[who]) for who in self.office.on_list]
        return sorted(people, key=lambda one: (one[1]["name_sort"], one[0]))

    def _cell(self, who: int) -> str:
        return self._cells[self.office.on_list[who].cell]

    def _stored(self, row: Row) -> str | None:
        return row["party_age_from"] or row["admission_decided_on"] or row["admitted_on"]

    def _age(self, who: int, row: Row, wave: date) -> tuple[date, int] | None:
        """Return from when an age counts, times outside the Party taken off, and its full months."""
        stored = self._stored(row)
        if stored is None or _first(stored) > wave:
            return None
        start, out = _first(stored), None
        for event in self.book.events:
            day = date.fromisoformat(event["effective_on"])
            if event["member_id"] != who or day > wave:
                continue
            if event["kind"] in ("expelled", "struck_off", "resigned", "died"):
                out = out or day
            elif event["kind"] == "restored":
                out = None
            elif event["kind"] in ("readmission", "transfer_in") and out is not None:
                if not row["party_age_from"] and out > start:
                    months = _full_months(start, out)
                    start = _later(day, -months) - (out - _later(start, months))
                out = None
        return start, _full_months(start, out or wave)

    def probations(self) -> list[Values]:
        """Return the lines of those on probation, by the day their 12 months end."""
        found: list[Values] = []
        for who, row in self._listed():
            if self.office.on_list[who].standing != "probationary":
                continue
            again = [
                event["effective_on"][: 10 if event["is_day_known"] else 7 if event["is_month_known"] else 4]
                for event in self.book.events
                if (event["member_id"], event["kind"]) == (who, "readmission")
                and event["effective_on"] <= self.day.isoformat()
            ]
            stored = again[-1] if again else row["admitted_on"]
            due = _later(_first(stored), 12) if stored else None
            last = self._working_days_after(due, 30) if due else None
            sex = {"male": "Nam", "female": "Nữ"}.get(row["gender"] or "")
            head = row["full_name"], _day(row["born_on"]), sex, self._cell(who), _day(stored)
            found.append((*head, due, last, self._stage(due, last)))
        return sorted(found, key=lambda line: line[5] or date.max)  # type: ignore[return-value]

    def _stage(self, due: date | None, last: date | None) -> str | None:
        if due is None or last is None:
            return "Chưa rõ ngày vào Đảng"
        if self.day >= due:
            return "Quá hạn xét" if self.day > last else "Đang trong hạn xét"
        if due - self.day <= _MONTH:
            return "Còn không quá 30 ngày"
        return "Còn không quá 60 ngày" if due - self.day <= _TWO_MONTHS else None

    def _working_days_after(self, day: date, count: int) -> date:
        while count:
            day += DAY
            count -= self._is_worked(day)
        return day

    def _is_worked(self, day: date) -> bool:
        own = [
            row
            for row in self.book.table("holiday")
            if (row["month"], row["day"]) == (day.month, day.day) and row["year"] in (None, day.year)
        ]
        if any(row["year"] and not row["is_off"] for row in own):
            return True
        return day.weekday() < 5 and not any(row["is_off"] for row in own)


def _first(stored: str) -> date:
    return date(*[*map(int, stored.split("-")), 1, 1][:3])


def _day(stored: str | None) -> object:
    """Return a stored day as a sheet holds it: a whole one as a date."""
    if not stored:
        return None
    return date.fromisoformat(stored) if len(stored) == 10 else "/".join(reversed(stored.split("-")))


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _full_months(first: date, day: date) -> int:
    if day <= first:
        return 0
    months = (day.year - first.year) * 12 + day.month - first.month
    return months if _later(first, months) <= day else months - 1
