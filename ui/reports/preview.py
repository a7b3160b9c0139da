"""What the screen *Báo cáo* looks at: a report with its pages; of a long one the first pages before all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from exports import drafts
from exports.drafts import Draft
from exports.names import Finding
from exports.report import Report
from models.dates import Period
from models.progress import Progress

if TYPE_CHECKING:
    from datetime import date

    from exports.pages import Page
    from models.database import Database


@dataclass(frozen=True)
class Preview:
    """A report ready to be looked at: its data, its pages and what was found in it.

    Of one with very many pages the first come alone, and `is_whole` says that these are not all.
    """

    draft: Draft[Any]
    pages: list[Page]
    findings: list[Finding]
    is_whole: bool = True


def prepare(
    db: Database, wanted: Report[Any], period: Period | None, on: date, cell_id: int | None, progress: Progress
) -> Preview:
    """Read a report and draw its pages, of a long one the first. Raises KnownError when the period does not fit it."""
    draft = drafts.draft(db, wanted, period, on, cell_id)
    first = draft.beginning(progress)
    drawn = draft.pages(progress) if first is None else first
    return Preview(draft, drawn, draft.findings(), is_whole=first is None)


def complete(begun: Preview, progress: Progress) -> Preview:
    """Draw all pages of a report whose first ones are shown."""
    return replace(begun, pages=begun.draft.pages(progress), is_whole=True)
