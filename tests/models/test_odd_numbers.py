"""Numbers of a card that have not the usual length are doubted, and written all the same (domain.md 2.5)."""

from __future__ import annotations

import pytest

from models import checks, identity
from models.checks import Severity
from models.database import Database
from models.tables import Member
from tests.models.builders import TODAY, cell, people


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("0912 345 678", ""),
        ("0912.345.678; 0215 3825 123", ""),
        ("+84 912 345 678", ""),
        ("84912345678 (con trai)", ""),
        ("01689123456", ""),
        ("0912 345 678 - 0987 654 321", ""),
        ("0912345678-0987654321", ""),
        ("0912-345-678 – 0987-654-321 - nhà", ""),
        ("0912 345 678 - 0987 654 32", "“0912 345 678 - 0987 654 32” có 19 chữ số"),
        ("", ""),
        ("0912 345 67", "“0912 345 67” có 9 chữ số"),
        ("0912345678, 38251", "“38251” có 5 chữ số"),
        ("912345678", "“912345678” không bắt đầu bằng số 0"),
        ("không nhớ", "“không nhớ” không có chữ số nào"),
    ],
)
def test_a_telephone_number_of_another_length_is_told(written: str, words: str) -> None:
    found = identity.phone_flaw(written)
    assert words in found
    assert bool(words) is bool(found)


@pytest.mark.parametrize(
    ("written", "is_told"), [("", False), ("040123456", False), ("011077123456", False), ("04012345", True)]
)
def test_a_number_of_the_old_card_has_nine_digits_or_twelve(written: str, is_told: bool) -> None:
    assert bool(identity.old_number_flaw(written)) is is_told


def test_numbers_of_other_lengths_are_warnings_about_the_field_that_mends_them(db: Database) -> None:
    with db.write("Dựng") as session:
        odd, right = people(session, cell(session), 2)
        session.get_one(Member, odd).old_identity_number = "04012345A"
        session.get_one(Member, odd).phone = "0912 345"
        session.get_one(Member, right).old_identity_number = "040123456"
        session.get_one(Member, right).phone = "0912 345 678"
    with db.read() as session:
        findings = [one for one in checks.run(session, TODAY) if one.rule.key in ("old-identity-number", "phone")]
    assert [(one.member_id, one.mended_at, one.severity) for one in findings] == [
        (odd, "old_identity_number", Severity.WARNING),
        (odd, "phone", Severity.WARNING),
    ]
    assert "04012345A" not in findings[0].what  # covered, as every number of a card
