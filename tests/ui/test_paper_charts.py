"""What a chart covers on paper, counted in dots."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from exports.on_paper import Axis, Chart, Series
from ui import paper_charts


@pytest.mark.usefixtures("qapp")
def test_a_bar_from_the_first_line_down_to_the_last_is_as_high_as_they_are_apart() -> None:
    def chart(last: float) -> Chart:
        series = tuple(
            Series(name, "line", (value,), ("#000000",), has_line=False) for name, value in (("a", 80.0), ("b", last))
        )
        return Chart("line", "", ("x",), series, upright=Axis(low=0, high=100), gap=0, steps=("#00ff00", "#ff0000"))

    small, large, up = (painted(chart(last)) for last in (60.0, 40.0, 95.0))
    assert dots(large, "#ff0000") == pytest.approx(2 * dots(small, "#ff0000"), rel=0.1)
    assert dots(small, "#00ff00") == 0
    assert dots(up, "#00ff00") > 0


@pytest.mark.usefixtures("qapp")
def test_a_bubble_twice_as_large_covers_twice_as_much() -> None:
    def alone(shown: int) -> int:
        places = tuple(20.0 if at == shown else None for at in range(2))
        points = Series("a", "point", (20.0, 20.0), ("#ff0000",), places=places, sizes=(5.0, 10.0))
        image = painted(Chart("scatter", "", (), (points,)))
        return sum(QColor(image.pixel(x, y)).hsvSaturation() > 120 for x in range(200) for y in range(200))

    assert alone(1) == pytest.approx(2 * alone(0), rel=0.1)


@pytest.mark.usefixtures("qapp")
def test_the_ground_of_a_net_is_as_large_as_its_numbers() -> None:
    def chart(number: float) -> Chart:
        series = (Series("a", "net", (number,) * 4, ("#ff0000",)),)
        return Chart("radar", "", ("a", "b", "c", "d"), series, upright=Axis(low=0, high=10), is_filled=True)

    assert dots(painted(chart(10.0)), "#ff0000") == pytest.approx(4 * dots(painted(chart(5.0)), "#ff0000"), rel=0.1)


def painted(chart: Chart) -> QImage:
    """Give a chart of 200 dots across and down as it is painted."""
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    try:
        paper_charts.draw(chart, QRectF(0, 0, 200, 200), painter, lambda *_: (QFont(), QFontMetricsF(QFont())), 1.0)
    finally:
        painter.end()
    return image


def dots(image: QImage, colour: str) -> int:
    """Count the dots of a colour."""
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(200) for y in range(200))


@pytest.mark.parametrize("stacking", ["stacked", "percentStacked"])
@pytest.mark.usefixtures("qapp")
def test_an_area_stands_on_the_one_below_it_where_its_number_is_blank(stacking: str) -> None:
    def chart(blank: float | None) -> Chart:
        series = (
            Series("a", "area", (20.0, 20.0, 20.0), ("#0000ff",)),
            Series("b", "area", (5.0, blank, 5.0), ("#ff0000",)),
        )
        return Chart("area", "", ("x", "y", "z"), series, stacking=stacking)

    assert painted(chart(None)) == painted(chart(0.0))


@pytest.mark.usefixtures("qapp")
def test_what_goes_by_the_second_axis_lies_over_the_columns_of_the_first() -> None:
    series = (
        Series("a", "bar", (20.0, 20.0), ("#0000ff",)),
        Series("b", "area", (20.0, 20.0), ("#ff0000",), is_second=True),
    )
    chart = Chart("column", "", ("x", "y"), series, second=Axis(), gap=0)
    image = painted(chart)
    assert dots(image, "#ff0000") > 0.9 * dots(image, "#0000ff")
