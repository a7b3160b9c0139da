"""A workbook file as the parts it is made of (ECMA-376): what is not changed leaves byte for byte as it came."""

from __future__ import annotations

import importlib
import posixpath
import zipfile
from collections.abc import Iterator
from copy import copy
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

from exports.readers import files
from models.errors import KnownError

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SAVE_AS = "hãy mở bằng Excel, lưu thành “Sổ làm việc Excel (.xlsx)” rồi chọn lại"
_NO_PARTS = f"Tệp “{{name}}” không mở được từng phần; {_SAVE_AS}."


def _lxml() -> Any:
    return importlib.import_module("lxml.etree")  # loaded when a form is opened; it comes without types


def parse(content: bytes) -> Any:
    """Return the root of a part's XML. Nothing outside the part is read."""
    lxml = _lxml()
    return lxml.fromstring(content, lxml.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def serialise(root: Any) -> bytes:
    """Return a part's XML as Excel writes it."""
    return _lxml().tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def child(parent: Any, name: str) -> Any:
    """Return the first child of that name in the parent's namespace; None if there is none."""
    return next(parent.iterchildren(own(parent, name)), None) if len(parent) else None  # most cells are empty


def local(element: Any) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def own(element: Any, name: str) -> str:
    """Return a name in the namespace of an element: the usual one, or that of the strict form of the format."""
    return f"{element.tag.rpartition('}')[0]}}}{name}"


def words_of(element: Any) -> str:
    """Return a text, its parts of several fonts joined, without how it is read aloud; "" for None."""
    if element is None:
        return ""
    return "".join(
        one.text or "" for one in element.iter(own(element, "t")) if not one.getparent().tag.endswith("}rPh")
    )


def relations_of(part: str) -> str:
    """Return the part that says what a part refers to."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


class Related(NamedTuple):
    """A part reached from the workbook: the last word of its kind, and the name of its worksheet if it is of one."""

    kind: str
    part: str
    sheet: str


class SheetPart(NamedTuple):
    """A worksheet: its name, the part it lies in, whether it is shown."""

    name: str
    part: str
    is_shown: bool


class Package:
    """The parts of an .xlsx or .xlsm file. Raises KnownError for a file that has none."""

    def __init__(self, content: bytes, name: str = "") -> None:
        self.name = name
        self.content = content
        self._changed: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            self._names = set(self._zip.namelist())
            self.workbook_part = self._find_workbook()
            self.sheets = tuple(self._find_sheets())
        except (zipfile.BadZipFile, KeyError, StopIteration, SyntaxError, ValueError):
            raise KnownError(_NO_PARTS.format(name=name)) from None
        if not self.sheets:
            raise KnownError(f"Tệp “{name}” không có trang bảng tính nào; hãy xin lại tệp từ nơi gửi.")

    @property
    def has_macros(self) -> bool:
        """Whether the file carries macros, and so must keep the ending .xlsm."""
        is_told = b"macroEnabled" in self.read("[Content_Types].xml")  # a file may be of that kind and have none yet
        return is_told or any(part.endswith("vbaProject.bin") for part in self._names)

    @property
    def ending(self) -> str:
        """The ending of its file's name: Excel opens one with macros under no other, and one without under none."""
        return ".xlsm" if self.has_macros else ".xlsx"

    def read(self, part: str) -> bytes:
        """Return the content of a part as it is now."""
        return self._changed[part] if part in self._changed else self._zip.read(part)

    def has(self, part: str) -> bool:
        """Whether the file has a part of that name."""
        return part in self._names

    def write(self, part: str, content: bytes) -> None:
        """Change a part."""
        self._changed[part] = content

    def copy(self) -> Package:
        """Return the same file, to be changed by itself."""
        made = copy(self)
        made._changed, made._dropped = dict(self._changed), set(self._dropped)
        made.__dict__.pop("workbook", None)
        return made

    def drop(self, part: str, of: str) -> None:
        """Take away a part that only the part `of` refers to, with the reference and the word of its kind."""
        self._dropped.add(part)
        relations = relations_of(of)
        for place, wanted in ((relations, self._relation_to(of, part)), ("[Content_Types].xml", f"/{part}")):
            root = parse(self.read(place))
            for one in [one for one in root if wanted in (one.get("Id"), one.get("PartName"))]:
                root.remove(one)
            self.write(place, serialise(root))

    def _relation_to(self, of: str, part: str) -> str:
        return next(key for key, (_, found) in self.related(of).items() if found == part)

    def walk(self) -> Iterator[Related]:
        """Yield every part that is reached from the workbook, once, with the worksheet it belongs to."""
        seen = {self.workbook_part}
        waiting = [(self.workbook_part, "")]
        names = {sheet.part: sheet.name for sheet in self.sheets}
        while waiting:
            part, sheet = waiting.pop()
            for kind, found in self.related(part).values():
                if found not in seen and found in self._names:
                    seen.add(found)
                    owner = names.get(found, sheet)
                    waiting.append((found, owner))
                    yield Related(kind, found, owner)

    def to_bytes(self) -> bytes:
        """Return the file: parts in their order, those not changed as they came."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for old in self._zip.infolist():
                if old.filename in self._dropped:
                    continue
                info = zipfile.ZipInfo(old.filename, old.date_time)
                info.compress_type, info.external_attr = old.compress_type, old.external_attr
                package.writestr(info, self.read(old.filename))
        return buffer.getvalue()

    @cached_property
    def workbook(self) -> Any:
        """The root of the workbook's own part."""
        return parse(self.read(self.workbook_part))

    def shared_texts(self) -> list[str]:
        """Return the texts that the sheets share, in their order."""
        related = self.related(self.workbook_part).values()
        found = next((part for kind, part in related if kind == "sharedStrings"), None)
        return [] if found is None else [words_of(one) for one in parse(self.read(found))]

    def ask_for_recalculation(self) -> None:
        """Have Excel work out every formula anew when it opens the file."""
        root = parse(self.read(self.workbook_part))
        calc = child(root, "calcPr")
        if calc is None:
            calc = root.makeelement(own(root, "calcPr"))
            before = ("definedNames", "externalReferences", "functionGroups", "sheets")
            last = next(found for name in before if (found := child(root, name)) is not None)
            last.addnext(calc)
        calc.set("fullCalcOnLoad", "1")
        self.write(self.workbook_part, serialise(root))

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return id → (the last word of its kind, the part) of what a part refers to within the file."""
        folder, relations = posixpath.dirname(part), relations_of(part)
        if relations not in self._names:
            return {}
        return {
            one.get("Id"): (
                one.get("Type").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target"))).lstrip("/"),
            )
            for one in parse(self.read(relations)).iter(_RELATION)
            if one.get("TargetMode") != "External"
        }

    def _find_workbook(self) -> str:
        return next(part for kind, part in self.related("").values() if kind == "officeDocument")

    @cached_property
    def chart_sheets(self) -> tuple[SheetPart, ...]:
        """The sheets that hold a chart alone."""
        return tuple(self._find_sheets("chartsheet"))

    def _find_sheets(self, wanted: str = "worksheet") -> list[SheetPart]:
        related = self.related(self.workbook_part)
        found: list[SheetPart] = []
        for sheet in child(self.workbook, "sheets"):
            key = next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
            kind, part = related[key]
            if kind == wanted and part in self._names:
                found.append(SheetPart(sheet.get("name"), part, sheet.get("state", "visible") == "visible"))
        return found


def load(path: Any) -> Package:
    """Open a form the superior sent. Raises KnownError for what is no .xlsx or .xlsm, saying what to do."""
    content = files.load(path)
    if not content.startswith(b"PK") or path.suffix.lower() not in (".xlsx", ".xlsm"):
        kept = "như vậy phông chữ và đường kẻ được giữ nguyên"
        raise KnownError(f"“{path.name}” không phải kiểu .xlsx; {_SAVE_AS}, {kept}.")
    return Package(content, path.name)
