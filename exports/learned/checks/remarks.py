"""What the program's own forms say of their rows beside the numbers, said of a learned form that shows these rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exports.learned import bound
from exports.learned.figures import Figures
from exports.learned.template import Template
from exports.names import Finding
from exports.official.asks import Answers
from exports.official.spec import OFFICIALS


def of(template: Template, known: Figures, names: Mapping[int, str]) -> Iterator[Finding]:
    """Yield them for the rows shown of this period and of the whole commune; `names` are of the Party cells."""
    rows = {
        one.key
        for one in template.bindings
        if one.kind == bound.STATISTIC and one.span == bound.NOW and not one.cell and not template.filters_of(one)
    }
    now = known.now
    for remark in dict.fromkeys(one for form in OFFICIALS.values() for one in form.remarks):
        if remark.rows and rows >= {*remark.rows}:
            yield from remark.say(Answers(now.period, now.day, now.statistics, None, names))
