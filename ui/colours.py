"""The two sets of colours of the program, and the states a figure can be in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor


class State(StrEnum):
    """How a figure stands; always shown with a sign or a word beside its colour."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    IDLE = "idle"

    @property
    def sign(self) -> str:
        """A mark that tells the state without colour; empty for PLAIN."""
        return {State.GOOD: "✓", State.WARN: "!", State.BAD: "▼", State.IDLE: "–"}.get(self, "")


@dataclass(frozen=True)
class Colours:
    """One set of colours as #rrggbb. `…_soft` are backgrounds on which the colour of the same name is read."""

    page: str
    card: str
    line: str
    line_strong: str
    text: str
    muted: str
    header: str
    hover: str
    accent: str
    accent_hover: str
    accent_text: str
    on_accent: str
    gold: str
    nav: str
    nav_text: str
    nav_muted: str
    nav_selected: str
    nav_hover: str
    selection: str
    green: str
    amber: str
    red: str
    grey: str
    green_soft: str
    amber_soft: str
    red_soft: str
    grey_soft: str

    def ink(self, state: State) -> QColor:
        """The text colour of a state."""
        return QColor(getattr(self, _INK[state]))

    def soft(self, state: State) -> QColor:
        """The background on which a state's text is read."""
        return QColor(getattr(self, _SOFT[state]))

    def of(self, role: str) -> QColor:
        """A colour by the name of its field, e.g. "muted"."""
        return QColor(getattr(self, role))


_INK = {State.PLAIN: "text", State.GOOD: "green", State.WARN: "amber", State.BAD: "red", State.IDLE: "grey"}
_SOFT = {
    State.PLAIN: "card",
    State.GOOD: "green_soft",
    State.WARN: "amber_soft",
    State.BAD: "red_soft",
    State.IDLE: "grey_soft",
}

LIGHT = Colours(
    page="#F4F5F7",
    card="#FFFFFF",
    line="#E3E5E9",
    line_strong="#C9CDD4",
    text="#1F2328",
    muted="#5A616D",
    header="#EEF0F3",
    hover="#F0F1F4",
    accent="#A61C1C",
    accent_hover="#8E1515",
    accent_text="#A61C1C",
    on_accent="#FFFFFF",
    gold="#C99700",
    nav="#2A1215",
    nav_text="#F0E6E6",
    nav_muted="#BBA3A4",
    nav_selected="#4B2024",
    nav_hover="#3A181C",
    selection="#FBE7E6",
    green="#1F7A3D",
    amber="#8F5B00",
    red="#B3261E",
    grey="#646B78",
    green_soft="#E5F3E9",
    amber_soft="#FCF1DD",
    red_soft="#FCE6E4",
    grey_soft="#F0F1F3",
)

DARK = Colours(
    page="#16171A",
    card="#1E2024",
    line="#303339",
    line_strong="#474B54",
    text="#E7E8EB",
    muted="#A6ABB6",
    header="#272A2F",
    hover="#2A2D33",
    accent="#B32626",
    accent_hover="#C43333",
    accent_text="#F39C94",
    on_accent="#FFFFFF",
    gold="#C99700",
    nav="#1F0D10",
    nav_text="#F0E6E6",
    nav_muted="#B59D9F",
    nav_selected="#481E22",
    nav_hover="#341519",
    selection="#4A2426",
    green="#7CCB96",
    amber="#E5B566",
    red="#F4948C",
    grey="#A6ABB6",
    green_soft="#1D3526",
    amber_soft="#392E19",
    red_soft="#43241F",
    grey_soft="#2A2D33",
)
