"""Cells that a list spells otherwise than the register or than its own other lines: “Chi bộ Co Mận”, “CB bản Co Mận”.

Capitals, accents, dots and “CB” never matter (see `cell_key`); here it is the word for the place that one has and the
other leaves out. Names that both stand in the register are two cells, whatever they look like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from models.imports.register import Register, bare_key, cell_key
from models.records import MemberRecord, Problem, Severity

_REPAIR = "Nếu là hai chi bộ khác nhau, hãy lập chi bộ này ở Chi bộ, thôn bản trước rồi nhập lại."


class Spellings:
    """Which cell is meant by a name of a list that no cell has; `older` are names that mean something by themselves."""

    def __init__(self, register: Register, names: Iterable[str | None], older: Iterable[str]) -> None:
        texts = self._texts = dict[str, str]()
        for name in dict.fromkeys(names):
            if name:
                texts.setdefault(cell_key(name), name)
        unknown = [key for key in texts if key not in register.cells and key not in set(older)]
        self._meant: dict[str, str] = {}
        alike: dict[str, list[str]] = defaultdict(list)
        for key in unknown:
            if (cell := register.spelt_otherwise(key)) is not None:
                self._meant[key] = cell.name
            else:
                alike[bare_key(key)].append(key)
        for bare, keys in alike.items():
            fuller = [key for key in keys if key != bare]
            if bare in keys and len(fuller) == 1:
                self._meant[bare] = texts[fuller[0]]

    def name_of(self, name: str) -> str:
        """Return how the list writes a cell at first; a new one is made under that name."""
        return self._texts.get(cell_key(name), name)

    def says_plainly(self, name: str) -> bool:
        """Tell whether the list means the cell of just that name."""
        return cell_key(name) not in self._meant

    def of(self, record: MemberRecord) -> MemberRecord:
        """Return a line with the name its cell has elsewhere, and a warning; else as it is."""
        if not self._meant or not record.cell_name or (name := self._meant.get(cell_key(record.cell_name))) is None:
            return record
        text = f"“{record.cell_name}” được hiểu là “{name}”."
        problem = Problem(
            record.sheet, record.row, None, "Chi bộ", record.cell_name, text, _REPAIR, severity=Severity.WARNING
        )
        return record._replace(cell_name=name, problems=(*record.problems, problem))
