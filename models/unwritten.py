"""How many rolls are still to be written: the same counts and words wherever they are told."""

from __future__ import annotations

from typing import NamedTuple

from models.text import number


class Unwritten(NamedTuple):
    """Cells of a month whose roll is still to be written: `whole` have none, of `partly` some marks are lacking.

    Those partly written have met all the same.
    """

    whole: int
    partly: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.whole + self.partly

    @property
    def parts(self) -> str:
        """“6 chưa ghi, 1 ghi dở”; "" for none."""
        counts = ((self.whole, "chưa ghi"), (self.partly, "ghi dở"))
        return ", ".join(f"{number(count)} {words}" for count, words in counts if count)

    def words(self, when: str = "") -> str:
        """“7 chi bộ chưa ghi xong điểm danh tháng 11 (6 chưa ghi, 1 ghi dở)”, the parts where there are both."""
        both = f"({self.parts})" if self.whole and self.partly else ""
        told = (f"{number(self.total)} chi bộ chưa ghi xong điểm danh", when, both)
        return " ".join(part for part in told if part)
