"""Word documents from templates: filled in, looked at as text, written whole or not at all (domain.md 7.11).

A template of the office's own folder comes before the program's; docxtpl is loaded only when a document is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from sqlalchemy.orm import Session

import resources
from exports import paper_words
from exports.files import file_word, replacing
from models import cells, meetings, office, papers
from models.errors import KnownError
from models.papers import PaperValues
from models.tables import PaperKind

if TYPE_CHECKING:
    from docx.document import Document

OWN_FOLDER = "mau-van-ban"
"""The office's own templates: this folder beside the data file."""
FILES = {
    PaperKind.MINUTES: "bien-ban.docx",
    PaperKind.RESOLUTION: "nghi-quyet.docx",
    PaperKind.INVITATION: "giay-moi.docx",
    PaperKind.CALENDAR: "thong-bao-lich.docx",
}
_TITLES = {
    PaperKind.MINUTES: "Họp chi bộ tháng {month} năm {year} ({kind})",
    PaperKind.RESOLUTION: "Lãnh đạo thực hiện nhiệm vụ tháng {month} năm {year}",
    PaperKind.INVITATION: "Dự {kind} tháng {month} năm {year}",
}


@dataclass(frozen=True)
class Draft:
    """A document before it is written: what the register will say of it, and who signs for whom."""

    values: PaperValues
    signing_for: str
    signer_title: str
    signer: str


# -- proposing -------------------------------------------------------------------------------------------------------


def propose(session: Session, kind: PaperKind, meeting_id: int, on: date) -> Draft:
    """Propose a document of a meeting: the one written of it before, or a new one with the next number.

    An invitation goes out before its meeting, minutes and resolution on its day. Raises KnownError if it is gone.
    """
    meeting = meetings.read(session, meeting_id)
    title, signer = paper_words.signer_of(session, meeting_id)
    known = papers.of_meeting(session, meeting_id, kind)
    if known is not None:
        return Draft(known.values, "T/M CHI BỘ", title, signer)
    day = min(on, meeting.held_on) if kind is PaperKind.INVITATION else meeting.held_on
    next_one = papers.propose(session, kind, meeting.cell_id, day)
    values = PaperValues(
        kind,
        meeting.cell_id,
        meeting_id,
        meeting.year,
        meeting.month,
        next_one.number,
        next_one.symbol,
        day,
        paper_words.usual_title(session, _TITLES[kind], meeting_id),
    )
    return Draft(values, "T/M CHI BỘ", title, signer)


def propose_calendar(session: Session, year: int, month: int, on: date) -> Draft:
    """Propose the notice of a month's calendar: the one written before, or a new one with the next number."""
    own = office.read(session)
    known = papers.of_month(session, year, month, PaperKind.CALENDAR)
    if known is not None:
        return Draft(known.values, own.signing_for, own.signer_title, own.signer)
    next_one = papers.propose(session, PaperKind.CALENDAR, None, on)
    title = f"Lịch sinh hoạt lệ các chi bộ trực thuộc tháng {month} năm {year}"
    values = PaperValues(PaperKind.CALENDAR, None, None, year, month, next_one.number, next_one.symbol, on, title)
    return Draft(values, own.signing_for, own.signer_title, own.signer)


def file_name(session: Session, values: PaperValues) -> str:
    """Return the name of the file: kind, cell and day, so that files of one folder never meet."""
    words = [values.kind.label]
    if values.meeting_id is not None:
        meeting = meetings.read(session, values.meeting_id)
        words += [cells.short_name(meeting.cell_name), f"{meeting.held_on:%Y-%m-%d}"]
    elif values.cell_id is None:
        words.append(f"{values.year}-{values.month:02}")
    return f"{file_word(' '.join(words))}.docx"


# -- templates -------------------------------------------------------------------------------------------------------


def own_folder(data_file: Path) -> Path:
    """Return where the office's own templates lie."""
    return data_file.parent / OWN_FOLDER


def template_of(kind: PaperKind, folder: Path) -> Path:
    """Return the template that is used: the office's own if there is one."""
    own = folder / FILES[kind]
    return own if own.is_file() else resources.path(f"forms/{FILES[kind]}")


def own_template(kind: PaperKind, folder: Path) -> Path:
    """Return the office's own template to be changed, a copy of the program's if there is none yet.

    Raises KnownError if the folder cannot be written.
    """
    own = folder / FILES[kind]
    if not own.is_file():
        with replacing(own) as temporary:
            copyfile(resources.path(f"forms/{FILES[kind]}"), temporary)
    return own


def back_to_shipped(kind: PaperKind, folder: Path) -> Path | None:
    """Put the office's own template aside, so that the program's is used again; return where, None without one."""
    own = folder / FILES[kind]
    if not own.is_file():
        return None
    aside = next(
        place for number in range(1, 1000) if not (place := own.with_stem(f"{own.stem} (cũ {number})")).exists()
    )
    try:
        own.replace(aside)
    except OSError as error:
        raise KnownError(f"Mẫu “{own.name}” đang mở trong Word; hãy đóng rồi thử lại.") from error
    return aside


