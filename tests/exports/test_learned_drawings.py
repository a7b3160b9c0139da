"""What lies over the cells of a form is drawn where it lies, or framed with words; the file keeps all of it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from exports import drafts, files, pages
from exports.learned import bound, forms
from exports.learned.fill import Form, Place
from exports.learned.sketch import Sketch
from exports.learned.template import Binding, Template
from exports.learned.xml import drawings
from exports.learned.xml.grid import spot_of
from exports.learned.xml.package import Package
from exports.on_paper import Face, Paragraph, Shape
from exports.report import Needs
from models.database import Database
from models.dates import Period
from tests.exports.listed_forms import changed

_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TEXT_BOX = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>11</xdr:row>"
    '<xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="9" name="Chữ"/>'
    '<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>Mật</a:t></a:r></a:p>'
    "</xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
)


def png(colour: tuple[int, int, int] = (166, 28, 28)) -> bytes:
    """Give a picture of one dot."""

    def chunk(kind: bytes, told: bytes) -> bytes:
        return struct.pack(">I", len(told)) + kind + told + struct.pack(">I", zlib.crc32(kind + told))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes((0, *colour)))) + chunk(b"IEND", b"")


def form() -> bytes:
    """Give a form with a chart at D2, a picture put in for a second chart at B6 and a text box at A10."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "Biểu"
    for row, text in enumerate(("BIỂU TỔNG HỢP", "Đảng viên", "Nữ"), 1):
        sheet.cell(row, 1, text)
    for place in ("D2", "B6"):
        chart = BarChart()
        chart.width, chart.height = 5, 3  # cm
        chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=3))
        sheet.add_chart(chart, place)
    buffer = BytesIO()
    book.save(buffer)
    made = changed(
        buffer.getvalue(),
        "xl/drawings/drawing1.xml",
        r"(?s)(.*)<((?:xdr:)?graphicFrame)\b.*?</\2>(.*)</((?:xdr:)?wsDr)>",
        rf'\1<xdr:pic xmlns:xdr="{_XDR}" xmlns:a="{_A}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        r'relationships"><xdr:blipFill><a:blip r:embed="rIdPicture"/></xdr:blipFill></xdr:pic>\3'
        + _TEXT_BOX.replace("<xdr:twoCellAnchor>", f'<xdr:twoCellAnchor xmlns:xdr="{_XDR}" xmlns:a="{_A}">')
        + r"</\4>",
    )
    made = changed(
        made,
        "xl/drawings/_rels/drawing1.xml.rels",
        "</Relationships>",
        '<Relationship Id="rIdPicture" Type="http://x/image" Target="../media/image1.png"/></Relationships>',
    )
    return with_file(made, "xl/media/image1.png", png())


def with_file(content: bytes, name: str, told: bytes) -> bytes:
    """Give the package with one more file."""
    buffer = BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr(name, told)
    return buffer.getvalue()


def _template() -> Template:
    made = Template("Biểu", Needs.PERIOD, Form(form(), "bieu.xlsx"))
    return made.bind(Binding(Place("Biểu", spot_of("B2")), bound.STATISTIC, "members.all"))


def test_pictures_are_read_with_their_files_and_the_rest_with_words() -> None:
    over = drawings.of(Package(form()))["Biểu"]
    assert [(one.words, bool(one.content)) for one in over] == [
        ("Biểu đồ cột – giữ nguyên trong tệp", False),
        ("", True),
        ("", False),
    ]
    assert over[2].shape is not None
    assert [one.text for one in over[2].shape.paragraphs] == ["Mật"]
    assert over[1].content == png()
    assert (over[0].first.row, over[0].first.column) == (2, 4)
    assert (over[2].first.row, over[2].last.row, over[2].last.column) == (10, 12, 3)


def test_the_preview_draws_them_where_they_lie_and_the_file_keeps_them(db: Database) -> None:
    one = forms.report_of("Biểu", _template())
    ready = drafts.draft(db, one, Period.month(2026, 10), date(2026, 11, 10))
    content = ready.content()
    (page,) = ready.pages_of(content)
    chart, picture, text = page.pictures
    assert picture.content == png()
    left = page.width - 0.75 * 72  # openpyxl's margins, in inches
    assert chart.box.x == 0.75 * 72 + 3 * 48
    assert chart.box.x + chart.box.width < left
    assert chart.box.y == 72 + 15
    assert chart.box.width == 5 / 2.54 * 72
    assert chart.clip.x + chart.clip.width >= chart.box.x + chart.box.width  # the page reaches as far as it
    assert (text.box.x, text.box.y, text.box.height) == (0.75 * 72, 72 + 9 * 15, 30)
    assert [words.lines for words in text.texts] == [("Mật",)]
    assert "Biểu đồ được vẽ giản lược" in next(one.text for one in ready.findings() if "giữ nguyên" in one.text)
    before, after = Package(form()), Package(content)
    for part in ("xl/drawings/drawing1.xml", "xl/media/image1.png", "xl/charts/chart1.xml"):
        assert after.read(part) == before.read(part)


