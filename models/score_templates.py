"""Templates of score sheets: the one of a day, copies with a day of their own, never a change under old sheets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Date, Row, bindparam, func, select
from sqlalchemy.orm import Session

from models.errors import KnownError
from models.tables import (
    Applies,
    Comparator,
    ScoreCriterion,
    ScoreKind,
    ScoreOption,
    ScoreSheet,
    ScoreSource,
    ScoreTemplate,
    WithoutTheme,
)
from models.text import clean, number, plain

FULL = 100


@dataclass(frozen=True)
class Option:
    """A band: points from `at_least` per cent on, or up to `short_by` minutes short; neither bound: all the rest."""

    text: str
    points: float
    at_least: float | None = None
    short_by: float | None = None
    comparator: Comparator = Comparator.AT_LEAST

    @property
    def is_rest(self) -> bool:
        """Whether it takes whatever the bands above leave."""
        return self.at_least is None and self.short_by is None


@dataclass(frozen=True)
class Criterion:
    """A line of the sheet. `number` is its place as printed (“4.2”); `max_points` of a group is the sum below it."""

    id: int
    number: str
    text: str
    kind: ScoreKind
    max_points: float
    source: ScoreSource | None = None
    applies: Applies = Applies.ALWAYS
    must_be_max: bool = False
    options: tuple[Option, ...] = ()
    is_below: bool = False

    @property
    def is_group(self) -> bool:
        """Whether it only sums up the lines below it."""
        return self.kind is ScoreKind.GROUP

    @property
    def allowed(self) -> tuple[float, ...] | None:
        """The points that can be given; None for any from 0 to the most."""
        if self.kind is ScoreKind.NUMBER:
            return None  # bands only propose; any points can be typed
        if self.kind is ScoreKind.TICK or (self.kind is ScoreKind.AUTO and not self.options):
            return self.max_points, 0
        return tuple(option.points for option in self.options) or None


@dataclass(frozen=True)
class Template:
    """A score sheet without a meeting; `sheets` counts the meetings scored on it. Without a day it is a pattern."""

    id: int
    name: str
    issuer: str
    document: str
    effective_from: date | None
    without_theme: WithoutTheme
    criteria: tuple[Criterion, ...] = field(default_factory=tuple)
    sheets: int = 0

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        """The lines that are given points."""
        return tuple(one for one in self.criteria if not one.is_group)

    @property
    def full(self) -> Fraction:
        """The most points of all lines together."""
        return sum((Fraction(str(one.max_points)) for one in self.leaves), Fraction(0))


def rows(session: Session) -> list[Template]:
    """Return all templates: those with a day, the newest first, then the patterns."""
    found = session.execute(_TEMPLATES.order_by(ScoreTemplate.effective_from.desc().nulls_last())).all()
    return [_template(session, one) for one in found]


def read(session: Session, template_id: int) -> Template:
    """Return one template. Raises KnownError if it is gone."""
    found = session.execute(_TEMPLATES.where(ScoreTemplate.id == template_id)).one_or_none()
    if found is None:
        raise KnownError("Mẫu phiếu này không còn; hãy chọn lại.")
    return _template(session, found)


def on(session: Session, day: date) -> Template | None:
    """Return the template in force on a day; None before the first."""
    found = session.execute(_ON, {"day": day}).one_or_none()
    return None if found is None else _template(session, found)


_TEMPLATES = select(  # rows, not objects: every export keeps the template in force
    *(ScoreTemplate.id, ScoreTemplate.name, ScoreTemplate.issuer, ScoreTemplate.document),
    *(ScoreTemplate.effective_from, ScoreTemplate.without_theme),
    select(func.count()).where(ScoreSheet.template_id == ScoreTemplate.id).scalar_subquery().label("sheets"),
)
_ON = (
    _TEMPLATES.where(ScoreTemplate.effective_from <= bindparam("day", type_=Date))
    .order_by(ScoreTemplate.effective_from.desc())
    .limit(1)
)
_LINES = (
    select(
        *(ScoreCriterion.id, ScoreCriterion.text, ScoreCriterion.kind, ScoreCriterion.max_points),
        *(ScoreCriterion.source, ScoreCriterion.applies, ScoreCriterion.must_be_max, ScoreCriterion.parent_id),
    )
    .where(ScoreCriterion.template_id == bindparam("template"))
    .order_by(ScoreCriterion.line)
)
_BANDS = (
    select(
        *(ScoreOption.criterion_id, ScoreOption.text, ScoreOption.points),
        *(ScoreOption.at_least, ScoreOption.short_by, ScoreOption.comparator),
    )
    .join(ScoreCriterion, ScoreCriterion.id == ScoreOption.criterion_id)
    .where(ScoreCriterion.template_id == bindparam("template"))
    .order_by(ScoreOption.line)
)


def _template(session: Session, row: Row[*tuple[Any, ...]]) -> Template:
    lines = session.execute(_LINES, {"template": row.id}).all()
    bands: dict[int, list[Option]] = defaultdict(list)
    for one in session.execute(_BANDS, {"template": row.id}):
        bands[one.criterion_id].append(Option(one.text, one.points, one.at_least, one.short_by, one.comparator))
    criteria = [
        Criterion(
            id=line.id,
            number="",
            text=line.text,
            kind=line.kind,
            max_points=line.max_points or 0,
            source=line.source,
            applies=line.applies,
            must_be_max=line.must_be_max,
            options=tuple(bands[line.id]),
            is_below=line.parent_id is not None,
        )
        for line in lines
    ]
    return Template(
        id=row.id,
        name=row.name,
        issuer=row.issuer or "",
        document=row.document or "",
        effective_from=row.effective_from,
        without_theme=row.without_theme,
        criteria=numbered(criteria),
        sheets=row.sheets,
    )


def numbered(criteria: list[Criterion]) -> tuple[Criterion, ...]:
    """Return the lines with their numbers (1, 2, 2.1 …) and the sums of the groups."""
    made: list[Criterion] = []
    top = below = 0
    for one in criteria:
        if one.is_below and made:
            below += 1
            made.append(replace(one, number=f"{top}.{below}"))
        else:
            top, below = top + 1, 0
            made.append(replace(one, number=str(top), is_below=False))
    for place, one in enumerate(made):
        if one.is_group:
            inside = [Fraction(str(line.max_points)) for line in made if line.number.startswith(f"{one.number}.")]
            made[place] = replace(one, max_points=float(sum(inside)))
    return tuple(made)


def save(session: Session, template: Template) -> int:
    """Write a template and return its id: a new one for id 0, else that one as long as no meeting is scored on it.

    Raises KnownError for a sheet that does not make 100, a day already taken, or old sheets that would change.
    """
    template = replace(template, criteria=numbered(list(template.criteria)))
    check(template)
    taken = session.scalar(
        select(ScoreTemplate.name).where(
            ScoreTemplate.effective_from.is_not(None),
            ScoreTemplate.effective_from == template.effective_from,
            ScoreTemplate.id != template.id,
        )
    )
    if taken is not None:
        raise KnownError(f"Đã có “{taken}” áp dụng từ ngày này; hãy chọn ngày khác.", field="effective_from")
    row = ScoreTemplate()
    if template.id:
        row = session.get_one(ScoreTemplate, template.id)
        _refuse_used(session, template.id)
        _drop_lines(session, template.id)
    row.name, row.issuer = clean(template.name), clean(template.issuer) or None
    row.document, row.effective_from = clean(template.document) or None, template.effective_from
    row.without_theme = template.without_theme
    session.add(row)
    session.flush()
    parent: int | None = None
    for line, one in enumerate(template.criteria, 1):
        made = ScoreCriterion(
            template_id=row.id,
            parent_id=parent if one.is_below else None,
            line=line,
            text=clean(one.text),
            kind=one.kind,
            max_points=None if one.is_group else one.max_points,
            source=one.source,
            applies=one.applies,
            must_be_max=one.must_be_max,
        )
        session.add(made)
        session.flush()
        parent = parent if one.is_below else made.id
        for place, option in enumerate(one.options, 1):
            session.add(
                ScoreOption(
                    criterion_id=made.id,
                    line=place,
                    text=clean(option.text),
                    points=option.points,
                    at_least=option.at_least,
                    short_by=option.short_by,
                    comparator=option.comparator,
                )
            )
    session.flush()
    return row.id


def delete(session: Session, template_id: int) -> None:
    """Take a template away. Raises KnownError if meetings are scored on it."""
    _refuse_used(session, template_id)
    _drop_lines(session, template_id)
    session.delete(session.get_one(ScoreTemplate, template_id))


def _refuse_used(session: Session, template_id: int) -> None:
    used = session.scalar(select(func.count()).select_from(ScoreSheet).where(ScoreSheet.template_id == template_id))
    if used:
        raise KnownError(
            f"Đã có {number(used)} phiếu chấm theo mẫu này nên mẫu không sửa, không xóa được; "
            "hãy thêm bản mới từ một ngày khác."
        )


def _drop_lines(session: Session, template_id: int) -> None:
    query = select(ScoreCriterion).where(ScoreCriterion.template_id == template_id)
    lines = session.scalars(query.order_by(ScoreCriterion.line.desc())).all()  # what is below goes first
    keys = [line.id for line in lines]
    for option in session.scalars(select(ScoreOption).where(ScoreOption.criterion_id.in_(keys))).all():
        session.delete(option)
    session.flush()
    for line in lines:
        session.delete(line)
        session.flush()


def check(template: Template) -> None:
    """Raise KnownError for a template that could not give every meeting 0 to 100 points."""
    if not clean(template.name):
        raise KnownError("Hãy ghi tên mẫu phiếu.", field="name")
    if not template.leaves:
        raise KnownError("Mẫu phiếu chưa có mục nào; hãy thêm mục chấm điểm.", field="criteria")
    for one in template.criteria:
        check_criterion(one)
    for one in template.criteria:
        if one.is_group and not one.max_points:
            raise KnownError(f"Nhóm {one.number} chưa có mục nào.", field="criteria")
        if one.is_below and not _group_of(template, one).is_group:
            raise KnownError(f"Mục {one.number} không nằm trong nhóm nào; hãy đưa mục ra ngoài.", field="criteria")
    if template.full != FULL:
        raise KnownError(f"Tổng điểm tối đa là {plain(float(template.full))}, phải bằng 100.", field="criteria")


def check_criterion(one: Criterion) -> None:
    """Raise KnownError for a line that cannot be scored."""
    name = f"Mục {one.number}" if one.number else "Mục này"
    if not clean(one.text):
        raise KnownError(f"{name} chưa có nội dung.", field="text")
    if one.is_group:
        return
    if not 0 < one.max_points <= FULL:
        raise KnownError(f"{name}: điểm tối đa phải trên 0 và không quá 100.", field="max_points")
    if one.kind is ScoreKind.AUTO and one.source is None:
        raise KnownError(f"{name}: chấm tự động thì phải chọn số liệu.", field="source")
    if one.kind is ScoreKind.CHOICE and not one.options:
        raise KnownError(f"{name}: chọn mức thì phải có các mức điểm.", field="options")
    if not one.options:
        return
    if max(option.points for option in one.options) != one.max_points:
        raise KnownError(f"{name}: mức cao nhất phải bằng điểm tối đa.", field="options")
    if min(option.points for option in one.options) < 0:
        raise KnownError(f"{name}: điểm của một mức không được âm.", field="options")
    if one.kind in (ScoreKind.AUTO, ScoreKind.NUMBER) and not one.options[-1].is_rest:
        raise KnownError(f"{name}: mức cuối phải là mức còn lại, không ghi giới hạn.", field="options")


def _group_of(template: Template, below: Criterion) -> Criterion:
    wanted = below.number.partition(".")[0]
    return next(one for one in template.criteria if one.number == wanted)
