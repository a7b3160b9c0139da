"""A form being learned keeps its shape: the marks of what is bound are cut to their cells."""

from __future__ import annotations

import resources
from exports.learned.fill import Form, Place
from exports.learned.grid import spot_of
from exports.learned.sketch import Sketch
from exports.learned.template import Binding, Template
from exports.report import Needs

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
