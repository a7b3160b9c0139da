"""Charts of a form are drawn with the numbers filled in; a kind that is not drawn stays a frame with words."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import (
    AreaChart,
    BarChart,
    BubbleChart,
    LineChart,
    PieChart,
    ProjectedPieChart,
    RadarChart,
    Reference,
    ScatterChart,
    StockChart,
    SurfaceChart,
)
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.pie_chart import CustomSplit
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.updown_bars import UpDownBars
from PySide6.QtGui import QImage, QPainter

from exports import chart_scale, files, pages
from exports.learned.fill import Form, Place
from exports.learned.sketch import Sketch
from exports.learned.template import Template
from exports.learned.xml import drawings
from exports.learned.xml.grid import Spot
from exports.learned.xml.package import Package
from exports.learned.xml.references import Insertion
from exports.on_paper import Axis, Chart, Series
from exports.report import Needs
from ui import printing

SHEET = "Biểu 02"


def form(make: Callable[[], Any], **told: Any) -> bytes:
    """Give a form of three cells with members and women, blank but for the sum, and a chart of them."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    for row in (("Chi bộ", "Đảng viên", "Nữ"), ("Bản Tạo", None, 4), ("Nà Pồng", None, 6), ("Cơ quan", 5, 2)):
        sheet.append(row)
    sheet.append(("Cộng", "=SUM(B2:B4)", "=SUM(C2:C4)"))
    chart = make()
    chart.width, chart.height = 8, 6  # cm
    chart.add_data(Reference(sheet, min_col=2, max_col=3, min_row=1, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=4))
    for name, value in told.items():
        setattr(chart, name, value)
    if hasattr(chart, "y_axis"):
        chart.x_axis.delete = chart.y_axis.delete = False
    sheet.add_chart(chart, "E2")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(blank: bytes) -> bytes:
    """Give the form with 30 and 20 members."""
    return Form(blank).fill({Place(SHEET, Spot(2, 2)): 30, Place(SHEET, Spot(3, 2)): 20})[0]


def chart_of(content: bytes) -> Chart | None:
    """Give the chart as it is drawn from a file."""
    (over,) = drawings.of(Package(content), files.from_bytes(content, with_results=True)).values()
    return over[0].chart


def test_a_chart_has_the_numbers_filled_in_and_the_file_keeps_it_as_it_came() -> None:
    blank = form(BarChart, title="Đảng viên theo chi bộ")
    content = filled(blank)
    made = chart_of(content)
    assert made is not None
    assert (made.kind, made.title, made.legend) == ("column", "Đảng viên theo chi bộ", "right")
    assert made.categories == ("Bản Tạo", "Nà Pồng", "Cơ quan")
    assert [(one.name, one.values) for one in made.series] == [("Đảng viên", (30, 20, 5)), ("Nữ", (4, 6, 2))]
    assert made.across.is_shown
    assert made.upright.has_grid
    assert Package(content).read("xl/charts/chart1.xml") == Package(blank).read("xl/charts/chart1.xml")
    assert "vẽ giản lược" in drawings.warning(Package(content))
    assert "chỉ vẽ khung" not in drawings.warning(Package(content))


def test_a_chart_of_totals_shows_what_their_formulas_come_to() -> None:
    def of_totals() -> Any:
        chart = PieChart()
        chart.add_data = lambda *_, **__: None
        return chart

    book = files.from_bytes(form(of_totals))
    sheet: Any = book[SHEET]
    chart = PieChart()
    chart.add_data(Reference(sheet, min_col=2, max_col=3, min_row=5), from_rows=True)
    sheet.add_chart(chart, "E20")
    content = filled(files.to_bytes(book))
    made = drawings.of(Package(content), files.from_bytes(content, with_results=True))[SHEET][-1].chart
    assert made is not None
    assert made.series[0].values == (55, 12)


