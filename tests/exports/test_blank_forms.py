"""A blank that was read once is given out as it stands in its file, as often as it is wanted."""

from __future__ import annotations

import os
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook, load_workbook

import resources
from exports import form
from models.dates import PartialDate

_MERGES = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCells"
BLANKS = sorted(path.name for path in resources.path("forms").glob("*.xlsx"))


def _parts(workbook: Workbook) -> dict[str, bytes]:
    """Return the parts of the saved file, the merges (which have no order) sorted."""
    buffer = BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        found = {name: package.read(name) for name in package.namelist() if name != "docProps/core.xml"}
    for name, content in found.items():
        if name.startswith("xl/worksheets/"):
            root = ElementTree.fromstring(content)
            for merges in root.iter(_MERGES):
                merges[:] = sorted(merges, key=lambda merge: merge.attrib["ref"])
            found[name] = ElementTree.tostring(root)
    return found


def _written_on(workbook: Workbook) -> Workbook:
    """Use what a form is filled with: cells, rows, columns and merges it has, and some it does not have."""
    sheet: Any = workbook.worksheets[0]
    form.put(sheet, 2, 1, "=không phải công thức")
    form.put(sheet, 400, 40, PartialDate.parse("05/1956"))
    form.open_rows(sheet, 9, 2)
    form.fit_rows(sheet, 1, 12)
    form.state_rows(sheet)
    sheet.row_dimensions[500].height = 20
    sheet.column_dimensions["AZ"].width = 30
    sheet.merge_cells("AA1:AB2")
    return workbook


@pytest.mark.parametrize("name", BLANKS)
def test_a_blank_is_as_in_its_file(name: str) -> None:
    path = resources.path("forms") / name
    assert _parts(form.load(name)) == _parts(load_workbook(path))
    assert _parts(_written_on(form.load(name))) == _parts(_written_on(load_workbook(path)))
    assert _parts(form.load(name)) == _parts(load_workbook(path)), "what was written on one stands on no other"


def test_a_blank_that_was_replaced_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "forms").mkdir()
    target = tmp_path / "forms" / "a.xlsx"
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
    titles: list[str] = []
    for place, name in enumerate(BLANKS[:2]):
        shutil.copyfile(_blank(name), target)
        os.utime(target, (place, place))
        titles.append(str(form.load("a.xlsx").worksheets[0]["A8"].value))
    assert titles == [str(load_workbook(_blank(name)).worksheets[0]["A8"].value) for name in BLANKS[:2]]
    assert titles[0] != titles[1]


def _blank(name: str) -> Path:
    return Path(resources.__file__).parent / "forms" / name
