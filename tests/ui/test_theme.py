from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

import resources
from ui import theme
from ui.colours import DARK, LIGHT, Colours
from ui.theme import State
from ui.widgets.nav import Navigation

UI = Path(theme.__file__).parent
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])

# Every text colour with the grounds it is read on.
GROUNDS = ("page", "card", "header", "hover", "selection")
PAIRS = [
    *product(("text", "muted", "green", "amber", "red", "grey", "accent_text"), GROUNDS),
    *product(("text", "muted"), ("green_soft", "amber_soft", "red_soft", "grey_soft")),
    *((ink, f"{ink}_soft") for ink in ("green", "amber", "red", "grey")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *product(("nav_text", "nav_muted", "on_accent"), ("nav", "nav_hover", "nav_selected")),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = (colour[1:3], colour[3:5], colour[5:7])
    linear = [v / 12.92 if (v := int(part, 16) / 255) <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_text_is_readable_on_its_ground(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@BOTH
def test_frames_of_fields_and_ticks_stand_out(colours: Colours) -> None:
    assert contrast(colours.muted, colours.card) >= 3
    assert contrast(colours.accent_text, colours.card) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_where_the_keys_are_stands_out(dark: bool) -> None:
    """3 : 1 against what is around, as WCAG 2.1 asks of a frame; the ring of a primary button stands on its red."""
    ground = DARK if dark else LIGHT
    rules = re.findall(r"([^{}]*:focus)[^{}]*\{([^}]*)\}", theme.stylesheet(dark, theme.TextSize.MEDIUM))
    drawn = [(name.strip(), ink) for name, rule in rules for ink in re.findall(r"#\w{6}", rule)]
    assert len(drawn) > 12
    weak = {
        name: ink
        for name, ink in drawn
        if "primary" not in name and min(contrast(ink, ground.card), contrast(ink, ground.page)) < 3
    }
    assert weak == {}


@BOTH
def test_states_are_read_on_their_own_ground(colours: Colours) -> None:
    for state in State:
        assert contrast(colours.ink(state).name(), colours.soft(state).name()) >= 4.5


def test_every_state_but_the_plain_one_has_a_sign_of_its_own() -> None:
    signs = [state.sign for state in State if state is not State.PLAIN]
    assert all(signs)
    assert len(set(signs)) == len(signs)


def test_the_chosen_scheme_reaches_the_palette(free_look: theme.Theme) -> None:
    free_look.set_scheme(theme.Scheme.DARK)
    assert theme.colours() is DARK
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.page)
    free_look.set_scheme(theme.Scheme.LIGHT)
    assert theme.colours() is LIGHT


def test_choices_are_remembered(qapp: QApplication) -> None:
    settings = theme.MemorySettings({"look/scheme": "light"})
    first = theme.Theme(qapp, settings)
    first.set_size(theme.TextSize.LARGE)
    second = theme.Theme(qapp, settings)
    assert (second.scheme, second.size) == (theme.Scheme.LIGHT, theme.TextSize.LARGE)
    second.set_size(theme.TextSize.MEDIUM)


def test_a_spoilt_setting_means_the_default(qapp: QApplication) -> None:
    look = theme.Theme(qapp, theme.MemorySettings({"look/scheme": "purple", "look/size": 7}))
    assert (look.scheme, look.size) == (theme.Scheme.SYSTEM, theme.TextSize.MEDIUM)


def test_the_text_grows(free_look: theme.Theme, qapp: QApplication) -> None:
    sizes = []
    for size in theme.TextSize:
        free_look.set_size(size)
        sizes.append(qapp.font().pointSizeF())
    assert sizes == [10.5, 12.0, 14.0]


def test_a_dressed_button_is_recoloured(free_look: theme.Theme, qtbot) -> None:
    button = QPushButton("Lưu")
    qtbot.addWidget(button)
    theme.dress(button, "save")
    assert ink(button.icon()).lightness() < 60
    free_look.set_scheme(theme.Scheme.DARK)
    assert ink(button.icon()).lightness() > 200


def ink(icon: QIcon) -> QColor:
    """The most solid colour of an icon."""
    image = icon.pixmap(theme.ICON, theme.ICON).toImage()
    spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(spots, key=lambda spot: spot.alpha())


def test_a_missing_icon_is_an_error_not_a_hole() -> None:
    with pytest.raises(FileNotFoundError):
        theme.icon("no-such-icon")


def test_every_icon_named_in_the_program_is_carried_with_it() -> None:
    """A word in quotes of the shape of an icon's name beside an icon-taking call."""
    call = re.compile(
        r"(?:icon|pixmap|dress|push_button|add_action|add_menu|TodoRow|Hit|ScreenSpec)\(([^()]*)", re.DOTALL
    )
    carried = {path.stem for path in resources.path("icons").glob("*.svg")}
    assert len(carried) > 40
    known = {word for word in carried if "-" in word}
    for path in UI.rglob("*.py"):
        for inside in call.findall(path.read_text(encoding="utf-8")):
            named = set(re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)"', inside))
            assert named <= known, path.name


def test_the_style_sheet_is_understood(free_look: theme.Theme, qtbot) -> None:
    """Qt writes a warning, which fails a test, when it cannot read a sheet; colours come out as asked."""
    for scheme, size in product((theme.Scheme.LIGHT, theme.Scheme.DARK), theme.TextSize):
        free_look.set_scheme(scheme)
        free_look.set_size(size)
        button = QPushButton("Lưu")
        button.setProperty("kind", "primary")
        qtbot.addWidget(button)
        button.resize(120, 40)
        image = button.grab().toImage()
        assert image.pixelColor(10, 20).name() == theme.colours().accent.lower()
        assert button.sizeHint().height() >= theme.CONTROL_HEIGHT


def test_the_style_sheet_is_understood_wherever_the_program_lies(
    free_look: theme.Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unzipped into “Đảng ủy xã (2)”, the column at the left keeps its dark ground, and a tick its sign."""
    folder = tmp_path / "Đảng ủy xã (2)"
    copytree(resources.path("icons"), folder / "icons")
    monkeypatch.setattr(resources, "_HERE", folder)
    free_look.set_scheme(theme.Scheme.DARK)
    free_look.set_scheme(theme.Scheme.LIGHT)
    column, tick = Navigation([("overview", "users", "Tổng quan")]), QCheckBox()
    tick.setChecked(True)
    for widget in (column, tick):
        qtbot.addWidget(widget)
        widget.resize(200, 300)
        widget.ensurePolished()
    assert column.grab().toImage().pixelColor(100, 200).name() == theme.colours().nav.lower()
    image = tick.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(24) for y in range(image.height())}
    assert {theme.colours().accent.lower(), "#ffffff"} <= colours


def test_the_systems_change_is_followed(free_look: theme.Theme) -> None:
    free_look.set_scheme(theme.Scheme.SYSTEM)
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.emit(hints.colorScheme())
    assert free_look.dark == (hints.colorScheme() == Qt.ColorScheme.Dark)
    assert theme.colours() is (DARK if free_look.dark else LIGHT)
