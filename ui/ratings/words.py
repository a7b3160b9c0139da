"""The rating round in words: its columns, what speaks for and against a line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import ratings
from models.rating_rules import RatingRules
from models.ratings import WHOLE_YEAR, RatingLine
from models.tables import RatingLevel, RatingState
from models.text import plain
from ui.members.ratings import LEVEL_STATES
from ui.tables import Column
from ui.theme import State

_STATES = {RatingState.EXEMPT: "miễn", RatingState.NOT_YET: "chưa"}


def level_text(rules: RatingRules, line: RatingLine, level: RatingLevel | None) -> str:
    """A level in letters; for who has none, why."""
    if level is not None:
        return rules.short(level)
    if line.values.state is not None:
        return _STATES[line.values.state]
    return _STATES[RatingState.EXEMPT] if line.is_exempt else ""


def remark(rules: RatingRules, line: RatingLine) -> str:
    """What there is to see to, else why the member is left out, else the note."""
    said = [*ratings.doubts(line.values, rules, line.disciplines)]
    if not said and line.disciplines:
        told = QCoreApplication.translate("Ratings", "Kỷ luật trong năm: {forms}")
        said.append(told.format(forms=", ".join(line.disciplines).lower()))
    if line.exemption and line.values.level is None:
        said.append(line.exemption[:1].upper() + line.exemption[1:])
    elif line.exemption:
        said.append(QCoreApplication.translate("Ratings", "Theo quy định được miễn: {why}").format(why=line.exemption))
    if line.values.level is RatingLevel.NOT_FULFILLED and line.values.cause is None:
        said.append(QCoreApplication.translate("Ratings", "Chưa ghi nguyên nhân."))
    if line.values.is_changed:
        said.append(QCoreApplication.translate("Ratings", "Đảng ủy xếp loại khác chi bộ."))
    return " ".join((*said, line.values.note)).strip()


def remark_state(rules: RatingRules, line: RatingLine) -> State:
    """Amber for what speaks against a rating, grey for who is left out."""
    if [*ratings.doubts(line.values, rules, line.disciplines)] or (line.disciplines and line.values.level is None):
        return State.WARN
    return State.IDLE if line.is_exempt else State.PLAIN


def digits(rules: RatingRules, field: str | None) -> list[tuple[str, str]]:
    """What each digit stands for in a column of the grid; none where numbers are typed or nothing is."""
    tr = QCoreApplication.translate
    if field == "cause":
        told = (
            tr("Ratings", "suy thoái"),
            tr("Ratings", "dưới 50 % chỉ tiêu"),
            tr("Ratings", "công chức, viên chức KHTNV"),
            tr("Ratings", "kỷ luật"),
            tr("Ratings", "khác"),
        )
    elif field in ("cell", "committee"):
        told = (*map(rules.short, RatingLevel), tr("Ratings", "miễn"), tr("Ratings", "chưa xếp loại"))
    else:
        return []
    return [(str(number), meaning) for number, meaning in enumerate(told, 1)]


def hints(rules: RatingRules, field: str | None) -> list[tuple[str, str]]:
    """The keys of the grid while one of its columns is stood in, in one line; *Ghi nhiều* tells the others."""
    tr = QCoreApplication.translate
    typed = [*digits(rules, field), ("Del", tr("Ratings", "để trống"))]
    if field == "points":
        typed = [("0–100", tr("Ratings", "điểm, rồi Enter"))]
    elif field is None:
        typed = [("← →", tr("Ratings", "sang cột để ghi"))]
    return [*typed, ("Ctrl+↓ →", tr("Ratings", "chi bộ sau, quý sau"))]


def columns(rules: RatingRules, quarter: int = WHOLE_YEAR) -> tuple[Column[RatingLine], ...]:
    """The columns of the grid under some rules, of a quarter or the year; those with a key take what is typed."""
    tr = QCoreApplication.translate
    roman = ("", "I", "II", "III", "IV")[quarter]
    span = tr("Ratings", "quý {n}").format(n=roman) if quarter else tr("Ratings", "cả năm")

    def level(title: str, short: str, key: str, which: str) -> Column[RatingLine]:
        def given(line: RatingLine) -> RatingLevel | None:
            return getattr(line.values, which)

        def tip(line: RatingLine) -> str:
            told = given(line)
            return rules.label(told) if told else line.exemption

        def state(line: RatingLine) -> State:
            told = given(line)
            return LEVEL_STATES[told] if told else State.IDLE

        return Column(
            title,
            lambda line: level_text(rules, line, given(line)),
            width=len(title),
            least=10,
            short=short,
            key=key,
            state=state,
            tip=tip,
            header_tip=", ".join(f"{digit} {meaning}" for digit, meaning in digits(rules, key)),
            bold=True,
        )

    return (
        Column(tr("Ratings", "Họ và tên"), lambda line: line.shown_name, width=22, least=19),
        level(tr("Ratings", "Chi bộ xếp loại"), tr("Ratings", "Chi bộ"), "cell", "cell_rating"),
        level(tr("Ratings", "Đảng ủy xếp loại"), tr("Ratings", "Đảng ủy"), "committee", "committee_rating"),
        Column(
            tr("Ratings", "Điểm"),
            lambda line: line.values.points,
            text=plain,
            width=6,
            key="points",
            edit=lambda line: "" if line.values.points is None else plain(line.values.points),
        ),
        Column(
            tr("Ratings", "Nguyên nhân"),
            lambda line: line.values.cause.label if line.values.cause else "",
            width=14,
            key="cause",
            header_tip=tr("Ratings", "Nguyên nhân không hoàn thành nhiệm vụ: 1–5 theo thứ tự của biểu 6"),
            tip=lambda line: line.values.cause.label if line.values.cause else "",
        ),
        Column(
            tr("Ratings", "Có mặt {period}").format(period=span),
            lambda line: f"{line.meetings.attended}/{line.meetings.obliged}",
            width=14,
            align="right",
            leaves=1,
            key="attended",
            header_tip=tr("Ratings", "Số buổi sinh hoạt có mặt trên số buổi phải dự trong {period}").format(
                period=span
            ),
        ),
        Column(
            tr("Ratings", "Có lý do"),
            lambda line: line.meetings.excused,
            width=9,
            leaves=3,
            key="excused",
            header_tip=tr("Ratings", "Số buổi vắng có lý do trong {period}").format(period=span),
        ),
        Column(
            tr("Ratings", "Không lý do"),
            lambda line: line.meetings.unexcused,
            width=12,
            leaves=2,
            key="unexcused",
            header_tip=tr("Ratings", "Số buổi vắng không lý do trong {period}").format(period=span),
            state=lambda line: State.WARN if line.meetings.unexcused else State.PLAIN,
        ),
        Column(
            tr("Ratings", "Cần xem"),
            lambda line: remark(rules, line),
            width=18,
            least=9,
            short=tr("Ratings", "Xem"),
            key="remark",
            state=lambda line: remark_state(rules, line),
            tip=lambda line: remark(rules, line),
            grows=True,
        ),
    )
