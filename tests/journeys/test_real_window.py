"""A few journeys once more in a real window, where focus and keys are the window system's."""

import pytest

from tests.journeys.test_roll import (  # noqa: F401
    hands,
    test_a_full_cell_costs_one_key_and_opening_alone_writes_nothing,
    test_a_reason_is_written_after_tab_and_offered_again,
    test_thirty_people_with_two_absences_cost_at_most_eight_keys,
    test_undo_takes_the_last_mark_and_then_the_whole_roll_back,
    window,
)

pytestmark = pytest.mark.display
