"""What a text with blanks of a learned form comes to: “Tháng {thang} năm {nam}”."""

from __future__ import annotations

from exports.learned import bound
from exports.report import Scope
from models.dates import Period, office_date


def filled(text: str, scope: Scope, period: Period) -> tuple[str | None, str]:
    """Return a text with its blanks filled, None where it would say nothing, and what is amiss."""
    office = scope.office
    known = {
        "ky": scope.label,
        "thang": f"{period.last.month:02}",
        "nam": str(period.last.year),
        "nam_truoc": str(period.last.year - 1),
        "ngay": f"ngày {scope.on.day:02} tháng {scope.on.month:02} năm {scope.on.year}",
        "ngay_lap": f"{scope.on:%d/%m/%Y}",
        "den_ngay": office_date(scope.as_of),
        "xa": office.commune,
        "cap_tren": office.superior,
        "dia_danh": office.place,
        "nguoi_lap": office.preparer,
        "nguoi_ky": office.signer,
    }
    asked: list[str] = bound.BLANK.findall(text)
    known |= {blank.upper(): value.upper() for blank, value in known.items()}
    lacking = [blank for blank in asked if not known.get(blank)]
    said = ", ".join(bound.BLANKS.get(blank.lower(), "{" + blank + "}") for blank in lacking)
    if lacking and len(lacking) == len(asked) and not any(map(str.isalpha, bound.BLANK.sub("", text))):
        return (None, f"chưa có gì để điền cho: {said}; ô để nguyên.")
    filled = bound.BLANK.sub(lambda found: known.get(found[1]) or "……", text)
    return (filled, f"chưa có gì để điền cho: {said}; chỗ này ghi dấu chấm." if lacking else "")
