"""Forms on subjects of their own are read without a mistake; what is still left open is told here, form by form."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from exports.learned import bound
from exports.learned.reading.labels import SheetWords
from exports.learned.reading.proposals import Reader, taken
from exports.learned.sketch import title_of
from exports.learned.xml.grid import Grid, Spot
from tests.exports import fresh_forms, proposal_forms, unseen_forms, unseen_lists
from tests.exports.proposal_forms import Known
from tests.exports.test_learned_proposals import template_of

OPEN = {
    "tháng trước, tháng này, lũy kế": 1,
    "danh sách thôn, bản trên địa bàn xã": 1,  # who lives there, or whose cell it is
}


@pytest.mark.parametrize(
    "known", [*unseen_forms.FORMS, *unseen_lists.FORMS, *fresh_forms.FORMS], ids=lambda one: one.name
)
def test_nothing_wrong_is_proposed_and_no_more_is_left_open(known: Known) -> None:
    made = template_of(known.content())
    sheet = load_workbook(BytesIO(known.content())).worksheets[0]
    made = taken(made, Reader(made, proposal_forms.PLACES).proposals(sheet.title, SheetWords(sheet)))
    found = {str(one.place.spot): title_of(made, one) for one in made.bindings}
    assert {at: name for at, name in found.items() if known.truth.get(at) != name} == {}
    assert len(known.truth) - len(found) == OPEN.get(known.name, 0)
    listed = {one.key.partition(".")[0] for one in made.bindings if one.kind == bound.ROWS}
    assert listed == ({known.listed} if known.listed else set())


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("DANH SÁCH ĐẢNG VIÊN TIÊU BIỂU NĂM 2026", "chữ “TIÊU BIỂU” trong tiêu đề"),
        ("DANH SÁCH ĐẢNG VIÊN NỮ GIỎI, TRẺ CÓ THÀNH TÍCH", "chữ “GIỎI TRẺ CÓ THÀNH TÍCH” trong tiêu đề"),
        ("DANH SÁCH ĐẢNG VIÊN DỰ BỊ KẾT NẠP, TỪ TRẦN", "tiêu đề gồm những ai"),
        ("DANH SÁCH ĐẢNG VIÊN NỮ", ""),
        ("BÁO CÁO TIÊU BIỂU", ""),
    ],
)
def test_the_words_that_leave_a_list_open_are_named(title: str, why: str) -> None:
    known = Known(title, [[title], [], ["TT", "Họ và tên", "Ngày sinh", "Chi bộ"], []])
    sheet = SheetWords(load_workbook(BytesIO(known.content())).worksheets[0])
    told = Reader(template_of(known.content()), proposal_forms.PLACES).untold(sheet)
    said = f"“{title}” không được gợi ý vì chưa hiểu {why}; hãy tự gắn ô đầu của từng cột."
    assert told == ([said] if why else [])


def test_the_room_of_a_list_is_not_measured_to_propose_it(monkeypatch: pytest.MonkeyPatch) -> None:
    known = next(one for one in unseen_lists.FORMS if one.listed == "members")
    made, sheet = template_of(known.content()), load_workbook(BytesIO(known.content())).worksheets[0]
    looked: list[Spot] = []
    style = Grid.style

    def counted(grid: Grid, spot: Spot) -> int:
        looked.append(spot)
        return style(grid, spot)

    monkeypatch.setattr(Grid, "style", counted)
    assert len(Reader(made, proposal_forms.PLACES).proposals(sheet.title, SheetWords(sheet))) > 5
    assert 0 < len(looked) < 50
