"""What is known of a reference, in the language of a page."""

from magclaims.model.report import NoticeView, ReferenceView
from magclaims.model.substantiation import EvidenceFile
from magclaims.render.labels import service
from magclaims.render.language import Phrases
from magclaims.render.said import source_name


def notice_text(notice: NoticeView, words: Phrases) -> str:
    """Return a notice as a sentence fragment: type, date, source, address."""
    parts = [words.word("notice", notice.type)]
    if notice.date:
        parts.append(words.day(notice.date))
    source = source_name(notice.source or "", words.code) or service(notice.source)
    parts.append(words("notice_by", source=source))
    if notice.doi:
        parts.append(f"doi:{notice.doi}")
    if notice.replaced_by:
        parts.append(words("new_version", doi=notice.replaced_by))
    return ", ".join(parts)


def asked_text(reference: ReferenceView | EvidenceFile, words: Phrases) -> str:
    """Return who was asked about a reference, and when; empty where nobody was.

    Never "not retracted": only that no notice was known to a service on a day.
    """
    if not reference.checked_at:
        return ""
    asked = ", ".join(map(service, reference.sources)) or service(reference.source)
    source = asked or words("source_unknown")
    if reference.address:
        source = words("in_place_of", address=reference.address, source=source)
    # What was found may be another work: then it says nothing of this one.
    other = reference.status in {"not_found", "mismatch"}
    key = "asked_on" if reference.notices or other else "no_notice"
    return words(key, day=words.day(reference.checked_at), source=source)


def state_text(reference: ReferenceView, words: Phrases) -> str:
    """Return what is known of a reference besides its state and its notices; an outage is said once, not here."""
    reason = "" if reference.unreachable else (reference.reason or "").rstrip(".")
    parts = [words.told(reason) or reason, asked_text(reference, words)]
    return f"{words('semicolon')} ".join(part for part in parts if part)
