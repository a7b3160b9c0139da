"""The data files that are measured: the sample, a large commune, and a crowd."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models import membership_rules, stays
from models.database import Database
from models.members import MemberValues
from models.opening import open_database
from models.sample import generate, person, places
from models.tables import Duty, Member, Stay
from models.text import name_forms

TODAY = date(2026, 11, 22)


def opened(path: Path) -> Database:
    """Open a data file on the day of the measurements."""
    return open_database(path, clock=lambda: datetime(2026, 11, 22, 9))


def sample(folder: Path) -> Path:
    """Make the sample of 450 members."""
    path = folder / "mau.db"
    with closing(opened(path)) as db:
        generate(db, TODAY)
    return path


def large(folder: Path) -> Path:
    """Make a commune at the upper end: 1,500 members in 60 cells, two years of meetings."""
    path = folder / "lon.db"
    with closing(opened(path)) as db:
        generate(db, TODAY, members=1500, cells=60)
    return path


def crowd(folder: Path, count: int = 50_000) -> Path:
    """Make members and stays only, past the log: thirty times as many people as a commune has."""
    path = folder / "dong.db"
    chance = Random(2026)
    with closing(opened(path)) as db:
        with db.write("Lập danh sách chi bộ") as session:
            commune = places.build(session, chance, TODAY, count=60, months=0)
        with db.write("Lập danh sách đảng viên") as session:
            _fill(session, chance, commune.places, count)
    return path


def _fill(session: Session, chance: Random, homes: list[places.Place], count: int) -> None:
    given = person.registry(session)
    people: list[dict[str, object]] = []
    histories: list[dict[str, object]] = []
    for key in range(1, count + 1):
        home = homes[key % len(homes)]
        admitted = TODAY - timedelta(days=round(365.25 * chance.triangular(0.2, 50, 12)))
        values = person.make(chance, given, home, admitted=admitted, on=TODAY)
        people.append(_row(key, values))
        histories.append(
            {
                "member_id": key,
                "cell_id": home.cell_id,
                "standing": stays.standing_from(
                    values.admitted_on, values.official_on, TODAY, membership_rules.book(session)
                ),
                "duty": Duty.ACTIVE,
                "since": admitted,
                "is_since_known": False,
            }
        )
    session.connection().execute(insert(Member), people)
    session.connection().execute(insert(Stay), histories)


def _row(key: int, values: MemberValues) -> dict[str, object]:
    row: dict[str, object] = {name: None if value == "" else value for name, value in vars(values).items()}
    forms = zip(("name_fold", "name_sort", "initials"), name_forms(values.full_name), strict=True)
    return row | {"id": key, **dict(forms)}
