"""A small book for the tests of the member screen: two cells, people of every sort."""

from __future__ import annotations

from datetime import date

from models import cells, codes, members
from models.database import Database
from models.dates import PartialDate
from models.members import MemberValues
from models.tables import Duty, Gender, Position
from ui.members.card import MemberCard
from ui.members.screen import MembersScreen
from ui.members.words import Lookup

TODAY = date(2026, 11, 14)


def day(text: str) -> PartialDate:
    """Return a date as typed."""
    return PartialDate.parse(text)


def fill(db: Database) -> dict[str, int]:
    """Write the book and return name → id."""
    with db.write("Dựng sổ") as session:
        village, health = (
            cells.add(session, cells.CellValues(name)) for name in ("Chi bộ bản Tin Tốc", "Chi bộ Trạm Y tế")
        )
        thai, kinh = (codes.id_of(session, codes.ETHNIC, code) for code in ("03", "01"))
        people = (
            (
                village,
                Duty.ACTIVE,
                MemberValues(
                    "Lò Văn Ánh",
                    gender=Gender.MALE,
                    born_on=day("1965"),
                    ethnic_id=thai,
                    citizen_id="011065006789",
                    admitted_on=day("15/10/2012"),
                    official_on=day("15/10/2013"),
                ),
            ),
            (
                village,
                Duty.ACTIVE,
                MemberValues("Lường Thị Ban", born_on=day("05/1970"), ethnic_id=thai, admitted_on=day("3/2/1995")),
            ),
            (
                village,
                Duty.EXEMPT,
                MemberValues("Mùa A Chư", gender=Gender.MALE, admitted_on=day("1980"), official_on=day("1981")),
            ),
            (
                health,
                Duty.ACTIVE,
                MemberValues("Đỗ Thị Đào", gender=Gender.FEMALE, ethnic_id=kinh, admitted_on=day("1/6/2026")),
            ),
            (
                health,
                Duty.GUEST,
                MemberValues(
                    "Trần Văn An",
                    gender=Gender.MALE,
                    ethnic_id=kinh,
                    admitted_on=day("1/6/2001"),
                    official_on=day("1/6/2002"),
                ),
            ),
        )
        ids = {
            values.full_name: members.add(session, values, cell, on=TODAY, duty=duty) for cell, duty, values in people
        }
        members.set_position(session, ids["Lò Văn Ánh"], Position.SECRETARY, on=date(2025, 3, 1))
    return ids


def names(screen: MembersScreen) -> list[str]:
    """Return the names in the table, from top to bottom."""
    return [row.full_name for row in screen.model.rows]


def card_shown(qtbot, db: Database, height: int = 600) -> MemberCard:
    """Give the card beside the member table, with the words of today."""
    lookup = Lookup()
    lookup.read(db, TODAY)
    shown = MemberCard(db, lookup)
    qtbot.addWidget(shown)
    shown.resize(340, height)
    shown.show()
    return shown
