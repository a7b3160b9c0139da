"""What is to be said of a template itself, of an older program or read from an old .xls, and of the days it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from exports import files, rich_text
from exports.learned import behind, bound, figures, making_room
from exports.learned.figures import Figures
from exports.learned.fill import Place
from exports.learned.making_room import Room
from exports.learned.reading import time_words
from exports.learned.reading.labels import SheetWords
from exports.learned.template import SCHEMA, Binding, Template
from exports.learned.xml import drawings, old_files, pivots
from exports.names import CellAt, Finding
from exports.report import SINCE_UNKNOWN, TOLD, Needs, Scope, listed, loosely_dated, not_begun, running
from models.indicators.kinds import Name
from models.text import number

_PROTECTED: Final = re.compile(rb'<(?:\w+:)?sheetProtection\b[^>]*\bsheet="(?:1|true)"')
_SPANS_SINCE = 3  # the schema that first told of when a figure is


def before(template: Template) -> Iterator[Finding]:
    """Yield what is to be known before the form is filled."""
    if old_files.is_old(template.form.name):
        yield Finding(old_files.LOST)
    if template.schema > SCHEMA:
        yield Finding(
            "Mẫu được lưu bằng phiên bản mới hơn; phần phiên bản này biết thì vẫn điền, hãy xem kỹ các ô còn lại."
        )
    if template.schema < _SPANS_SINCE and (lost := [str(one.place.spot) for one in _out_of_time(template)]):
        named = ", ".join(lost[:8]) + (" …" if len(lost) > 8 else "")
        yield Finding(
            f"Mẫu được lưu bằng phiên bản cũ, không giữ được số là của kỳ nào: {named} đứng dưới cột năm trước, tỷ lệ "
            "hay lũy kế mà gắn số của kỳ báo cáo; hãy mở Sửa mẫu để gắn lại."
        )
    yield from map(Finding, template.unread)
    if locked := list(_locked(template)):
        named = ", ".join(f"“{name}”" for name in locked)
        yield Finding(
            f"Trang {named} có khóa bảo vệ: "
            "chương trình vẫn điền các ô đã gắn và giữ nguyên khóa; sửa tay trong Excel thì cần mật khẩu của nơi gửi, "
            "còn ở đây dùng Sửa tay (F2)."
        )
    if plain := [str(one) for one in _of_several_fonts(template)]:
        named = ", ".join(plain[:TOLD]) + (" …" if len(plain) > TOLD else "")
        yield Finding(
            f"Chữ nhiều kiểu (đậm, nghiêng từng chữ) ở {named} thành một kiểu khi điền; cần như bản gốc thì sửa trong "
            "Excel sau khi xuất."
        )


def _of_several_fonts(template: Template) -> Iterator[Place]:
    """Yield the cells whose words of several fonts give way to what they are bound to."""
    runs = rich_text.read(template.form.content)
    for one in template.bindings if runs else ():
        place = template.form.corner(one.place)
        if place.spot in runs.get(place.sheet, {}):
            yield place


def _locked(template: Template) -> Iterator[str]:
    """Yield the sheets with bindings whose cells Excel lets nobody change (`sheetProtection`, ECMA-376 §18.3.1.85)."""
    filled = {one.place.sheet for one in template.bindings}
    for sheet in template.form.package.sheets:
        if sheet.name in filled and _PROTECTED.search(template.form.package.read(sheet.part)):
            yield sheet.name


def after(template: Template, room: Room) -> Iterator[Finding]:
    """Yield what is to be looked at in the form as filled, its lists given their rows."""
    yield from map(Finding, room.told)
    if old_files.is_old(template.form.name) and (totals := making_room.printed_below(template, room)):
        named = ", ".join(str(one.spot) for one in totals)
        said = (
            f"Ô {named} dưới danh sách là số cố định của tệp .xls, không cộng danh sách; hãy mở tệp của cấp trên bằng "
            "Excel, lưu thành .xlsx rồi học lại, hoặc sửa các ô này trong tệp xuất ra."
        )
        yield Finding(said, cells=[CellAt((one.sheet, one.spot.row, one.spot.column)) for one in totals])
    if said := drawings.warning(template.form.package):
        yield Finding(said)
    if pivots.are_of(template.form.package, {one.place.sheet for one in template.bindings}):
        yield Finding(pivots.STALE)
    if not template.bindings:
        yield Finding("Mẫu này chưa gắn ô nào; hãy mở Sửa mẫu để gắn.")


def about_days(template: Template, scope: Scope, known: Figures, names: Mapping[int, str]) -> Iterator[Finding]:
    """Yield what is to be known of a period that is not over, and of last year's numbers; `names` are of the cells."""
    numbers = [one for one in template.bindings if one.kind in (bound.INDICATOR, bound.STATISTIC)]
    has_before = any(one.span in (bound.BEFORE, bound.RATIO) for one in numbers)
    before = known.before
    if numbers and scope.period is not None and scope.period.first <= scope.as_of < scope.period.last:
        yield Finding(running(scope.period, scope.as_of, has_before=has_before and before.is_known))
    elif numbers and scope.period is not None and scope.as_of < scope.period.first and template.needs is Needs.MONTH:
        yield Finding(not_begun(scope.period, scope.as_of))  # of longer ones every report says so; a roll may be ahead
    if not has_before:
        return
    if not before.is_known:
        yield Finding(figures.NO_YEAR_BEFORE)
        return
    loose = list(known.loose.values())
    yield from _about_people("Cùng kỳ năm trước chỉ ghi tháng, năm", loosely_dated(before.day), loose, names)
    since = [one.name for one in before.since_unknown]
    yield from _about_people("Chưa rõ ngày vào chi bộ", SINCE_UNKNOWN, since, names)


def _about_people(title: str, text: str, found: Sequence[Name], names: Mapping[int, str]) -> Iterator[Finding]:
    if found:
        said = text.format(n=number(len(found)), names=listed([one.name for one in found], TOLD))
        yield Finding(said, behind.people(title, said, found, "Cần xem", names))


def _out_of_time(template: Template) -> Iterator[Binding]:
    """Yield the figures of this period that stand below the heading of another."""
    book = files.from_bytes(template.form.content)
    words = {name: SheetWords(book[name]) for name in {one.place.sheet for one in template.bindings}}
    for one in template.bindings:
        if one.kind in (bound.INDICATOR, bound.STATISTIC) and one.span == bound.NOW:
            around = words[one.place.sheet].around(one.place.spot)
            if any(map(time_words.span_of, around.column)):
                yield one
