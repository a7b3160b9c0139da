"""Biểu số 7-BTCTW: praise of bodies and members, badges, cards, transfers, as far as they are kept (domain.md 7.3)."""

from __future__ import annotations

from exports.names import Finding
from exports.official import cell_sums
from exports.official.asks import Answers, Remark, Show
from exports.official.identities import Identity
from exports.official.spec import Official, three_columns
from models.statistics import Group
from models.statistics.work import BADGES, FORMS_OF

_BADGES = tuple(f"work.badges.{years}" for years in BADGES)
_PRAISE = ("work.commended", "work.commended.bang_khen", "work.commended.giay_khen")
_BODIES = {kind: tuple(f"work.praised.{kind}.{form}" for form in forms) for kind, forms in FORMS_OF.items()}
_FLAWED = ("work.improper.in", "work.improper.out", "work.forged")
_KEYS: tuple[str | None, ...] = (
    *(None, None),
    *(key for kind, parts in _BODIES.items() for key in (f"work.praised.{kind}", *parts)),
    *_PRAISE,
    "work.badges",
    *_BADGES,
    *(None, "work.cards", "work.cards.lost", "work.cards.damaged", None),
    *("work.temporary", "work.temporary.out", "work.temporary.in"),
    *("work.official", "work.official.out", "work.official.in"),
    *(None, *_FLAWED),
)
_ASKS = three_columns(8, _KEYS)


_KEPT = {
    "khen thưởng tổ chức đảng (dòng 10–22)": tuple(f"work.praised.{kind}" for kind in FORMS_OF),
    "cấp lại, đổi thẻ (dòng 41, 42)": ("work.cards.lost", "work.cards.damaged"),
    "chuyển sinh hoạt chưa đúng quy định, giả mạo (dòng 51–53)": _FLAWED,
}
"""What an office may not have begun to write: a 0 of it may be no 0."""


def _nothing_written(answers: Answers) -> list[Finding]:
    """Say what the register holds nothing of, this period or the same one last year."""
    shown = [(Show.NOW, "kỳ này")] + ([] if answers.before is None else [(Show.BEFORE, "cùng kỳ năm trước")])
    empty = [
        (what, when)
        for what, keys in _KEPT.items()
        for show, when in shown
        if not any((figure := answers.figure(key, show)) and (figure.entries or figure.unsure) for key in keys)
    ]
    if not empty:
        return []
    words = "; ".join(f"{what} {' và '.join(when for other, when in empty if other == what)}" for what in dict(empty))
    return [Finding(f"Sổ chưa ghi {words} nên là 0; có mà chưa ghi thì ghi vào sổ hoặc sửa tay ô ấy.")]


def _unsure(answers: Answers) -> list[Finding]:
    """Name those whose day is not exact enough."""
    unsure = [
        entry
        for group in (Group.COMMENDED_BODIES, Group.COMMENDED, Group.BADGED, Group.CARDED)
        for entry in answers.now.groups[group].by("is_sure").get(None, ())
    ]
    return answers.named(
        "Chưa rõ có trong kỳ không",
        "{n} khen thưởng, Huy hiệu, lần cấp thẻ chưa tính vì chưa rõ ngày, hoặc chưa rõ là lần đầu hay cấp lại: "
        "{names}.",
        unsure,
        "Chưa tính",
    )


def _flags(answers: Answers) -> list[Finding]:
    """Name the bodies with a flag for which there is no line."""
    bodies = answers.now.groups[Group.COMMENDED_BODIES].entries
    return answers.named(
        "Được tặng cờ",
        "{n} tổ chức đảng được tặng cờ mà biểu không có dòng cho loại này, không tính: {names}.",
        [one for one in bodies if one.traits["kind"] not in FORMS_OF[str(one.traits["body"])]],
        "Không tính",
    )


OFFICIAL = Official(
    key="bieu-7",
    title="Biểu 7 – Nghiệp vụ công tác đảng viên",
    file="bieu-07-nghiep-vu-cong-tac-dang-vien.xlsx",
    asks=lambda _scope: _ASKS,
    identities=(
        *(Identity(f"work.praised.{kind}", parts, traits=("is_sure", "kind")) for kind, parts in _BODIES.items()),
        Identity(_PRAISE[0], _PRAISE[1:]),
        Identity("work.badges", _BADGES, traits=("is_sure", "years")),
        Identity("work.temporary", ("work.temporary.out", "work.temporary.in")),
        Identity("work.official", ("work.official.out", "work.official.in")),
    ),
    of_cells=tuple(key for key in _KEYS if key in cell_sums.COLUMNS),
    remarks=(
        Remark((), _unsure),
        Remark(tuple(f"work.praised.{kind}" for kind in FORMS_OF), _flags),
        Remark((), _nothing_written),
    ),
)
REPORT = OFFICIAL.report()
