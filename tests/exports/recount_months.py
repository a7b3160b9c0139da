"""The reports of a month counted a second time, from the rolls as they are stored and domain.md 4.5, 7.6 and 7.9."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from tests.exports.raw_book import DAY, Book, Place, is_alive

Row = dict[str, Any]
_FORMS = {"in_person": "Trực tiếp", "online": "Trực tuyến", "combined": "Kết hợp"}
_CLASSES = {"good": "Tốt", "fair": "Khá", "average": "Trung bình", "poor": "Kém"}
_ABSENT = {"absent_excused": "Vắng có lý do", "absent_unexcused": "Vắng không lý do"}
_CAME = ("present", "present_online")


class Months:
    """The months of a data file, as known on a day."""

    def __init__(self, book: Book, today: date) -> None:
        self.book, self.today = book, today
        self._rules = sorted(book.table("meeting_rule"), key=lambda row: row["effective_from"])
        self._meetings: dict[tuple[int, int, int], list[Row]] = defaultdict(list)
        for row in sorted(book.table("meeting"), key=lambda row: (row["held_on"], row["id"])):
            self._meetings[row["cell_id"], row["year"], row["month"]].append(row)
        self.rolls: dict[int, list[Row]] = defaultdict(list)
        for line in sorted(book.table("attendance"), key=lambda row: (row["line"], row["id"])):
            self.rolls[line["meeting_id"]].append(line)
        self.listed = cache(book.listed)
        self._with_people = cache(lambda day: {place.cell for place in self.everybody(day).values()})

    def rule(self, day: str) -> Row:
        """Return the card in force on a day."""
        return next((row for row in reversed(self._rules) if row["effective_from"] <= day), self._rules[0])

    def regular(self, cell: int, year: int, month: int) -> list[Row]:
        """Return the regular meetings that a cell's month is made of: due by today, the first or all of them."""
        held = [one for one in self.written(cell, year, month) if one["state"] != "not_held"]
        due = [one for one in held if one["state"] == "recorded" or one["held_on"] <= self.today.isoformat()]
        return due[:1] if due and self.rule(due[0]["held_on"])["several_meetings"] == "first" else due

    def written(self, cell: int, year: int, month: int) -> list[Row]:
        """Return the regular meetings of a cell's month, those that were not held too.

        Not one without a roll where nobody is on the cell's list, be it on its day or in the month.
        """
        found = [one for one in self._meetings[cell, year, month] if one["kind"] == "regular"]
        return [one for one in found if one["state"] != "planned" or self._could_meet(cell, one)]

    def _could_meet(self, cell: int, meeting: Row) -> bool:
        days, held_on = days_of(meeting["year"], meeting["month"]), date.fromisoformat(meeting["held_on"])
        first, last = min(held_on, days[0]), max(held_on, days[-1])
        return any(cell in self._with_people(first + DAY * count) for count in range((last - first).days + 1))

    def all_written(self, cell: int, year: int, month: int) -> list[Row]:
        """Return the meetings of any kind of a cell's month."""
        return self._meetings[cell, year, month]

    def asked(self, year: int, month: int) -> list[Row]:
        """Return the cells asked to meet in a month by their dates and their lists, and those that met."""
        last = last_of(year, month)
        due = min(self.rule(last.isoformat())["due_day"], last.day)
        found: list[Row] = []
        for cell in sorted(self.book.table("cell"), key=lambda row: (row["sort_order"], row["id"])):
            lived = [day for day in range(1, last.day + 1) if is_alive(cell, date(year, month, day))]
            in_time = bool(lived) and lived[0] <= due <= lived[-1]
            in_time = in_time and any(cell["id"] in self._with_people(day) for day in days_of(year, month))
            if in_time or any(one["state"] != "not_held" for one in self.written(cell["id"], year, month)):
                found.append(cell)
        return found

    def name(self, cell: Row, day: date) -> str:
        """Return what a cell was called on a day."""
        former = [row for row in self.book.table("former") if row["cell_id"] == cell["id"]]
        later = sorted((row for row in former if row["until"] >= day.isoformat()), key=lambda row: row["until"])
        return later[0]["name"] if later else cell["name"]

    def apart(self, day: date) -> dict[int, str]:
        """Return what stands after the name of those who share it with another on the same list, guests too."""
        same: dict[tuple[int, str], list[Row]] = defaultdict(list)
        for who, place in self.everybody(day).items():
            row = self.book.members[who]
            same[place.cell, row["full_name"]].append(row)
        found: dict[int, str] = {}
        for rows in same.values():
            years = Counter(row["born_on"][:4] for row in rows if row["born_on"])
            for row in rows if len(rows) > 1 else ():
                if born := row["born_on"]:
                    alone = years[born[:4]] == 1
                    found[row["id"]] = f" ({born[:4] if alone else '/'.join(reversed(born.split('-')))})"
        return found

    def everybody(self, day: date) -> dict[int, Place]:
        """Return who is on the lists on a day, guests too."""
        return self.book.listed(day, with_guests=True)

    def participation(self, year: int, month: int) -> list[Row]:
        """Return the lines of the report on participation, the commune's last, by the words of the columns."""
        last = last_of(year, month)
        register = Counter((one.cell, one.standing) for one in self.listed(min(last, self.today)).values())
        lines = [self._cell(cell, year, month, register) for cell in self.asked(year, month)]
        whole: Row = {"Chi bộ": "Tổng cộng"}
        for column in ("Cộng", "CT", "DB", "Chưa rõ", *_COUNTS):
            whole[column] = sum(line.get(column) or 0 for line in lines)
        is_open = any(line["Chưa ghi"] or line["_unwritten"] for line in lines)
        whole["Tỷ lệ (%)"] = "–" if is_open or not whole["Phải dự"] else rate_of(whole["Có mặt"], whole["Phải dự"])
        return [*lines, whole]

    def _cell(self, cell: Row, year: int, month: int, register: Counter[tuple[int, str]]) -> Row:
        written, counted = self.written(cell["id"], year, month), self.regular(cell["id"], year, month)
        rolls = [one for one in counted if one["state"] == "recorded"]
        line: Row = {
            "Chi bộ": self.name(cell, last_of(year, month)),
            "_unwritten": len(counted) > len(rolls),
            **dict.fromkeys(_COUNTS),
        }
        if rolls:
            counts = sum((self.counted(one) for one in rolls), Counter[str]())
            line |= {column: counts[column] for column in ("CT", "DB", "Chưa rõ", *_COUNTS)}
        else:
            standings = ("CT", "official"), ("DB", "probationary"), ("Chưa rõ", "unknown")
            line |= {column: register[cell["id"], value] for column, value in standings}
        line["Cộng"] = line["CT"] + line["DB"] + line["Chưa rõ"]
        is_open = line["_unwritten"] or line["Chưa ghi"]
        line["Tỷ lệ (%)"] = self._state(written, counted) if is_open or not rolls else "–"
        if rolls and not is_open and line["Phải dự"]:
            line["Tỷ lệ (%)"] = rate_of(line["Có mặt"], line["Phải dự"])
        about = (counted or written) if rolls else []
        line["Hình thức"] = _side_by_side(_FORMS.get(one["form"]) for one in about)
        line["Thời lượng (phút)"] = _side_by_side(map(_minutes, about))
        line["Cấp ủy viên dự"] = _side_by_side(one["superior_guest"] for one in about)
        own = (one for one in self._meetings[cell["id"], year, month] if one["kind"] == "thematic")
        combined = any(one["is_thematic_combined"] for one in counted or written)
        line["Chuyên đề"] = "Họp riêng" if any(one["state"] == "recorded" for one in own) else None
        line["Chuyên đề"] = line["Chuyên đề"] or ("Kết hợp" if combined else None)
        judged = [one for one in counted or written if one["score"] is not None or one["quality"] or one["self_class"]]
        line["Điểm"] = judged[0]["score"] if judged else None
        line["Xếp loại"] = self.class_of(judged[0]) if judged else None
        notes = dict.fromkeys(one["note"] for one in counted or written if one["note"])
        left = [f"Còn {line['Chưa ghi']} đồng chí chưa ghi"] if line["Chưa ghi"] else []
        line["Ghi chú"] = "; ".join([*left, *notes]) or None
        return line

    def counted(self, meeting: Row) -> Counter[str]:
        """Return what one roll adds to the columns."""
        rule, found = self.rule(meeting["held_on"]), Counter[str]()
        for line in self.rolls[meeting["id"]]:
            duty, mark = line["duty"], line["mark"]
            found[_DUTIES.get(duty, "")] += 1
            if duty != "guest":
                found[{"official": "CT", "probationary": "DB", "unknown": "Chưa rõ"}[line["standing"]]] += 1
            if is_asked(rule, duty):
                found["Phải dự"] += 1
                found["Có mặt" if mark in _CAME else _ABSENT.get(mark, "Chưa ghi")] += 1
        return found

    def _state(self, written: list[Row], counted: list[Row]) -> str:
        if counted or not written:
            return "Chưa ghi"
        ahead = [one for one in written if one["state"] != "not_held"]
        if not ahead:
            return "Không sinh hoạt"
        day = date.fromisoformat(ahead[0]["held_on"])
        return f"Chưa đến ngày họp ({day.day}/{day.month})"

    def class_of(self, meeting: Row) -> str | None:
        """Return the class given to a meeting, else the one of its score."""
        given = meeting["quality"] or meeting["self_class"]
        if given:
            return _CLASSES[given]
        rule, score = self.rule(meeting["held_on"]), meeting["score"]
        limits = (rule["good_from"], "Tốt"), (rule["fair_from"], "Khá"), (rule["average_from"], "Trung bình")
        return next((word for least, word in limits if score >= least), "Kém")

    def absent(self, year: int, month: int) -> list[tuple[object, ...]]:
        """Return the lines of the absent: name, cell, how, why, and the absences without and with reason till then."""
        apart, last = self.apart(last_of(year, month)), last_of(year, month)
        years = Counter[tuple[int, str]]()
        for cell in self.book.table("cell"):
            for one in range(1, month + 1):
                years.update((line["member_id"], line["mark"]) for line in self._missed(cell["id"], year, one))
        return [
            (
                line["full_name"] + apart.get(line["member_id"], ""),
                self.name(cell, last),
                _ABSENT[line["mark"]],
                line["reason"],
                years[line["member_id"], "absent_unexcused"],
                years[line["member_id"], "absent_excused"],
            )
            for cell in self.asked(year, month)
            for line in self._missed(cell["id"], year, month)
        ]

    def _missed(self, cell: int, year: int, month: int) -> list[Row]:
        return [
            line
            for one in self.regular(cell, year, month)
            for line in self.rolls[one["id"]]
            if line["mark"] in _ABSENT and is_asked(self.rule(one["held_on"]), line["duty"])
        ]

    def calendar(self, year: int, month: int) -> list[tuple[object, ...]]:
        """Return the lines of the notice: cell, members, when, where, whom to reach and what there is to say."""
        last = min(last_of(year, month), self.today)
        lines = {line["Chi bộ"]: line for line in self.participation(year, month)}
        found: list[tuple[object, ...]] = []
        for cell in self.asked(year, month):
            name = self.name(cell, last_of(year, month))
            written = self.regular(cell["id"], year, month) or self.written(cell["id"], year, month)
            planned = [one for one in written if one["state"] != "not_held"]
            notes = [f"Cấp ủy viên phụ trách: {who}"] if (who := ", ".join(self._in_charge(cell["id"], last))) else []
            notes += [] if planned else ["Không sinh hoạt" if written else "Chưa có lịch"]
            notes += dict.fromkeys(one["note"] for one in written if one["note"])
            found.append(
                (
                    name,
                    lines[name]["Cộng"],
                    "; ".join(map(_when, planned)) or None,
                    "; ".join(dict.fromkeys(one["place"] for one in planned if one["place"])) or None,
                    self._secretary(cell["id"], last),
                    "; ".join(notes) or None,
                )
            )
        return [*found, ("Tổng cộng", sum(int(str(line[1])) for line in found), None, None, None, None)]

    def _secretary(self, cell: int, day: date) -> str | None:
        posts = [row for row in self.book.table("post") if (row["cell_id"], row["position"]) == (cell, "secretary")]
        held = [row for row in posts if holds(row, day)]
        if not held:
            return None
        who = self.book.members[max(held, key=lambda row: row["since"] or "")["member_id"]]
        return ", ".join(part for part in (who["full_name"], who["phone"]) if part)

    def _in_charge(self, cell: int, day: date) -> list[str]:
        """Return who of the lists is in charge of the villages that a cell serves."""
        villages = {row["id"]: row for row in self.book.table("village")}
        links = (row for row in self.book.table("cell_village") if row["cell_id"] == cell and holds(row, day))
        served = sorted((villages[row["village_id"]] for row in links), key=lambda row: (row["sort_order"], row["id"]))
        return [*dict.fromkeys(name for row in served for name in self.in_charge(row["id"], day))]

    def in_charge(self, village: int, day: date) -> list[str]:
        """Return who of the lists is in charge of a village on a day, by name."""
        those = [
            self.book.members[row["member_id"]]
            for row in self.book.table("assignment")
            if row["village_id"] == village
            and row["task"] == "village"
            and holds(row, day)
            and row["member_id"] in self.listed(day)
        ]
        return [row["full_name"] for row in sorted(those, key=lambda row: row["name_sort"])]


