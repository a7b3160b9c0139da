"""The superior's forms counted a second time, from the tables with plain Python and from domain.md 3.1, 5.4 and 7.3.

Nothing of the program's own counting is used: the file is read with sqlite3, and the lists are made anew from the
events. Each form is a dict of what its cells of this period hold, by the words of the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.exports.raw_book import DAY, Book, Place, admission_band, days, ends, is_alive, is_dated_by, known, years

PRAISE = {
    **dict.fromkeys(("flag_government", "flag_province", "flag_party"), "cờ"),
    **dict.fromkeys(("party_province", "certificate_province", "certificate_pm"), "bằng khen"),
    **dict.fromkeys(("party_committee", "certificate"), "giấy khen"),
}
_BADGES = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)


class Period:
    """The days from `first` to `day`: the last that has come of those up to `last`."""

    def __init__(self, book: Book, first: date, last: date, today: date) -> None:
        self.book, self.first, self.last = book, first, last
        self.day = min(last, today)
        self.on_list = book.listed(self.day)
        self.opening = book.listed(first - DAY)

    def holds(self, stored: str | None) -> bool:
        """Whether a stored day, month or year lies in the period as a whole."""
        if stored is None:
            return False
        first, last = ends(stored)
        return self.first <= first and last <= self.last and first <= self.day

    def admitted(self) -> dict[int, tuple[date, str]]:
        """Return who was admitted → the day and the kind: by an event, for who has none by the record."""
        events = [e for e in self.book.events if e["kind"] in ("admission", "readmission")]
        told, written = set[int](), self.written(events)
        found: dict[int, tuple[date, str]] = {}
        for event in events:
            who, day = event["member_id"], date.fromisoformat(event["effective_on"])
            if event["kind"] == "admission" and is_dated_by(event, self.book.members[who]["admitted_on"]):
                continue
            told.add(who)
            if self.first <= day <= self.day and self.holds(known(event)):
                found.setdefault(who, (day, event["kind"]))
        for who, row in self.book.members.items():
            stored = row["admitted_on"]
            if who in told or not self.holds(stored):
                continue
            first, last = ends(stored)
            if who in written or any(who in self.book.listed(day) for day in days(first, last)):
                found[who] = first, "card"
        return found

    def recognised(self) -> dict[int, tuple[date, date]]:
        """Return who was recognised → when: by an event, for who has none by the record, if on a list that day."""
        told, found = set[int](), dict[int, tuple[date, date]]()
        events = [event for event in self.book.events if event["kind"] == "recognition"]
        written = self.written(events)
        for event in events:
            who = event["member_id"]
            if is_dated_by(event, self.book.members[who]["official_on"]):
                continue
            told.add(who)
            if self.first.isoformat() <= event["effective_on"] <= self.day.isoformat() and self.holds(known(event)):
                found.setdefault(who, ends(known(event)))
        for who, row in self.book.members.items():
            if who not in told and self.holds(row["official_on"]):
                first, last = ends(row["official_on"])
                if who in written or any(who in self.book.listed(day) for day in days(first, last)):
                    found[who] = first, last
        return found

    def written(self, events: Iterable[dict[str, Any]]) -> set[int]:
        """Return of whom one of some events is written in the period, be it that they left again on its day."""
        span = self.first.isoformat(), self.day.isoformat()
        return {event["member_id"] for event in events if span[0] <= event["effective_on"] <= span[1]}

    def _happened(self, *kinds: str) -> Iterator[dict[str, Any]]:
        days = self.first.isoformat(), self.day.isoformat()
        return (one for one in self.book.events if one["kind"] in kinds and days[0] <= one["effective_on"] <= days[1])

    def form_1(self) -> dict[str, int]:
        """Tăng, giảm đảng viên."""
        lines = Counter[str]()
        by_record = {who for who, (_day, kind) in self.admitted().items() if kind == "card"}
        for event, before, after in self.book.walk(self.day):
            if event["effective_on"] < self.first.isoformat() or (before is None) is (after is None):
                continue
            for line in line_of(event, before, after, event["member_id"] in by_record):
                lines[line] += 1
        of = lines.__getitem__
        return {
            "A - Tổng số": len(self.opening),
            "B - Đảng viên tăng": sum(many for line, many in lines.items() if line[0] == "B"),
            "1. Kết nạp": of("B1"),
            "2. Chuyển đến": of("B2") + of("B2a") + of("B2b"),
            "a. Tỉnh khác chuyển đến": of("B2a"),
            "b. Xã, đảng bộ khác trong tỉnh chuyển đến": of("B2b"),
            "3. Phục hồi": of("B3"),
            "C - Đảng viên giảm": sum(many for line, many in lines.items() if line[0] == "C" and line != "C3p"),
            "1. Từ trần": of("C1"),
            "2. Khai trừ": of("C2"),
            "3. Xóa tên": of("C3"),
            "Trong đó: Đảng viên dự bị": of("C3p"),
            "4. Xin ra": of("C4"),
            "5. Chuyển đi": of("C5") + of("C5a") + of("C5b"),
            "a. Chuyển đi tỉnh khác": of("C5a"),
            "b. Chuyển đi xã": of("C5b"),
            "D - Đảng viên": len(self.on_list),
        }

    def form_2(self) -> list[float | None]:
        """Đảng viên mới kết nạp, line by line; headings are None."""
        admitted = self.admitted()
        who, ages = list(admitted), {key: self._age(key, day) for key, (day, _kind) in admitted.items()}
        return [
            len(who),
            *self._flags(who, "gender", "minority", "religious"),
            *self._yes(who, "is_youth_union_member", "is_business_owner"),
            *self._yes(who, "has_broken_family_planning", "has_foreign_spouse"),
            len({event["member_id"] for event in self._happened("readmission")} & admitted.keys()),
            *(None, None, *self._occupations(who), None, *_bands(ages)),
            *self._schooling(who),
            *(None, 1, int(bool(admitted)), None),
            *(0, 0, 0),
        ]

    def form_3(self) -> list[float | None]:
        """Đội ngũ đảng viên, line by line; headings are None."""
        who, ages = list(self.on_list), {key: self._age(key, self.day) for key in self.on_list}
        retired = [key for key in who if self.book.code(key, "occupation_id") == "retired"]
        admitted = [self.book.members[key]["admitted_on"] for key in who]
        bands = Counter(band for stored in admitted if stored and (band := admission_band(stored)) is not None)
        women, *others = self._flags(who, "gender", "minority", "religious")
        return [
            *(len(who), women, sum(one.standing == "probationary" for one in self.on_list.values()), *others),
            *self._yes(who, "is_youth_union_member", "is_business_owner", "has_foreign_spouse"),
            *(None, None),
            sum(self.book.code(key, "occupation_id") not in (None, "retired") for key in who),
            *self._occupations(who),
            *(len(retired), sum(self.on_list[key].duty == "exempt" for key in retired)),
            *(None, *_bands(ages)),
            *(None, *(bands[place] for place in range(4))),
            *self._schooling(who),
            *(None, *self._codes(who, "theory_id", "elementary", "intermediate", "advanced")),
        ]

    def peoples(self, who: Iterable[int]) -> dict[str, tuple[int, int]]:
        """Return code of a people, “R” and code of a religion → all and women."""
        found: Counter[str] = Counter()
        women: Counter[str] = Counter()
        for key in who:
            religion = self.book.code(key, "religion_id")
            for code in (self.book.code(key, "ethnic_id"), f"R{religion}" if religion not in (None, "0") else None):
                if code:
                    found[code] += 1
                    women[code] += self.book.members[key]["gender"] == "female"
        return {code: (many, women[code]) for code, many in found.items()}

    def form_6(self, year: int, quarter: int) -> list[int]:
        """Xếp loại: rows 1–4, 4.1–4.4 and the causes; 1 = 2 + 3 + 4."""
        rows = {r["member_id"]: r for r in self.book.table("rating") if (r["year"], r["quarter"]) == (year, quarter)}
        levels, causes, counts = Counter[str](), Counter[str](), Counter[str]()
        end = date(year, quarter * 3 or 12, 1)
        last = (date(end.year + end.month // 12, end.month % 12 + 1, 1)) - DAY
        for key, place in self.on_list.items():
            row = rows.get(key)
            level: str | None = (row["committee_rating"] or row["cell_rating"]) if row else None
            if row and level:
                levels[level] += 1
                counts["rated"] += 1
                if level == "khtnv" and row["cause"]:
                    causes[row["cause"]] += 1
            elif row and row["state"]:
                counts[row["state"]] += 1
            else:
                counts["exempt" if self.is_left_out(key, place, last) else "not_yet"] += 1
        return [
            *(len(self.on_list), counts["exempt"], counts["not_yet"], counts["rated"]),
            *(levels[name] for name in ("htxsnv", "httnv", "htnv", "khtnv")),
            *(causes[name] for name in ("degraded", "under_half", "as_employee", "disciplined", "other")),
        ]

    def is_left_out(self, key: int, place: Place, last: date) -> bool:
        """Whether the rules of the shipped card leave a member out: exempt, suspended, admitted less than 6 months.

        Of one admitted again the last admission counts.
        """
        again = [e["effective_on"] for e in self.book.events if (e["member_id"], e["kind"]) == (key, "readmission")]
        stored = max((on for on in again if on <= self.day.isoformat()), default=self.book.members[key]["admitted_on"])
        if place.duty in ("exempt", "suspended") or stored is None:
            return place.duty in ("exempt", "suspended")
        first = ends(stored)[0]
        year, month = divmod(first.year * 12 + first.month - 1 + 6, 12)
        month_ends = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - DAY).day
        return date(year, month + 1, min(first.day, month_ends)) > last

    def form_7(self) -> dict[int, int]:
        """Nghiệp vụ công tác đảng viên: by the row of the form."""
        found: dict[int, int] = {}
        praised = self._praised_bodies()
        for row, kind, *forms in (
            (13, "commune", "cờ", "bằng khen", "giấy khen"),
            (17, "section", "bằng khen", "giấy khen"),
            (20, "cell", "bằng khen", "giấy khen"),
        ):
            parts = [sum(1 for one, form in praised if one == kind and form == wanted) for wanted in forms]
            found |= {row + place: many for place, many in enumerate([sum(parts), *parts])}
        found |= dict.fromkeys((10, 11, 12), 0)  # no commune has a body directly above the grassroots
        best = self._best("commendation", lambda row: row["member_id"], ("bằng khen", "giấy khen"))
        parts = [sum(form == wanted for form in best.values()) for wanted in ("bằng khen", "giấy khen")]
        found |= {23 + place: many for place, many in enumerate([sum(parts), *parts])}
        years = Counter(row["years"] for row in self.book.table("badge") if self.holds(row["awarded_on"]))
        found[26] = sum(years.values())
        found |= {27 + place: years[many] for place, many in enumerate(_BADGES)}
        found |= self._cards()
        transfers = self._happened("temp_out", "temp_in", "transfer_out", "transfer_in")
        moves = Counter(event["kind"] for event in transfers if event["scope"] != "same_body")
        for row, out, come in ((44, "temp_out", "temp_in"), (47, "transfer_out", "transfer_in")):
            found |= {row: moves[out] + moves[come], row + 1: moves[out], row + 2: moves[come]}
        flaws = {
            (event["member_id"], event["kind"].rpartition("_")[2], event["flaw"])
            for event in self._happened("temp_out", "temp_in", "transfer_out", "transfer_in")
        }
        found[51] = sum(way == "in" and flaw == "improper" for _who, way, flaw in flaws)
        found[52] = sum(way == "out" and flaw == "improper" for _who, way, flaw in flaws)
        found[53] = sum(flaw == "forged" for _who, _way, flaw in flaws)
        return found

    def _cards(self) -> dict[int, int]:
        again = self.book.table("card_issue")
        kinds = Counter(row["kind"] for row in again if self.holds(row["issued_on"]))
        first = 0
        for key in self.on_list:
            stored = self.book.members[key]["card_issued_on"]
            others = [row["issued_on"] for row in again if row["member_id"] == key]
            is_first = stored and not any(one[: len(stored)] == stored[: len(one)] or one < stored for one in others)
            first += bool(is_first) and self.holds(stored)
        return {40: first, 41: kinds["lost"], 42: kinds["damaged"]}

    def _praised_bodies(self) -> list[tuple[str, str]]:
        commune, above = self._commune(), self.above()
        lines = {"commune": ("cờ", "bằng khen", "giấy khen"), "section": ("bằng khen", "giấy khen")}
        found: list[tuple[str, str]] = []
        for kind, own in (*lines.items(), ("cell", lines["section"])):

            def owner(row: dict[str, Any], kind: str = kind) -> int | None:
                body = row["organization_id"]
                if kind == "cell":
                    return row["cell_id"]
                return body if body not in above and (body == commune) is (kind == "commune") else None

            found += [(kind, form) for form in self._best("body_commendation", owner, own).values()]
        return found

    def _best(
        self, table: str, owner: Callable[[dict[str, Any]], int | None], lines: tuple[str, ...]
    ) -> dict[int, str]:
        """Return who was praised → the highest form that has a line."""
        found: dict[int, str] = {}
        for row in self.book.table(table):
            form, who = PRAISE.get(self.book.codes[row["kind_id"]]), owner(row)
            if who is None or form not in lines or not self.holds(row["awarded_on"]):
                continue
            if who not in found or lines.index(form) < lines.index(found[who]):
                found[who] = form
        return found

    def _commune(self) -> int | None:
        bodies = self.book.table("organization")
        return next((row["id"] for row in bodies if self.book.codes.get(row["kind_id"]) == "commune"), None)

    def above(self) -> set[int]:
        parents = {row["id"]: row["parent_id"] for row in self.book.table("organization")}
        found: set[int] = set()
        above = parents.get(self._commune() or 0)
        while above is not None:
            found.add(above)
            above = parents[above]
        return found

    def form_5(self) -> list[int]:
        """Tổ chức đảng: the figures of the commune's own row."""
        alive = [row for row in self.book.table("cell") if is_alive(row, self.day)]
        commune = self._commune()
        sections = [r for r in self.book.table("organization") if r["parent_id"] == commune and is_alive(r, self.day)]
        return [1, 1, 0, len(sections) if commune else 0, len(alive), len(self.on_list)]

    def _age(self, key: int, day: date) -> tuple[int, int] | None:
        stored = self.book.members[key]["born_on"]
        if stored is None:
            return None
        first, last = ends(stored)
        return years(last, day), years(first, day)

    def _flags(self, who: list[int], *names: str) -> list[int]:
        tests: dict[str, Callable[[int], bool]] = {
            "gender": lambda key: self.book.members[key]["gender"] == "female",
            "minority": lambda key: self.book.code(key, "ethnic_id") not in (None, "01", "56"),
            "religious": lambda key: self.book.code(key, "religion_id") not in (None, "0"),
        }
        return [sum(tests[name](key) for key in who) for name in names]

    def _yes(self, who: list[int], *columns: str) -> list[int]:
        return [sum(self.book.members[key][column] == 1 for key in who) for column in columns]

    def _codes(self, who: list[int], column: str, *codes: str) -> list[int]:
        counts = Counter(self.book.code(key, column) for key in who)
        return [counts[code] for code in codes]

    def _occupations(self, who: list[int]) -> list[int]:
        names = "state_agency party_agency commune village public_unit private_unit"
        before = self._codes(who, "occupation_id", *names.split())
        parts = self._codes(who, "occupation_id", "enterprise_head", "enterprise_staff", "enterprise_worker")
        others = self._codes(who, "occupation_id", "farming", "armed_forces", "student", "pupil", "other")
        return [*before, sum(parts), *parts, *others]

    def _schooling(self, who: list[int]) -> list[int | None]:
        education = "literate primary lower_secondary upper_secondary"
        professional = "technical intermediate college university master doctor"
        return [
            *(None, *self._codes(who, "education_id", *education.split())),
            *(None, *self._codes(who, "professional_id", *professional.split())),
            *(None, *self._codes(who, "academic_title_id", "associate", "professor")),
        ]


