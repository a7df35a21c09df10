"""From the bytes of a document to its text: which charset, and whether there is text at all."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from transforms.article import NotAnArticle

# First bytes of what is sometimes served under a text media type.
_MAGIC: dict[bytes, str] = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "gzip data",
    b"\x28\xb5\x2f\xfd": "zstd data",
    b"{\\rtf": "an RTF file",
}
# The longer marks first: that of UTF-32-LE begins with that of UTF-16-LE.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read the narrower label as the wider charset: https://encoding.spec.whatwg.org/#names-and-labels
_WIDER: dict[str, str] = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_DECLARED = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_BLANKED = dict.fromkeys(_CONTROL, " ")
_HEAD_BYTES = 4096
_SAMPLE_BYTES = 100_000
_MAX_BROKEN_SHARE = 0.001
_MAX_CONTROL_SHARE = 0.01


def decode(raw: bytes) -> str:
    """The text of ``raw`` without byte order mark and stray control characters; never a lone surrogate.

    The order is: byte order mark, UTF-8 if it holds (an accident is next to impossible), the charset that the page
    declares, then detection. Raises ``NotAnArticle``: empty_file, binary, bad_encoding.
    """
    if not raw.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise NotAnArticle("empty_file", f"{len(raw)} bytes, none of them text")
    text = _decode_marked(raw)
    if text is None:
        _refuse_binary(raw)
        text = _decode_unmarked(raw)
    if not text.strip():
        raise NotAnArticle("empty_file", f"{len(raw)} bytes, all of them blank")
    encoded = text.encode("utf-8", "surrogatepass")
    n_control = len(encoded) - len(encoded.translate(None, _CONTROL))
    if not n_control:
        return text
    if n_control > 8 and n_control > _MAX_CONTROL_SHARE * len(text):
        raise NotAnArticle(
            "binary", f"{n_control} control characters among {len(text)}; first bytes {raw[:16].hex(' ')}"
        )
    return text.translate(_BLANKED)


def _decode_marked(raw: bytes) -> str | None:
    for mark, charset in _MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(charset)
            except UnicodeDecodeError as error:
                if charset == "utf-8":
                    return None
                raise NotAnArticle(
                    "bad_encoding", f"marked as {charset}, but {error.reason} at byte {error.start}"
                ) from error
    return None


def _refuse_binary(raw: bytes) -> None:
    for magic, what in _MAGIC.items():
        if raw.startswith(magic):
            raise NotAnArticle("binary", f"{what}: first bytes {raw[:16].hex(' ')}")
    n_nul = raw.count(b"\x00")
    if n_nul:
        raise NotAnArticle("binary", f"{n_nul} NUL bytes among {len(raw)}; first bytes {raw[:16].hex(' ')}")


def _decode_unmarked(raw: bytes) -> str:
    declared = _find_declared(raw)
    # A seven-bit charset such as ISO-2022-JP is valid UTF-8 too, and the page's word is all there is.
    stateful = declared is not None and b"\x1b" in raw
    if not stateful:
        try:
            return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        except UnicodeDecodeError:
            pass
    for charset in dict.fromkeys((declared or "utf-8", "utf-8")):
        text = raw.decode(charset, "replace")
        if text.count("\ufffd") <= _MAX_BROKEN_SHARE * len(text):
            return text
    return _decode_detected(raw)


def _decode_detected(raw: bytes) -> str:
    best = charset_normalizer.from_bytes(raw[:_SAMPLE_BYTES]).best()
    if best is None:
        raise NotAnArticle(
            "bad_encoding", f"neither UTF-8 nor any charset that could be told; first bytes {raw[:16].hex(' ')}"
        )
    text = raw.decode(best.encoding, "replace")
    n_broken = text.count("\ufffd")
    if n_broken > _MAX_BROKEN_SHARE * len(text):
        raise NotAnArticle(
            "bad_encoding", f"looks like {best.encoding}, but {n_broken} of {len(text)} characters do not decode"
        )
    return text


def _find_declared(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:_HEAD_BYTES])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    # UTF-16 cannot be declared in bytes read as ASCII; utf-7 and the bytes-to-bytes codecs are no page's charset.
    if name.startswith(("utf-16", "utf-32", "utf-7")) or not _is_text_codec(name):
        return None
    return _WIDER.get(name, name)


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name, "replace"), str)
    except (LookupError, ValueError):
        return False
