"""What the register holds for the statistics: each group of a period read once, the cards of all once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property

from sqlalchemy import Date, String, and_, bindparam, case, func, select, type_coerce
from sqlalchemy.orm import Session

from models import cells, organizations, ratings, reminders, stays
from models import office as offices
from models.asking import Asked
from models.balance import INTERNAL, Line, Movement
from models.bodies import Body
from models.called import Names
from models.dates import PartialDate, Period, office_date
from models.indicators.facts import Facts
from models.indicators.kinds import Name, Subject
from models.indicators.scope import Scope
from models.statistics import cards, papers, work
from models.statistics.cards import Card
from models.statistics.kinds import Entry, Group, Population, Statistics
from models.statistics.papers import Span
from models.tables import (
    Badge,
    CodeItem,
    Duty,
    Event,
    EventKind,
    Flaw,
    Member,
    Organization,
    Rating,
    RatingLevel,
    Standing,
    Stay,
)
from models.tables import Scope as Where

_TRANSFERS = (EventKind.TEMP_OUT, EventKind.TEMP_IN, EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN)
_BASES = frozenset({"grassroots", "grassroots_cell"})
"""Codes of organisations that are bases of the Party (TCCSĐ)."""
_STANDINGS = {one.value: one for one in Standing}
_DUTIES = {one.value: one for one in Duty}
OWN_TRAITS = frozenset(
    {"standing", "duty", "cell", "is_since_known", "line", "side", "state", "level", "cause", "is_decided", "years"}
    | {"kind", "body", "has_admitted", "is_sure", "is_again", "is_written", "flaw", "is_exhausted"}
)
"""Traits that are not of the members' records."""
_ON_LISTS = Asked(
    select(
        *(Stay.member_id, Stay.cell_id, type_coerce(Stay.standing, String), type_coerce(Stay.duty, String)),
        Stay.is_since_known,
    ).where(stays.holds_on(bindparam("day", type_=Date)), Stay.duty != Duty.GUEST)
)
_LAST_CELLS = Asked(  # the last row of a member stands
    select(Stay.member_id, Stay.cell_id).where(Stay.since <= bindparam("day", type_=Date)).order_by(Stay.since, Stay.id)
)
_CELL_THEN = case(  # only one who comes is written into a cell
    (Event.kind == EventKind.TEMP_IN, Event.cell_id),
    else_=select(Stay.cell_id)
    .where(Stay.member_id == Event.member_id, Stay.since <= Event.effective_on)
    .order_by(Stay.since.desc())
    .limit(1)
    .correlate(Event)
    .scalar_subquery(),
)
_UNTIL = bindparam("until", type_=Date)
_RATINGS = Asked(
    select(
        *(Member.id, type_coerce(Member.admitted_on, String)),
        case((Rating.committee_rated_on > _UNTIL, None), else_=Rating.committee_rating),
        case((Rating.cell_rated_on > _UNTIL, None), else_=Rating.cell_rating),
        *(Rating.state, Rating.cause),
    ).outerjoin(
        Rating,
        and_(
            Rating.member_id == Member.id,
            Rating.year == bindparam("year"),
            Rating.quarter == bindparam("quarter"),
        ),
    )
)


