from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from models import attendance, checks, content, contradictions, meetings, stays, vote_rules, votes
from models.database import Database
from models.errors import KnownError
from models.events import EventValues, history
from models.events import record as record_event
from models.meetings import MeetingValues
from models.tables import Duty, EventKind, MeetingKind, Part, Scope, Standing, VoteKind
from models.vote_rules import VoteRuleValues
from models.votes import Count
from tests.models.builders import TODAY, K, P, cell, held, meeting, people

DAY = date(2026, 10, 5)


def with_twenty(session: Session) -> tuple[int, list[int]]:
    key = cell(session)
    official = people(session, key, 20)
    people(session, key, 2, standing=Standing.PROBATIONARY, start=40)
    return key, official


def test_twenty_official_three_of_them_on_duty_and_two_on_probation_make_twenty(db: Database) -> None:
    with db.write("Họp") as session:
        key, official = with_twenty(session)
        held_id = held(session, key, DAY, dict.fromkeys(official[:3], P))
        base = votes.base(session, held_id)
    assert (base.official, base.voters, base.present) == (20, 20, 17)
    assert (base.needed(VoteKind.SIMPLE), base.needed(VoteKind.SPECIAL)) == (11, 14)
    assert (base.quorum, base.has_quorum) == (14, True)
    assert base.words == "20 đảng viên chính thức"


def test_away_elsewhere_exempt_and_suspended_do_not_count(db: Database) -> None:
    with db.write("Họp") as session:
        key, _official = with_twenty(session)
        people(session, key, 2, duty=Duty.EXEMPT, start=60)
        people(session, key, 1, duty=Duty.TEMP_AWAY, start=70)
        people(session, key, 1, duty=Duty.SUSPENDED, start=80)
        people(session, key, 1, duty=Duty.SPECIAL_DUTY, start=90)
        people(session, key, 3, duty=Duty.GUEST, start=100)
        planned = meeting(session, key, DAY)
        base = votes.base(session, planned)
        assert (base.official, base.voters) == (25, 21)
        assert base.words == (
            "25 đảng viên chính thức − 1 sinh hoạt tạm thời ở đảng bộ khác − 2 được miễn và vắng"
            " − 1 bị đình chỉ sinh hoạt = 21"
        )


def test_an_exempt_member_who_came_votes(db: Database) -> None:
    with db.write("Họp") as session:
        key, official = with_twenty(session)
        exempt = people(session, key, 2, duty=Duty.EXEMPT, start=60)
        held_id = held(session, key, DAY)
        votes.set_exempt_came(session, held_id, exempt[0], True, on=TODAY)
        assert votes.base(session, held_id).voters == 21
        votes.set_exempt_came(session, held_id, exempt[0], False, on=TODAY)
        assert votes.base(session, held_id).voters == 20
    with pytest.raises(KnownError, match="không thuộc diện được miễn"), db.write("Ghi") as session:
        votes.set_exempt_came(session, held_id, official[0], True, on=TODAY)


def test_who_lives_for_a_time_in_another_cell_of_the_commune_still_counts(db: Database) -> None:
    with db.write("Họp") as session:
        key, official = with_twenty(session)
        cell(session, "Chi bộ Trường Mầm non Hoa Ban")
        for who, place in ((official[0], "chi bộ trường mầm non hoa ban"), (official[1], "Đảng ủy phường Noong Bua")):
            values = EventValues(EventKind.TEMP_OUT, date(2026, 9, 1), place=place)
            record_event(session, who, values)
        assert [row.values.scope for row in history(session, official[0])][-1:] == [Scope.SAME_BODY]
        base = votes.base(session, meeting(session, key, DAY))
    assert base.away == ("Lò Văn Ab",)
    assert base.voters == 19
    assert base.unsure == ("Lò Văn Ab",)


def test_whether_a_stay_is_in_another_body_is_what_the_letter_says_not_its_name(db: Database) -> None:
    with db.write("Họp") as session:
        key, official = with_twenty(session)
        cell(session, "Chi bộ Trường Mầm non Hoa Ban")
        for who, place, scope in (
            (official[0], "cô giáo Hoa, trường mầm non", Scope.SAME_BODY),
            (official[1], "Chi bộ Trường Mầm non Hoa Ban", Scope.SAME_PROVINCE),
        ):
            record_event(session, who, EventValues(EventKind.TEMP_OUT, date(2026, 9, 1), place=place, scope=scope))
        base = votes.base(session, meeting(session, key, DAY))
    assert base.away == ("Lò Văn Ab",)
    assert base.unsure == ()
    gone = EventValues(EventKind.TRANSFER_OUT, date(2026, 9, 1), scope=Scope.SAME_BODY)
    with pytest.raises(KnownError, match="Chuyển sinh hoạt nội bộ"), db.write("Chuyển") as session:
        record_event(session, official[2], gone)


