"""Planning a list of quần chúng ưu tú."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import candidates, codes
from models.candidates import CandidateValues
from models.errors import KnownError
from models.imports.actions import Action, Difference, Subject, Verdict, WriteCandidate
from models.imports.ground import Ground
from models.imports.matching import agree
from models.imports.places import NAME_THE_CELL
from models.imports.spellings import otherwise
from models.member_fields import in_words
from models.records import CandidateRecord, Problem, Severity
from models.tables import Candidate, Gender
from models.text import fold

_FIELDS: Final = {
    "full_name": "Họ và tên",
    "born_on": "Ngày sinh",
    "gender": "Giới tính",
    "ethnic_id": "Dân tộc",
    "cell_id": "Chi bộ theo dõi",
    "village_id": "Thôn, bản",
    "occupation": "Nghề nghiệp",
    "is_youth_member": "Đoàn viên",
    "listed_on": "Ngày vào danh sách nguồn",
    "certificate_number": "Số giấy chứng nhận",
    "certificate_on": "Ngày giấy chứng nhận",
    "proposed_on": "Ngày chi bộ đề nghị",
    "note": "Ghi chú",
}
_AS_THEY_STAND: Final = (
    *("born_on", "gender", "occupation", "is_youth_member", "listed_on", "certificate_number", "certificate_on"),
    *("proposed_on", "note"),
)


@dataclass(frozen=True)
class _Known:
    id: int
    values: CandidateValues


class CandidatePlanner:
    """Plans one person of the list after another: known by name and birth, new, or to be looked at by hand."""

    def __init__(self, ground: Ground) -> None:
        session = ground.session
        self._register = ground.register
        self._on = ground.on
        self._known: dict[str, list[_Known]] = {}
        waiting = select(Candidate.id, Candidate.name_fold).where(
            Candidate.member_id.is_(None), Candidate.left_on.is_(None)
        )
        for key, name in session.execute(waiting).all():
            self._known.setdefault(name, []).append(_Known(key, candidates.read(session, key)))
        self._taken: dict[tuple[str, str], int] = {}
        self._admitted = frozenset(session.scalars(select(Candidate.member_id).where(Candidate.member_id.is_not(None))))

    def plan(self, record: CandidateRecord) -> Action:
        """Return what happens to one person of the list."""
        if record.is_refused:
            return _action(Verdict.ERROR, record, record.problems)
        problems: list[Problem] = []
        given = {"full_name": record.full_name, **self._given(record, problems)}
        found = [
            one for one in self._known.get(fold(record.full_name), ()) if agree(one.values.born_on, record.born_on)
        ]
        key = (fold(record.full_name), str(record.born_on or ""))
        if (first := self._taken.setdefault(key, record.row)) != record.row:
            problems.append(_problem(record, "full_name", f"Người này đã ghi ở dòng {first}.", "Chỉ giữ một dòng."))
        if len(found) > 1:
            text = f"Trong nguồn có {len(found)} người cùng tên."
            problems.append(_problem(record, "full_name", text, "Ghi thêm ngày sinh vào dòng này."))
        known = found[0] if len(found) == 1 else None
        if not found and (member := self._member(record)) is not None:
            text = f"Đã là đảng viên: {self._register.describe(member)}; chưa ghi vào nguồn."
            repair = "Nếu là người khác cùng tên, ghi thêm ngày sinh hoặc thêm ở màn hình nguồn kết nạp."
            warning = _problem(record, "full_name", text, repair, is_warning=True)
            return _action(Verdict.SKIP, record, (*record.problems, warning))
        if known is not None and known.values.born_on and record.born_on and not record.born_on.is_full:
            given.pop("born_on")  # a vaguer day is no news
        before = known.values if known else CandidateValues(record.full_name, None, None)
        news = {
            name: value
            for name, value in given.items()
            if known is None or (name != "full_name" and value != getattr(before, name))
        }
        if known is None:
            self._complete(record, news, problems)
        try:
            candidates.check(replace(before, **news), self._on)
        except KnownError as error:
            problems.append(_problem(record, error.field or "full_name", error.message, "Sửa lại dòng này."))
        if any(problem.is_error for problem in problems):
            return _action(Verdict.ERROR, record, (*record.problems, *problems))
        if not news:
            return _action(Verdict.SKIP, record, (*record.problems, *problems))
        differences = tuple(
            Difference(
                _FIELDS[name], self._shown(name, getattr(before, name) if known else None), self._shown(name, value)
            )
            for name, value in news.items()
        )
        done = _action(Verdict.CHANGE if known else Verdict.ADD, record, (*record.problems, *problems))
        return done._replace(differences=differences, write=WriteCandidate(known.id if known else None, news))

    def _member(self, record: CandidateRecord) -> int | None:
        """Return the member whom a line means that tells no news of a candidate, None where that is not sure.

        That is who was admitted from this list, or, where the line says no birth, who bears the name in its cell.
        """
        cell = self._register.find_cell(record.cell_name) if record.cell_name else None
        for one in self._register.by_name.get(fold(record.full_name), ()):
            stay = self._register.present_stay(one)
            is_here = cell is not None and stay is not None and stay.cell_id == cell.id
            born = self._register.members[one].born_on
            if record.born_on is None:
                if is_here:
                    return one
            elif one in self._admitted and born is not None and agree(born, record.born_on):
                return one
        return None

    def _given(self, record: CandidateRecord, problems: list[Problem]) -> dict[str, Any]:
        given = {name: getattr(record, name) for name in _AS_THEY_STAND if getattr(record, name) is not None}
        if record.ethnic:
            given["ethnic_id"] = self._register.code(codes.ETHNIC, record.ethnic)
            if given["ethnic_id"] is None:
                text = f"Không có “{record.ethnic}” trong danh mục."
                problems.append(_problem(record, "ethnic_id", text, "Sửa lại dân tộc."))
        if record.cell_name:
            cell = self._register.find_cell(record.cell_name)
            given["cell_id"] = cell.id if cell else None
            if cell is None:
                text = f"Không có chi bộ “{record.cell_name}” trong sổ."
                problems.append(_problem(record, "cell_id", text, "Sửa lại tên chi bộ."))
            elif text := otherwise(record.cell_name, cell.name):
                problems.append(_problem(record, "cell_id", text, "Không phải thì sửa tên trong tệp.", is_warning=True))
        if record.village:
            village = self._register.find_village(record.village)
            if village is not None:
                given["village_id"] = village.id
            else:
                text = f"Không có thôn, bản “{record.village}” trong sổ; chưa ghi."
                problems.append(_problem(record, "village_id", text, "Ghi sau ở thẻ.", is_warning=True))
        return given

    def _complete(self, record: CandidateRecord, news: dict[str, Any], problems: list[Problem]) -> None:
        """Say what somebody new lacks, and warn of a member with the name and birth."""
        if news.get("cell_id") is None and not record.cell_name:
            problems.append(_problem(record, "cell_id", "Thiếu chi bộ theo dõi.", NAME_THE_CELL))
        if "listed_on" not in news:
            news["listed_on"] = record.proposed_on or self._on  # the steps stay in order
            text = f"Tệp không ghi ngày vào danh sách nguồn; lấy ngày {news['listed_on']:%d/%m/%Y}."
            problems.append(_problem(record, "listed_on", text, "Sửa sau ở thẻ nếu biết.", is_warning=True))
        for member_id in self._register.by_name.get(fold(record.full_name), ()):
            if record.born_on and self._register.members[member_id].born_on == record.born_on:
                text = f"Đã là đảng viên: {self._register.describe(member_id)}."
                problems.append(_problem(record, "full_name", text, "Bỏ dòng này nếu là một người.", is_warning=True))

    def _shown(self, name: str, value: Any) -> str:
        if value in (None, "", False):
            return ""
        match name:
            case "ethnic_id":
                return self._register.labels.get(value, "")
            case "cell_id":
                return self._register.cell_names.get(value, "")
            case "village_id":
                return self._register.village_names.get(value, "")
            case _:
                return value.label if isinstance(value, Gender) else _text(value)


def write(session: Session, many: Sequence[WriteCandidate], on: date) -> None:
    """Write those planned into the source list."""
    for one in many:
        if one.candidate_id is None:
            candidates.add(session, CandidateValues(**one.values), on=on)
        else:
            known = candidates.read(session, one.candidate_id)
            candidates.edit(session, one.candidate_id, replace(known, **one.values), on=on)


def _text(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else in_words(value)


def _action(verdict: Verdict, record: CandidateRecord, problems: tuple[Problem, ...]) -> Action:
    return Action(verdict, Subject.CANDIDATE, record.full_name, record.sheet, record.row, (), problems)


def _problem(record: CandidateRecord, field: str, reason: str, repair: str, *, is_warning: bool = False) -> Problem:
    severity = Severity.WARNING if is_warning else Severity.ERROR
    label = _FIELDS.get(field, _FIELDS["full_name"])
    return Problem(record.sheet, record.row, None, label, record.full_name, reason, repair, severity)
