"""The lists of the office counted a second time, from the tables and domain.md 2.3, 2.6, 2.7, 7.10 and 8.6."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from tests.exports.raw_book import Book, Place, is_alive
from tests.exports.recount_months import Months, holds

Row = dict[str, Any]
_DUTY = {
    "exempt": "Miễn sinh hoạt",
    "temp_away": "Sinh hoạt tạm thời nơi khác",
    "suspended": "Đình chỉ sinh hoạt",
    "special_duty": "Làm nhiệm vụ đặc biệt",
}
_LEFT = {"struck_off": "Xóa tên", "expelled": "Khai trừ", "resigned": "Xin ra khỏi Đảng"}


def shown(stored: str | None) -> str:
    """Return a stored day, month or year as it is written: 12/05/1956, 05/1956, 1956."""
    return "/".join(reversed(stored.split("-"))) if stored else ""


class Office:
    """What the lists of a day say."""

    def __init__(self, book: Book, day: date, today: date) -> None:
        self.book, self.day, self.months = book, day, Months(book, today)
        self.on_list = book.listed(day)
        self._labels = {row["id"]: row["label"] for row in book.table("code_item")}

    def short(self, cell: Row) -> str:
        """Return what a cell was called on the day, as it stands in a list."""
        return self.months.name(cell, self.day).removeprefix("Chi bộ ").capitalize()

    def cells(self) -> list[Row]:
        """Return the cells in their order."""
        return sorted(self.book.table("cell"), key=lambda row: (row["sort_order"], row["id"]))

    def member_book(self, first: date) -> list[tuple[str, ...]]:
        """Return columns 2–14 of the book of the days from `first` on, in no order."""
        here = [self._in_book(self.book.members[who], at, _DUTY.get(at.duty, "")) for who, at in self.on_list.items()]
        return here + [self._in_book(self.book.members[who], *last) for who, last in self.gone(first).items()]

    def gone(self, first: date) -> dict[int, tuple[Place, str]]:
        """Return who left the lists from a day on and is on none → where they were last, and what the note says."""
        found: dict[int, tuple[Place, str]] = {}
        for event, before, after in self.book.walk(self.day):
            if event["effective_on"] >= first.isoformat() and before is not None and after is None:
                is_told = event["kind"] in {*_LEFT, "died", "transfer_out"}
                found[event["member_id"]] = before, "" if is_told else "Ghi lại sổ, chỉ còn sinh hoạt tạm thời"
        return {who: last for who, last in found.items() if who not in self.on_list}

    def _in_book(self, row: Row, place: Place, said: str) -> tuple[str, ...]:
        until = self.day.isoformat()
        own = [one for one in self.book.events if one["member_id"] == row["id"] and one["effective_on"] <= until]

        def word(column: str) -> str:
            return self._labels.get(row[column], "")

        def moved(kind: str) -> list[str]:
            return [_joined(_on(one), one["place"], by=": ") for one in own if one["kind"] == kind]

        given = [one for one in self.book.table("badge") if one["member_id"] == row["id"]]
        badges = sorted(one["years"] for one in given if (one["awarded_on"] or one["decision_on"] or "") <= until)
        official = row["official_on"] if (row["official_on"] or "") <= until else None  # "2026" <= "2026-11-22"
        army = shown(row["enlisted_on"]), shown(row["discharged_on"])
        cell = next(one for one in self.book.table("cell") if one["id"] == place.cell)
        theory = word("theory_id")
        return (
            _lines(row["full_name"], f"KS: {row['birth_name']}" if row["birth_name"] else "", _in(row["other_name"])),
            _lines(
                {"male": "Nam", "female": "Nữ"}.get(row["gender"] or "", ""),
                shown(row["born_on"]),
                word("ethnic_id"),
                word("religion_id"),
            ),
            _joined(row["home_town"], row["home_province"], by=", "),
            _lines(
                row["schooling"] or word("education_id"),
                f"LLCT: {theory.lower()}" if theory else "",
                word("professional_id"),
                row["foreign_language"],
            ),
            _lines(
                f"Trước: {row['former_occupation']}" if row["former_occupation"] else "",
                row["occupation"] or word("occupation_id"),
            ),
            _lines(shown(row["admitted_on"]), shown(official)),
            _lines(
                row["card_number"] or row["old_card_number"],
                f"LL: {row['dossier_number']}" if row["dossier_number"] else "",
                ", ".join(f"HH {years} năm" for years in badges),
            ),
            _lines(
                f"Bộ đội {army[0] or '…'} – {army[1] or '…'}" if any(army) else "",
                word("occupation_id") if self.book.code(row["id"], "occupation_id") == "retired" else "",
            ),
            _lines(*moved("transfer_out")),
            _lines(*moved("transfer_in")),
            _lines(*(_joined(_on(one), one["reason"], by=" ") for one in own if one["kind"] == "died")),
            _lines(*(f"{_LEFT[one['kind']]} {_on(one)}" for one in own if one["kind"] in _LEFT)),
            _lines(
                self.months.name(cell, self.day),
                said,
                row["note"],
            ),
        )

    def villages(self) -> list[tuple[object, ...]]:
        """Return the lines of the villages: name, households, people, members, cell, white, no cell, in charge."""
        alive = [row for row in self.book.table("village") if is_alive(row, self.day)]
        alive.sort(key=lambda row: (row["sort_order"], row["id"]))
        names = {row["id"]: row["name"] for row in alive}
        links = {row["village_id"]: row["cell_id"] for row in self.book.table("cell_village") if holds(row, self.day)}
        living = Counter(self.home(who) for who in self.on_list)
        cells = {row["id"]: row for row in self.book.table("cell")}
        found: list[tuple[object, ...]] = []
        for row in alive:
            cell, others = links.get(row["id"]), ""
            if cell is not None:
                joint = [names[one["id"]] for one in alive if links.get(one["id"]) == cell and one is not row]
                others = f" (ghép với {', '.join(joint)})" if joint else " (độc lập)"
                others = self.short(cells[cell]) + others
            white = None if living[row["id"]] else "chưa rõ" if living[None] else "x"
            found.append(
                (
                    row["name"],
                    row["households"],
                    row["population"],
                    living[row["id"]],
                    others or None,
                    white,
                    None if cell is not None else "x",
                    ", ".join(self.months.in_charge(row["id"], self.day)) or None,
                )
            )
        return found

    def home(self, who: int) -> int | None:
        """Return the village a member lived in on the day."""
        former = [row for row in self.book.table("former_residence") if row["member_id"] == who]
        later = sorted((row["until"], row["id"], row["village_id"]) for row in former)
        past = [village for until, _key, village in later if until >= self.day.isoformat()]
        return past[0] if past else self.book.members[who]["village_id"]

    def sources(self) -> Counter[int]:
        """Return cell → the candidates with a certificate of the class who are neither members nor gone, and listed."""
        found, text = Counter[int](), self.day.isoformat()
        for row in self.book.table("candidate"):
            has_left = row["left_on"] is not None and row["left_on"] <= text
            is_in = row["member_id"] is not None and (row["ceremony_on"] or "9") <= text
            steps = (row["certificate_on"], row["proposed_on"], row["filed_on"], row["decision_on"])
            if row["listed_on"] <= text and not has_left and not is_in and any(one and one <= text for one in steps):
                found[row["cell_id"]] += 1
        return found

    def goals(self, year: int) -> dict[int | None, float]:
        """Return cell (None: the commune) → the target of admissions of a year."""
        days = f"{year}-01-01", f"{year}-12-31"
        return {
            row["cell_id"]: row["value"]
            for row in self.book.table("target")
            if (row["first_day"], row["last_day"]) == days
            and (row["indicator_key"], row["measure"], row["organization_id"]) == ("admitted", "level", None)
        }

    def classes(self, first: date, last: date) -> list[tuple[object, ...]]:
        """Return the lines of the classes that began in a time: name, kind, days, place, heads, those given."""
        found: list[tuple[object, ...]] = []
        rows = [
            row for row in self.book.table("training_class") if first <= date.fromisoformat(row["first_day"]) <= last
        ]
        for row in sorted(rows, key=lambda row: (row["first_day"], row["id"])):
            parts = [one for one in self.book.table("class_participant") if one["class_id"] == row["id"]]
            people = [self._person(one) for one in parts]
            women = sum(one["gender"] == "female" for one in people)
            minority = sum(self.book.codes.get(one["ethnic_id"]) not in (None, "01", "56") for one in people)
            given = sum(one["certificate_on"] is not None for one in parts)
            named = len(people), women, minority, given
            heads = row["heads"], row["women"], row["minority"], row["certified"]
            counts = [max(one, told or 0) for one, told in zip(named, heads, strict=True)]
            rest = f"{counts[0] - len(people)} người theo số lượng" if people else "theo số lượng"
            kind = self._labels[row["kind_id"]] + (f" ({rest})" if counts[0] > len(people) else "")
            days = (row[name] and date.fromisoformat(row[name]) for name in ("first_day", "last_day"))
            found.append((row["name"], kind, *days, row["place"], *counts))
        return found

    def class_notes(self, first: date, last: date) -> list[str]:
        """Return the lines below the classes: by kind their turns, people each once, certificates, heads alone."""
        told: list[str] = []
        for kind in sorted(self.book.table("code_item"), key=lambda row: (row["form_order"], row["id"])):
            ours = [
                row
                for row in self.book.table("training_class")
                if row["kind_id"] == kind["id"] and first <= date.fromisoformat(row["first_day"]) <= last
            ]
            if not ours:
                continue
            turns = given = nameless = 0
            people: set[tuple[str, int]] = set()
            for row in ours:
                parts = [one for one in self.book.table("class_participant") if one["class_id"] == row["id"]]
                heads = max(len(parts), row["heads"] or 0)
                turns, nameless = turns + heads, nameless + heads - len(parts)
                given += max(sum(one["certificate_on"] is not None for one in parts), row["certified"] or 0)
                people |= {self.who(one) for one in parts}
            line = f"{kind['label']}: {len(ours)} lớp, {turns} lượt người ({len(people) + nameless} người), "
            line += f"{given} giấy chứng nhận."
            told.append(
                f"{line} Trong đó {nameless} người chỉ ghi số lượng, không có danh sách tên." if nameless else line
            )
        return told

    def who(self, part: Row) -> tuple[str, int]:
        """Return who a participant is: a candidate who became a member is that member."""
        member = part["member_id"]
        if member is None:
            rows = self.book.table("candidate")
            member = next(row["member_id"] for row in rows if row["id"] == part["candidate_id"])
        return ("member", member) if member is not None else ("candidate", part["candidate_id"])

    def _person(self, part: Row) -> Row:
        if part["member_id"] is not None:
            return self.book.members[part["member_id"]]
        return next(row for row in self.book.table("candidate") if row["id"] == part["candidate_id"])


def _on(event: Row) -> str:
    return shown(event["effective_on"]) if event["is_day_known"] else "(chưa rõ ngày)"


def _in(text: str | None) -> str:
    return f"({text})" if text else ""


def _joined(*parts: str | None, by: str) -> str:
    return by.join(part for part in parts if part)


def _lines(*parts: str | None) -> str:
    return _joined(*parts, by="\n")