def test_people_of_unknown_standing_are_named_and_not_counted(db: Database) -> None:
    with db.write("Họp") as session:
        key, _official = with_twenty(session)
        people(session, key, 1, standing=Standing.UNKNOWN, start=60)
        base = votes.base(session, meeting(session, key, DAY))
    assert base.voters == 20
    assert len(base.unknown) == 1


def test_ballots_beyond_the_base_ask_first_who_is_official(db: Database) -> None:
    with db.write("Họp") as session:
        key = cell(session)
        people(session, key, 3, standing=Standing.UNKNOWN)
        with pytest.raises(KnownError, match="3 đồng chí chưa rõ chính thức hay dự bị"):
            votes.add(session, held(session, key, DAY), "Thông qua", VoteKind.SIMPLE, Count(3))


@pytest.mark.parametrize(
    ("voters", "simple", "special"), [(0, 1, 0), (1, 1, 1), (2, 2, 2), (3, 2, 2), (9, 5, 6), (20, 11, 14), (21, 11, 14)]
)
def test_what_is_needed(db: Database, voters: int, simple: int, special: int) -> None:
    with db.read() as session:
        rule = vote_rules.on(session, DAY)
    assert votes.needed(rule.simple, voters) == simple
    assert votes.needed(rule.special, voters) == special
    assert (rule.simple.words, rule.special.words) == ("quá 1/2", "từ 2/3")


def test_votes_within_the_base(db: Database) -> None:
    with db.write("Họp") as session:
        key, official = with_twenty(session)
        held_id = held(session, key, DAY, dict.fromkeys(official[:3], P))
        first = votes.add(session, held_id, "Thông qua nghị quyết", VoteKind.SIMPLE)
        assert votes.read(session, held_id)[0].result_words == ""
        votes.edit(session, first, "Thông qua nghị quyết", VoteKind.SIMPLE, Count(14, 0, 3))
        row = votes.read(session, held_id)[0]
        assert row.result_words == "14/20 đồng chí tán thành, đạt tỷ lệ 70 %"
        assert row.is_carried(votes.base(session, held_id)) is True
        second = votes.add(session, held_id, "Kết nạp quần chúng Lò Thị Đào", VoteKind.SPECIAL, Count(13, 4))
        assert votes.read(session, held_id)[1].is_carried(votes.base(session, held_id)) is False
    for count, words in ((Count(18, 2, 1), "21 phiếu, nhiều hơn 20 đảng viên"), (Count(-1), "không thể âm")):
        with pytest.raises(KnownError, match=words), db.write("Ghi") as session:
            votes.edit(session, second, "Kết nạp", VoteKind.SPECIAL, count)


def test_the_quorum_is_of_official_members(db: Database) -> None:
    with db.write("Họp") as session:
        key, official = with_twenty(session)
        held_id = held(session, key, DAY, dict.fromkeys(official[:7], P))
        base = votes.base(session, held_id)
    assert (base.present, base.quorum, base.has_quorum) == (13, 14, False)


def test_a_card_of_another_day_has_other_shares(db: Database) -> None:
    with db.write("Quy định") as session:
        values = VoteRuleValues("Hướng dẫn mới", "2/3", False, "3/4", True, "1/2", True)
        vote_rules.save(session, date(2026, 10, 1), values)
        key, _official = with_twenty(session)
        who = people(session, key, 1, duty=Duty.SUSPENDED, start=60)
        stays.change(session, who[0], on=date(2026, 9, 2), duty=Duty.SUSPENDED)
        before = votes.base(session, meeting(session, key, date(2026, 9, 5)))
        after = votes.base(session, meeting(session, key, DAY))
    assert (before.voters, before.needed(VoteKind.SIMPLE)) == (20, 11)
    assert (after.voters, after.needed(VoteKind.SIMPLE), after.needed(VoteKind.SPECIAL)) == (21, 14, 16)
    for share in ("", "3/2", "0/2", "một nửa", "2/0"):
        with pytest.raises(KnownError, match="dạng 1/2"), db.write("Quy định") as session:
            vote_rules.save(session, DAY, VoteRuleValues("Hướng dẫn", share, False, "2/3", False, "2/3", False))