# -- making ----------------------------------------------------------------------------------------------------------


def make(session: Session, draft: Draft, folder: Path) -> bytes:
    """Return a document as a file's bytes. Raises KnownError naming what the template has wrong."""
    values = draft.values
    if values.meeting_id is not None:
        words = paper_words.of_meeting(session, values.meeting_id)
    else:
        words = paper_words.of_calendar(session, values.year, values.month, values.issued_on)
    dots = paper_words.DOTS
    words |= {
        "so_ky_hieu": papers.numbered(values.number, values.symbol),
        "dia_danh_ngay": paper_words.place_and_day(office.read(session), values.issued_on),
        "trich_yeu": values.title,
        "thay_mat": draft.signing_for,
        "thay_mat_chu": words.get("chi_bo", words["co_quan"]),
        "chuc_vu": draft.signer_title,
        "nguoi_ky": draft.signer or dots,
    }
    return fill(template_of(values.kind, folder), words)


def fill(template: Path, words: dict[str, Any]) -> bytes:
    """Fill a template. Raises KnownError for one that is no Word file, or naming the tag that is wrong."""
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate  # pyright: ignore[reportMissingTypeStubs]
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document: Any = DocxTemplate(template)
        document.render(words, environment, autoescape=True)
        filled = BytesIO()
        document.save(filled)
    except TemplateError as error:
        raise KnownError(_what_is_wrong(template, error)) from error
    except (OpcError, BadZipFile, KeyError, ValueError) as error:
        raise KnownError(
            f"Mẫu “{template.name}” không phải tệp Word (.docx) còn tốt; hãy chọn “Dùng lại mẫu gốc”."
        ) from error
    except OSError as error:
        raise KnownError(f"Không mở được mẫu “{template.name}”; hãy đóng Word rồi thử lại.") from error
    return filled.getvalue()


_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{[^{}]*|\{%[^{}%]*")
_QUOTED = re.compile(r"'([^']+)'")
_KNOWN_TAGS = re.compile(r"\{%-?\s*(?:p|tr|tc|r)?\s*(?:for|endfor|if|elif|else|endif|set)\b.*%\}|\{\{[^{}]*\}\}")


def _what_is_wrong(template: Path, error: Exception) -> str:
    """Say which tag of a template is wrong; the library's own words are English and say nothing to the office."""
    from jinja2 import TemplateSyntaxError

    head = f"Mẫu “{template.name}”"
    repair = "hãy sửa mẫu trong Word hoặc chọn “Dùng lại mẫu gốc”."
    if not isinstance(error, TemplateSyntaxError):
        names = [name for name in _QUOTED.findall(str(error)) if " " not in name]
        tag = "{{ " + names[-1] + " }}" if names else ""
        return f"{head} có thẻ {tag} mà chương trình không biết; {repair}" if tag else f"{head} có thẻ sai; {repair}"
    around = "\n".join(getattr(error, "docx_context", ()))
    found = _TAG.findall(around)
    wrong = next((tag for tag in found if not _KNOWN_TAGS.fullmatch(tag)), found[-1] if found else "")
    if "end of" in str(error):
        ends = [name for name in _QUOTED.findall(str(error)) if name.startswith("end")]
        missing = f"{{% {ends[0]} %}}" if ends else ""
        return f"{head} thiếu thẻ {missing} khép lại; {repair}"
    return f"{head} có thẻ viết sai: {wrong}; {repair}" if wrong else f"{head} có thẻ viết sai; {repair}"


def save(content: bytes, target: Path) -> Path:
    """Write a document as a file, whole or not at all. Raises KnownError if it is open in Word or cannot be written."""
    with replacing(target) as temporary:
        temporary.write_bytes(content)
    return target


# -- looking ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """A paragraph as it is looked at before writing; a row of a table has its cells, each with its own lines."""

    text: str
    align: str = "left"
    is_bold: bool = False
    is_italic: bool = False
    cells: tuple[tuple[Shown, ...], ...] = ()
    is_grid: bool = False


def preview(content: bytes) -> list[Shown]:
    """Return a document paragraph by paragraph, read from what will be written."""
    from docx import Document as open_document

    return list(_shown(open_document(BytesIO(content))))


def _shown(document: Document) -> Iterator[Shown]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            is_grid = block.style is not None and block.style.name == "Table Grid"
            for row in block.rows:
                inside = tuple(tuple(_line(one) for one in cell.paragraphs) for cell in row.cells)
                yield Shown("", cells=inside, is_grid=is_grid)
        else:
            yield _line(block)


def _line(paragraph: Any) -> Shown:
    runs = [run for run in paragraph.runs if run.text.strip()]
    wanted = paragraph.alignment or paragraph.style.paragraph_format.alignment or 0
    align = {1: "center", 2: "right", 3: "justify"}.get(int(wanted), "left")
    return Shown(
        paragraph.text,
        align,
        bool(runs) and all(run.bold for run in runs),
        bool(runs) and all(run.italic for run in runs),
    )