@pytest.mark.parametrize(
    ("make", "told", "kind", "stacking"),
    [
        (BarChart, {"type": "bar"}, "bar", ""),
        (BarChart, {"grouping": "stacked"}, "column", "stacked"),
        (BarChart, {"grouping": "percentStacked"}, "column", "percentStacked"),
        (LineChart, {}, "line", ""),
        (LineChart, {"grouping": "percentStacked"}, "line", "percentStacked"),
        (AreaChart, {}, "area", ""),
        (AreaChart, {"grouping": "stacked"}, "area", "stacked"),
        (RadarChart, {}, "radar", ""),
        (RadarChart, {"type": "filled"}, "radar", ""),
        (PieChart, {"dataLabels": DataLabelList(showPercent=True)}, "pie", ""),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_the_common_kinds_are_drawn(make: Any, told: Any, kind: str, stacking: str) -> None:
    content = filled(form(make, title="Cơ cấu", **told))
    made = chart_of(content)
    assert made is not None
    assert (made.kind, made.stacking) == (kind, stacking)
    (page,) = pages.paginate(
        files.from_bytes(content, with_results=True),
        pictures=drawings.of(Package(content), files.from_bytes(content, with_results=True)),
    )
    assert page.pictures[0].chart == made
    assert set(_colours(page)) >= {made.series[0].colours[0].lower(), made.fill.lower()}


def _colours(page: pages.Page) -> set[str]:
    """Return the colours that are on the painted page."""
    image = QImage(round(page.width), round(page.height), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    printing.paint(page, painter, 1.0)
    painter.end()
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height() // 2, 2)}


def test_a_chart_of_the_only_row_of_a_list_is_one_of_the_list() -> None:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    for row in (("Chi bộ", "Đảng viên"), ("", None), ("Cộng", "=SUM(B2:B2)")):
        sheet.append(row)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2))
    chart.add_data(Reference(sheet, min_col=2, min_row=3))
    chart.set_categories(Reference(sheet, min_col=1, min_row=2))
    sheet.add_chart(chart, "D2")
    form, _ = Form(files.to_bytes(book)).with_rows([Insertion(SHEET, 2, 2, 2)])
    told = {Place(SHEET, Spot(2 + at, 2)): number for at, number in enumerate((5, 7, 9))}
    names = {Place(SHEET, Spot(2 + at, 1)): name for at, name in enumerate(("Bản Tạo", "Nà Pồng", "Cơ quan"))}
    made = chart_of(form.fill({**told, **names})[0])
    assert made is not None
    assert [one.values for one in made.series] == [(5, 7, 9), (21,)]  # the total beside it stays one
    assert made.categories == ("Bản Tạo", "Nà Pồng", "Cơ quan")


def test_another_kind_stays_a_frame_with_its_name() -> None:
    content = form(SurfaceChart, title="Biến động")
    (over,) = drawings.of(Package(content), files.from_bytes(content, with_results=True)).values()
    assert (over[0].chart, over[0].words) == (None, "Biểu đồ mặt “Biến động” – giữ nguyên trong tệp")
    assert "chỉ vẽ khung" in drawings.warning(Package(content))


@pytest.mark.parametrize(
    ("told", "places"),
    [
        ({}, (2,)),  # the last third
        ({"splitType": "pos", "splitPos": 2}, (1, 2)),
        ({"splitType": "val", "splitPos": 20}, (2,)),
        ({"splitType": "percent", "splitPos": 40}, (1, 2)),
        ({"splitType": "cust", "custSplit": CustomSplit([0, 2])}, (0, 2)),
        ({"splitType": "cust"}, (2,)),
    ],
)
@pytest.mark.parametrize("kind", ["pie", "bar"])
@pytest.mark.usefixtures("qapp")
def test_a_pie_with_a_part_shown_apart_is_drawn(told: Any, places: tuple[int, ...], kind: str) -> None:
    content = filled(form(ProjectedPieChart, title="Cơ cấu", ofPieType=kind, varyColors=True, **told))
    made = chart_of(content)
    assert made is not None
    assert made.split is not None
    assert (made.kind, made.split.places, made.split.is_bar) == ("pie", places, kind == "bar")
    with_results = files.from_bytes(content, with_results=True)
    (page,) = pages.paginate(with_results, pictures=drawings.of(Package(content), with_results))
    drawn = {made.series[0].colours[at].lower() for at in range(len(made.series[0].values) + 1)}
    assert len(drawn) == 4
    assert drawn <= _colours(page)
    assert "chỉ vẽ khung" not in drawings.warning(Package(content))


def over(chart: Any) -> bytes:
    """Give the form filled in, with a chart of its own over it."""
    book = files.from_bytes(form(BarChart))
    sheet: Any = book[SHEET]
    sheet._charts.clear()
    chart.width, chart.height = 8, 6
    sheet.add_chart(chart, "E2")
    return filled(files.to_bytes(book))


def test_a_line_of_shares_goes_by_a_second_axis_at_the_right() -> None:
    sheet: Any = files.from_bytes(form(BarChart))[SHEET]
    bars, line = BarChart(), LineChart()
    bars.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    bars.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=4))
    line.add_data(Reference(sheet, min_col=3, min_row=1, max_row=4), titles_from_data=True)
    line.y_axis.axId, line.y_axis.crosses, line.y_axis.title = 200, "max", "Nữ"
    line.y_axis.delete = bars.y_axis.delete = False
    bars += line
    made = chart_of(over(bars))
    assert made is not None
    assert (made.kind, made.second and made.second.title) == ("column", "Nữ")
    assert [(one.name, one.kind, one.is_second) for one in made.series] == [
        ("Đảng viên", "bar", False),
        ("Nữ", "line", True),
    ]
    scales = [chart_scale.scale_of(chart_scale.part_of(made, is_second=one), 5) for one in (False, True)]
    assert scales == [(0, 40, 10), (0, 8, 2)]  # each by its own numbers


