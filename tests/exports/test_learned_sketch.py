"""A form being learned keeps its shape: the marks of what is bound are cut to their cells."""

from __future__ import annotations

import resources
from exports.learned.fill import Form, Place
from exports.learned.grid import spot_of
from exports.learned.sketch import Sketch
from exports.learned.template import Binding, Template
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
    bound = blank
    for row in range(8, 12):
        place = Place(sheet, spot_of(f"C{row}"))
        proposal = sketch.proposal(blank, place, ())
        assert proposal is not None
        bound = bound.bind(Binding(place, proposal.binding.kind, proposal.binding.key))
    (marked,) = sketch.pages(bound, sheet)
    boxes = [{words.cell: words.box.y for words in page.words} for page in (before, marked)]
    assert boxes[0] == boxes[1]
    marks = {words.cell: words.lines for words in marked.words if words.cell[1] == 3 and 8 <= words.cell[0] < 12}
    assert len(marks) == 4
    assert all(len(lines) == 1 and lines[0].startswith("‹Số") and lines[0].endswith("…") for lines in marks.values())
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