def line_of(event: dict[str, Any], before: Place | None, after: Place | None, is_by_record: bool) -> Iterator[str]:
    """Yield the lines of form 1 that one event is counted in."""
    kind, scope = event["kind"], event["scope"]
    end = {"other_province": "a", "same_province": "b"}.get(scope, "")
    if after is not None:
        into = {"admission": "B1", "readmission": "B1", "restored": "B3", "transfer_in": f"B2{end}"}
        yield into.get(kind, "B1" if is_by_record else "B4")
        return
    out = {"died": "C1", "expelled": "C2", "struck_off": "C3", "resigned": "C4", "transfer_out": f"C5{end}"}
    yield out.get(kind, "C6")
    if kind == "struck_off" and before is not None and before.standing == "probationary":
        yield "C3p"


def _bands(ages: dict[int, tuple[int, int] | None]) -> list[float | None]:
    """Return how many are in each band of age, and the mean with one decimal."""
    starts = (18, 31, 36, 41, 46, 51, 56, 61)
    counts = [0] * len(starts)
    told = [age for age in ages.values() if age is not None]
    for youngest, oldest in told:
        bands = {
            max((place for place, start in enumerate(starts) if age >= start), default=-1) for age in (youngest, oldest)
        }
        if len(bands) == 1 and (band := bands.pop()) >= 0:
            counts[band] += 1
    mean = sum((Decimal(sum(age)) / 2 for age in told), Decimal()) / len(told) if told else None
    return [*counts, None if mean is None else float(mean.quantize(Decimal("0.1"), ROUND_HALF_UP))]
