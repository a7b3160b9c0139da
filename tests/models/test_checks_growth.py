"""The data check of those who were just admitted."""

from __future__ import annotations

from datetime import date

from models import checks, members
from models.checks import growth
from models.database import Database
from models.dates import PartialDate
from models.events import EventValues
from models.members import MemberValues
from models.tables import EventKind
from tests.models import builders

TODAY = date(2026, 11, 22)
ADMITTED = PartialDate(2026, 5, 1)


def test_an_admission_without_two_introducers_is_shown_while_the_probation_runs(db: Database) -> None:
    came = EventValues(EventKind.ADMISSION, ADMITTED.first)
    with db.write("Kết nạp") as session:
        cell = builders.cell(session)
        for name, one, two, by in (
            ("Lò Thị Một", "", "BCH Đoàn xã", came),
            ("Lò Văn Không", "", "", came),
            ("Lò Văn Đủ", "Vì Văn A", "Vì Văn B", came),
            ("Lò Văn Từ Danh Sách", "", "", None),
        ):
            values = MemberValues(name, admitted_on=ADMITTED, first_introducer=one, second_introducer=two)
            members.add(session, values, cell, on=TODAY, by=by)
    with db.read() as session:
        found = checks.run(session, TODAY, rules=growth.RULES)
    assert {one.name: one.what for one in found} == {
        "Lò Văn Không": "Kết nạp 01/05/2026, chưa ghi người giới thiệu nào.",
        "Lò Thị Một": "Kết nạp 01/05/2026, mới ghi một người giới thiệu: BCH Đoàn xã.",
    }
