"""Painting the pages of a report: one way for preview, printer and PDF (style.md 5)."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from exports import metrics
from exports.on_paper import Box, Face, Page, Picture, Shape, Words

_FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes")
_SAMPLE = "Tổng hợp đánh giá, xếp loại 0123456789"
_UNITS = 16  # text units to the point
_LINE = 1.15  # distance of lines as the font gives it
_ASCENT = 0.91
_PDF_DOTS = 1200


class _Fonts(threading.local):
    """Fonts by face, each thread its own: Qt's fonts keep to the thread that first measured with them."""

    def __init__(self) -> None:
        self._faces: dict[Face, tuple[QFont, QFontMetricsF]] = {}
        self._family = ""
        self._stretch = 100

    def of(self, face: Face) -> tuple[QFont, QFontMetricsF]:
        """Return a face in text units; measured so large, its widths are not rounded to the dots of the screen."""
        if not self._family:
            self._choose_family()
        if face not in self._faces:
            font = QFont(self._family)
            font.setPixelSize(max(round(face.size * _UNITS), 1))
            font.setBold(face.bold)
            font.setItalic(face.italic)
            font.setUnderline(face.underline == "text")
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if self._stretch != 100:
                font.setStretch(self._stretch)
            self._faces[face] = (font, QFontMetricsF(font))
        return self._faces[face]

    def _choose_family(self) -> None:
        """Take the first family there is; one that is wider than Times New Roman is squeezed to its width."""
        present = set(QFontDatabase.families())
        self._family = next((name for name in _FAMILIES if name in present), "serif")
        font = QFont(self._family)
        font.setPixelSize(1000)
        wanted = metrics.text_width(_SAMPLE, 1000)
        actual = QFontMetricsF(font).horizontalAdvance(_SAMPLE)
        self._stretch = 100 if actual <= wanted * 1.02 else round(100 * wanted / actual)


_fonts = _Fonts()


def paint(page: Page, painter: QPainter, dots_per_point: float) -> None:
    """Paint a page; the painter's origin is the upper left corner of the paper, its unit a dot of the device."""
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for patch in page.patches:
        painter.fillRect(_scaled(patch.box, dots_per_point), QColor(patch.colour))
    for rule in page.rules:
        thickness = max(rule.thickness * dots_per_point, 1.0)
        dashed = Qt.PenStyle.DashLine if rule.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QBrush(Qt.GlobalColor.black), thickness, dashed, Qt.PenCapStyle.SquareCap))
        x1, y1, x2, y2 = (round(value * dots_per_point) for value in rule[:4])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, x1 != x2 and y1 != y2)
        painter.drawLine(x1, y1, x2, y2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.save()
    painter.scale(dots_per_point / _UNITS, dots_per_point / _UNITS)
    for words in page.words:
        _write(words, painter)
    painter.restore()
    for picture in page.pictures:
        _show(picture, painter, dots_per_point)


@lru_cache(maxsize=20)
def _image(content: bytes) -> QImage:
    return QImage.fromData(content)


def _show(picture: Picture, painter: QPainter, dots_per_point: float) -> None:
    """Draw a picture, or a frame with words where there is none that can be drawn."""
    box = _scaled(picture.box, dots_per_point)
    painter.save()
    painter.setClipRect(_scaled(picture.clip, dots_per_point).adjusted(0, 0, 1, 1), Qt.ClipOperation.IntersectClip)
    image = _image(picture.content) if picture.content else QImage()
    if not image.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, image)
    elif picture.shape is not None:
        _draw(picture.shape, box, painter, dots_per_point)
        painter.scale(dots_per_point / _UNITS, dots_per_point / _UNITS)
        for words in picture.texts:
            _write(words, painter)
    elif picture.chart is not None:
        from ui import paper_charts  # loaded for the first chart

        def font(size: float, bold: bool) -> tuple[QFont, QFontMetricsF]:
            return _fonts.of(Face("Times New Roman", size * picture.scale, bold, False, "", "#000000"))

        painter.scale(dots_per_point / _UNITS, dots_per_point / _UNITS)
        paper_charts.draw(picture.chart, _scaled(picture.box, _UNITS), painter, font, _UNITS * picture.scale)
        if not any(value is not None for one in picture.chart.series for value in one.values):
            _name(picture, painter)  # an empty one would be but a blank box
    else:
        painter.fillRect(box, QColor("#F5F5F5"))
        painter.setPen(QPen(QColor("#6B7280"), max(0.75 * dots_per_point, 1.0), Qt.PenStyle.DashLine))
        painter.drawRect(box)
        painter.scale(dots_per_point / _UNITS, dots_per_point / _UNITS)
        _name(picture, painter)
    painter.restore()


def _name(picture: Picture, painter: QPainter) -> None:
    """Write what a picture is where there is nothing to be drawn of it."""
    painter.setPen(QColor("#6B7280"))
    painter.setFont(_fonts.of(Face("Times New Roman", 10, False, True, "", "#6B7280"))[0])
    inside = _scaled(picture.box, _UNITS)
    painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, picture.words)


def _draw(shape: Shape, box: QRectF, painter: QPainter, dots_per_point: float) -> None:
    """Draw a line, or the ground and edge of a text box."""
    if shape.fill:
        painter.fillRect(box, QColor(shape.fill))
    if not shape.colour:
        return
    painter.setPen(QPen(QColor(shape.colour), max(shape.thickness * dots_per_point, 1.0)))
    if shape.kind == "line":
        painter.drawLine(box.topLeft(), box.bottomRight())
    elif shape.kind == "rise":
        painter.drawLine(box.bottomLeft(), box.topRight())
    else:
        painter.drawRect(box)


def _scaled(box: Box, factor: float) -> QRectF:
    return QRectF(box.x * factor, box.y * factor, box.width * factor, box.height * factor)


