"""Points, sums and classes of score sheets, against the tables of domain.md 4.3."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import score_templates, scoring
from models.database import Database
from models.errors import KnownError
from models.score_templates import Criterion, Option, Template
from models.scoring import Facts, Given, Measure
from models.tables import MeetingClass, ScoreKind, ScoreSource, WithoutTheme
from tests.models.builders import rule


@pytest.fixture
def sheet_b(db: Database) -> Template:
    with db.read() as session:
        return next(one for one in score_templates.rows(session) if one.effective_from is None)


def line(template: Template, number: str) -> Criterion:
    return next(one for one in template.criteria if one.number == number)


def test_both_frames_make_a_hundred_with_the_points_of_the_guide(db: Database, sheet_b: Template) -> None:
    with db.read() as session:
        frame_a = score_templates.rows(session)[0]
    tops = [one.max_points for one in frame_a.criteria if not one.is_below]
    assert tops == [5, 5, 10, 40, 5, 30, 5]
    assert [one.max_points for one in sheet_b.criteria if not one.is_below] == [5, 5, 10, 30, 10, 5, 30, 5]
    assert frame_a.full == sheet_b.full == 100
    assert [line(frame_a, f"4.{place}").max_points for place in (1, 2, 3)] == [5, 25, 10]


@pytest.mark.parametrize(
    ("minutes", "least", "points"),
    [
        (90, 90, 5),
        (130, 90, 5),
        (89, 90, 4),
        (75, 90, 4),
        (74, 90, 3),
        (60, 90, 3),
        (59, 90, 2),
        (45, 90, 2),
        (44, 90, 1),
        (1, 90, 1),
        (119, 120, 4),
        (90, 120, 3),
        (89, 120, 2),
        (60, 120, 2),
        (59, 120, 1),
    ],
)
def test_duration(sheet_b: Template, minutes: int, least: int, points: float) -> None:
    measure = Measure(Fraction(minutes * 100, least), "", short_by=max(0, least - minutes))
    assert scoring.by_band(line(sheet_b, "1"), measure) == points


@pytest.mark.parametrize(
    ("came", "due", "unexcused", "points"),
    [
        (9, 10, False, 4),
        (899, 1000, False, 3),  # 89,9 %
        (900, 1000, False, 4),
        (10, 10, False, 4),
        (75, 100, False, 3),
        (749, 1000, False, 2),
        (65, 100, False, 2),
        (649, 1000, False, 1),
        (0, 10, False, 1),
        (99, 100, True, 1),  # one unexcused absence, whatever the rate
        (70, 100, True, 1),
    ],
)
def test_attendance(sheet_b: Template, came: int, due: int, unexcused: bool, points: float) -> None:
    measure = Measure(Fraction(came * 100, due), "", is_least=unexcused)
    assert scoring.by_band(line(sheet_b, "2.1"), measure) == points


@pytest.mark.parametrize(
    ("number", "share", "points"),
    [
        ("4.5", Fraction(1001, 20), 5),
        ("4.5", Fraction(50), 4),  # “trên 50 %” is strict
        ("4.5", Fraction(40), 4),
        ("4.5", Fraction(399, 10), 3),
        ("4.5", Fraction(30), 3),
        ("4.5", Fraction(29), 2),
        ("7", Fraction(100), 30),
        ("7", Fraction(90), 30),
        ("7", Fraction(899, 10), 27),
        ("7", Fraction(80), 27),
        ("7", Fraction(70), 24),
        ("7", Fraction(60), 20),
        ("7", Fraction(50), 15),
        ("7", Fraction(0), 10),
    ],
)
def test_speakers_and_tasks(sheet_b: Template, number: str, share: Fraction, points: float) -> None:
    assert scoring.by_band(line(sheet_b, number), Measure(share, "")) == points


def test_a_line_says_why_in_one_sentence(sheet_b: Template) -> None:
    facts = Facts({ScoreSource.ATTENDANCE: Measure(Fraction(90), "9/10 = 90 % dự")})
    offered = scoring.propose(line(sheet_b, "2.1"), facts, WithoutTheme.FULL)
    assert (offered.points, offered.reason, offered.is_automatic) == (4, "9/10 = 90 % dự: 4/4 điểm.", True)


def test_what_is_not_known_is_not_scored(sheet_b: Template) -> None:
    facts = Facts({ScoreSource.ATTENDANCE: Measure(None, "Chưa điểm danh xong.")})
    offered = scoring.propose(line(sheet_b, "2.1"), facts, WithoutTheme.FULL)
    assert (offered.points, offered.reason) == (None, "Chưa điểm danh xong.")


def test_full_marks_are_proposed_where_nothing_speaks_against(sheet_b: Template) -> None:
    for number in ("3.1", "4.1", "7"):  # nothing in the register speaks of these
        assert scoring.propose(line(sheet_b, number), Facts(), WithoutTheme.FULL).points is not None


def test_a_line_of_the_central_frame_says_that_no_bands_are_known_until_the_office_writes_them(db: Database) -> None:
    with db.read() as session:
        frame_a = score_templates.rows(session)[0]
    one = line(frame_a, "1")
    short = Facts({ScoreSource.DURATION: Measure(Fraction(80), "Họp 72 phút, quy định từ 90 phút", short_by=18)})
    open_ = scoring.propose(one, short, WithoutTheme.FULL)
    assert (open_.points, open_.is_automatic) == (None, False)
    assert open_.reason == "Họp 72 phút, quy định từ 90 phút; hướng dẫn chưa nêu mức, hãy nhập điểm."
    bands = (Option("đủ", 5, short_by=0), Option("thiếu đến 20 phút", 3, short_by=20), Option("ít hơn", 1))
    known = replace(one, options=bands)
    score_templates.check_criterion(known)
    assert known.allowed is None  # any points can still be typed
    proposed = scoring.propose(known, short, WithoutTheme.FULL)
    assert (proposed.points, proposed.is_automatic) == (3, True)
    assert proposed.reason == "Họp 72 phút, quy định từ 90 phút: 3/5 điểm."
    with pytest.raises(KnownError, match="mức cuối phải là mức còn lại"):
        score_templates.check_criterion(replace(one, options=bands[:2]))


def test_a_cell_with_only_a_secretary_needs_no_committee_meeting(sheet_b: Template) -> None:
    offered = scoring.propose(line(sheet_b, "3.3"), Facts(has_committee=False), WithoutTheme.FULL)
    assert (offered.points, offered.is_automatic) == (2, True)
    assert "chỉ có bí thư" in offered.reason


@pytest.mark.parametrize(
    ("without", "out", "score"), [(WithoutTheme.FULL, False, 95), (WithoutTheme.RESCALE, True, 94.73)]
)
def test_a_month_without_a_theme(sheet_b: Template, without: WithoutTheme, out: bool, score: float) -> None:
    theme = line(sheet_b, "4.3")
    offered = scoring.propose(theme, Facts(), without)
    assert offered.is_out is out
    lines = [
        Given(one, offered.points, is_out=offered.is_out)
        if one is theme
        else Given(one, one.max_points - (5 if one.number == "4.2" else 0))
        for one in sheet_b.leaves
    ]
    total = scoring.total(lines, rule())
    assert total.score == score  # 90/95 = 94,736…: rounded down, never over a limit
    assert scoring.propose(theme, Facts(has_theme=True), without).points == 5


def test_a_line_that_must_be_full_makes_good_only_fair() -> None:
    must = Criterion(1, "1", "Tỷ lệ dự", ScoreKind.NUMBER, 5, must_be_max=True)
    rest = Criterion(2, "2", "Còn lại", ScoreKind.NUMBER, 95)
    good = scoring.total([Given(must, 5), Given(rest, 90)], rule())
    lowered = scoring.total([Given(must, 4), Given(rest, 95)], rule())
    assert (good.quality, good.is_lowered) == (MeetingClass.GOOD, False)
    assert (lowered.score, lowered.quality, lowered.is_lowered) == (99, MeetingClass.FAIR, True)


@pytest.mark.parametrize(
    ("score", "quality"),
    [
        (100, MeetingClass.GOOD),
        (90, MeetingClass.GOOD),
        (89.5, MeetingClass.FAIR),
        (70, MeetingClass.FAIR),
        (50, MeetingClass.AVERAGE),
        (49.5, MeetingClass.POOR),
        (0, MeetingClass.POOR),
    ],
)
def test_the_class_follows_the_card(score: float, quality: MeetingClass) -> None:
    whole = Criterion(1, "1", "Cả buổi", ScoreKind.NUMBER, 100)
    assert scoring.total([Given(whole, score)], rule()).quality is quality


def test_a_sheet_with_an_open_line_has_no_class(sheet_b: Template) -> None:
    total = scoring.total([Given(one, None if one.number == "7" else 0) for one in sheet_b.leaves], rule())
    assert (total.left, total.quality) == (1, None)


def test_the_note_names_what_was_lost(sheet_b: Template) -> None:
    lines = [
        Given(line(sheet_b, "2.1"), 3, "33/38 = 86,8 % dự: 3/4 điểm."),
        Given(line(sheet_b, "3.1"), 2.5),
        Given(line(sheet_b, "3.2"), 2),
        Given(line(sheet_b, "4.1"), 4, "chưa bầu thư ký"),
    ]
    assert scoring.note(lines) == ("33/38 = 86,8 % dự −1; chuẩn bị nội dung −0,5; chưa bầu thư ký −1")


@st.composite
def sheets(draw: st.DrawFn) -> list[Given]:
    """Make a template of some lines that sum up to 100, and any points on it."""
    cuts = sorted(draw(st.sets(st.integers(1, 199), max_size=8)) | {0, 200})
    lines: list[Given] = []
    for place, (first, last) in enumerate(pairwise(cuts), 1):
        most = (last - first) / 2
        points = draw(st.none() | st.integers(0, last - first).map(lambda half: half / 2))
        one = Criterion(place, str(place), "Mục", ScoreKind.NUMBER, most, must_be_max=draw(st.booleans()))
        lines.append(Given(one, points, is_out=draw(st.booleans())))
    return lines


@given(sheets())
def test_a_total_lies_between_nothing_and_a_hundred(lines: list[Given]) -> None:
    total = scoring.total(lines, rule())
    assert 0 <= total.score <= 100
    assert round(total.score, 2) == total.score
    if total.is_lowered:
        assert total.quality is MeetingClass.FAIR
    full = [Given(one.criterion, one.criterion.max_points, is_out=one.is_out) for one in lines]
    assert scoring.total(full, rule()).score in (0, 100)
