"""The findings of the data check as a list to send to the cells: rule by rule, with names and repair."""

from __future__ import annotations

from collections import Counter

from sqlalchemy.orm import Session

from exports.report import Column, Needs, Report, Scope, Sheet
from models import checks
from models.checks import Finding
from models.text import number


def fetch(session: Session, scope: Scope) -> list[Finding]:
    """Check the data as they stand on the day."""
    return checks.run(session, scope.as_of, rules=checks.REGISTER)


def notes(data: list[Finding]) -> list[str]:
    """Return the counts by weight and, rule by rule, what to do."""
    weights = Counter(finding.severity for finding in data)
    counts = ", ".join(f"{weight.value.lower()}: {number(count)}" for weight, count in weights.items())
    repairs = {finding.rule.title: finding.repair for finding in data}
    return [f"Tổng số: {number(len(data))} ({counts}).", *(f"{title}: {words}" for title, words in repairs.items())]


REPORT = Report[list[Finding]](
    key="kiem-tra-so-lieu",
    title="Kiểm tra số liệu",
    group="Đảng viên",
    needs=Needs.DATE,
    fetch=fetch,
    sheets=(
        Sheet[list[Finding]](
            name="Kiểm tra số liệu",
            title="Những điều cần kiểm tra, bổ sung trong sổ",
            rows=lambda data: data,
            notes=notes,
            empty="Không có điều gì cần kiểm tra, bổ sung.",
            columns=(
                Column[Finding]("Mức độ", lambda row: row.severity.value, 11),
                Column[Finding]("Nội dung", lambda row: row.rule.title, 30, align="left"),
                Column[Finding]("Họ và tên, cuộc họp", lambda row: row.name, 24, align="left"),
                Column[Finding]("Chi bộ", lambda row: row.cell, 26, align="left", optional=True),
                Column[Finding]("Cụ thể", lambda row: row.what, 46, align="left"),
            ),
        ),
    ),
)
