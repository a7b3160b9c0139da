"""Whom a line of a list about members means: as a list of members is matched, and by name and cell as well."""

from __future__ import annotations

from collections.abc import Iterable

from models.imports.actions import NEW, Action, Candidate, Choices, Difference, Subject, Verdict
from models.imports.columns import problem_of
from models.imports.matching import Match, agree, differs, in_trash, match
from models.imports.register import KnownMember, Register
from models.records import MemberRecord, Problem
from models.text import fold

_UNKNOWN = "Trong sổ không có đồng chí này."
_CHECK = "Kiểm tra họ tên, ngày sinh; hoặc ghi đồng chí vào sổ trước rồi nhập lại."


class Whose:
    """Finds the members that lines mean; what may be two people is asked, never guessed."""

    def __init__(self, register: Register, choices: Choices) -> None:
        self._register = register
        self._choices = choices

    def find(self, who: MemberRecord, cells: Iterable[str | None] = ()) -> Match:
        """Return whom a line means; `cells` are what it calls cells in which the member is or was."""
        found = match(self._register, who)
        if not found.maybe:
            return found
        if not self._is_numbered(who):
            ids = {cell.id for name in cells if name and (cell := self._register.find_cell(name))}
            sure = [key for key in found.maybe if self._is_sure(self._register.members[key], who, ids)]
            if len(sure) == 1:
                return Match(sure[0])
        chosen = self._choices.get((who.sheet, who.row))
        if chosen == NEW and found.may_be_new:
            return Match()
        return Match(chosen) if chosen in found.maybe else found

    def is_new(self, who: MemberRecord) -> bool:
        """Tell whether the officer said that a line means somebody who is not in the register."""
        return self._choices.get((who.sheet, who.row)) == NEW

    def question(
        self, who: MemberRecord, found: Match, differences: Iterable[Difference], *, may_be_new: bool = False
    ) -> Action:
        """Return the question whom a line means."""
        people = [Candidate(key, self._register.describe(key)) for key in found.maybe]
        if may_be_new and found.may_be_new:
            people.append(Candidate(NEW, "Người khác, chưa có trong sổ"))
        place = (Verdict.ASK, Subject.MEMBER, who.full_name, who.sheet, who.row)
        return Action(*place, tuple(differences), who.problems, tuple(people))

    def missing(self, who: MemberRecord) -> Problem:
        """Return why a line about somebody whom the register does not have is refused."""
        if (thrown := in_trash(self._register, who)) is not None:
            text = f"Đồng chí này đang nằm trong Thùng rác từ {thrown.removed_on:%d/%m/%Y}."
            repair = "Khôi phục ở Dữ liệu, trang Thùng rác rồi nhập lại; hoặc bỏ dòng này."
            return problem_of(who, "Họ và tên", who.full_name, text, repair)
        alike = [self._register.describe(key) for key in self._register.by_name.get(fold(who.full_name), ())][:3]
        if alike:
            text = f"Tệp ghi sinh {who.born_on}; trong sổ có {'; '.join(alike)}." if who.born_on else _UNKNOWN
            return problem_of(who, "Họ và tên", who.full_name, text, "Sửa lại cho khớp rồi nhập lại.")
        return problem_of(who, "Họ và tên", who.full_name, _UNKNOWN, _CHECK)

    def _is_numbered(self, who: MemberRecord) -> bool:
        """Tell whether a number of the line is somebody's: then names do not decide."""
        return who.citizen_id in self._register.by_citizen_id or who.card_number in self._register.by_card_number

    def _is_sure(self, member: KnownMember, who: MemberRecord, cells: set[int]) -> bool:
        """Tell whether the whole birth, or a cell with nothing that speaks against it, leaves no doubt."""
        if differs(member, who) or not agree(member.born_on, who.born_on):
            return False
        born = who.born_on is not None and who.born_on.is_full and who.born_on == member.born_on
        return born or any(stay.cell_id in cells for stay in self._register.stays.get(member.id, ()))