def test_no_more_ballots_than_people_there_who_may_vote(db: Database) -> None:
    with db.write("Họp") as session:
        key, official = with_twenty(session)
        exempt = people(session, key, 1, duty=Duty.EXEMPT, start=60)
        duty = people(session, key, 1, duty=Duty.SPECIAL_DUTY, start=70)
        held_id = held(session, key, DAY, dict.fromkeys(official[:3], P))
        base = votes.base(session, held_id)
        assert (base.voters, base.ballots, len(base.missing)) == (21, 17, 4)
    for count, words, field in (
        (Count(18), "Số phiếu tán thành 18, nhiều hơn 17 đảng viên chính thức dự họp", "in_favour"),
        (Count(0, 18), "Số phiếu không tán thành 18, nhiều hơn 17", "against"),
        (Count(0, 0, 18), "Số phiếu ý kiến khác 18, nhiều hơn 17", "other"),
        (Count(15, 2, 1), "được 18 phiếu, nhiều hơn 17", "in_favour"),
    ):
        with pytest.raises(KnownError, match=words) as told, db.write("Ghi") as session:
            votes.add(session, held_id, "Thông qua", VoteKind.SIMPLE, count)
        assert told.value.field == field
        assert "Lò Văn Aa" in told.value.message
    with db.write("Ghi") as session:
        for who in (*exempt, *duty):
            votes.set_exempt_came(session, held_id, who, True, on=TODAY)
        assert (votes.base(session, held_id).voters, votes.base(session, held_id).ballots) == (22, 19)
        votes.add(session, held_id, "Thông qua", VoteKind.SIMPLE, Count(19))


def test_ballots_counted_before_the_roll_changed_are_kept_and_told(db: Database) -> None:
    with db.write("Họp") as session:
        key, official = with_twenty(session)
        held_id = held(session, key, DAY)
        vote = votes.add(session, held_id, "Thông qua nghị quyết", VoteKind.SIMPLE, Count(20))
        assert contradictions.read(session) == []
        attendance.write(session, held_id, {official[0]: (P, "ốm")}, on=TODAY)
        votes.edit(session, vote, "Thông qua nghị quyết tháng 10", VoteKind.SIMPLE, Count(20))  # its words, not numbers
    with db.read() as session:
        assert votes.read(session, held_id)[0].counted == 20
        words = (
            "Biểu quyết “Thông qua nghị quyết tháng 10” ghi 20 phiếu, điểm danh chỉ có 19 người được biểu quyết dự họp."
        )
        assert [one.text for one in contradictions.read(session)] == [words]
        assert [one.text for one in contradictions.read(session, held_id)] == [words]
        found = checks.run(session, TODAY, rules=[one for one in checks.RULES if one.key == "minutes"])
        assert [(one.what, one.meeting_id) for one in found] == [(words, held_id)]


def test_a_base_that_changed_is_told_in_the_data_check(db: Database) -> None:
    with db.write("Họp") as session:
        key, _official = with_twenty(session)
        exempt = people(session, key, 1, duty=Duty.EXEMPT, start=60)
        held_id = held(session, key, DAY)
        votes.add(session, held_id, "Thông qua", VoteKind.SIMPLE, Count(18))
        votes.set_exempt_came(session, held_id, exempt[0], True, on=TODAY)
        words = "1 biểu quyết đã kiểm trên 20 người; danh sách đã đổi, nay tính 21 người."
        assert [one.text for one in contradictions.read(session)] == [words]


def test_of_a_meeting_called_off_no_vote_is_reckoned_anew(db: Database) -> None:
    """Nobody is on its roll: the ballots written before are not said to be counted on another number."""
    with db.write("Họp") as session:
        key, _official = with_twenty(session)
        planned = meeting(session, key, DAY)
        votes.add(session, planned, "Thông qua", VoteKind.SIMPLE, Count(18))
        meetings.set_not_held(session, planned, "mưa lũ")
        assert votes.outdated(session, planned) == ([], 0)
        assert contradictions.read(session, planned) == []


def test_who_spoke_or_led_and_is_then_marked_absent_is_named(db: Database) -> None:
    with db.write("Họp") as session:
        key, official = with_twenty(session)
        held_id = held(session, key, DAY)
        for who in (0, 0, 1):
            content.add(session, held_id, Part.OPINION, "Nhất trí", official[who])
        values = MeetingValues(MeetingKind.REGULAR, DAY, chair_id=official[2], secretary_id=official[3])
        meetings.edit(session, held_id, values, on=TODAY)
        assert contradictions.read(session) == []
        marks = {official[0]: (P, "ốm"), official[1]: (P, ""), official[2]: (K, "")}
        attendance.write(session, held_id, marks, on=TODAY)
        other = cell(session, "Chi bộ bản Tin Tốc")
        stays.change(session, official[3], on=date(2026, 10, 1), cell_id=other)
        content.add(session, held_id, Part.OPINION, "Góp ý", official[3])
        attendance.refresh(session, held_id)
        assert [one.text for one in contradictions.read(session)] == [
            "Có ý kiến phát biểu, nhưng điểm danh ghi Lò Văn Aa, Lò Văn Ab vắng có lý do.",
            "Có ý kiến phát biểu, nhưng điểm danh không có tên Lò Văn Ad.",
            "Đã chủ trì cuộc họp, nhưng điểm danh ghi Lò Văn Ac vắng không lý do.",
        ]
        assert len(content.read(session, held_id)) == 4
