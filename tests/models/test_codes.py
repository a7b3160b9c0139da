"""The words of code lists: closing, taking out, what was never compared."""

from __future__ import annotations

from datetime import date

import pytest

from models import awards, codes
from models.awards import CommendationValues
from models.codes import LISTS, Word
from models.database import Database
from models.errors import KnownError
from tests.models import builders as make
from tests.models.builders import TODAY


def test_every_list_of_the_data_file_has_a_name(db: Database) -> None:
    from sqlalchemy import select

    from models.tables import CodeItem

    with db.read() as session:
        assert set(session.scalars(select(CodeItem.list_name).distinct())) == set(LISTS)


def test_a_closed_word_is_offered_only_where_it_stands_already(db: Database) -> None:
    with db.write("Danh mục") as session:
        key = codes.add(session, codes.RELIGION, Word("Đạo Baha'i", valid_to=date(2026, 6, 30)))
    with db.read() as session:
        offered = {row.id for row in codes.offered(session, codes.RELIGION, TODAY)}
        assert key not in offered
        assert {row.id for row in codes.offered(session, codes.RELIGION, TODAY, key)} == {*offered, key}
        assert key in {row.id for row in codes.offered(session, codes.RELIGION, date(2026, 6, 30))}


def test_only_an_own_word_that_nobody_bears_is_taken_out(db: Database) -> None:
    with db.write("Danh mục") as session:
        (who,) = make.people(session, make.cell(session), 1)
        borne = codes.add(session, codes.COMMENDATION, Word("Giấy khen của xã"))
        free = codes.add(session, codes.COMMENDATION, Word("Nhập nhầm"))
        awards.write(session, who, CommendationValues(borne), on=TODAY)
    with db.write("Bỏ") as session:
        codes.remove(session, free)
        with pytest.raises(KnownError, match="Đã có hồ sơ mang"):
            codes.remove(session, borne)
        with pytest.raises(KnownError, match="mục có sẵn"):
            codes.remove(session, codes.id_of(session, codes.RELIGION, "1"))
    with db.read() as session:
        kept = {row.id for row in codes.items(session, codes.COMMENDATION)}
    assert borne in kept
    assert free not in kept


def test_what_is_known_from_memory_is_marked_until_somebody_compares_it(db: Database) -> None:
    with db.read() as session:
        unchecked = {name: sum(row.is_unchecked for row in codes.items(session, name)) for name in LISTS}
        party = codes.id_of(session, codes.COMMENDATION, "party_committee")
    assert {name: n for name, n in unchecked.items() if n} == {
        codes.ETHNIC: 54,
        codes.COMMENDATION: 3,
        codes.BODY_COMMENDATION: 4,
        codes.STATE_DISCIPLINE: 8,
    }
    with db.write("Đối chiếu") as session:
        codes.edit(session, party, Word("Giấy khen của đảng ủy"))
    with db.read() as session:
        assert sum(row.is_unchecked for row in codes.items(session, codes.COMMENDATION)) == 2


@pytest.mark.parametrize(
    ("list_name", "said", "label"),
    [
        (codes.ETHNIC, "Khơ Mú", "Khơ-mú"),
        (codes.ETHNIC, "KHƠMÚ", "Khơ-mú"),
        (codes.ETHNIC, "H'Mông", "Mông"),
        (codes.ETHNIC, "Hmông", "Mông"),
        (codes.ETHNIC, "Thái đen", "Thái"),
        (codes.ETHNIC, "Sinh Mun", "Xinh-mun"),
        (codes.ETHNIC, "03", "Thái"),
        (codes.RELIGION, "Đạo Tin lành", "Tin Lành"),
        (codes.RELIGION, "Thiên Chúa giáo", "Công giáo"),
        (codes.RELIGION, "Không có", "Không"),
    ],
)
def test_a_word_is_known_in_every_spelling(db: Database, list_name: str, said: str, label: str) -> None:
    with db.read() as session:
        assert codes.labels(session, list_name)[codes.by_label(session, list_name)[codes.key(said)]] == label
