"""Planning lists of Huy hiệu Đảng: the badges of each member, with day, decision and number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from models import badges, membership_rules
from models.badges import BadgeValues
from models.errors import KnownError
from models.imports.actions import KEEP, Action, Candidate, Difference, Subject, Verdict, WriteBadges
from models.imports.columns import problem_of
from models.imports.ground import Ground
from models.imports.whose import Whose
from models.party_age import Ages
from models.records import BadgeRecord, MemberRecord, Problem
from models.text import fold

_LABELS: Final = {
    "awarded_on": "Ngày trao",
    "decision_number": "Số quyết định",
    "decision_on": "Ngày quyết định",
    "note": "Ghi chú",
}
_BADGE: Final = "Huy hiệu Đảng"
_REPLACE: Final = 1
"""The decision “as the file says”, where the register says otherwise of a badge."""
_WAYS: Final = (Candidate(KEEP, "Giữ như sổ đang ghi"), Candidate(_REPLACE, "Ghi lại theo tệp"))
_NUMBER: Final = "Số huy hiệu"
_NUMBERED: Final = re.compile(rf"{_NUMBER} ([^;]*)")
_NO_LETTER: Final = re.compile(r"\W+")


class BadgePlanner:
    """Plans the badges of one line after another: new, completed, already there."""

    def __init__(self, ground: Ground) -> None:
        self._on = ground.on
        self._whose = Whose(ground.register, ground.choices)
        self._decisions = ground.decisions
        self._milestones = membership_rules.book(ground.session).milestones
        self._known = badges.written(ground.session)
        self._ages = Ages(ground.session)
        self._taken: dict[tuple[int, int], MemberRecord] = {}

    def plan(self, record: BadgeRecord) -> Action | list[Action]:
        """Return what happens to one line."""
        who = record.who
        if who.is_refused:
            return _action(Verdict.ERROR, who, [])
        found = self._whose.find(who, (who.cell_name,))
        if found.maybe:
            said = [Difference(_BADGE, "", f"{years} năm") for years in record.years]
            return self._whose.question(who, found, said)
        if found.member_id is None:
            return _action(Verdict.ERROR, who, [self._whose.missing(who)])
        for years in record.years:
            if (first := self._taken.setdefault((found.member_id, years), who)) is not who:
                text = f"Dòng {first.row} trang “{first.sheet}” đã ghi Huy hiệu {years} năm của đồng chí này."
                problem = problem_of(who, "Họ và tên", who.full_name, text, "Chỉ giữ một dòng.")
                return _action(Verdict.ERROR, who, [problem])
        return self._compare(record, found.member_id)

    def _compare(self, record: BadgeRecord, member_id: int) -> list[Action]:
        """Return what happens to the badges of a line: the new ones, and those of which the register says otherwise."""
        who, problems = record.who, list[Problem]()
        known = self._known.get(member_id, {})
        fresh: list[BadgeValues] = []
        others: list[BadgeValues] = []
        for years in record.years:
            before = known.get(years)
            after = _with(before or BadgeValues(years), record)
            if after == before:
                continue
            if record.is_proposal:
                text = f"Mới đề nghị Huy hiệu {years} năm, chưa trao nên không ghi."
                problems.append(problem_of(who, _BADGE, f"{years} năm", text, "", is_warning=True))
                continue
            is_other = before is not None and _contradicts(before, after)
            (others if is_other else fresh).append(after)
            if not is_other or self._decided(who) != KEEP:
                self._check(who, member_id, after, problems)
        problems += [_kept(who, known[years]) for years in record.lacking if years in known and not record.is_proposal]
        if any(problem.is_error for problem in problems):
            return [_action(Verdict.ERROR, who, problems)]
        if not others:
            return [self._written(_action(Verdict.SKIP, who, problems), member_id, fresh)]
        if not fresh:
            return [self._asked(_action(Verdict.DECIDE, who, problems), who, member_id, others)]
        about = _action(Verdict.DECIDE, who._replace(problems=()), [])
        done = self._written(_action(Verdict.SKIP, who, problems), member_id, fresh)
        return [done, self._asked(about, who, member_id, others)]

    def _decided(self, who: MemberRecord) -> int | None:
        return self._decisions.get((who.sheet, who.row))

    def _check(self, who: MemberRecord, member_id: int, values: BadgeValues, problems: list[Problem]) -> None:
        """Complain of a badge that cannot be, and of one that may not be so."""
        try:
            badges.check(values, self._milestones)
        except KnownError as error:
            label = _LABELS.get(error.field or "", _BADGE)
            problems.append(problem_of(who, label, "", error.message, "Sửa lại dòng này."))
            return
        if values.awarded_on is not None and values.awarded_on > self._on:
            day = f"{values.awarded_on:%d/%m/%Y}"
            text, repair = f"Ngày trao {day} chưa đến.", "Sửa ngày trong tệp, hoặc nhập khi đã trao."
            problems.append(problem_of(who, "Ngày trao", day, text, repair, is_warning=True))
        self._doubt(who, member_id, values, problems)

    def _written(self, about: Action, member_id: int, wanted: list[BadgeValues]) -> Action:
        """Return a line with badges to be written, if there are any."""
        if not wanted:
            return about
        known = self._known.get(member_id, {})
        told = tuple(one for values in wanted for one in _told(known.get(values.years), values))
        verdict = Verdict.ADD if any(values.years not in known for values in wanted) else Verdict.CHANGE
        return about._replace(verdict=verdict, differences=told, write=WriteBadges(member_id, tuple(wanted)))

    def _asked(self, about: Action, who: MemberRecord, member_id: int, others: list[BadgeValues]) -> Action:
        """Return the question whether the file or the register is right about badges, or what was decided."""
        decided = self._decided(who)
        said = ", ".join(str(values.years) for values in others)
        about = about._replace(name=f"{who.full_name} (Huy hiệu {said} năm)", candidates=_WAYS)
        if decided == _REPLACE:
            return self._written(about, member_id, others)
        if decided is not None:
            return about._replace(verdict=Verdict.SKIP)
        text = f"Sổ đã ghi Huy hiệu {said} năm của đồng chí, tệp ghi khác."
        repair = "Chọn một trong hai cách; chưa chọn thì giữ như sổ."
        problem = problem_of(who, _BADGE, f"{said} năm", text, repair, is_warning=True)
        known = self._known[member_id]
        told = tuple(one for values in others for one in _told(known[values.years], values))
        return about._replace(differences=told, problems=(*about.problems, problem))

    def _doubt(self, who: MemberRecord, member_id: int, values: BadgeValues, problems: list[Problem]) -> None:
        """Warn of a badge before its years: it may be one given early, or a day mistyped."""
        day = values.awarded_on or self._on
        age = self._ages.of(member_id, day)
        if age is not None and age.years < values.years:
            text = f"Ngày {day:%d/%m/%Y} tuổi Đảng mới {age}, chưa đủ {values.years} năm."
            repair = "Trao sớm thì bỏ qua; không thì sửa lại ngày, số năm."
            problems.append(problem_of(who, _BADGE, f"{values.years} năm", text, repair, is_warning=True))


def write(session: Session, many: Sequence[WriteBadges], on: date) -> None:
    """Write the badges of members."""
    del on
    badges.award_many(session, [(one.member_id, values) for one in many for values in one.badges])


def _with(values: BadgeValues, record: BadgeRecord) -> BadgeValues:
    """Return a badge with what a line says of it; a blank, or the same written otherwise, leaves what is written.

    Of several badges in one line its day and decision are those of the highest: the others were given before.
    """
    names = ("awarded_on", "decision_number", "decision_on") if values.years == max(record.years) else ()
    given = {
        name: value
        for name in names
        if (value := getattr(record, name)) and _letters(value) != _letters(getattr(values, name))
    }
    if day := dict(record.days).get(values.years):
        given["awarded_on"] = day
    written = _NUMBERED.search(values.note)
    if names and (number := record.badge_number) and not _names(written[1] if written else values.note, number):
        if written:
            given["note"] = f"{values.note[: written.start(1)]}{number}{values.note[written.end(1) :]}"
        else:
            given["note"] = "; ".join(part for part in (values.note, f"{_NUMBER} {number}") if part)
    return replace(values, **given)


def _names(text: str, number: str) -> bool:
    """Tell whether a text has a number as a whole: 12345 is not in “912345”."""
    return re.search(rf"(?<!\w){re.escape(fold(number))}(?!\w)", fold(text)) is not None


def _contradicts(before: BadgeValues, after: BadgeValues) -> bool:
    """Tell whether a line says something else than what is written of a badge, not only more."""
    pairs = ((getattr(before, name), getattr(after, name)) for name in _LABELS if name != "note")
    return any(was and was != will for was, will in pairs) or not after.note.startswith(before.note)


def _letters(value: Any) -> str:
    """Return the letters and digits of a number of a paper: “15 - QĐ/TU” is “15-QĐ/TU”."""
    return _NO_LETTER.sub("", fold(_text(value)))


def _told(before: BadgeValues | None, after: BadgeValues) -> list[Difference]:
    """Return in words what is new or other of a badge."""
    found = [] if before else [Difference(_BADGE, "", f"{after.years} năm")]
    for name, label in _LABELS.items():
        will, was = getattr(after, name), getattr(before, name, "")
        if will != was and (will or was):
            of = f" (Huy hiệu {after.years} năm)" if before else ""
            found.append(Difference(f"{label}{of}", _text(was), _text(will)))
    return found


def _kept(who: MemberRecord, values: BadgeValues) -> Problem:
    """Return the warning that the register has a badge of which a line says that there is none."""
    day = f" trao {values.awarded_on:%d/%m/%Y}" if values.awarded_on else ""
    text = f"Tệp ghi chưa có Huy hiệu {values.years} năm, sổ đã ghi Huy hiệu này{day}; giữ như sổ."
    repair = "Sổ ghi nhầm thì bỏ ở thẻ Khen thưởng, kỷ luật."
    return problem_of(who, _BADGE, f"{values.years} năm", text, repair, is_warning=True)


def _text(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value or ""


def _action(verdict: Verdict, who: MemberRecord, problems: list[Problem]) -> Action:
    found = (*who.problems, *problems)
    return Action(verdict, Subject.BADGE, who.full_name, who.sheet, who.row, (), found)