def test_a_picture_is_on_every_page_it_reaches() -> None:
    (over,) = drawings.of(Package(form())).values()
    tall = over[2]._replace(last=over[2].last._replace(row=80))
    book = files.from_bytes(form())
    made = pages.paginate(book, pictures={"Biểu": [tall]})
    assert [len(page.pictures) for page in made] == [1, 1]
    assert made[1].pictures[0].box.y < made[1].pictures[0].clip.y


def test_a_chart_that_reaches_beside_the_page_goes_on_to_the_right() -> None:
    (over,) = drawings.of(Package(form())).values()
    wide = over[2]._replace(last=over[2].last._replace(column=14))
    made = pages.paginate(files.from_bytes(form()), pictures={"Biểu": [wide]})
    assert [len(page.pictures) for page in made] == [1, 1]
    first, second = (page.pictures[0] for page in made)
    assert first.box.width == pytest.approx(second.box.width)
    assert second.box.x < second.clip.x


def test_a_form_being_learned_shows_them_too() -> None:
    template = _template()
    (page,) = Sketch(template.form.content, "bieu.xlsx").pages(template, "Biểu")
    assert len(page.pictures) == 3


def _shape(kind: str, look: str, body: str = "", place: str = "<a:xfrm/>") -> bytes:
    """Give the form with another shape in the place of its text box."""
    told = f"<xdr:{kind}><xdr:spPr>{place}{look}</xdr:spPr>{body}</xdr:{kind}>"
    return changed(form(), "xl/drawings/drawing1.xml", r"(?s)<xdr:sp .*?</xdr:sp>", told)


_TEXT = (
    '<xdr:txBody><a:bodyPr anchor="ctr" lIns="0"/><a:p><a:pPr algn="ctr"/><a:r><a:rPr sz="1400" b="1"/>'
    "<a:t>Mật</a:t></a:r></a:p><a:p><a:r><a:t>hai</a:t></a:r></a:p></xdr:txBody>"
)
_FILL = '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        (_shape("cxnSp", '<a:prstGeom prst="line"/>'), Shape("line", "#000000")),
        (
            _shape("cxnSp", f'<a:prstGeom prst="line"/><a:ln w="25400">{_FILL}</a:ln>', place='<a:xfrm flipV="1"/>'),
            Shape("rise", "#FF0000", 2.0),
        ),
        (
            _shape("sp", f'<a:prstGeom prst="rect"/>{_FILL}<a:ln><a:noFill/></a:ln>', _TEXT),
            Shape(
                "box",
                "",
                fill="#FF0000",
                paragraphs=(
                    Paragraph("Mật", Face("Times New Roman", 14, True, False, "", "#000000"), "center"),
                    Paragraph("hai", Face("Times New Roman", 11, False, False, "", "#000000"), "left"),
                ),
                down="center",
                inset=(0, 3.6),
            ),
        ),
        (_shape("sp", '<a:prstGeom prst="rightArrow"/>', _TEXT), None),
        (_shape("sp", '<a:prstGeom prst="rect"/>', _TEXT, place='<a:xfrm rot="5400000"/>'), None),
    ],
)
def test_lines_and_text_boxes_are_drawn_and_what_is_more_is_framed(content: bytes, shape: Shape | None) -> None:
    package = Package(content)
    read = drawings.of(package)["Biểu"][2]
    assert (read.shape, read.words) == (shape, "" if shape else drawings.DRAWING)
    assert ("hình vẽ" in drawings.warning(package)) == (shape is None)


@pytest.mark.parametrize(
    ("link", "text"),
    [("$B$2", "1.459"), ("'Biểu'!$B$2", "1.459"), ("$B$9", ""), ("TongSo", "Mật"), ("Không!B2", "Mật")],
)
def test_a_text_box_shows_the_cell_it_is_linked_to_as_filled(link: str, text: str) -> None:
    content = changed(form(), "xl/drawings/drawing1.xml", 'textlink=""', f'textlink="{link}"')
    book = files.from_bytes(content)
    sheet: Any = book["Biểu"]
    sheet["B2"], sheet["B2"].number_format = 1459, "#,##0"
    box = drawings.of(Package(content), book)["Biểu"][2].shape
    assert box is not None
    assert [one.text for one in box.paragraphs] == [text]
    alone = drawings.of(Package(content))["Biểu"][2].shape
    assert alone is not None
    assert [one.text for one in alone.paragraphs] == ["Mật"]


def test_the_title_of_a_chart_is_told() -> None:
    title = "<title><tx><rich><a:p xmlns:a='http://x'><a:r><a:t>Đảng viên nữ</a:t></a:r></a:p></rich></tx></title>"
    made = changed(form(), "xl/charts/chart1.xml", r"<((?:c:)?)plotArea>", rf"{title}<\1plotArea>")
    assert drawings.of(Package(made))["Biểu"][0].words == "Biểu đồ cột “Đảng viên nữ” – giữ nguyên trong tệp"


def test_a_form_without_any_says_nothing() -> None:
    buffer = BytesIO()
    Workbook().save(buffer)
    assert drawings.warning(Package(buffer.getvalue())) == ""
