"""The figures at the top of *Tổng quan* say all of how they are made up, in every size of letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from tests.ui.test_overview import book, shown  # noqa: F401
from ui import theme
from ui.widgets.cards import StatCard
from ui.widgets.labels import CaptionLabel


@pytest.mark.parametrize("size", list(theme.TextSize))
@pytest.mark.parametrize("width", [860, 1150])
def test_no_caption_ends_in_dots(book, qtbot, free_look, size: theme.TextSize, width: int) -> None:  # noqa: F811
    free_look.set_size(size)
    screen = shown(book, qtbot)
    screen.resize(width, 700)
    long = "5 chưa ghi, 1 ghi dở · 4 chưa họp · 4 chưa đến ngày họp · 1 không họp"
    for card in screen.cards.cards:
        card.show_figure("14/24", long, fraction=0.5)
    qtbot.waitUntil(lambda: all(_is_whole(card.caption) for card in screen.cards.cards), timeout=3000)
    for card in screen.cards.cards:
        card.set_title("Lượt người được đào tạo, bồi dưỡng từ đầu năm đến nay")
    qtbot.waitUntil(lambda: all(_is_whole(card.title) for card in screen.cards.cards), timeout=3000)
    qtbot.waitUntil(lambda: all(_is_laid_out(card) for card in screen.cards.cards), timeout=3000)
    first, second = (card.bar.mapTo(screen, QPoint()).y() for card in screen.cards.cards[:2])
    assert first == second


def _is_laid_out(card: StatCard) -> bool:
    return card.caption.geometry().bottom() < card.bar.y() and card.bar.geometry().bottom() < card.height()


def _is_whole(caption: CaptionLabel) -> bool:
    flags = int(Qt.TextFlag.TextWordWrap)
    needed = caption.fontMetrics().boundingRect(QRect(0, 0, caption.width(), 0), flags, caption.text())
    return needed.height() <= caption.height() and needed.width() <= caption.width()
