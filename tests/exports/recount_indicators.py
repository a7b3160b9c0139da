"""Every indicator of the registry counted a second time, from the tables and from what its card says (domain.md 8)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property

from tests.exports.raw_book import days, ends, is_alive, known
from tests.exports.recount import line_of
from tests.exports.recount_cells import Cells
from tests.exports.recount_meetings import Gatherings
from tests.exports.recount_months import Row, last_of
from tests.exports.recount_office import Office
from tests.exports.recount_places import Places
from tests.exports.recount_stretch import Stretch, Told

_NOT_MINORITY = ("01", "56")
_LEVELS = ("htxsnv", "httnv", "htnv", "khtnv")
_CLASSES = ("awareness", "new_member", "party_work")


class Indicators(Stretch):
    """All the indicators of a time."""

    def all(self) -> dict[str, Told]:
        """Return key → what it comes to."""
        asked = self.book, self.first, self.last, self.today
        places = Places(*asked)
        return {
            **self._members(),
            **self._admissions(),
            **self._movements(),
            **places.cells([cell for _day, cell in self._admitted.values()]),
            **places.villages(),
            **Gatherings(*asked).all(),
            **self._sources(),
            **self._classes(),
            **self._ratings(),
        }

    def _members(self) -> dict[str, Told]:
        who = self.now.on_list
        standings = Counter(place.standing for place in who.values())
        duties = Counter(place.duty for place in who.values())
        genders = Counter(self.book.members[key]["gender"] for key in who)
        peoples = Counter(self.book.code(key, "ethnic_id") for key in who)
        minority = sum(many for code, many in peoples.items() if code is not None and code not in _NOT_MINORITY)
        return {
            "members": Told(len(who)),
            "official": Told(standings["official"], len(who), standings["unknown"]),
            "probationary": Told(standings["probationary"], len(who), standings["unknown"]),
            "women": Told(genders["female"], len(who), genders[None]),
            "minority": Told(minority, len(who), peoples[None]),
            "exempt": Told(duties["exempt"], len(who)),
            "temp_away": Told(duties["temp_away"], len(who)),
        }

    @cached_property
    def _admitted(self) -> dict[int, tuple[date, int | None]]:
        """Who was admitted → when and in which cell."""
        when = self.now.admitted()
        return {who: (when[who][0], cell) for who, cell in Cells(self.now).admitted(self.now).items()}

    def _unsure(self, column: str) -> dict[int, tuple[date, int]]:
        """Return of whom only a month or year is known that the period is a part of → its first day, and where."""
        kinds = {"admitted_on": ("admission", "readmission"), "official_on": ("recognition",)}[column]
        found: dict[int, tuple[date, int]] = {}
        for who, row in self.book.members.items():
            stored = row[column]
            own = [one for one in self.book.events if one["member_id"] == who and one["kind"] in kinds]
            spans = [ends(known(one)) for one in own if self.is_in(one["effective_on"])]
            spans += [ends(stored)] if stored and not own else []
            for first, last in spans:
                is_part = first < self.first or last > self.last
                touches = last >= self.first and first <= self.day
                if touches and is_part:
                    cells = (at.cell for day in days(first, last) if (at := self.months.listed(day).get(who)))
                    if (cell := next(cells, None)) is not None:
                        found[who] = first, cell
        return found

    @cached_property
    def _maybe_admitted(self) -> dict[int, tuple[date, int]]:
        return {who: at for who, at in self._unsure("admitted_on").items() if who not in self._admitted}

    def _admissions(self) -> dict[str, Told]:
        sure, unsure = self._admitted, self._maybe_admitted
        goal = sum(
            round(row["value"])
            for row in self.book.table("target")
            if (row["indicator_key"], row["measure"]) == ("admitted", "level")
            and (row["first_day"], row["last_day"]) == (self.first.isoformat(), self.last.isoformat())
            and row["cell_id"] is None
            and row["organization_id"] is None
        )

        def woman(who: int) -> bool | None:
            gender = self.book.members[who]["gender"]
            return None if gender is None else gender == "female"

        def minority(who: int) -> bool | None:
            code = self.book.code(who, "ethnic_id")
            return None if code is None else code not in _NOT_MINORITY

        found = {
            "admitted": Told(len(sure), None, len(unsure)),
            "admitted_of_target": Told(len(sure), goal, len(unsure)),
            "recognised": Told(len(self.now.recognised()), None, len(self._unsure("official_on"))),
        }
        for key, tells in (("women", woman), ("minority", minority), ("young", self._is_young_villager)):
            answers = Counter(tells(who) for who in sure)
            maybe = sum(tells(who) is not False for who in unsure)
            found[f"admitted_{key}"] = Told(answers[True], len(sure), answers[None] + maybe)
        return found

    def _is_young_villager(self, who: int) -> bool | None:
        day, cell = (self._maybe_admitted | self._admitted)[who]
        village = Office(self.book, day, day).home(who)
        served = {row["village_id"] for row in self.book.table("cell_village") if row["cell_id"] == cell}
        born = self.book.members[who]["born_on"]
        most = self.rule(day)["youth_age"]
        ages = {_age(one, day) <= most for one in ends(born)} if born else {True, False}
        answers = [None if village is None else village in served, ages.pop() if len(ages) == 1 else None]
        return False if False in answers else None if None in answers else True

    def _movements(self) -> dict[str, Told]:
        lines, inside = Counter[str](), 0
        for event, before, after in self.book.walk(self.day):
            if event["effective_on"] < self.first.isoformat():
                continue
            if before is not None and after is not None:
                inside += before.cell != after.cell
            elif before is not None or after is not None:
                lines.update(line for line in line_of(event, before, after, False) if line != "C3p")
        of = lines.__getitem__
        net = sum(many if line[0] == "B" else -many for line, many in lines.items())
        return {
            "net_change": Told(net),
            "transferred_in": Told(of("B2") + of("B2a") + of("B2b")),
            "transferred_out": Told(of("C5") + of("C5a") + of("C5b")),
            "moved_inside": Told(inside),
            **{
                key: Told(of(line))
                for key, line in (
                    *(("restored", "B3"), ("died", "C1"), ("expelled", "C2")),
                    *(("struck_off", "C3"), ("resigned", "C4")),
                )
            },
        }

    def _sources(self) -> dict[str, Told]:
        text = self.day.isoformat()
        waiting: list[Row] = []
        for row in self.book.table("candidate"):
            has_left = row["left_on"] is not None and row["left_on"] <= text
            is_in = row["member_id"] is not None and (row["ceremony_on"] or "9") <= text
            if row["listed_on"] <= text and not has_left and not is_in:
                waiting.append(row)
        good = sum(self._is_good(row["certificate_on"]) for row in waiting)
        return {"source": Told(len(waiting)), "source_certified": Told(good, len(waiting))}

    def _is_good(self, given: str | None) -> bool:
        if given is None or given > self.day.isoformat():
            return False
        months = self.rule(self.day)["certificate_months"]
        year, month = divmod(int(given[:4]) * 12 + int(given[5:7]) - 1 + months, 12)
        return date(year, month + 1, min(int(given[8:]), last_of(year, month + 1).day)) >= self.day

    def _classes(self) -> dict[str, Told]:
        rows = [row for row in self.book.table("training_class") if self.is_in(row["first_day"])]
        turns, people, given, nameless = Counter[str](), dict[str, set[tuple[str, int]]](), 0, Counter[str]()
        for row in rows:
            parts = [one for one in self.book.table("class_participant") if one["class_id"] == row["id"]]
            certified = [one for one in parts if one["certificate_on"] is not None]
            on_time = [one for one in certified if one["certificate_on"] <= self.day.isoformat()]
            rest = max(row["certified"] or 0, len(certified)) - len(certified)
            is_over = row["last_day"] is None or row["last_day"] <= self.day.isoformat()
            given += (len(on_time) + rest * is_over) if self.is_running else len(certified) + rest
            for kind in (self.book.codes[row["kind_id"]], ""):
                turns[kind] += max(row["heads"] or 0, len(parts))
                nameless[kind] += max(row["heads"] or 0, len(parts)) - len(parts)
                people.setdefault(kind, set()).update(map(self.office.who, parts))
        kinds = Counter(self.book.codes[row["kind_id"]] for row in rows)
        taught = len(people.get("awareness", ())) + nameless["awareness"]
        return {
            "classes": Told(len(rows)),
            "class_turns": Told(turns[""]),
            "class_people": Told(len(people.get("", ())) + nameless[""]),
            "class_certificates": Told(given),
            "admitted_of_certified": Told(len(self._admitted), taught, len(self._maybe_admitted)),
            **{f"{kind}_classes": Told(kinds[kind]) for kind in _CLASSES},
            **{f"{kind}_turns": Told(turns[kind]) for kind in _CLASSES},
        }

    def _round(self) -> tuple[int, int]:
        quarter = (self.last.month + 2) // 3
        is_one = self.first == date(self.last.year, quarter * 3 - 2, 1) and self.last == last_of(
            self.last.year, quarter * 3
        )
        return self.last.year, quarter if is_one else 0

    def _level(self, row: Row | None, first: str, by: str, then: str, given: str) -> str | None:
        """Return the level of a rating: the one decided, else its own; while the period runs, none given since."""
        if row is None:
            return None
        for level, day in ((row[first], row.get(by)), (row[then], row.get(given))):
            if level and not (self.is_running and day and day > self.day.isoformat()):
                return level
        return None

    def _ratings(self) -> dict[str, Told]:
        year, quarter = self._round()
        own = [row for row in self.book.table("rating") if (row["year"], row["quarter"]) == (year, quarter)]
        rows = {row["member_id"]: row for row in own}
        end = last_of(year, quarter * 3 or 12)
        levels, due = Counter[str](), 0
        for who, place in self.now.on_list.items():
            row = rows.get(who)
            level = self._level(row, "committee_rating", "committee_rated_on", "cell_rating", "cell_rated_on")
            state = row["state"] if row else None
            is_unwritten = level is None and state is None
            due += not (state == "exempt" or (is_unwritten and self.now.is_left_out(who, place, end)))
            levels[level or ""] += 1
        return {**_rated("rated", "rated", levels, due), **self._body_ratings(year, quarter)}

    def _body_ratings(self, year: int, quarter: int) -> dict[str, Told]:
        own = [row for row in self.book.table("body_rating") if (row["year"], row["quarter"]) == (year, quarter)]
        rows = {(row["cell_id"], row["organization_id"]): row for row in own}
        above = self.now.above()
        bodies: list[tuple[int | None, int | None]] = [(row["id"], None) for row in self.alive]
        bodies += [
            (None, row["id"])
            for row in self.book.table("organization")
            if is_alive(row, self.day) and row["id"] not in above
        ]
        levels = Counter(
            self._level(rows.get(body), "committee_rating", "decided_on", "own_rating", "") or "" for body in bodies
        )
        return _rated("bodies_rated", "bodies", levels, len(bodies))


def _rated(whole: str, prefix: str, levels: Counter[str], due: int) -> dict[str, Told]:
    rated = sum(levels[level] for level in _LEVELS)
    return {whole: Told(rated, due), **{f"{prefix}_{level}": Told(levels[level], rated) for level in _LEVELS}}


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
