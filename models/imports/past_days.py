"""A list of a past day, held against the register of that day: what has changed since is newer, and stays.

Where the register of that day says the same, nothing is changed. Where it says otherwise and knows nothing later, the
officer decides whether that is a change from that day on: it would move somebody who is elsewhere by now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import residence
from models.imports.actions import KEEP, Action, Candidate, Difference, Subject, Verdict
from models.imports.columns import problem_of
from models.imports.former_names import FormerNames
from models.imports.leaving import Decisions
from models.imports.register import KnownMember, KnownStay, Register
from models.records import MemberRecord, Problem
from models.tables import Duty, Post
from models.text import number

_LASTING: Final = frozenset(
    (
        *("citizen_id", "born_on", "admitted_on", "official_on", "gender", "ethnic_id", "external_id"),
        *("card_number", "old_card_number", "old_identity_number", "card_issued_on", "village_id"),
        *("birth_name", "home_town", "home_province", "home_country"),
        *("birth_place", "birth_province", "birth_country", "admission_cell"),
    )
)
"""What does not become otherwise with the years, so that another value puts the register right; homes are dated."""
_AS_LISTED: Final = 1
_CELL: Final = "Chi bộ"
_KEPT: Final = "Giữ như sổ."
_CHECK: Final = "Sổ sai thì sửa ở thẻ đảng viên."


class PastDay:
    """Looks at one line after another of a list of a past day; what it kept of the register is counted."""

    def __init__(
        self, session: Session, register: Register, former: FormerNames, decisions: Decisions, day: date
    ) -> None:
        self._session = session
        self._register = register
        self._former = former
        self._decisions = decisions
        self.day = day
        self._kept: Counter[str] = Counter()

    def note(self, added: int) -> str:
        """Return the sentence that says as of which day the list is taken, what stays as it is, and who comes in."""
        kept = ", ".join(f"{number(count)} đồng chí {words}" for words, count in self._kept.items() if count)
        new = f"{number(added)} người chưa có trong sổ được thêm, ai đã rời từ đó thì ghi biến động" if added else ""
        said = "; ".join(filter(None, (f"{kept} từ đó được giữ như hiện nay" if kept else "", new)))
        return f"So với sổ ngày {self.day:%d/%m/%Y}: {said or 'không ai đổi chi bộ, rời đi từ đó'}."

    def held_against(self, as_written: MemberRecord, record: MemberRecord, known: KnownMember) -> MemberRecord:
        """Return a line without cell and duty where the register of its day says the same, or knows something later.

        `as_written` has the cell under the name of then, `record` under the one of today.
        """
        stays = self._register.stays.get(known.id, [])
        if not stays:
            return record
        then, present = self._register.stay_on(known.id, self.day), self._register.present_stay(known.id)
        if then is None:
            return self._not_listed_then(record, stays[0], present)
        self._kept["đã rời"] += present is None
        if record.cell_name and self._is_cell_of_then(as_written, record, then):
            own = [one for one in record.problems if one in as_written.problems or one.field != _CELL]
            record = record._replace(cell_name=None, problems=tuple(own))
            self._kept["đã đổi chi bộ"] += present is not None and present.cell_id != then.cell_id
        if record.duty is then.duty:
            record = record._replace(duty=None)
        if then is present and then.since <= self.day and known.id not in self._took_posts_later:
            return record
        problems: list[Problem] = []
        on, now = f"{self.day:%d/%m/%Y}", "" if present is None else f", nay {self._in_words(present)}"
        for label, said in ((_CELL, record.cell_name), ("Trạng thái", record.duty and record.duty.label)):
            if said:
                text = f"Danh sách ngày {on} ghi {said}; sổ ngày ấy ghi {self._in_words(then)}{now}. {_KEPT}"
                problems.append(problem_of(record, label, said, text, _CHECK, is_warning=True))
        return record._replace(cell_name=None, duty=None, problems=(*record.problems, *problems))

    def question(self, record: MemberRecord, known: KnownMember) -> Action | None:
        """Return what is to be decided of a line that `held_against` left with a cell or duty, or what was."""
        present = self._register.present_stay(known.id)
        said = [one for one in (record.cell_name, record.duty and record.duty.label.lower()) if one]
        if present is None or not said:
            return None
        before, after = self._in_words(present), ", ".join(said)
        asked = Difference(f"Danh sách ngày {self.day:%d/%m/%Y}", before, after)
        about = Action(Verdict.DECIDE, Subject.EVENT, record.full_name, record.sheet, record.row, (asked,))
        ways = (
            Candidate(_AS_LISTED, f"Ghi theo danh sách từ {self.day:%d/%m/%Y}: {after}"),
            Candidate(KEEP, f"Giữ như sổ: {before}"),
        )
        chosen = self._decisions.get((record.sheet, record.row))
        verdict = Verdict.DECIDE if chosen is None else Verdict.SKIP if chosen == KEEP else Verdict.CHANGE
        return about._replace(verdict=verdict, candidates=ways)

    def home_then(self, known: KnownMember) -> int | None:
        """Return the village a member lived in on that day."""
        return self._elsewhere.get(known.id, known.village_id)

    def is_outdated(self, field: str, before: object, after: object) -> bool:
        """Tell whether a value of the list may only be older than the one that stands on the card."""
        if before is None or field in _LASTING:
            return False
        is_more = field == "note" and str(after).startswith(str(before))  # what goes behind a note overwrites nothing
        return not is_more

    def kept(self, record: MemberRecord, label: str, before: str, after: str) -> Problem:
        """Return the warning that a card keeps its value."""
        text = f"Sổ ghi “{before}”; danh sách ngày {self.day:%d/%m/%Y} có thể cũ hơn. {_KEPT}"
        return problem_of(record, label, after, text, _CHECK, is_warning=True)

    def _not_listed_then(self, record: MemberRecord, first: KnownStay, present: KnownStay | None) -> MemberRecord:
        """Return the line of somebody whom the register has on the list only on other days."""
        if present is None and first.since <= self.day:
            return record  # gone before that day: the list says otherwise, and is refused
        self._kept["vào danh sách"] += 1
        text = f"Sổ ghi đồng chí có trong danh sách từ {first.since:%d/%m/%Y}, sau ngày danh sách tính đến. {_KEPT}"
        if first.since <= self.day:
            text = f"Sổ ghi đồng chí không có trong danh sách ngày {self.day:%d/%m/%Y}. {_KEPT}"
        problem = problem_of(record, _CELL, record.cell_name or "", text, _CHECK, is_warning=True)
        return record._replace(cell_name=None, duty=None, problems=(*record.problems, problem))

    def _is_cell_of_then(self, as_written: MemberRecord, record: MemberRecord, then: KnownStay) -> bool:
        names = (as_written.cell_name or "", record.cell_name or "")
        if any(self._former.means(name, then.cell_id) for name in names):
            return True
        found = self._register.find_cell(record.cell_name or "")
        return found is not None and found.id == then.cell_id

    def _in_words(self, stay: KnownStay) -> str:
        duty = "" if stay.duty is Duty.ACTIVE else f", {stay.duty.label.lower()}"
        return f"{self._register.cell_names[stay.cell_id]}{duty}"

    @cached_property
    def _elsewhere(self) -> dict[int, int | None]:
        return residence.elsewhere(self._session, self.day)

    @cached_property
    def _took_posts_later(self) -> Collection[int]:
        query = select(Post.member_id).where(Post.since >= self.day)
        return frozenset(self._session.scalars(query))
