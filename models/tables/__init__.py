"""The nouns of the domain: one mapped class with its enums per file."""

from models.tables.assignment import Assignment, Task
from models.tables.award import Commendation, Course, Discipline
from models.tables.badge import Badge
from models.tables.base import Base, LabelledEnum
from models.tables.candidate import Candidate
from models.tables.code_item import CodeItem
from models.tables.committee_post import CommitteePost, CommitteeRole
from models.tables.content import (
    MeetingLine,
    MeetingTask,
    MeetingVote,
    Part,
    TaskPerson,
    TaskResult,
    TaskReview,
    VoteKind,
    VoteRule,
)
from models.tables.different_people import DifferentPeople
from models.tables.event import Event, EventKind, Scope
from models.tables.holiday import Holiday
from models.tables.journal import Change, Step
from models.tables.meeting import Attendance, Mark, Meeting, MeetingClass, MeetingForm, MeetingKind, MeetingState
from models.tables.meeting_rule import Comparator, MeetingRule, SeveralMeetings
from models.tables.member import Gender, Member
from models.tables.membership_rule import MembershipRule
from models.tables.month_closing import MonthClosing
from models.tables.organization import Cell, Organization
from models.tables.paper import Paper, PaperKind
from models.tables.post import Position, Post
from models.tables.rating import Rating, RatingCause, RatingLevel, RatingState
from models.tables.rating_rule import CapBase, RatingRule
from models.tables.reorganization import Former, Reorganization, Reshaping, Succession
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
from models.tables.term import Term
from models.tables.training import ClassParticipant, TrainingClass
from models.tables.trash import Trash, TrashKind
from models.tables.village import CellVillage, FormerResidence, Village, VillageSuccession

__all__ = [
    "Applies",
    "Assignment",
    "Attendance",
    "Badge",
    "Base",
    "Candidate",
    "CapBase",
    "Cell",
    "CellVillage",
    "Change",
    "ClassParticipant",
    "CodeItem",
    "Commendation",
    "CommitteePost",
    "CommitteeRole",
    "Comparator",
    "Course",
    "DifferentPeople",
    "Discipline",
    "Duty",
    "Ending",
    "Event",
    "EventKind",
    "Former",
    "FormerResidence",
    "Gender",
    "Holiday",
    "LabelledEnum",
    "Mark",
    "Measure",
    "Meeting",
    "MeetingClass",
    "MeetingForm",
    "MeetingKind",
    "MeetingLine",
    "MeetingRule",
    "MeetingState",
    "MeetingTask",
    "MeetingVote",
    "Member",
    "MembershipRule",
    "MonthClosing",
    "Organization",
    "Paper",
    "PaperKind",
    "Part",
    "Position",
    "Post",
    "Rating",
    "RatingCause",
    "RatingLevel",
    "RatingRule",
    "RatingState",
    "Reorganization",
    "Reshaping",
    "Scope",
    "ScoreCriterion",
    "ScoreKind",
    "ScoreMark",
    "ScoreOption",
    "ScoreSheet",
    "ScoreSource",
    "ScoreTemplate",
    "Setting",
    "SeveralMeetings",
    "Snapshot",
    "Standing",
    "Stay",
    "Step",
    "Succession",
    "Target",
    "Task",
    "TaskPerson",
    "TaskResult",
    "TaskReview",
    "Term",
    "TrainingClass",
    "Trash",
    "TrashKind",
    "Village",
    "VillageSuccession",
    "VoteKind",
    "VoteRule",
    "WithoutTheme",
]
