from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from exports.data_check_cells import REPORT
from exports.drafts import draft
from exports.making import produce
from models import cells, checks, members
from models.cells import CellValues
from models.database import Database
from models.members import MemberValues

TODAY = date(2026, 11, 22)


def test_each_cell_gets_its_own_sheet_with_all_that_is_its_own(commune: Database, tmp_path: Path) -> None:
    with commune.read() as session:
        found = checks.run(session, TODAY)
        names = cells.names(session)
    book = load_workbook(produce(commune, REPORT.key, None, TODAY, tmp_path))
    wanted = Counter(names.get(finding.cell_id or 0, "") if finding.rule.asks_cell else "" for finding in found)
    assert any(finding.cell_id and not finding.rule.asks_cell for finding in found)  # counted, but no cell's to answer
    assert len(book.worksheets) == len(wanted)
    assert sum(len(part.findings) for part in draft(commune, REPORT, None, TODAY).data) == len(found)
    for sheet in book.worksheets:
        texts = [str(cell.value or "") for row in sheet.iter_rows() for cell in row]
        title = next(text for text in texts if text.startswith("NHỮNG ĐIỀU"))
        cell = next((name for name in wanted if name and title.endswith(f"– {name.upper()}")), "")
        rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int) and isinstance(row[1], str)]
        assert len(rows) == wanted[cell], cell
        assert "Ý kiến của chi bộ" in texts


def test_long_and_alike_names_make_tabs_excel_takes(db: Database, tmp_path: Path) -> None:
    with db.write("Dựng sổ") as session:
        for end in ("một", "hai"):
            name = f"Chi bộ Trường Phổ thông dân tộc bán trú Tiểu học: số [{end}]"
            cell_id = cells.add(session, CellValues(name))
            members.add(session, MemberValues("Lò Văn Ánh"), cell_id, on=TODAY)
    book = load_workbook(produce(db, REPORT.key, None, TODAY, tmp_path))
    tabs = [sheet.title for sheet in book.worksheets]
    assert len({tab.lower() for tab in tabs}) == len(tabs) == 3  # the last is for what is no cell's
    assert all(len(tab) <= 31 for tab in tabs)
