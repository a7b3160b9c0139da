"""Identity numbers that lines give to members: each is one person's, but two may exchange theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.imports.actions import Action, Verdict, WriteMember
from models.imports.columns import problem_of
from models.imports.register import KnownMember, Register
from models.records import MemberRecord, Problem, Severity

_FIELD = "Số CCCD"
_REPAIR = "Đối chiếu thẻ căn cước."


class Numbers:
    """The identity numbers of lines whose place says whose they are (`fixed`), held against the register."""

    def __init__(
        self, register: Register, records: Sequence[MemberRecord], fixed: Mapping[tuple[str, int], int]
    ) -> None:
        self._register = register
        self._given: dict[str, int] = {}
        self._gives_up = {
            member_id
            for record in (records if fixed else ())
            if (member_id := fixed.get((record.sheet, record.row))) is not None
            and record.citizen_id not in (None, register.members[member_id].citizen_id)
        }

    def check(self, record: MemberRecord, known: KnownMember, problems: list[Problem]) -> None:
        """Refuse an identity number that is another member's, unless the same block gives that one another."""
        if not record.citizen_id:
            return
        held = self._register.by_citizen_id.get(record.citizen_id, known.id)
        other = self._given.setdefault(record.citizen_id, known.id)
        if other == known.id and held not in self._gives_up:
            other = held
        if other != known.id:
            text = f"Số này đã ghi cho đồng chí {self._register.describe(other)}."
            problems.append(problem_of(record, _FIELD, record.citizen_id or "", text, _REPAIR))


def without_taken(register: Register, actions: Iterable[Action]) -> list[Action]:
    """Return the actions, refusing those that give a number whose holder keeps it, as their own line is not written.

    Refusing one may leave the number of another where it was, so that is looked at again until nothing more falls.
    """
    found = list(actions)
    giving = {
        place: (number, one.write.member_id)
        for place, one in enumerate(found)
        if isinstance(one.write, WriteMember)
        and one.write.member_id is not None
        and (number := one.write.values.get("citizen_id"))
    }
    while giving:
        free = {member for _number, member in giving.values()}
        taken = {
            place: holder
            for place, (number, member) in giving.items()
            if (holder := register.by_citizen_id.get(number, member)) != member and holder not in free
        }
        if not taken:
            break
        for place, holder in taken.items():
            found[place] = _refused(found[place], giving.pop(place)[0], register.describe(holder))
    return found


def _refused(action: Action, number: str, holder: str) -> Action:
    text = f"Số này đang ghi cho đồng chí {holder}, mà dòng đổi số của đồng chí ấy không ghi được."
    repair = "Sửa dòng kia trước; bỏ dòng kia thì dòng này cũng phải bỏ."
    problem = Problem(action.sheet, action.row or 0, None, _FIELD, number, text, repair, Severity.ERROR)
    return action._replace(verdict=Verdict.ERROR, differences=(), problems=(*action.problems, problem), write=None)
