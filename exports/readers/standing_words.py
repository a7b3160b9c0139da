"""The mere words for a standing (“Dự bị”, “Miễn sinh hoạt”) in a column of remarks: our own lists derive them there."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from exports.readers import remarks, statuses
from models.tables import Duty, Standing
from models.text import fold

_DUTIES: Final = {fold(one.label): one for one in Duty if one is not Duty.ACTIVE}
_UNSURE: Final = fold(Standing.UNKNOWN.label)


class Stands(NamedTuple):
    """How a remark says somebody stands, None where it does not; `rest` is what else it says, "" for nothing."""

    standing: Standing | None
    duty: Duty | None
    rest: str


def apart(note: str) -> Stands:
    """Return how a remark says somebody stands, in these words alone, apart from what else it says.

    Between commas only the words of our own lists count: “Miễn công tác, sinh hoạt đảng” is one thing.
    """
    found: list[Standing | Duty] = []
    rest: list[str] = []
    for part in re.split(r"[;\n]", note):
        if (said := _stands(part)) is not None:
            found.append(said)
            continue
        pieces = [(piece, _stands(piece, is_whole=False)) for piece in part.split(",")]
        found += [said for _piece, said in pieces if said is not None]
        rest.append(",".join(piece for piece, said in pieces if said is None).strip())
    if not found:
        return Stands(None, None, note)
    return Stands(
        next((one for one in found if isinstance(one, Standing) and one is not Standing.UNKNOWN), None),
        next((one for one in found if isinstance(one, Duty)), None),
        "; ".join(filter(None, rest)),
    )


def _stands(part: str, *, is_whole: bool = True) -> Standing | Duty | None:
    """Return the standing or the duty that words name and nothing more; None for others, and where a day is said."""
    line = fold(part).strip(" .")
    if line == _UNSURE:
        return Standing.UNKNOWN
    if (said := statuses.STANDINGS.get(line) or _DUTIES.get(line)) is not None or not is_whole:
        return said
    found = remarks.read(part)
    return found.duty if found is not None and found.since is None else None
