# ruff: noqa: F401
# pyright: reportUnusedImport=false
"""The nouns of the domain: one mapped class with its enums per file, read when it is first asked for.

Mapping all of them takes longer than the window has; what works on any table (log, undo, new files) asks for `Base`,
and gets it with every table mapped.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.tables.assignment import Assignment, Task
    from models.tables.award import Commendation, Course, Discipline
    from models.tables.badge import Badge
    from models.tables.base import Base, LabelledEnum
    from models.tables.body_award import BodyCommendation, BodyDiscipline
    from models.tables.candidate import Candidate
    from models.tables.card_issue import CardIssue, CardIssueKind
    from models.tables.cell import Cell
    from models.tables.code_item import CodeItem
    from models.tables.committee_post import CommitteePost, CommitteeRole
    from models.tables.content import (
        MeetingLine,
        MeetingVote,
        Part,
        VoteKind,
        VoteRule,
    )
    from models.tables.different_people import DifferentPeople
    from models.tables.event import Event, EventKind, Flaw, Scope
    from models.tables.former import Former
    from models.tables.former_name import FormerName
    from models.tables.holiday import Holiday
    from models.tables.journal import Change, Step
    from models.tables.meeting import Attendance, Mark, Meeting, MeetingClass, MeetingForm, MeetingKind, MeetingState
    from models.tables.meeting_rule import Comparator, MeetingRule, SeveralMeetings
    from models.tables.member import Gender, Member
    from models.tables.membership_rule import MembershipRule
    from models.tables.month_closing import MonthClosing
    from models.tables.organization import Organization
    from models.tables.override import Override
    from models.tables.own_target import OwnTarget, OwnTargetNumber
    from models.tables.paper import Paper, PaperKind
    from models.tables.post import Position, Post
    from models.tables.rating import BodyRating, Rating, RatingCause, RatingState
    from models.tables.rating_level import RatingLevel
    from models.tables.rating_rule import CapBase, CapScope, RatingRule
    from models.tables.reorganization import Reorganization, Reshaping, Succession
    from models.tables.saved_form import SavedForm
    from models.tables.saved_list import SavedList
    from models.tables.score import (
        Applies,
        ScoreCriterion,
        ScoreKind,
        ScoreMark,
        ScoreOption,
        ScoreSheet,
        ScoreSource,
        ScoreTemplate,
        WithoutTheme,
    )
    from models.tables.setting import Setting
    from models.tables.snapshot import Snapshot
    from models.tables.stay import Duty, Ending, Standing, Stay
    from models.tables.target import Measure, Target
    from models.tables.task import MeetingTask, TaskPerson, TaskResult, TaskReview
    from models.tables.term import Term
    from models.tables.training import ClassParticipant, TrainingClass
    from models.tables.trash import Trash, TrashKind
    from models.tables.village import CellVillage, FormerResidence, Village, VillageSuccession

_NAMES = {
    "assignment": "Assignment Task",
    "award": "Commendation Course Discipline",
    "badge": "Badge",
    "base": "Base LabelledEnum",
    "body_award": "BodyCommendation BodyDiscipline",
    "candidate": "Candidate",
    "card_issue": "CardIssue CardIssueKind",
    "cell": "Cell",
    "code_item": "CodeItem",
    "committee_post": "CommitteePost CommitteeRole",
    "content": "MeetingLine MeetingVote Part VoteKind VoteRule",
    "different_people": "DifferentPeople",
    "event": "Event EventKind Flaw Scope",
    "former": "Former",
    "former_name": "FormerName",
    "holiday": "Holiday",
    "journal": "Change Step",
    "meeting": "Attendance Mark Meeting MeetingClass MeetingForm MeetingKind MeetingState",
    "meeting_rule": "Comparator MeetingRule SeveralMeetings",
    "member": "Gender Member",
    "membership_rule": "MembershipRule",
    "month_closing": "MonthClosing",
    "organization": "Organization",
    "override": "Override",
    "own_target": "OwnTarget OwnTargetNumber",
    "paper": "Paper PaperKind",
    "post": "Position Post",
    "rating": "BodyRating Rating RatingCause RatingState",
    "rating_level": "RatingLevel",
    "rating_rule": "CapBase CapScope RatingRule",
    "reorganization": "Reorganization Reshaping Succession",
    "saved_form": "SavedForm",
    "saved_list": "SavedList",
    "score": "Applies ScoreCriterion ScoreKind ScoreMark ScoreOption ScoreSheet ScoreSource ScoreTemplate WithoutTheme",
    "setting": "Setting",
    "snapshot": "Snapshot",
    "stay": "Duty Ending Standing Stay",
    "target": "Measure Target",
    "task": "MeetingTask TaskPerson TaskResult TaskReview",
    "term": "Term",
    "training": "ClassParticipant TrainingClass",
    "trash": "Trash TrashKind",
    "village": "CellVillage FormerResidence Village VillageSuccession",
}
"""File → the classes it gives, the same as for the type checker above."""
_FILES = {name: file for file, names in _NAMES.items() for name in names.split()}


@cache
def map_all() -> None:
    """Map every table: what writes, or works on any table, must know how they point at each other."""
    for file in _NAMES:
        import_module(f"{__name__}.{file}")


def __getattr__(name: str) -> object:
    """Return a class of the package, its file read now; `Base` comes when every table is mapped."""
    if name not in _FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "Base":
        map_all()
    found = getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
    globals()[name] = found
    return found
