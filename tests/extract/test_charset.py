from __future__ import annotations

import pytest

from transforms.article import NotAnArticle
from transforms.extract.charset import decode

WORDS = "Çağla and Ivan Šimić met the Łódź envoys – “at last”, he said."


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_plain_unicode_reads_as_written(charset: str) -> None:
    assert decode(WORDS.encode(charset)) == WORDS


@pytest.mark.parametrize("charset", ["iso-8859-9", "windows-1254"])
def test_declared_charset_is_believed_where_utf8_fails(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>Görüşmeler başladı</p></body></html>'
    assert "Görüşmeler başladı" in decode(page.encode("cp1254"))


def test_latin1_label_means_windows_1252() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>“Très bien”</p>'
    assert "“Très bien”" in decode(page.encode("cp1252"))


def test_utf8_wins_over_a_wrong_label() -> None:
    assert "Kyslytsya – Київ" in decode('<meta charset="windows-1251"><p>Kyslytsya – Київ</p>'.encode())


def test_a_seven_bit_charset_is_believed_although_it_is_valid_utf8() -> None:
    page = '<meta charset="iso-2022-jp"><p>会談が始まった</p>'
    assert "会談が始まった" in decode(page.encode("iso-2022-jp"))


def test_undeclared_charset_is_detected() -> None:
    text = "Переговоры делегаций продолжатся в понедельник, сообщил представитель министерства. " * 20
    assert decode(text.encode("cp1251")) == text


def test_one_broken_byte_among_thousands_costs_one_character() -> None:
    text = decode(("The envoys met again. " * 200).encode() + b"\xff")
    assert text.count("\ufffd") == 1


@pytest.mark.parametrize(
    ("raw", "reason", "seen"),
    [
        (b"", "empty_file", "0 bytes"),
        (b" \r\n\t ", "empty_file", "5 bytes"),
        (b"\xef\xbb\xbf \n", "empty_file", "5 bytes"),
        (b"Talks\x00 open", "binary", "1 NUL bytes"),
        (b"%PDF-1.7 and so on", "binary", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "binary", "89 50 4e 47"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f talks", "binary", "control characters"),
        (b"\xff\xfe\x00\xd8a\x00", "bad_encoding", "utf-16-le"),
        (bytes(range(128, 256)) * 9, "bad_encoding", "80 81 82"),
    ],
)
def test_what_is_no_text_is_refused_with_what_was_seen(raw: bytes, reason: str, seen: str) -> None:
    with pytest.raises(NotAnArticle, match=seen) as caught:
        decode(raw)
    assert caught.value.reason == reason


def test_a_stray_control_character_becomes_a_blank() -> None:
    assert decode(b"Talks\x0b opened\x07 in Oslo") == "Talks\x0b opened  in Oslo"


@pytest.mark.parametrize("label", ["utf-16", "rot13", "no-such-charset", "base64", "utf-7"])
def test_a_label_that_names_no_page_charset_is_ignored(label: str) -> None:
    assert "Talks open" in decode(f'<meta charset="{label}"><p>Talks open</p>'.encode())