_DUTIES = {
    "exempt": "Được miễn",
    "temp_away": "Tạm thời đi",
    "suspended": "Đình chỉ",
    "special_duty": "Nhiệm vụ đặc biệt",
    "guest": "Tạm thời đến",
}
_COUNTS = (*_DUTIES.values(), "Phải dự", "Có mặt", *_ABSENT.values(), "Chưa ghi")


def is_asked(rule: Row, duty: str) -> bool:
    """Whether a duty has to come to a meeting by the card of its day."""
    return bool(rule["counts_guests"]) if duty == "guest" else duty not in rule["excluded_duties"].split(",")


def holds(row: Row, day: date) -> bool:
    text = day.isoformat()
    return (row["since"] or "") <= text and (row["until"] is None or row["until"] >= text)


def last_of(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - DAY


def days_of(year: int, month: int) -> list[date]:
    """Return the days of a month."""
    last = last_of(year, month)
    return [last.replace(day=day) for day in range(1, last.day + 1)]


def rate_of(part: int, whole: float) -> float:
    """Return a share as per cent with two decimals."""
    return float((Decimal(part * 100) / Decimal(str(whole))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _minutes(meeting: Row) -> int | None:
    if not (meeting["starts_at"] and meeting["ends_at"]):
        return None
    ends = [int(text[:2]) * 60 + int(text[3:5]) for text in (meeting["starts_at"], meeting["ends_at"])]
    return ends[1] - ends[0]


def _when(meeting: Row) -> str:
    day = "/".join(reversed(meeting["held_on"].split("-")))
    return (
        f"{meeting['starts_at'][:2]}h{meeting['starts_at'][3:5]} ngày {day}" if meeting["starts_at"] else f"ngày {day}"
    )


def _side_by_side(values: Iterable[object]) -> object:
    found = [one for one in dict.fromkeys(values) if one not in (None, "")]
    return found[0] if len(found) == 1 else "; ".join(map(str, found)) or None
