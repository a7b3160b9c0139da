"""Journeys run with the look and the language a user has."""

from tests.ui.conftest import free_look, look

__all__ = ["free_look", "look"]
