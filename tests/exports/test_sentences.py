"""Figures within the sentences of a form: which are proposed, what they come to, whom they open."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from exports.learned import bound, filling, sentences
from exports.learned.fill import Form, Place
from exports.learned.forms import report_of
from exports.learned.reading.labels import SheetWords
from exports.learned.reading.proposals import Reader, taken
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot
from exports.report import Needs, Scope
from models import indicators, office
from models.database import Database
from models.dates import Period
from tests.exports.eventful import TODAY

YEAR = Period.year(2026)
PLACE = Place("Sheet", Spot(1, 1))
ALL = "Tổng số đảng viên"


def form_with(*lines: str) -> bytes:
    """Give a form with these lines down its first column."""
    book = Workbook()
    for row, line in enumerate(lines, 1):
        book.worksheets[0].cell(row, 1, line)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def template_with(*lines: str) -> Template:
    """Give that form with nothing bound."""
    return Template("phiếu", Needs.PERIOD, Form(form_with(*lines), "phiếu.xlsx"))


def filled(db: Database, text: str) -> filling.Filled:
    """Fill a cell bound to a text."""
    made = template_with("…").bind(Binding(PLACE, bound.TEXT, text))
    with db.read() as session:
        return filling.fetch(session, Scope(YEAR, TODAY, TODAY, office.read(session)), made)


@pytest.mark.parametrize(
    ("printed", "made"),
    [
        (
            "2. Tổng số đảng viên: …… đồng chí, trong đó nữ: …… đồng chí, dự bị: …… đồng chí.",
            f"2. Tổng số đảng viên: {{{ALL}}} đồng chí, trong đó nữ: {{{ALL} – Nữ}} đồng chí, "
            f"dự bị: {{{ALL} – Dự bị}} đồng chí.",
        ),
        (
            "Trong năm đã kết nạp được ...... đảng viên mới (nữ ...... đồng chí); từ trần ...... đồng chí",
            "Trong năm đã kết nạp được {Kết nạp đảng viên} đảng viên mới (nữ {Kết nạp đảng viên – Nữ} đồng chí); "
            "từ trần {Đảng viên từ trần} đồng chí",
        ),
        (
            "Tỷ lệ đảng viên tham gia sinh hoạt bình quân đạt ……%. Số cuộc sinh hoạt chuyên đề: ____ cuộc.",
            "Tỷ lệ đảng viên tham gia sinh hoạt bình quân đạt {Tỷ lệ đảng viên tham gia sinh hoạt}%. "
            "Số cuộc sinh hoạt chuyên đề: {Số cuộc sinh hoạt chuyên đề} cuộc.",
        ),
        (
            "Số thôn, bản chưa có đảng viên: …… thôn, bản",
            "Số thôn, bản chưa có đảng viên: {Thôn, bản trắng đảng viên} thôn, bản",
        ),
        (
            "Kết nạp …… đồng chí; đảng viên dự bị: …… đồng chí",
            "Kết nạp {Kết nạp đảng viên} đồng chí; đảng viên dự bị: …… đồng chí",
        ),
        ("Tổng số đảng viên …… đồng chí, đạt ……% kế hoạch", f"Tổng số đảng viên {{{ALL}}} đồng chí, đạt ……% kế hoạch"),
        *(
            (left, left)
            for left in (
                "Kết nạp …… đồng chí là người dân tộc thiểu số",
                "Trong đó nữ …… đồng chí",
                "Tổng số đảng viên: ……/…… đồng chí",
                "Đảng viên nữ chiếm ……%",
                "Trong đó đảng viên tiêu biểu nữ …… đồng chí",
                "Đảng viên tiêu biểu: …… đồng chí, trong đó nữ …… đồng chí",
                "Mường Mẫu, ngày …… tháng …… năm ……",
                "Tổng cộng: …… đồng chí",
            )
        ),
    ],
)
def test_only_what_the_words_around_the_dots_surely_name_is_proposed(printed: str, made: str) -> None:
    assert sentences.made_of(printed) == made


@pytest.mark.parametrize("one", [one.key for one in indicators.INDICATORS])
def test_a_figure_is_found_again_by_its_name(one: str) -> None:
    figure = sentences.Figure(bound.INDICATOR, one)
    assert sentences.figure(figure.name) == figure
    assert sentences.figure(figure.name.upper()) == figure


def test_a_sentence_shows_what_cells_with_the_same_figures_do(busy: Database) -> None:
    found = filled(
        busy, f"Có {{{ALL}}} đồng chí, nữ {{{ALL} – Nữ}}, thẻ {{work.x}} {{Huy hiệu Đảng 30 năm}}, năm {{nam}}"
    )
    keys = (("members", ()), ("members", ("gender:female",)))
    cells = template_with("", "").bind(
        *(
            Binding(Place("Sheet", Spot(at, 2)), bound.INDICATOR, key, filters=said)
            for at, (key, said) in enumerate(keys, 1)
        ),
        Binding(Place("Sheet", Spot(3, 2)), bound.STATISTIC, "work.badges.30"),
    )
    with busy.read() as session:
        scope = Scope(YEAR, TODAY, TODAY, office.read(session))
        alone = filling.fetch(session, scope, cells)
        everybody, women, badges = (alone.values[Place("Sheet", Spot(at, 2))] for at in (1, 2, 3))
        opened = found.behind[PLACE](session)
    assert found.values[PLACE] == f"Có {everybody} đồng chí, nữ {women}, thẻ …… {badges}, năm 2026"
    assert isinstance(everybody, int)
    assert isinstance(women, int)
    assert 0 < women < everybody
    assert sum(one.counted_as == ALL for one in opened.people) == everybody
    assert sum(one.counted_as == f"{ALL} – Nữ" for one in opened.people) == women
    assert ["không có chỉ số nào tên “work.x”" in one.text for one in found.findings].count(True) == 1


def test_no_number_is_written_by_hand_over_a_sentence(commune: Database) -> None:
    made = template_with("…").bind(Binding(PLACE, bound.TEXT, f"Có {{{ALL}}} đồng chí"))
    fixed = report_of("phiếu", made).fixed
    assert fixed is not None
    assert fixed.closed_cells is not None
    assert list(fixed.closed_cells(filled(commune, f"Có {{{ALL}}} đồng chí"))) == [("Sheet", 1, 1)]


def test_the_sentences_of_a_questionnaire_are_proposed_whole() -> None:
    lines = ("PHIẾU RÀ SOÁT", "1. Tổng số đảng viên: …… đồng chí", "2. Tên đơn vị: Đảng ủy xã ……………")
    made = template_with(*lines)
    sheet = load_workbook(BytesIO(form_with(*lines))).worksheets[0]
    made = taken(made, Reader(made, ()).proposals(sheet.title, SheetWords(sheet)))
    assert {str(one.place.spot): one.key for one in made.bindings}["A2"] == f"1. Tổng số đảng viên: {{{ALL}}} đồng chí"


def test_words_of_several_fonts_that_become_of_one_are_told_of(commune: Database) -> None:
    book = Workbook()
    bold = TextBlock(InlineFont(b=True), "Tổng số đảng viên: ")
    book.worksheets[0]["A1"] = CellRichText(bold, "…… đồng chí")
    book.worksheets[0]["A2"] = "Đảng viên nữ: …… đồng chí"
    content = BytesIO()
    book.save(content)
    form = Template("phiếu", Needs.PERIOD, Form(content.getvalue(), "phiếu.xlsx"))
    other = Place("Sheet", Spot(2, 1))
    with commune.read() as session:
        scope = Scope(YEAR, TODAY, TODAY, office.read(session))
        told = [
            [one.text for one in filling.fetch(session, scope, form.bind(made)).findings if "nhiều kiểu" in one.text]
            for made in (Binding(PLACE, bound.TEXT, f"Có {{{ALL}}}"), Binding(other, bound.TEXT, f"Có {{{ALL}}}"))
        ]
    assert [len(one) for one in told] == [1, 0]
    assert "ô A1" in told[0][0]
