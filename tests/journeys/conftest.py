"""Journeys run with the look and the language a user has."""

from tests.ui.conftest import free_look, look, no_file_chooser

__all__ = ["free_look", "look", "no_file_chooser"]
