"""The data check: every rule the register must keep, and what breaks it, by name (design.md 3, domain.md 2.5).

A rule is one line of RULES; the screen, the command line and the tests follow. Nothing is repaired here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from models.checks import cells, dates, growth, lacking, meetings, numbers, storage
from models.checks.finding import Finder, Finding, Hit, Rule, Severity
from models.checks.numbers import alike, known_as
from models.progress import SILENT, Progress
from models.text import number

__all__ = ["REGISTER", "RULES", "Finder", "Finding", "Hit", "Rule", "Severity", "alike", "known_as", "lines", "run"]

REGISTER: tuple[Rule, ...] = (
    *dates.RULES,
    *numbers.RULES,
    *lacking.RULES,
    *cells.RULES,
    *meetings.RULES,
    *growth.RULES,
)
"""What cells can put right; whether the file itself is whole is not for a list that is sent to them."""
RULES: tuple[Rule, ...] = (*storage.RULES, *REGISTER)


def run(session: Session, on: date, *, rules: Iterable[Rule] = RULES, progress: Progress = SILENT) -> list[Finding]:
    """Return what breaks the rules as the data stands on a day, rule by rule; an empty list is a sound register."""
    found: list[Finding] = []
    rules = tuple(rules)
    for done, rule in enumerate(rules):
        progress.step(done, len(rules), rule.title)
        try:
            found += [Finding(rule, *hit) for hit in rule.find(session, on)]
        except DatabaseError:  # a torn page: say so and go on with what can still be read
            found.append(Finding(storage.TORN, f"Không đọc được số liệu để kiểm tra “{rule.title}”."))
    progress.step(len(rules), len(rules))
    return found


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield findings as text: each rule with its weight, number and repair, then its names, indented."""
    for rule, of_rule in groupby(findings, key=lambda finding: finding.rule):
        found = list(of_rule)
        total = number(sum(finding.amount for finding in found))
        yield f"{rule.severity.value}: {rule.title} ({total}). {rule.repair}"
        for finding in found:
            yield f"  {finding.subject}: {finding.what}" if finding.subject else f"  {finding.what}"
