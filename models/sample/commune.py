"""The whole made-up commune, written into an empty data file step by step, as an office would."""

from __future__ import annotations

from datetime import date
from random import Random

from models import first_month, meetings, office
from models.database import Database
from models.dates import Period, add_months
from models.office import Office
from models.progress import SILENT, Progress
from models.sample import (
    aims,
    closing,
    gatherings,
    growth,
    lists,
    organisation,
    places,
    posts,
    records,
    register,
    scores,
    talk,
)
from models.sample.places import Commune
from models.sample.words import LEADERS

_SEED = 2026
PREPARER = LEADERS[-1][0]
"""Who prepares the reports of the made-up office."""
_OFFICE = Office(
    commune="Đảng ủy xã Mường Mẫu",
    superior="Tỉnh ủy Điện Biên",
    place="Mường Mẫu",
    preparer=PREPARER,
    preparer_phone="0412345678",
    signer=LEADERS[0][0],
)


def generate(
    db: Database,
    on: date,
    *,
    seed: int = _SEED,
    cells: int = 24,
    members: int = 450,
    months: int = 24,
    progress: Progress = SILENT,
) -> None:
    """Fill an empty data file with a commune as it stands on a day: the same for the same seed, day and sizes.

    `cells` are those open on that day, `members` those on their lists (guests apart), `months` the months of meetings
    before the present one, which is opened and half written. Nobody in it is real.
    """
    with db.write("Ghi thông tin cơ quan") as session:
        office.save(session, _OFFICE)
    with db.write("Lập danh sách chi bộ, thôn bản") as session:
        organisation.found(session, on)
        commune = places.build(session, _chance(seed, "places"), on, count=cells, months=months)
    with db.write("Lập danh sách đảng viên, chi ủy") as session:
        register.fill(session, _chance(seed, "register"), commune, members)
        session.flush()
        posts.fill(session, _chance(seed, "posts"), commune)
    with db.write("Ghi nhiệm kỳ, phân công phụ trách thôn bản, nhóm hộ") as session:
        organisation.fill(session, _chance(seed, "organisation"), commune)
    with db.write("Ghi chỉ tiêu được giao") as session:
        aims.fill(session, on)
    with db.write("Lập danh sách nguồn, mở lớp bồi dưỡng") as session:
        growth.fill(session, _chance(seed, "growth"), commune, members)
    with db.write("Ghi chức vụ, khen thưởng, xếp loại") as session:
        records.fill(session, _chance(seed, "records"), commune)
    _write_meetings(db, commune, seed, progress)


def _write_meetings(db: Database, commune: Commune, seed: int, progress: Progress) -> None:
    chance = _chance(seed, "meetings")
    on = commune.on
    with db.read() as session:
        told = gatherings.chronicle(session, chance, commune, lists.read(session))
    past = [month for month in Period(commune.first, on).months() if month != (on.year, on.month)]
    for year in sorted({year for year, _month in past}):
        with db.write(f"Ghi sinh hoạt và điểm danh năm {year}") as session:
            for month in (month for each, month in past if each == year):
                progress.step(past.index((year, month)), len(past), f"Tháng {month}/{year}")
                gatherings.write_month(session, chance, told, year, month)
    with db.write(f"Mở kỳ tháng {on.month}/{on.year}") as session:
        first_month.opened(session, *(past or [(on.year, on.month)])[0], on=commune.first)
        meetings.open_month(session, on.year, on.month, on=on)
    with db.write(f"Điểm danh tháng {on.month}/{on.year}") as session:
        gatherings.write_present_month(session, chance, told)
    with db.write("Ghi nội dung, nhiệm vụ, biểu quyết, văn bản") as session:
        talk.fill(session, _chance(seed, "talk"), on)
    with db.write("Chấm điểm sinh hoạt tháng trước") as session:
        scores.fill(session, _chance(seed, "scores"), on)
    closed = add_months(on.replace(day=1), -2)
    if (closed.year, closed.month) in past:
        closing.fill(db, closed)


def _chance(seed: int, what: str) -> Random:
    """Return a source of chance of its own for each part, so that a change in one leaves the others alone."""
    return Random(f"{seed} {what}")
