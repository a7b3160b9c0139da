"""A form being learned keeps its shape: the marks of what is bound are cut to their cells."""

from __future__ import annotations

import pytest

import resources
from exports.learned import bound
from exports.learned.fill import Form, Place
from exports.learned.reading import short_names
from exports.learned.sketch import Sketch, name_of
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import spot_of
from exports.report import Needs
from tests.exports import learned_forms
from tests.exports.learned_forms import SHEET
from tests.exports.listed_forms import changed

FILE = "bieu-06-xep-loai-dang-vien.xlsx"


def test_marks_do_not_make_rows_higher_and_go_away_again() -> None:
    form = Form((resources.path("forms") / FILE).read_bytes(), FILE)
    blank = Template("Biểu 6", Needs.PERIOD, form)
    sketch = Sketch(form.content, FILE)
    (sheet,) = sketch.sheets()
    (before,) = sketch.pages(blank, sheet)
    marked_form = blank
    for row in range(8, 12):
        place = Place(sheet, spot_of(f"C{row}"))
        proposal = sketch.proposal(blank, place, ())
        assert proposal is not None
        marked_form = marked_form.bind(Binding(place, proposal.binding.kind, proposal.binding.key))
    (marked,) = sketch.pages(marked_form, sheet)
    boxes = [{words.cell: words.box.y for words in page.words} for page in (before, marked)]
    assert boxes[0] == boxes[1]
    marks = {words.cell: words.lines for words in marked.words if words.cell[1] == 3 and 8 <= words.cell[0] < 12}
    assert len({lines[0] for lines in marks.values()}) == 4  # cut to the cell, and told apart all the same
    assert all(len(lines) == 1 and lines[0].startswith("‹") and lines[0].endswith("…") for lines in marks.values())
    assert sketch.pages(blank, sheet) == [before]


def test_a_formula_shows_the_result_it_came_with_and_stays_one() -> None:
    content = changed(
        learned_forms.form(), "xl/worksheets/sheet1.xml", r"<f>SUM\(B5:B8\)</f><v></v>", "<f>SUM(B5:B8)</f><v>37</v>"
    )
    made = Template("Biểu", Needs.PERIOD, Form(content, "bieu.xlsx"))
    sketch = Sketch(content, "bieu.xlsx")
    for _again in range(2):
        words = {words.cell: words.lines for words in sketch.pages(made, SHEET)[0].words}
        assert words[9, 2] == ("37",)
        assert words[9, 3] == ("",)
    assert made.form.why_not(Place(SHEET, spot_of("B9")))
    assert "B9" not in [str(one.binding.place.spot) for one in sketch.proposals(made, SHEET, ())]


@pytest.mark.parametrize(
    ("kind", "key", "filters", "span", "short"),
    [
        (bound.INDICATOR, "members", (), bound.NOW, "ĐV"),
        (bound.INDICATOR, "members", ("age_band:18", "gender:female"), bound.NOW, "Nữ 18–30 tuổi"),
        (bound.INDICATOR, "admitted", ("gender:female",), bound.SO_FAR, "lũy kế: Kết nạp Nữ"),
        (bound.INDICATOR, "minority", (), bound.BEFORE, "trước: ĐV DTTS"),
        (bound.STATISTIC, "rating.rated", (), bound.RATIO, "%: đã kiểm điểm, đánh giá, xếp loại chất lượng"),
        (bound.SHARE, "E5/C5", (), bound.NOW, "% E5/C5"),
        (bound.TEXT, "{ky}", (), bound.NOW, "{ky}"),
        (bound.ROWS, "members.full_name", (), bound.NOW, "Họ và tên ↓"),
    ],
)
def test_a_mark_says_in_few_letters_what_tells_a_cell_from_its_neighbours(
    kind: str, key: str, filters: tuple[str, ...], span: str, short: str
) -> None:
    binding = Binding(Place(SHEET, spot_of("B5")), kind, key, filters=filters, span=span)
    template = Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx"))
    assert short_names.of(template, binding, name_of(kind, key)) == short
