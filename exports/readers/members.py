"""Member lists: the upper system's export, its data-entry workbook, and any list with such columns, in any order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Any, Final

from exports.readers import (
    aside,
    days,
    doubles,
    exemptions,
    levels,
    plain_rows,
    remarks,
    schooling,
    split_days,
    standing_words,
    statuses,
    told_apart,
    values,
)
from exports.readers.headings import Header, twice_note, unread_note
from exports.readers.member_fields import SEX_BY_COLUMN, Fields
from exports.readers.member_headings import HEADINGS
from exports.readers.remarks import Remark
from exports.readers.rows import Body, Row
from exports.readers.sheet import Sheet, Value
from models import identity
from models.dates import PartialDate
from models.member_records import MemberRecords
from models.progress import SILENT, Progress
from models.records import MemberRecord, Problem
from models.tables import Gender, Standing
from models.text import MASK, clean, fold

_OWN: Final = frozenset({"name", "given", "citizen", "card", "old_card", "old_citizen", "external_id"})
"""What no two people share."""
_NUMBERS: Final = frozenset({"citizen", "card", "old_card", "old_citizen", "external_id", "phone"})
_AS_ABOVE: Final = frozenset(
    {
        *("nt", "Nt", "NT", "nt.", "n.t", "-nt-", "-NT-", "- nt -", "“nt”", "-//-", "//", "- // -", "-//", "//-"),
        *("như trên", "Như trên", '"', "”", "''", "″", "〃"),
    }
)
_STANDS_BY: Final = frozenset(("duty", "left_on", "is_gone"))
_SHORT_NAMES: Final = frozenset(("dt", "đt"))
_MARKED_SEX: Final = re.compile(
    r"\b(?:(nam|nu)\b[^a-z]*(?:(?:danh dau|tich|ghi)\b[^a-z]*)?x\b|(?:danh dau|tich|x)\b[^a-z]*(?:x\b[^a-z]*)?"
    r"(?:(?:la|neu la|cho|vao)\b[^a-z]*)?(nam|nu)\b)"
)
"""A heading that says for which of the two a mark stands."""
_SEXES: Final = re.compile(r"\b(?:nam|nu)\b")
_A_COLUMN: Final = 3  # fewer rows do not say what a column is


def read(
    sheets: list[tuple[Sheet, Header]], on: date, progress: Progress = SILENT
) -> tuple[MemberRecords, list[Problem], list[str]]:
    """Return the people of all sheets, problems of no one row, and notes; `on` is today, for dates yet to come."""
    parts: list[MemberRecords] = []
    notes: list[str] = []
    letters: dict[str, dict[str, str]] = {}
    for sheet, found in sheets:
        header = _with_old_cards(sheet, _with_short_names(sheet, found))
        letters[sheet.name] = {field: sheet.letter(column) for field, column in header.columns.items()}
        marked_sex = prepare(sheet, header)
        kinds: Counter[str] = Counter()
        fields = Fields(header.columns, sheet.dictionaries, header.levels, header.levels_before)
        body = Body(sheet, header, HEADINGS, "name")
        said = f"Đọc trang “{sheet.name}”"
        places: list[tuple[int, str | None]] = []
        for place in body.places():
            if place[0] % 500 == 0:
                progress.step(place[0], len(sheet.rows), said)
            places.append(place)
        columns, odd = plain_rows.read(sheet, places, fields, on)
        closely: dict[int, MemberRecord] = {}
        for n in sorted(odd):
            if n % 500 == 0:
                progress.step(places[n][0], len(sheet.rows), said)
            closely[n] = record(sheet.name, body.row(*places[n]), fields, on)
        if len(odd) == len(places):
            read = MemberRecords.of(list(closely.values()))
        else:
            read = MemberRecords(columns, len(places), {}).with_made(closely)
        _count(kinds, [sheet.rows[index] for index, _section in places], read, header.columns)
        parts.append(read)
        remarks = (
            *(aside.note(sheet, body.left_aside, body.signed), _kinds_note(sheet, kinds)),
            *(unread_note(sheet, header), twice_note(sheet, header), marked_sex, levels.note(sheet, header)),
        )
        notes += [note for note in remarks if note]
    marked = doubles.mark(MemberRecords.joined(parts), letters)
    twice = [n for n, row in enumerate(marked.column("double_of")) if row is not None]
    if twice:
        several = len({sheet.name for sheet, _found in sheets}) > 1
        named = [
            f"{one.row} trang “{one.sheet}”" if several else str(one.row) for one in (marked[n] for n in twice[:10])
        ]
        rows = ", ".join(named) + (" …" if len(twice) > 10 else "")
        notes.append(f"{len(twice)} dòng ghi lại người đã có ở trên, không ghi hai lần: dòng {rows}.")
    return marked, [], notes


def prepare(sheet: Sheet, header: Header) -> str:
    """Write into each row what it says in parts or shares with others: names, days, “như trên”, marks of a sex.

    Returns what is to be said of it, empty as a rule.
    """
    if "given" in header.columns:
        _join_names(sheet, header)
    split_days.join(sheet, header.row, header.columns)
    _fill_down(sheet, header)
    remarks = _leave_masked(sheet, header), _tell_marked_sex(sheet, header)
    return " ".join(filter(None, remarks))


def _leave_masked(sheet: Sheet, header: Header) -> str:
    """Leave out numbers of which our own lists show only a part, and return the sentence that says so."""
    letters: list[str] = []
    for place in (column for field, column in header.columns.items() if field in _NUMBERS):
        masked = [row for row in sheet.rows[header.row + 1 :] if isinstance(cell := row[place], str) and MASK in cell]
        for row in masked:
            row[place] = None
        letters += [sheet.letter(place)] if masked else []
    said = f"cột {', '.join(letters)} che bớt chữ số (dấu {MASK}), không đọc các số ấy"
    return f"Trang “{sheet.name}”: {said}." if letters else ""


def _tell_marked_sex(sheet: Sheet, header: Header) -> str:
    """Write what a mark says below “Giới tính (Nam: x)”, and what its lack says of the others with a name.

    Returns the sentence that says so.
    """
    place = header.columns.get("gender")
    if place is None or header.row < 0 or not isinstance(heading := sheet.rows[header.row][place], str):
        return ""
    said = [male or female for male, female in _MARKED_SEX.findall(fold(heading))]
    of_both = set(_SEXES.findall(fold(heading))) == {"nam", "nu"} and "trong" not in fold(heading)
    people = [cells for cells in sheet.rows[header.row + 1 :] if isinstance(cells[header.columns["name"]], str)]
    marked = [cells for cells in people if isinstance(cells[place], str) and values.tick(cells[place]).value]
    if len(said) != 1 or of_both or not marked or any(values.gender(cells[place]).value for cells in people):
        return ""
    sexes = (Gender.MALE, Gender.FEMALE) if said == ["nam"] else (Gender.FEMALE, Gender.MALE)
    ours = tuple(header.columns.values())
    for cells in people:
        if cells[place] is None:
            is_somebody = aside.is_data(cells, header.columns["name"], ours) and aside.total(cells) is None
            cells[place] = sexes[1].label if is_somebody else None
        elif values.tick(cells[place]).value:
            cells[place] = sexes[0].label
    here = f"Trang “{sheet.name}”: cột {sheet.letter(place)}"
    return f"{here} đánh dấu là {sexes[0].label}, để trống hiểu là {sexes[1].label}; không phải thì ghi rõ Nam, Nữ."


def _join_names(sheet: Sheet, header: Header) -> None:
    """Write the last word of every name behind the words of the column before it, where it is not there yet."""
    first, last = header.columns["name"], header.columns["given"]
    for row in sheet.rows[header.row + 1 :]:
        name, given = row[first], row[last]
        if isinstance(name, str) and isinstance(given, str) and not fold(f" {name}").endswith(fold(f" {given}")):
            row[first] = f"{name} {given}"


def _fill_down(sheet: Sheet, header: Header) -> None:
    """Write what rows share into each: a cell merged down, or “như trên” below what it repeats."""
    rows = sheet.rows[header.row + 1 :]
    shared = {column for field, column in header.columns.items() if field not in _OWN}
    for first, column, last, last_column in sheet.merged:
        if column in shared and column == last_column and first > header.row:
            for row in sheet.rows[first + 1 : last + 1]:
                row[column] = sheet.rows[first][column]
    for column in shared:
        if _AS_ABOVE.isdisjoint(map(itemgetter(column), rows)):
            continue
        heads = {row[column] for row in sheet.rows[max(header.row - 2, 0) : header.row + 1]}  # repeated on each page
        above: Value = None
        for row in rows:
            if row[column] in _AS_ABOVE:
                row[column] = above
            elif row[column] not in heads:
                above = row[column] or above


def _with_short_names(sheet: Sheet, header: Header) -> Header:
    """Return the header with DT and ĐT told by what stands below: who types fast leaves out the stroke."""
    columns = dict(header.columns)
    for field, other in (("ethnic", "phone"), ("phone", "ethnic")):
        place = header.columns.get(field)
        if place is None or str(sheet.rows[header.row][place]).strip().casefold() not in _SHORT_NAMES:
            continue
        texts = [str(row[place]) for row in sheet.rows[header.row + 1 :] if row[place] is not None]
        of_digits = sum(any(map(str.isdigit, text)) for text in texts)
        is_phone = 2 * of_digits > len(texts)
        if texts and is_phone != (field == "phone"):
            if columns.get(field) == place:
                del columns[field]
            columns[other] = place
    return replace(header, columns=columns) if columns != header.columns else header


def _with_old_cards(sheet: Sheet, header: Header) -> Header:
    """Return the header with the column of card numbers called old if old numbers (QĐ 85) are what most rows hold."""
    column = header.columns.get("card")
    if column is None or "old_card" in header.columns:
        return header
    filled = [row[column] for row in sheet.rows[header.row + 1 :] if row[column] is not None]
    if len(filled) < _A_COLUMN or values.are_identity_numbers(filled):
        return header
    if 2 * sum(values.old_card_number(cell) is not None for cell in filled) <= len(filled):
        return header
    columns = {"old_card" if field == "card" else field: place for field, place in header.columns.items()}
    return replace(header, columns=columns)


def _count(
    kinds: Counter[str], rows: Sequence[list[Value]], records: MemberRecords, columns: Mapping[str, int]
) -> None:
    """Count what was put right in rows without a word each: how dates were written, numbers that lost a zero."""
    if (place := columns.get("born")) is not None:
        born = list(map(itemgetter(place), rows))
        kinds["ngày sinh là ngày của Excel"] = sum(isinstance(cell, date) for cell in born)
        texts = (cell for cell in born if isinstance(cell, str))
        kinds["ngày sinh ghi năm hai chữ số"] = sum(map(days.has_short_year, texts))
    if (place := columns.get("citizen")) is not None:
        numbers = zip(map(itemgetter(place), rows), records.column("citizen_id"), strict=True)
        kinds["số CCCD mất số 0 đã thêm lại"] = sum(
            number is not None and number is not cell and values.lost_zero(cell) for cell, number in numbers
        )


def _kinds_note(sheet: Sheet, kinds: Counter[str]) -> str:
    said = ", ".join(f"{n} {what}" for what, n in kinds.items() if n)
    return f"Trang “{sheet.name}”: {said}." if said else ""


def record(sheet: str, row: Row, fields: Fields, on: date, *, reads_remarks: bool = True) -> MemberRecord:
    """Return what one row says of a person, with everything that is wrong in it; `on` is today.

    A note stays a note, whatever it says, unless it `reads_remarks`.
    """
    row.complain_of_flaws()
    row.complain_of_untold()
    row.note_conversions("name")
    behind = _birth_behind(row)
    said = fields.read(row)
    if behind is not None:
        said["born_on"] = behind
    if row.raw("name") is None:
        row.complain_of_missing("name", "Thiếu họ và tên.", "Ghi họ và tên, hoặc xóa cả dòng.")
    said["full_name"] = said.get("full_name") or values.shown(row.raw("name"))
    citizen: str | None = said.get("citizen_id")
    if citizen is None and row.has("citizen") and said.get("old_identity_number") is None:
        said["old_identity_number"] = values.number_of_old_card(row.raw("citizen"))
    card, said["old_card_number"] = _cards(row)
    marked = [
        field
        for field in fields.births
        if (cell := row.raw(field)) is not None and values.tick(cell).value is not False
    ]
    if len(marked) > 1:
        row.complain(marked[1], "Cả cột Nam và cột Nữ đều có ghi.", "Chỉ để lại một cột.")
    sex_field = marked[0] if marked else ""
    born_field = "born" if row.raw("born") is not None else sex_field or "born"
    born: PartialDate | None = said.get("born_on")
    gender = said["gender"] = said.get("gender") or SEX_BY_COLUMN.get(sex_field)
    _check_dates(
        row, ((born_field, born), ("admitted", said.get("admitted_on")), ("official", said.get("official_on"))), on
    )
    if (status := statuses.read(row.raw("duty"))) is not None:
        _take_status(row, said, status)
    if isinstance(mark := row.raw("official"), str) and values.tick(mark).value:
        said["standing"] = said.get("standing") or Standing.OFFICIAL
    if citizen and (wrong := identity.mismatches(citizen, gender, born, told_by="danh sách")):
        row.complain("citizen", f"{'; '.join(wrong).capitalize()}.", "Kiểm tra lại; vẫn nhập được.", is_warning=True)
    if citizen and card and citizen != card:
        row.complain("card", f"Số thẻ khác số CCCD {citizen}.", "Kiểm tra lại; vẫn nhập được.", is_warning=True)
    if row.section is not None and said.get("cell_name") is None:
        said |= {"cell_name": row.section, "is_cell_of_section": True}
    if reads_remarks and isinstance(note := row.raw("note"), str):
        _take_remark(row, said, note)
    of_exemption = exemptions.take(row, said, on)
    if (left_on := said.get("left_on")) is not None and left_on.first > on:
        row.complain("left", f"Ngày rời, mất, miễn {left_on} chưa tới.", "Sửa lại ngày.")
    if (classes := row.raw("education")) is not None:
        said["schooling"] = schooling.school_class(classes)
    if row.untold or any(row.raw(field) is not None for field in ("education", "professional", "theory")):
        levels.take(row, said, fields, HEADINGS)
    more = statuses.with_unknown(row.raw("duty"), said.get("more_schooling"))
    said["more_schooling"] = "; ".join(filter(None, (more, of_exemption))) or None
    return MemberRecord(sheet, row.number, **said, card_number=card, problems=tuple(row.problems))


def _birth_behind(row: Row) -> PartialDate | None:
    """Take the birth behind a name off it, in a list with no column of births: two of one name are told apart so."""
    name = row.raw("name")
    if not isinstance(name, str) or any(map(row.has, ("born", *SEX_BY_COLUMN))):
        return None
    told = told_apart.birth_behind(name)
    if told is None:
        return None
    row.write("name", told[0])
    return days.birth(told[1]).value


def _take_status(row: Row, said: dict[str, Any], status: Remark) -> None:
    """Take what the column of statuses says beside a duty; a day of its own column goes before one in its words."""
    _take(said, status)
    if status.is_open and said.get("left_on") is None:
        reason = f"“{values.shown(row.raw('duty'))}” chưa rõ đã xong hay chưa, nên chưa ghi vào sổ."
        row.complain("duty", reason, remarks.OPEN_REPAIR, is_warning=True)


def _take_remark(row: Row, said: dict[str, Any], note: str) -> None:
    """Take what a remark says of somebody's place on the list, where no column of its own says it; it is to be seen.

    The mere words for a standing are no note; what they say stands in the register or will.
    """
    stands = standing_words.apart(note)
    is_said = bool(said.keys() & _STANDS_BY)
    if is_said and stands.duty not in (None, said.get("duty")):
        return
    if stands.rest != note and "plain" in said:
        rest = {"note": text} if (text := clean(stands.rest)) else {}
        said["plain"] = {key: value for key, value in said["plain"].items() if key != "note"} | rest
    _take(said, Remark(duty=stands.duty, standing=stands.standing))
    if is_said:
        return
    found = remarks.read(stands.rest) if stands.duty is None else Remark(duty=stands.duty)
    if found is None:
        return
    _take(said, found)
    if found.is_open and found.since is None:
        reason = "Việc trong ghi chú chưa rõ đã xong hay chưa, nên chỉ giữ là ghi chú."
        row.complain("note", reason, remarks.OPEN_REPAIR, is_warning=True)
    elif found.words and found.words != values.shown(note):  # else it says just that
        reason = f"Ghi chú được hiểu là “{found.words}”."
        row.complain("note", reason, "Không phải thì sửa lại câu ghi chú.", is_warning=True, after=found.words)


def _take(said: dict[str, Any], found: Remark) -> None:
    """Take what words say into a record, where nothing else says it."""
    parts = {
        "duty": found.duty,
        "leaving": found.leaving,
        "is_gone": found.is_gone,
        "left_on": found.since,
        "standing": found.standing,
    }
    said |= {part: value for part, value in parts.items() if value and said.get(part) is None}


def _cards(row: Row) -> tuple[str | None, str | None]:
    """Return the new and the old card number; an 8-digit number in the card column is an old one."""
    old, card = row.raw("old_card"), row.raw("card")
    if old is None and (card is None or (isinstance(card, str) and values.is_identity_number(card))):
        return card, None
    old_card = None if old is None else values.old_card_number(old)
    if old is not None and old_card is None:
        row.complain("old_card", "Số thẻ cũ phải có 8 chữ số, như 38.123456.", "Ghi lại số thẻ cũ, hoặc để trống.")
    if card is not None and (moved := values.old_card_number(card)):
        row.complain(
            "card", "Số thẻ 8 chữ số là thẻ cũ (QĐ 85).", "Đã ghi vào số thẻ cũ.", is_warning=True, after=moved
        )
        return None, old_card or moved
    return row.take("card", values.identity_number(card, "Số thẻ")), old_card


def _check_dates(row: Row, life: tuple[tuple[str, PartialDate | None], ...], on: date) -> None:
    """Hold the dates of a life (birth, admission, recognition, by field) against each other and against today.

    The years are looked at first: as a rule they settle it. How old one must be is for the dated rules to say, when
    the plan is made.
    """
    for (field, day), what in zip(life, ("Ngày sinh", "Ngày kết nạp", "Ngày chính thức"), strict=True):
        if day is not None and day.year >= on.year and day.first > on:
            row.complain(field, f"{what} {day} chưa tới.", "Sửa lại năm.")
    (_born, born), (_admitted, admitted), (_official, official) = life
    if born is not None and admitted is not None and admitted.last < born.first:
        row.complain("admitted", f"Ngày kết nạp {admitted} trước ngày sinh {born}.", "Sửa lại một trong hai ngày.")
    if (
        admitted is not None
        and official is not None
        and official.year <= admitted.year
        and official.last < admitted.first
    ):
        row.complain(
            "official", f"Ngày chính thức {official} trước ngày kết nạp {admitted}.", "Sửa lại một trong hai ngày."
        )
