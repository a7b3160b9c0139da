"""Putting a list together: the dialog with its pages, and the menu of the lists that are kept."""
