"""Who a line of a list is: which of several signs decides, and what is asked."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models import members
from models.dates import PartialDate
from models.imports.matching import Match, match
from models.imports.register import Register
from models.members import MemberValues
from models.records import MemberRecord
from models.tables import Member
from tests.models import builders as make
from tests.models.builders import TODAY

ANH_NUMBER, XOM_NUMBER, NOBODYS = "011050000001", "011188000002", "011099000009"


@pytest.fixture
def who(session: Session) -> dict[str, int]:
    """Ánh, of the upper system's number A1, and Xôm, of X1; they were born in other years."""
    home = make.cell(session, "Chi bộ bản Co Mận")
    found: dict[str, int] = {}
    for name, year, number, card, key in (
        ("Lò Văn Ánh", 1950, ANH_NUMBER, "011050000001", "A1"),
        ("Cà Thị Xôm", 1988, XOM_NUMBER, "011188000002", "X1"),
    ):
        values = MemberValues(
            name, born_on=PartialDate(year), admitted_on=PartialDate(2010, 5, 3), citizen_id=number, card_number=card
        )
        found[name.split()[-1]] = member_id = members.add(session, values, home, on=TODAY)
        session.get_one(Member, member_id).external_id = key
    session.flush()
    return found


def found(session: Session, name: str, **said: object) -> Match:
    return match(Register(session), MemberRecord("DS", 2, name, **said))  # type: ignore[arg-type]


def test_the_upper_systems_number_of_one_and_the_identity_number_of_another_are_told_apart(
    session: Session, who: dict[str, int]
) -> None:
    """The identity number goes first where the name agrees; where it does not, both are asked about."""
    anh, xom = who["Ánh"], who["Xôm"]
    assert found(session, "Cà Thị Xôm", citizen_id=XOM_NUMBER, external_id="A1") == Match(xom)
    assert found(session, "Lò Văn Ánh", citizen_id=XOM_NUMBER, external_id="A1") == Match(maybe=(xom, anh))
    assert found(session, "Lò Văn Ánh", citizen_id=ANH_NUMBER, external_id="A1") == Match(anh)
    assert found(session, "Lò Văn Ánh", external_id="A1") == Match(anh)
    assert found(session, "Lò Văn Ánh", citizen_id=NOBODYS, external_id="A1") == Match(anh)


def test_one_number_alone_with_neither_name_nor_birth_is_asked(session: Session, who: dict[str, int]) -> None:
    xom = who["Xôm"]
    assert found(session, "Vì Văn Khác", citizen_id=XOM_NUMBER) == Match(maybe=(xom,))
    assert found(session, "Vì Văn Khác", citizen_id=XOM_NUMBER, born_on=PartialDate(1988, 3)) == Match(xom)
    assert found(session, "Vì Văn Khác", citizen_id=XOM_NUMBER, born_on=PartialDate(1989)) == Match(maybe=(xom,))


def test_the_card_of_one_with_another_identity_number_may_be_somebody_new(
    session: Session, who: dict[str, int]
) -> None:
    anh, xom = who["Ánh"], who["Xôm"]
    card = "011188000002"
    assert found(session, "Cà Thị Xôm", card_number=card) == Match(xom)
    assert found(session, "Cà Thị Xôm", card_number=card, citizen_id=NOBODYS) == Match(maybe=(xom,), may_be_new=True)
    assert found(session, "Cà Thị Xôm", card_number=card, citizen_id=ANH_NUMBER) == Match(maybe=(anh, xom))
    session.get_one(Member, xom).citizen_id = None
    session.flush()
    assert found(session, "Cà Thị Xôm", card_number=card, citizen_id=NOBODYS) == Match(xom)


def test_a_name_of_before_or_a_known_birth_makes_a_number_sure_and_an_unknown_birth_does_not(
    session: Session, who: dict[str, int]
) -> None:
    member = session.get_one(Member, who["Xôm"])
    member.other_name = "Cà Thị Mai"
    session.flush()
    assert found(session, "Cà Thị Mai", citizen_id=XOM_NUMBER) == Match(member.id)
    member.born_on = None
    session.flush()
    assert found(session, "Vì Văn Khác", citizen_id=XOM_NUMBER, born_on=PartialDate(1988)) == Match(maybe=(member.id,))


def test_two_cards_tell_namesakes_of_one_birth_apart(session: Session, who: dict[str, int]) -> None:
    """Nobody with another card is taken for Ánh, unless the whole life is the same; then it is asked."""
    anh, others = who["Ánh"], "011050000777"
    assert found(session, "Lò Văn Ánh", card_number=others, born_on=PartialDate(1950)) == Match()
    same = {"born_on": PartialDate(1950), "admitted_on": PartialDate(2010, 5, 3)}
    asked = Match(maybe=(anh,), may_be_new=True)
    assert found(session, "Lò Văn Ánh", card_number=others, **same) == asked
    session.get_one(Member, anh).admitted_on = None
    session.flush()
    assert found(session, "Lò Văn Ánh", card_number=others, born_on=PartialDate(1950)) == Match()
