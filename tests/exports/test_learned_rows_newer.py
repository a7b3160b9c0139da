"""What newer Excels put beside a list goes along with rows put in, or is refused before anything is written."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from exports.learned.checks import cautions
from exports.learned.fill import Form, Place
from exports.learned.making_room import Room
from exports.learned.template import Binding, Template
from exports.learned.xml import pivots
from exports.learned.xml.grid import spot_of
from exports.learned.xml.references import Insertion
from exports.report import Needs
from models.errors import KnownError
from tests.exports import listed_forms
from tests.exports.learned_forms import parts
from tests.exports.listed_forms import FIRST, LAST, LIST
from tests.exports.test_learned_drawings import with_file

MORE = 10
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.microsoft.com/office"
_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"


def beside(content: bytes, kind: str, name: str, told: str) -> bytes:
    """Give the form with a part more that the sheet of the list refers to."""
    link = f'<Relationship Id="rId{kind}" Type="http://x/{kind}" Target="/{name}"/></Relationships>'
    return with_file(listed_forms.changed(content, _RELATIONS, "</Relationships>", link), name, told.encode())


def grown(content: bytes) -> dict[str, bytes]:
    """Give the parts of the form with ten rows put into its list."""
    form, _told = Form(content).with_rows([Insertion(LIST, FIRST, LAST, MORE)])
    return parts(form.fill({})[0])


def pivot(place: str) -> bytes:
    """Give the form with a pivot table at a place, its source the list."""
    made = beside(
        listed_forms.form(),
        "pivotTable",
        "xl/pivotTables/pivotTable1.xml",
        f'<pivotTableDefinition xmlns="{_MAIN}" name="Tổng hợp"><location ref="{place}" firstHeaderRow="1"/>'
        "</pivotTableDefinition>",
    )
    cache = (
        f'<pivotCacheDefinition xmlns="{_MAIN}"><cacheSource type="worksheet">'
        f'<worksheetSource ref="A4:G8" sheet="{LIST}"/></cacheSource></pivotCacheDefinition>'
    )
    return listed_forms.with_part(
        made, "xl/pivotCache/pivotCacheDefinition1.xml", cache.encode(), "pivotCacheDefinition"
    )


@pytest.mark.parametrize(("place", "after"), [("K20:L24", "K30:L34"), ("K1:L3", "K1:L3")])
def test_a_pivot_table_moves_with_the_rows_and_its_source_takes_them_in(place: str, after: str) -> None:
    told = grown(pivot(place))
    assert f'ref="{after}"'.encode() in told["xl/pivotTables/pivotTable1.xml"]
    assert b'ref="A4:G18"' in told["xl/pivotCache/pivotCacheDefinition1.xml"]


def test_a_pivot_table_across_the_place_is_refused_with_a_sentence() -> None:
    with pytest.raises(KnownError, match=r"PivotTable.*K6.*chèn sẵn 10 dòng dưới dòng 7"):
        grown(pivot("K6:L12"))


def test_threaded_comments_and_their_people_stay_with_their_cells() -> None:
    thread = (
        f'<ThreadedComments xmlns="{_KINDS}/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="E12" personId="{1}" id="{2}"><text>Xem lại</text></threadedComment>'
        '<threadedComment ref="A1" personId="{1}" id="{3}"><text>Tên biểu</text></threadedComment></ThreadedComments>'
    )
    content = beside(listed_forms.form(), "threadedComment", "xl/threadedComments/threadedComment1.xml", thread)
    people = b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>'
    content = listed_forms.with_part(content, "xl/persons/person.xml", people, "person")
    told = grown(content)
    places = re.findall(rb'threadedComment ref="(\w+)"', told["xl/threadedComments/threadedComment1.xml"])
    assert places == [b"E22", b"A1"]
    assert b"Xem l\xe1\xba\xa1i" in told["xl/threadedComments/threadedComment1.xml"]
    assert told["xl/persons/person.xml"] == people
    comments = next(told[name] for name in told if "comment" in name.lower() and b"<comments" in told[name])
    assert re.findall(rb'comment ref="(\w+)"', comments) == [b"E22"]


def test_newer_conditional_formats_and_validations_grow_with_the_list() -> None:
    extra = (
        f'<extLst><ext xmlns:x14="{_KINDS}/spreadsheetml/2009/9/main" xmlns:xm="{_KINDS}/excel/2006/main">'
        '<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="dataBar" id="{1}"><x14:dataBar>'
        f"<x14:cfvo type=\"formula\"><xm:f>'{LIST}'!$D$9</xm:f></x14:cfvo></x14:dataBar></x14:cfRule>"
        "<xm:sqref>D5:D8 G12</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>"
        '<x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>'
        f"'{listed_forms.SUMMARY}'!$A$1:$A$4</xm:f></x14:formula1><xm:sqref>E5:E8</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst>"
    )
    content = listed_forms.changed(
        listed_forms.form(), "xl/worksheets/sheet1.xml", "</worksheet>", f"{extra}</worksheet>"
    )
    told = grown(content)["xl/worksheets/sheet1.xml"].decode()
    assert re.findall(r"<xm:(?:f|sqref)>([^<]*)", told) == [
        f"'{LIST}'!$D$19",
        "D5:D18 G22",
        f"'{listed_forms.SUMMARY}'!$A$1:$A$4",
        "E5:E18",
    ]
    assert 'type="dataBar"' in told


def test_text_of_several_fonts_is_kept_above_and_below_the_list() -> None:
    runs = "<is><r><rPr><b/></rPr><t>Cộng</t></r><r><t> chung</t></r></is>"
    content = listed_forms.changed(
        listed_forms.form(),
        "xl/worksheets/sheet1.xml",
        r'<c r="B9"[^>]*>.*?</c>',
        f'<c r="B9" t="inlineStr">{runs}</c>',
    )
    told = grown(content)["xl/worksheets/sheet1.xml"].decode()
    assert f'<c r="B19" t="inlineStr">{runs}</c>' in told


def test_a_pivot_table_of_a_filled_sheet_is_made_anew_by_excel_and_that_is_said() -> None:
    content = pivot("K20:L24")
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    assert b'refreshOnLoad="1"' in parts(Form(content).fill({Place(LIST, spot_of("D5")): 3})[0])[cache]
    other = parts(Form(content).fill({Place("Không liên quan", spot_of("C1")): 3})[0])
    assert other[cache] == parts(content)[cache]
    for sheet, is_said in ((LIST, True), ("Không liên quan", False)):
        binding = Binding(Place(sheet, spot_of("D5")), "indicator", "women")
        made = Template("Biểu", Needs.PERIOD, Form(content)).bind(binding)
        assert (pivots.STALE in [one.text for one in cautions.after(made, Room(made.form))]) == is_said


def test_pictures_jump_to_where_their_cell_is_now() -> None:
    links = "xl/drawings/_rels/drawing1.xml.rels"
    jumps = "".join(
        f'<Relationship Id="rIdJ{number}" Type="http://x/hyperlink" TargetMode="External" Target="{target}"/>'
        for number, target in enumerate(("#'Danh%20s%C3%A1ch'!A9", "#'Tổng hợp'!A9", "#A9", "#tong", "http://x/#A9"))
    )
    content = listed_forms.changed(listed_forms.form(), links, "</Relationships>", f"{jumps}</Relationships>")
    told = grown(content)[links].decode()
    assert re.findall(r'rIdJ\d" [^>]*Target="([^"]*)"', told) == [
        "#'Danh%20s%C3%A1ch'!A19",
        "#'Tổng hợp'!A9",
        "#A19",
        "#tong",
        "http://x/#A9",
    ]


def test_a_table_of_another_sheet_goes_on_with_the_moved_formula() -> None:
    table = (
        f'<table xmlns="{_MAIN}" id="9" ref="A1:B3"><tableColumns><tableColumn id="1">'
        f"<calculatedColumnFormula>'{LIST}'!$D$9+D9</calculatedColumnFormula></tableColumn></tableColumns></table>"
    )
    name = "xl/tables/table9.xml"
    content = with_file(listed_forms.form(), name, table.encode())
    link = f'<Relationship Id="rId1" Type="http://x/table" Target="/{name}"/>'
    link = f'<Relationships xmlns="{_LINKS}">{link}</Relationships>'
    content = with_file(content, "xl/worksheets/_rels/sheet2.xml.rels", link.encode())
    told = grown(content)[name].decode()
    assert f"'{LIST}'!$D$19+D9" in told
    assert 'ref="A1:B3"' in told


def test_cells_of_a_sheet_jump_to_where_their_target_is_now() -> None:
    content = beside(listed_forms.form(), "hyperlink", "xl/x.bin", "")
    content = listed_forms.changed(
        content, _RELATIONS, 'Target="/xl/x.bin"', f'Target="#\'{LIST}\'!A9" TargetMode="External"'
    )
    assert f"Target=\"#'{quote(LIST)}'!A19\"" in grown(content)[_RELATIONS].decode()


def test_mapped_cells_move_with_their_rows() -> None:
    cells = "".join(
        f'<singleXmlCell id="{at}" r="{place}" connectionId="0"><xmlCellPr id="1" uniqueName="x"><xmlPr mapId="1" '
        f'xpath="/a/b{at}" xmlDataType="string"/></xmlCellPr></singleXmlCell>'
        for at, place in enumerate(("A2", "D9", "E12"))
    )
    name = "xl/tables/tableSingleCells1.xml"
    content = beside(
        listed_forms.form(), "tableSingleCells", name, f'<singleXmlCells xmlns="{_MAIN}">{cells}</singleXmlCells>'
    )
    told = grown(content)[name].decode()
    assert re.findall(r'id="(\d)" r="(\w+)"', told) == [("0", "A2"), ("1", "D19"), ("2", "E22")]
    assert told.count("/a/b") == 3


def test_a_table_keeps_the_mapping_of_its_columns() -> None:
    mapped = '<xmlColumnPr mapId="1" xpath="/a/b" xmlDataType="string"/>'
    table = "xl/tables/table1.xml"
    content = listed_forms.changed(
        listed_forms.form(), table, r"(<tableColumn [^>]*?)\s*/>", rf"\1>{mapped}</tableColumn>"
    )
    told = grown(content)[table].decode()
    assert told.count("/a/b") == 2
    assert 'ref="A25:B27"' in told


def test_a_box_in_a_chart_shows_the_cell_where_it_is_now() -> None:
    drawing = "xl/drawings/drawing7.xml"
    boxes = "".join(
        f'<c:sp xmlns:c="http://x/cd" textlink="{text}"><c:t>12</c:t></c:sp>'
        for text in (f"'{LIST}'!$D$9", f"'{listed_forms.SUMMARY}'!$D$9")
    )
    content = with_file(listed_forms.form(), drawing, f"<userShapes>{boxes}</userShapes>".encode())
    link = f'<Relationship Id="rId1" Type="http://x/chartUserShapes" Target="/{drawing}"/>'
    link = f'<Relationships xmlns="{_LINKS}">{link}</Relationships>'
    content = with_file(content, "xl/charts/_rels/chart1.xml.rels", link.encode())
    told = grown(content)[drawing].decode()
    assert re.findall(r'textlink="([^"]*)"', told) == [f"'{LIST}'!$D$19", f"'{listed_forms.SUMMARY}'!$D$9"]


def test_a_name_of_several_areas_moves_each_of_them() -> None:
    areas = (f"'{LIST}'!$A$1:$G$3", f"'{LIST}'!$A$5:$C$8", f"'{LIST}'!$E$12:$G$12", f"'{listed_forms.SUMMARY}'!$D$9")
    content = listed_forms.changed(
        listed_forms.form(),
        "xl/workbook.xml",
        "</definedNames>",
        f'<definedName name="nhieu_vung">{",".join(areas)}</definedName></definedNames>',
    )
    told = re.search('name="nhieu_vung">([^<]*)', grown(content)["xl/workbook.xml"].decode())
    assert told is not None
    assert told[1].split(",") == [
        areas[0],
        f"'{LIST}'!$A$5:$C$18",
        f"'{LIST}'!$E$22:$G$22",
        areas[3],
    ]


def test_links_written_as_formulas_follow_and_those_joined_from_pieces_are_told() -> None:
    content = listed_forms.changed(
        listed_forms.form(),
        "xl/worksheets/sheet2.xml",
        r"SUM\(D9:D12\)",
        f"HYPERLINK(&quot;#'{LIST}'!D9&quot;,&quot;Cộng&quot;)&amp;HYPERLINK(&quot;#'{LIST}'!D&quot;&amp;A1)",
    )
    form, told = Form(content).with_rows([Insertion(LIST, FIRST, LAST, MORE)])
    assert f'HYPERLINK("#\'{LIST}\'!D19","Cộng")' in parts(form.fill({})[0])["xl/worksheets/sheet2.xml"].decode()
    assert [f"ô A4, trang “{listed_forms.SUMMARY}”" in one and "HYPERLINK" in one for one in told] == [True]