def test_points_lie_where_two_rows_of_numbers_say() -> None:
    sheet: Any = files.from_bytes(form(BarChart))[SHEET]
    chart = ScatterChart()
    places = Reference(sheet, min_col=2, min_row=2, max_row=4)
    points = SeriesFactory(Reference(sheet, min_col=3, min_row=1, max_row=4), places, title_from_data=True)
    points.graphicalProperties.line.noFill = True
    points.marker.symbol = "circle"
    points.smooth = True
    chart.series.append(points)
    chart.x_axis.title, chart.y_axis.title = "Đảng viên", "Nữ"
    made = chart_of(over(chart))
    assert made is not None
    assert (made.kind, made.across.title, made.upright.title) == ("scatter", "Đảng viên", "Nữ")
    (series,) = made.series
    assert (series.places, series.values, series.has_line, series.has_marks) == ((30, 20, 5), (4, 6, 2), False, True)
    assert series.is_smooth
    assert chart_scale.scale_of(chart_scale.across_of(made), 5) == (0, 40, 10)


def test_bubbles_lie_where_two_rows_of_numbers_say_and_are_as_large_as_a_third() -> None:
    sheet: Any = files.from_bytes(form(BarChart))[SHEET]
    chart = BubbleChart()
    members, women = (Reference(sheet, min_col=column, min_row=2, max_row=4) for column in (2, 3))
    chart.series.append(SeriesFactory(women, members, members, title="Chi bộ"))
    made = chart_of(over(chart))
    assert made is not None
    (series,) = made.series
    assert (made.kind, series.places, series.values, series.sizes) == ("scatter", (30, 20, 5), (4, 6, 2), (30, 20, 5))
    assert not series.has_line


def test_lines_of_highest_and_lowest_have_what_lies_between_them() -> None:
    sheet: Any = files.from_bytes(form(BarChart))[SHEET]
    chart = StockChart()
    chart.add_data(Reference(sheet, min_col=2, max_col=3, min_row=1, max_row=4), titles_from_data=True)
    chart.hiLowLines, chart.upDownBars = ChartLines(), UpDownBars()
    for one in chart.series:
        one.graphicalProperties.line.noFill = True
    made = chart_of(over(chart))
    assert made is not None
    assert (made.kind, made.has_spans, made.steps) == ("line", True, ("#FFFFFF", "#404040"))
    assert [(one.values, one.has_line) for one in made.series] == [((30, 20, 5), False), ((4, 6, 2), False)]


