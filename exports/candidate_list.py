"""The source list: who is on the way into the Party, with the certificate and the step reached (domain.md 2.6)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from exports.report import DATE, Column, Needs, Report, Scope, Sheet
from models import candidates, cells, codes, pipeline
from models.candidates import CandidateValues
from models.pipeline import Line
from models.text import number, sort_key


@dataclass(frozen=True)
class Row:
    """One person: where they stand, what is written of them, the names of cell and ethnic group."""

    line: Line
    values: CandidateValues
    cell: str
    ethnic: str


def fetch(session: Session, scope: Scope) -> list[Row]:
    """Read who is in the source list as of the day, by cell and name."""
    names = cells.names(session)
    ethnic = codes.labels(session, codes.ETHNIC)
    rows: list[Row] = []
    for line in pipeline.lines(session, scope.as_of):
        if line.stage in pipeline.WAITING and line.candidate_id is not None:
            values = candidates.read(session, line.candidate_id)
            cell = cells.short_name(names.get(line.cell_id, ""))
            rows.append(Row(line, values, cell, ethnic.get(values.ethnic_id or 0, "")))
    return sorted(rows, key=lambda row: (row.cell, sort_key(row.line.full_name)))


def notes(rows: list[Row]) -> list[str]:
    """Return the counts below the list."""
    taught = sum(row.line.certificate_on is not None for row in rows)
    return [f"Tổng số: {number(len(rows))} người; đã có giấy chứng nhận lớp nhận thức về Đảng: {number(taught)}."]


REPORT = Report[list[Row]](
    key="nguon-phat-trien",
    title="Danh sách quần chúng ưu tú",
    group="Đảng viên",
    needs=Needs.DATE,
    fetch=fetch,
    sheets=(
        Sheet[list[Row]](
            name="Quần chúng ưu tú",
            title="Danh sách quần chúng ưu tú, nguồn phát triển đảng viên",
            rows=lambda rows: rows,
            notes=notes,
            empty="Trong nguồn chưa có ai.",
            columns=(
                Column[Row]("Họ và tên", lambda row: row.line.full_name, 22, align="left"),
                Column[Row]("Ngày sinh", lambda row: row.line.born_on, 11, format=DATE),
                Column[Row]("Giới tính", lambda row: row.values.gender.label if row.values.gender else "", 8),
                Column[Row]("Dân tộc", lambda row: row.ethnic, 10),
                Column[Row]("Chi bộ", lambda row: row.cell, 22, align="left"),
                Column[Row]("Ngày vào danh sách nguồn", lambda row: row.values.listed_on, 12, format=DATE),
                Column[Row]("Số giấy chứng nhận", lambda row: row.values.certificate_number, 13),
                Column[Row]("Ngày giấy chứng nhận", lambda row: row.line.certificate_on, 12, format=DATE),
                Column[Row]("Giai đoạn", lambda row: row.line.stage.value, 18, align="left"),
                Column[Row]("Ghi chú", lambda row: row.values.note, 18, align="left"),
            ),
        ),
    ),
)