def _write(words: Words, painter: QPainter) -> None:
    """Write the lines of one cell; what does not fit is cut at the cell's edge, as on paper."""
    if words.clip is not None:
        painter.save()
        painter.setClipRect(_scaled(words.clip, _UNITS), Qt.ClipOperation.IntersectClip)
        _write(words._replace(clip=None), painter)
        painter.restore()
        return
    if words.turn:
        box = words.box
        painter.save()
        painter.translate((box.x + box.width / 2) * _UNITS, (box.y + box.height / 2) * _UNITS)
        painter.rotate(-words.turn)
        edge = metrics.PADDING / 2
        turned = Box(edge - box.height / 2, edge - box.width / 2, box.height - 2 * edge, box.width - 2 * edge)
        _write(words._replace(box=turned, turn=0), painter)
        painter.restore()
        return
    box, size = _scaled(words.box, _UNITS), words.face.size * _UNITS
    font, measure = _fonts.of(words.face)
    free = box.height() - size * _LINE * len(words.lines)
    baseline = box.top() + {"top": 0.0, "bottom": free}.get(words.down, free / 2) + size * _ASCENT
    painter.setFont(font)
    painter.setPen(QColor(words.face.colour))
    if words.pieces:
        _write_pieces(words, painter, box, baseline)
        return
    widths = [_fitting(line, measure.horizontalAdvance(line), words, box.width()) for line in words.lines]
    is_cut = free < -size * 0.3 or max(widths) > box.width() + size * 0.3
    if is_cut:
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    for line, width in zip(words.lines, widths, strict=True):
        x = box.left() + {"left": 0.0, "right": box.width() - width}.get(words.across, (box.width() - width) / 2)
        _draw_line(painter, QPointF(x, baseline), line, width, measure.horizontalAdvance(line))
        if words.face.underline == "rule":
            below = baseline + size * 0.3
            painter.setPen(QPen(QColor(words.face.colour), 0.75 * _UNITS))
            painter.drawLine(QPointF(x, below), QPointF(x + width, below))
        baseline += size * _LINE
    if is_cut:
        painter.restore()


def _write_pieces(words: Words, painter: QPainter, box: QRectF, baseline: float) -> None:
    """Write lines of several typefaces, cut at the cell's edge."""
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    for line in words.pieces:
        told = [(one, one.face or words.face) for one in line]
        widths = [_fonts.of(face)[1].horizontalAdvance(one.text) for one, face in told]
        free = box.width() - sum(widths)
        x = box.left() + {"left": 0.0, "right": free}.get(words.across, free / 2)
        for (one, face), width in zip(told, widths, strict=True):
            painter.setFont(_fonts.of(face)[0])
            painter.setPen(QColor(face.colour))
            painter.drawText(QPointF(x, baseline - one.rise * _UNITS), one.text)
            x += width
        baseline += words.face.size * _UNITS * _LINE
    painter.restore()


def _fitting(line: str, width: float, words: Words, room: float) -> float:
    """Return how wide a line is drawn: where letters lent by another font make it too wide, as wide as on paper."""
    if width <= room:
        return width
    wanted = metrics.text_width(line, words.face.size, words.face.bold) * _UNITS
    return max(wanted, room) if wanted < min(width, room * 1.02) else width


def _draw_line(painter: QPainter, at: QPointF, line: str, width: float, natural: float) -> None:
    if width >= natural:
        painter.drawText(at, line)
        return
    painter.save()
    painter.translate(at)
    painter.scale(width / natural, 1.0)
    painter.drawText(QPointF(), line)
    painter.restore()


def page_layout(page: Page) -> QPageLayout:
    """Return the paper of a page; the margins are in the page itself."""
    upright = QPageLayout.Orientation.Portrait
    turned = upright if page.width < page.height else QPageLayout.Orientation.Landscape
    size = QSizeF(*sorted((page.width, page.height)))
    known = QPageSize.id(size, QPageSize.Unit.Point, QPageSize.SizeMatchPolicy.FuzzyMatch)
    paper = QPageSize(size, QPageSize.Unit.Point) if known is QPageSize.PageSizeId.Custom else QPageSize(known)
    layout = QPageLayout(paper, turned, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def put_on_paper(pages: Sequence[Page], device: QPagedPaintDevice, dots_per_inch: int) -> None:
    """Paint pages one after the other on a printer or into a PDF. Raises OSError if the device does not open."""
    painter = QPainter()
    for number, page in enumerate(pages):
        device.setPageLayout(page_layout(page))
        if number == 0:
            if not painter.begin(device):
                raise OSError("the paint device does not open")
        else:
            device.newPage()
        paint(page, painter, dots_per_inch / 72)
    painter.end()


def write_pdf(pages: Sequence[Page], path: Path) -> None:
    """Write pages as a PDF file; needs no display. Raises OSError if the file cannot be written.

    Qt says nothing of a full disk, so it writes into memory.
    """
    without_window()
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setResolution(_PDF_DOTS)
    writer.setTitle(path.stem.removeprefix("~"))
    writer.setCreator("Sổ Chi Bộ")
    put_on_paper(pages, writer, _PDF_DOTS)
    path.write_bytes(made.data().data())


def without_window() -> QCoreApplication:
    """Return the application, making one that needs no display if there is none; Qt's fonts live in it."""
    running = QCoreApplication.instance()
    if running is None:
        # The offscreen platform of Windows does not know the system's fonts; its usual one opens no window either.
        quiet = [] if sys.platform == "win32" else ["-platform", "offscreen"]
        running = QGuiApplication(["so-chi-bo", *quiet])
        _kept.append(running)
    return running


_kept: list[QCoreApplication] = []  # lives as long as the program: the cached fonts need it