class Register:
    """Reads groups within one session; what two periods share is read once.

    `traits` are those that will be asked for, where that is known: without any of the members' records in it, as in
    forms 1, 5, 6 and 7, only names are read of them.
    """

    def __init__(self, session: Session, traits: Collection[str] | None = None) -> None:
        self.session = session
        self._is_whole = traits is None or not OWN_TRAITS.issuperset(traits)
        self._has_ages = traits is None or not cards.AGE_TRAITS.isdisjoint(traits)
        self._read: dict[tuple[Group, Period, date], Population] = {}
        self._listed: dict[date, Population] = {}
        self._facts: dict[tuple[Period, date], Facts] = {}
        self._cells: dict[date, dict[int, int | None]] = {}

    def statistics(self, period: Period, day: date, groups: Iterable[Group]) -> Statistics:
        """Return some groups of a period as known on a day of it."""
        return Statistics({group: self.group(group, Span(period, day)) for group in groups})

    def group(self, group: Group, span: Span) -> Population:
        """Return the entries of one group."""
        key = group, span.period, span.day
        if key not in self._read:
            self._read[key] = self._make(group, span)
        return self._read[key]

    def _make(self, group: Group, span: Span) -> Population:
        match group:
            case Group.OPENING:
                return self.listed(span.period.first - stays.ONE_DAY)
            case Group.MEMBERS:
                return self.listed(span.day)
            case Group.ADMITTED:
                return Population(self._admitted(span))
            case Group.MOVED:
                return Population(self._moved(span))
            case Group.RATED:
                return Population(self._rated(span))
            case Group.BADGED:
                return Population(self._badged(span))
            case Group.COMMENDED:
                return Population(self._commended(span))
            case Group.COMMENDED_BODIES:
                return Population(self._commended_bodies(span))
            case Group.DISCIPLINED_BODIES:
                return Population(self._disciplined_bodies(span))
            case Group.CARDED:
                return Population(self._carded(span))
            case Group.TRANSFERRED:
                return Population(self._transferred(span))
            case Group.FLAWED:
                return Population(self._flawed(span))
            case Group.BODIES:
                return Population(self._bodies(span))

    @cached_property
    def cards(self) -> dict[int, Card]:
        """The records of everybody."""
        return cards.read(self.session) if self._is_whole else cards.read_names(self.session)

    def has_members(self, day: date) -> bool:
        """Whether anybody was on a list on a day."""
        query = select(Stay.id).where(stays.holds_on(day), Stay.duty != Duty.GUEST).limit(1)
        return self.session.scalar(query) is not None

    def listed(self, day: date) -> Population:
        """Return the members on the lists on a day, by name; guests are on the list of their own commune."""
        if day not in self._listed:
            rows = {row[0]: row for row in _ON_LISTS.rows(self.session, day=day)}
            self._listed[day] = Population(
                self._on_list(card, day, *rows[key]) for key, card in self.cards.items() if key in rows
            )
        return self._listed[day]

    def _on_list(
        self, card: Card, day: date, member_id: int, cell_id: int, standing: str, duty: str, is_since_known: bool
    ) -> Entry:
        stands = _STANDINGS[standing]
        traits = {
            **card.traits,
            **(cards.ages(card.born, day) if self._has_ages else {}),
            "standing": None if stands is Standing.UNKNOWN else stands,
            "duty": _DUTIES[duty],
            "cell": cell_id,
            "is_since_known": is_since_known,
        }
        return Entry(Name(Subject.MEMBER, member_id, self._called(member_id, day), cell_id, stands.label), traits)

    def _facts_of(self, span: Span) -> Facts:
        key = span.period, span.day
        if key not in self._facts:
            self._facts[key] = Facts(self.session, Scope(span.period, span.day))
        return self._facts[key]

    def _moves(self, span: Span) -> list[Movement]:
        return [one for one in self._facts_of(span).movements if one.line not in INTERNAL]

    def _admitted(self, span: Span) -> Iterable[Entry]:
        again = self._readmitted(span)
        for row in self._facts_of(span).admitted:
            card = self.cards[row.id]
            own = {"is_sure": row.is_sure or None, "is_again": row.id in again, "cell": row.cell_id}
            said = f"kết nạp {row.day}"
            name = Name(Subject.MEMBER, row.id, row.full_name, row.cell_id, said, until=row.day.open_until)
            yield Entry(name, {**card.traits, **cards.ages(card.born, row.day.first), **own})

    def _readmitted(self, span: Span) -> set[int]:
        query = select(Event.member_id).where(
            Event.kind == EventKind.READMISSION, Event.effective_on.between(span.period.first, span.day)
        )
        return set(self.session.scalars(query))

    def _moved(self, span: Span) -> Iterable[Entry]:
        moves = self._moves(span)
        is_untold = any(move.line is Line.B4 for move in moves)
        admitted = {row.id for row in self._facts_of(span).admitted if row.is_sure} if is_untold else set[int]()
        admitted -= {move.member_id for move in moves if move.line is Line.B1}  # by an event of its own
        for move in moves:
            line = Line.B1 if move.line is Line.B4 and move.member_id in admitted else move.line
            day = office_date(move.day) if move.day else "chưa rõ ngày"
            detail, until = f"{line.label}, {day}", move.day.open_until if move.day else None
            yield Entry(
                Name(Subject.MEMBER, move.member_id, move.full_name, move.cell_id, detail, until=until),
                {"line": line.value, "side": line.value[0], "standing": move.standing, "cell": move.cell_id},
            )

    def _rated(self, span: Span) -> Iterable[Entry]:
        """Yield who is to be rated, as the rating round counts them: nobody is left out of rows 2, 3 and 4 of form 6.

        Of whom nothing is written is exempt where the rules say so, else not rated yet (`is_written` False).
        """
        year, quarter = ratings.round_of(span.period)
        rules, last = ratings.rules_of(self.session, year, quarter), ratings.period(year, quarter).last
        again = reminders.readmitted(self.session, span.day)
        rated = {row[0]: row[1:] for row in _RATINGS.rows(self.session, year=year, quarter=quarter, until=span.until)}
        for entry in self.group(Group.MEMBERS, span).entries:
            admitted, by_committee, by_cell, without, cause = rated[entry.name.id]
            level = by_committee or by_cell
            said = level or without
            detail, state = said.label if said else "Chưa ghi xếp loại", "rated" if level else "not_yet"
            if without is not None:
                state = without.value
            elif level is None:
                day = PartialDate.from_iso(admitted) if admitted else None
                day = again.get(entry.name.id, day)
                if exemption := rules.exemption(Duty(entry.traits["duty"]), day, last):
                    detail, state = f"Miễn theo quy định: {exemption}", "exempt"
            own = {
                "state": state,
                "level": level or "none",
                "cause": cause if level is RatingLevel.NOT_FULFILLED else "none",
                "is_decided": by_committee is not None,
                "is_written": said is not None,
            }
            yield Entry(entry.name._replace(detail=detail), own)

    def _badged(self, span: Span) -> Iterable[Entry]:
        """Yield the badges of the period; one of which only the decision has a day may have been awarded after it."""
        if (passed := span.passed) is None:
            return
        day = func.coalesce(Badge.awarded_on, Badge.decision_on)
        query = select(Badge.member_id, Badge.years, day, Badge.awarded_on.is_not(None))
        rows = self.session.execute(query.where(day.between(passed.first, passed.last)).order_by(day, Badge.id))
        for member_id, years, on, is_awarded in rows:
            detail = f"{years} năm, {'' if is_awarded else 'quyết định '}{office_date(on)}"
            yield Entry(self._member(member_id, span, detail), {"years": years, "is_sure": is_awarded or None})

    def _commended(self, span: Span) -> Iterable[Entry]:
        """Yield each member praised in the period once, at the highest form that members have a line for."""
        for member_id, held in papers.praised(self.session, span).items():
            one = papers.highest(held, work.OF_MEMBERS)
            own = {"kind": one.form, "is_sure": one.is_sure}
            yield Entry(self._member(member_id, span, one.label)._replace(until=one.until), own)

    def _commended_bodies(self, span: Span) -> Iterable[Entry]:
        """Yield each Party body praised in the period once, at the highest form that its kind has a line for."""
        praised = papers.praised_bodies(self.session, span)
        known = self._known_bodies(span) if praised else {}
        for body, held in praised.items():
            if body in known:
                kind, name = known[body]
                one = papers.highest(held, work.FORMS_OF[kind])
                own = {"body": kind, "kind": one.form, "is_sure": one.is_sure}
                yield Entry(name._replace(detail=one.label, until=one.until), own)

    def _disciplined_bodies(self, span: Span) -> Iterable[Entry]:
        """Yield each Party body disciplined in the period once, at the heaviest form."""
        disciplined = papers.disciplined_bodies(self.session, span)
        known = self._known_bodies(span) if disciplined else {}
        for body, (code, label) in disciplined.items():
            if body in known:
                kind, name = known[body]
                yield Entry(name._replace(detail=label), {"body": kind, "kind": code})

    def _known_bodies(self, span: Span) -> dict[Body, tuple[str, Name]]:
        """Return Party body → what form 7 takes it for, and its name; what stands above the commune is not ours."""
        known = {
            Body(cell_id=key): ("cell", Name(Subject.CELL, key, name, key, ""))
            for key, name in cells.names(self.session, span.day).items()
        }
        kinds = self._kinds_of_bodies(span)
        for key, name in self.session.execute(select(Organization.id, Organization.name)):
            if key in kinds:
                known[Body(organization_id=key)] = kinds[key], Name(Subject.ORGANIZATION, key, name, None, "")
        return known

    def _kinds_of_bodies(self, span: Span) -> dict[int, str]:
        """Return organisation → what the forms take it for; what stands above the commune is not ours.

        The commune's own is a đảng bộ cơ sở, unless the tree of the day has such bases directly below it, as where it
        was piloted as the level above them (domain.md 1.1): then it is “superior” and they are the bases.
        """
        commune_id, above = cells.commune_of(self.session), organizations.above_commune(self.session)
        query = select(Organization.id, CodeItem.code).outerjoin(CodeItem, CodeItem.id == Organization.kind_id)
        kinds = {
            key: code if code in _BASES else "section" for key, code in self.session.execute(query) if key not in above
        }
        below = [one.id for one in organizations.rows(self.session, span.day) if one.parent_id == commune_id]
        if commune_id is not None:
            kinds[commune_id] = "superior" if any(kinds[key] in _BASES for key in below) else "grassroots"
        return kinds

    def _carded(self, span: Span) -> Iterable[Entry]:
        listed = (entry.name.id for entry in self.group(Group.MEMBERS, span).entries)
        first = {key: issued for key in listed if (issued := self.cards[key].issued) is not None}
        for one in papers.cards(self.session, span, first):
            own = {"kind": one.kind, "is_sure": one.is_sure}
            yield Entry(self._member(one.member_id, span, one.detail)._replace(until=one.until), own)

    def _transferred(self, span: Span) -> Iterable[Entry]:
        """Yield every transfer, in the cell that it led to or from, whatever cell the member is in now."""
        if (passed := span.passed) is None:
            return
        moved = {(one.member_id, one.kind, one.on): one.cell_id for one in self._moves(span)}
        query = (
            select(Event.member_id, Event.kind, Event.effective_on, _CELL_THEN)
            .where(
                Event.kind.in_(_TRANSFERS),
                Event.effective_on.between(passed.first, passed.last),
                Event.scope.is_distinct_from(Where.SAME_BODY),
            )
            .order_by(Event.effective_on, Event.id)
        )
        for member_id, kind, day, cell_id in self.session.execute(query):
            name = self._member(member_id, span, f"{kind.label}, {office_date(day)}")
            yield Entry(name._replace(cell_id=moved.get((member_id, kind, day), cell_id)), {"kind": kind})

    def _flawed(self, span: Span) -> Iterable[Entry]:
        """Yield each member once for each way (in, out) and each flaw."""
        if (passed := span.passed) is None:
            return
        query = (
            select(Event.member_id, Event.kind, Event.flaw, Event.effective_on)
            .where(Event.flaw.is_not(None), Event.effective_on.between(passed.first, passed.last))
            .order_by(Event.effective_on, Event.id)
        )
        seen = set[tuple[int, str, Flaw]]()
        for member_id, kind, flaw, day in self.session.execute(query):
            way = work.WAY_OF.get(kind)
            if flaw is None or way is None or (member_id, way, flaw) in seen:
                continue
            seen.add((member_id, way, flaw))
            said = f"{kind.label}, {office_date(day)}: {flaw.label.lower()}"
            yield Entry(self._member(member_id, span, said), {"kind": way, "flaw": flaw})

    def _bodies(self, span: Span) -> Iterable[Entry]:
        """Yield the commune's own organisation, those between it and the cells, and the cells."""
        admitted = self.group(Group.ADMITTED, span)
        sure = {entry.name.cell_id for entry in admitted.by("is_sure").get(True, ())}
        commune_id, kinds = cells.commune_of(self.session), self._kinds_of_bodies(span)
        name, found = offices.read(self.session).commune or "Đảng bộ xã", self._facts_of(span).cells
        admitting = {cell.organization_id for cell in found if cell.id in sure}
        for one in organizations.rows(self.session, span.day):
            if one.id == commune_id:
                name = one.name
            elif commune_id is not None and one.parent_id == commune_id:
                own = {"kind": kinds[one.id], "has_admitted": one.id in admitting}
                yield Entry(Name(Subject.ORGANIZATION, one.id, one.name, None, one.kind), own)
        own = {"kind": kinds.get(commune_id or 0, "grassroots"), "has_admitted": bool(sure)}
        yield Entry(Name(Subject.ORGANIZATION, commune_id or 0, name, None, "Đảng bộ cơ sở"), own)
        for cell in found:
            own = {"kind": "cell", "has_admitted": cell.id in sure}
            yield Entry(Name(Subject.CELL, cell.id, cell.name, cell.id, cell.kind), own)

    def _member(self, member_id: int, span: Span, detail: str) -> Name:
        name = self._called(member_id, span.day)
        return Name(Subject.MEMBER, member_id, name, self._cell_of(span).get(member_id), detail)

    def _called(self, member_id: int, day: date) -> str:
        return self._names.of(member_id, self.cards[member_id].full_name, day)

    @cached_property
    def _names(self) -> Names:
        return Names(self.session)

    def _cell_of(self, span: Span) -> dict[int, int | None]:
        """Return member id → cell on the last day; who has left the lists has the last one, a guest their host."""
        if span.day not in self._cells:
            self._cells[span.day] = dict(_LAST_CELLS.rows(self.session, day=span.day))
        return self._cells[span.day]
