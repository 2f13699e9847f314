"""Telephone numbers: read, shown, dialled."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.i18n.phones import PhoneError, dialled, lacks_area_code, read_phone, shown_phone


@pytest.mark.parametrize(
    ("text", "kept", "tel"),
    [
        ("0839-3266000", "0839-3266000", "+86-839-3266000"),
        ("(0839) 3266000", "0839-3266000", "+86-839-3266000"),
        ("（0839）3266000", "0839-3266000", "+86-839-3266000"),
        ("０８３９－３２６６０００", "0839-3266000", "+86-839-3266000"),
        ("0839—3266000", "0839-3266000", "+86-839-3266000"),
        ("0839 326 6000", "0839-326-6000", "+86-839-326-6000"),
        ("08393266000", "08393266000", "+86-8393266000"),
        ("010-8888-8888", "010-8888-8888", "+86-10-8888-8888"),
        ("+86 (0)839 0000001", "+86-839-0000001", "+86-839-0000001"),
        ("+86 0839 0000001", "+86-839-0000001", "+86-839-0000001"),
        ("+86-0839-0000001", "+86-839-0000001", "+86-839-0000001"),
        ("+8608390000001", "+868390000001", "+868390000001"),
        ("0086-839-3266000", "+86-839-3266000", "+86-839-3266000"),
        ("86-839-3266000", "+86-839-3266000", "+86-839-3266000"),
        ("(+86) 10 8888 8888", "+86-10-8888-8888", "+86-10-8888-8888"),
        ("+ 86 839 3266000", "+86-839-3266000", "+86-839-3266000"),
        ("0839-0000001 ext. 8001", "0839-0000001转8001", "+86-839-0000001;ext=8001"),
        ("0839-0000001转8001", "0839-0000001转8001", "+86-839-0000001;ext=8001"),
        ("0839 3266000 转 8001", "0839-3266000转8001", "+86-839-3266000;ext=8001"),
        ("0839-0000001-8001", "0839-0000001转8001", "+86-839-0000001;ext=8001"),
        ("0839-0000001 分机 801", "0839-0000001转801", "+86-839-0000001;ext=801"),
        ("0839-0000001#1", "0839-0000001转1", "+86-839-0000001;ext=1"),
        ("0839-0000001x12", "0839-0000001转12", "+86-839-0000001;ext=12"),
        ("+86-839-0000001-8001", "+86-839-0000001转8001", "+86-839-0000001;ext=8001"),
        ("400-888-0000", "400-888-0000", "400-888-0000"),
        ("400-888-0000转3", "400-888-0000转3", "400-888-0000;ext=3"),
        ("400-888-0000-3", "400-888-0000转3", "400-888-0000;ext=3"),
        ("12345", "12345", "12345"),
        ("0839-12345", "0839-12345", "0839-12345"),
        ("021-962288", "021-962288", "021-962288"),
        ("083900000 01", "083900000-01", "+86-83900000-01"),
        ("+1-212-555-0100", "+1-212-555-0100", "+1-212-555-0100"),
        ("+49 30 1234567-12", "+49-30-1234567-12", "+49-30-1234567-12"),
        ("+852 2810 2345", "+852-2810-2345", "+852-2810-2345"),
    ],
)
def test_what_is_written_kept_and_dialled(text: str, kept: str, tel: str) -> None:
    assert read_phone(text) == kept
    assert dialled(kept) == f"tel:{tel}"
    assert read_phone(kept) == kept


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0839-0000001 0000002", ("0839-0000001", "0839-0000002")),
        ("0839-0000001/0000002", ("0839-0000001", "0839-0000002")),
        ("0839-0000001、0839-0000002", ("0839-0000001", "0839-0000002")),
        ("0839-0000001，0000002", ("0839-0000001", "0839-0000002")),
        ("0839-0000001或0000002", ("0839-0000001", "0839-0000002")),
        ("0839-0000001 0839-0000002", ("0839-0000001", "0839-0000002")),
        ("0839-3266000/01", ("0839-3266000", "0839-3266001")),
        ("010-88888888；88888889", ("010-88888888", "010-88888889")),
        ("0839-3266000转1、0839-3266001", ("0839-3266000转1", "0839-3266001")),
        ("3266000 3266001", ("3266000", "3266001")),
        ("400-888-0000/0839-3266000", ("400-888-0000", "0839-3266000")),
        ("+86-839-3266000 3266001", ("+86-839-3266000", "+86-839-3266001")),
    ],
)
def test_several_numbers_are_several(text: str, numbers: tuple[str, ...]) -> None:
    with pytest.raises(PhoneError) as refused:
        read_phone(text)
    assert (refused.value.reason, refused.value.numbers) == ("several", numbers)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("电话：0839-3266000", "0839-3266000"),
        ("Tel: +86 839 3266000", "+86-839-3266000"),
        ("电话0839-3266000", "0839-3266000"),
        ("call me", ""),
        ("0839-32660001234567890", ""),
        ("0839", ""),
        ("1", ""),
        ("+", ""),
        ("", ""),
        ("0839-3266000;ext=1", ""),
        ("1" * 30, ""),
        ("0839-326600o", "0839-3266000"),
        ("0839-3266OO1", "0839-3266001"),
        ("0839.3266001", "0839-3266001"),
        ("传真：0839-3266002。", "0839-3266002"),
        ("0839-3266001（综合科）", "0839-3266001"),
        ("0839-326600", ""),
    ],
)
def test_what_is_no_number(text: str, suggestion: str) -> None:
    with pytest.raises(PhoneError) as refused:
        read_phone(text)
    assert refused.value.suggestion == suggestion


@pytest.mark.parametrize(
    ("phone", "lacks"),
    [
        ("0000001", True),
        ("88888888", True),
        ("326-6000转1", True),
        ("0839-3266000", False),
        ("12345", False),
        ("400-888-0000", False),
        ("+852-2810-2345", False),
        ("110", False),
    ],
)
def test_numbers_that_only_the_town_can_dial(phone: str, lacks: bool) -> None:
    assert lacks_area_code(phone) is lacks


def test_an_extension_is_told_in_the_pages_language() -> None:
    shown = [shown_phone("0839-3266000转8001", locale) for locale in ("zh", "zh-hant", "en", "de")]
    assert shown == [
        "0839-3266000转8001",
        "0839-3266000轉8001",
        "0839-3266000 ext. 8001",
        "0839-3266000 ext. 8001",
    ]
    assert {read_phone(text) for text in shown} == {"0839-3266000转8001"}


AREAS = st.sampled_from(["010", "021", "0839", "0755"])
LOCAL = st.from_regex("[2-9][0-9]{6,7}", fullmatch=True)
EXTENSION = st.one_of(st.just(""), st.from_regex("[1-9][0-9]{0,5}", fullmatch=True))
WAYS = st.sampled_from(
    [
        "{0}-{1}{2}",
        "({0}){1}{2}",
        "（{0}） {1}{2}",
        "{0} {1}{2}",
        "+86 {0} {1}{2}",
        "+86 (0){3}-{1}{2}",
        "0086{3}-{1}{2}",
    ]
)


@given(AREAS, LOCAL, EXTENSION, WAYS, st.sampled_from(["转{}", " ext. {}", "-{}", "#{}", " 分机{}"]))
def test_every_way_of_writing_dials_the_same(
    area: str, local: str, extension: str, way: str, tail: str
) -> None:
    end = tail.format(extension) if extension else ""
    tel = dialled(read_phone(way.format(area, local, end, area[1:])))
    head, _, dialled_extension = tel.partition(";ext=")
    assert head.replace("-", "") == f"tel:+86{area[1:]}{local}"
    assert dialled_extension == extension


@given(st.text(alphabet="0123456789+-() 转/、ext.#", max_size=40))
def test_whatever_is_read_is_a_tel_address(text: str) -> None:
    try:
        kept = read_phone(text)
    except PhoneError:
        return
    assert read_phone(kept) == kept
    assert re.fullmatch(r"tel:\+?[0-9]+(-[0-9]+)*(;ext=[0-9]+)?", dialled(kept))
