"""On which screen is seen what a step changed: undo says so where another screen is in view."""

from __future__ import annotations

_MEMBERS = {"event", "stay", "member", "post", "badge", "card_issue", "commendation", "discipline", "former_name"}
_MEMBERS |= {"former_residence", "committee_post", "different_people"}
_CELLS = {"organization", "cell", "village", "cell_village", "assignment", "term", "former"}
_CELLS |= {"body_commendation", "body_discipline"}
_MEETINGS = {"meeting", "attendance", "meeting_line", "meeting_task", "meeting_vote", "task_person", "task_review"}
_MEETINGS |= {"score_sheet", "score_mark", "month_closing", "paper"}
_TARGETS = {"target", "own_target", "own_target_number", "rating", "body_rating", "candidate"}
_TARGETS |= {"training_class", "class_participant", "course"}
_DATA = {"code_item", "setting", "holiday", "trash", "meeting_rule", "membership_rule", "vote_rule", "rating_rule"}
_DATA |= {"score_template", "score_criterion", "score_option"}

PLACES: tuple[tuple[str, frozenset[str]], ...] = (
    ("cells", frozenset({"reorganization", "succession", "village_succession"})),
    ("members", frozenset(_MEMBERS)),
    ("cells", frozenset(_CELLS)),
    ("meetings", frozenset(_MEETINGS)),
    ("targets", frozenset(_TARGETS)),
    ("reports", frozenset({"override", "saved_list", "saved_form", "snapshot"})),
    ("data", frozenset(_DATA)),
)
"""Keys of screens and the tables whose rows are seen there. The first that fits tells what a step was about: a decision
on cells moves members too, an event of a member changes rolls."""


def screen_of(tables: frozenset[str]) -> str | None:
    """Return the key of the screen that shows what was changed in these tables, None if none does."""
    return next((key for key, shown in PLACES if shown & tables), None)
