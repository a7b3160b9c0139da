"""Cells merged down the rows of a list: what they say is of each, whatever program kept the workbook."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from exports.readers import read_file
from exports.readers.workbook import open_workbook
from models.records import MemberRecord
from tests.exports.books import write_book
from tests.exports.test_what_excel_hides import KINDS, LISTS

ON = date(2026, 11, 23)
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ")
ROWS = (
    ("DANH SÁCH ĐẢNG VIÊN",),
    HEAD,
    (1, "Lò Văn Ánh", "12/05/1977", "15/10/2012", "Chi bộ bản Co Mận"),
    (2, "Lò Văn Binh", "12/05/1978", None, None),
    (3, "Lò Văn Cơ", "12/05/1978", "15/10/2013", None),
    (4, "Lò Văn Dậu", "12/05/1978", "15/10/2013", "Chi bộ bản Nà Sáy"),
)
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "manifest")
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.fixture(params=KINDS)
def merged(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give the list as .xlsx, and as another program made it into .xls and .ods."""
    if request.param == ".xlsx":
        return write_book(tmp_path / "a.xlsx", {"DS": ROWS}, merged={"DS": ("A1:E1", "E3:E5", "D3:D4")})
    return LISTS / f"o_gop{request.param}"


def test_what_is_merged_is_of_each_row(merged: Path):
    found = [one for one in read_file(merged, ON).records if isinstance(one, MemberRecord)]
    assert [one.cell_name for one in found] == [*["Chi bộ bản Co Mận"] * 3, "Chi bộ bản Nà Sáy"]
    assert [str(one.admitted_on) for one in found] == ["15/10/2012", "15/10/2012", "15/10/2013", "15/10/2013"]


def test_every_kind_tells_the_same_cells(merged: Path):
    assert sorted(open_workbook(merged).sheets[0].merged) == [(0, 0, 0, 4), (2, 3, 3, 3), (2, 4, 4, 4)]


def written(path: Path, *tables: str) -> Path:
    """Write an .ods with the XML of tables."""
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", ODS)
        package.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{ODS}"/></manifest:manifest>',
        )
        package.writestr("content.xml", f"<office:document-content {SPACES}>{body}</office:document-content>")
    return path


def cell(text: str, about: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{about}><text:p>{text}</text:p></table:table-cell>'


def test_repeated_rows_and_other_sheets_do_not_put_them_elsewhere(tmp_path: Path):
    down, across = ' table:number-rows-spanned="2"', ' table:number-columns-spanned="900"'
    one = ' table:number-columns-spanned="1" table:number-rows-spanned="1"'
    plain = f'<table:table table:name="M&amp;N"><table:table-row>{cell("a", one)}</table:table-row></table:table>'
    rows = (
        f"<table:table-header-rows><table:table-row>{cell('tên', across)}</table:table-row></table:table-header-rows>",
        f'<table:table-row table:number-rows-repeated="3">{cell("b")}{cell("c")}</table:table-row>',
        f"<table:table-row>{cell('d', ' table:number-columns-repeated=' + chr(34) + '2' + chr(34))}{cell('e', down)}"
        "</table:table-row>",
        f"<table:table-row>{cell('g')}{cell('h')}<table:covered-table-cell/></table:table-row>",
    )
    other = f'<table:table table:style-name="s" table:name="Q &gt; P">{"".join(rows)}</table:table>'
    found = {sheet.name: sheet for sheet in open_workbook(written(tmp_path / "a.ods", plain, other)).sheets}
    assert {name: sheet.merged for name, sheet in found.items()} == {
        "M&N": (),
        "Q > P": ((0, 0, 0, 2), (4, 2, 5, 2)),
    }
    assert found["Q > P"].rows[4] == ["d", "d", "e"]