@pytest.mark.parametrize(("stacking", "top"), [("stacked", 40), ("percentStacked", 1)])
def test_a_line_over_stacked_columns_does_not_stand_on_them(stacking: str, top: float) -> None:
    series = (
        Series("a", "bar", (20.0,), ("#000000",)),
        Series("b", "bar", (15.0,), ("#000000",)),
        Series("c", "line", (0.5,), ("#000000",)),
    )
    chart = Chart("column", "", ("x",), series, stacking=stacking)
    assert chart_scale.scale_of(chart, 5)[1] == top


def test_a_line_that_does_not_say_whether_it_is_smooth_is_bent_as_excel_bends_it() -> None:
    for told, is_smooth in ((None, True), (False, False), (True, True)):
        line = LineChart()
        sheet: Any = files.from_bytes(form(BarChart))[SHEET]
        line.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
        line.series[0].smooth = told
        made = chart_of(over(line))
        assert made is not None
        assert made.series[0].is_smooth is is_smooth


def test_what_is_reckoned_by_two_axes_and_stacked_on_the_second_stays_a_frame() -> None:
    sheet: Any = files.from_bytes(form(BarChart))[SHEET]
    bars, line = BarChart(), LineChart()
    for chart in (bars, line):
        chart.add_data(Reference(sheet, min_col=2, max_col=3, min_row=1, max_row=4), titles_from_data=True)
    line.y_axis.axId, line.y_axis.crosses, line.grouping = 200, "max", "stacked"
    bars += line
    assert chart_of(over(bars)) is None


def test_a_form_being_learned_shows_its_chart() -> None:
    content = form(BarChart)
    template = Template("Biểu", Needs.PERIOD, Form(content, "bieu.xlsx"))
    (page,) = Sketch(content, "bieu.xlsx").pages(template, SHEET)
    made = page.pictures[0].chart
    assert made is not None
    assert made.series[0].values == (None, None, 5)


@pytest.mark.parametrize(
    ("values", "stacking", "axis", "scale"),
    [
        ((32.0, 41.0), "", Axis(), (0, 50, 10)),
        ((0.2, 0.75), "percentStacked", Axis(), (0, 1, 0.2)),
        ((-5.0, 12.0), "", Axis(), (-5, 15, 5)),
        ((0.0, 0.0), "", Axis(), (0, 1, 0.2)),
        ((32.0, 41.0), "", Axis(low=0, high=60), (0, 60, 20)),
    ],
)
def test_the_axis_has_round_numbers_with_room_above(
    values: tuple[float, ...], stacking: str, axis: Axis, scale: tuple[float, float, float]
) -> None:
    chart = Chart(
        "column", "", ("a", "b"), (Series("s", "bar", values, ("#000000",)),), upright=axis, stacking=stacking
    )
    assert chart_scale.scale_of(chart, 5) == pytest.approx(scale)


def test_a_chart_sheet_is_a_page_of_its_chart_in_its_place_among_the_sheets() -> None:
    book = files.from_bytes(form(BarChart))
    sheet: Any = book[SHEET]
    for name, state in (("Biểu đồ", "visible"), ("Ẩn", "hidden")):
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
        alone: Any = book.create_chartsheet(name)
        alone.sheet_state = state
        alone.add_chart(chart)
    book.create_sheet("Sau")["A1"] = "sau biểu đồ"
    content = filled(files.to_bytes(book))
    read = files.from_bytes(content, with_results=True)
    first, page, after = pages.paginate(read, pictures=drawings.of(Package(content), read))
    assert [one.sheet for one in (first, page, after)] == [SHEET, "Biểu đồ", "Sau"]
    (picture,) = page.pictures
    assert picture.chart is not None
    assert picture.chart.series[0].values == (30, 20, 5)
    assert page.width > page.height
    assert (picture.box.x, round(page.width - picture.box.x - picture.box.width, 1)) == (50.4, 50.4)
    assert "chỉ vẽ khung" not in drawings.warning(Package(content))
