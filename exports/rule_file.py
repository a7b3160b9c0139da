"""A rule card as one small file that an office hands to another: JSON with the version of its layout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

from exports.files import replacing
from models import rules
from models.errors import KnownError
from models.rules import PLAIN, Rule, RuleValues
from models.tables import Comparator, Duty, SeveralMeetings
from models.text import clean

KIND = "so-chi-bo/quy-dinh-sinh-hoat"
VERSION = 1
SUFFIX = ".json"
_MOST_BYTES = 100_000  # a card takes about one thousand


def write(rule: Rule, target: Path) -> Path:
    """Write a card into a file. Raises KnownError if the folder cannot be written."""
    values: dict[str, Any] = {**rules.values_of(rule)}
    values["excluded"] = sorted(duty.value for duty in rule.excluded)
    for name in ("comparator", "several"):
        values[name] = values[name].value
    whole = {"kind": KIND, "version": VERSION, "effective_from": rule.effective_from.isoformat(), "values": values}
    with replacing(target) as temporary:
        temporary.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return target


def read(source: Path) -> tuple[date, RuleValues]:
    """Return the day a card holds from and what it says. Raises KnownError for any other file."""
    whole = _document(source)
    name = source.name
    if whole.get("kind") != KIND:
        raise KnownError(f"Tệp “{name}” không phải là tệp quy định sinh hoạt; hãy chọn tệp đã xuất từ Sổ Chi Bộ.")
    if whole.get("version") != VERSION:
        raise KnownError(f"Tệp “{name}” do phiên bản Sổ Chi Bộ khác ghi, máy này không đọc được; hãy cập nhật rồi thử.")
    try:
        day = date.fromisoformat(whole["effective_from"])
        values = _values(whole["values"])
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise KnownError(f"Tệp “{name}” đã bị sửa hoặc hỏng; hãy xin lại tệp từ nơi gửi.") from error
    rules.check(values)
    return day, values


def _document(source: Path) -> Mapping[str, Any]:
    try:
        if source.stat().st_size > _MOST_BYTES:
            raise KnownError(f"Tệp “{source.name}” quá lớn để là tệp quy định; hãy chọn tệp khác.")
        found = json.loads(source.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise KnownError(f"Không đọc được tệp “{source.name}”; hãy kiểm tra USB, ổ đĩa rồi thử lại.") from error
    except ValueError as error:  # neither text nor JSON
        raise KnownError(
            f"Tệp “{source.name}” không phải là tệp quy định sinh hoạt; hãy chọn tệp đã xuất từ Sổ Chi Bộ."
        ) from error
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else {}


def _values(told: Mapping[str, Any]) -> RuleValues:
    """Return the values of a file, each of its own type. Raises ValueError, KeyError or TypeError otherwise."""
    document = clean(told["document"])[:200]
    if not document:
        raise ValueError("no document")
    plain = {name: _figure(name, told[name]) for name in PLAIN if name in told}
    core = {
        "document": document,
        "target": _figure("target", told["target"]),
        "comparator": Comparator(told["comparator"]),
        "excluded": frozenset(Duty(value) for value in told["excluded"]),
        "several": SeveralMeetings(told["several"]),
    }
    return cast("RuleValues", {**core, **plain})


_MAY_LACK = {"large_from", "notice_days", "result_days"}
_WITH_FRACTION = {"target", "good_from", "fair_from", "average_from"}


def _figure(name: str, value: object) -> float | int | None:
    if value is None and name in _MAY_LACK:
        return None
    kinds = (int, float) if name in _WITH_FRACTION else (int,)
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise ValueError(name)
    return value
