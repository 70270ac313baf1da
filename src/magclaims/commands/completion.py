"""What the shell completes: codes of rules, kinds of evidence, keys of references, ids of claims.

A shell that completes must never show an error: where something cannot be read, nothing is offered.
"""

from magclaims.errors import MagclaimsError


def rules(incomplete: str) -> list[tuple[str, str]]:
    """Codes and families of rules that begin so, with what each is about."""
    import magclaims.judge.rules  # noqa: F401 - registers the rules
    from magclaims.judge.rule import FAMILIES, RULES

    known = {**FAMILIES, **{rule.code: rule.summary for _, rule in sorted(RULES.items())}}
    before, comma, begun = incomplete.rpartition(",")
    return [
        (f"{before}{comma}{code}", about)
        for code, about in known.items()
        if code.startswith(begun.upper())
    ]


def evidence(incomplete: str) -> list[tuple[str, str]]:
    """Kinds of evidence that begin so, for `grade --evidence`."""
    from magclaims.commands.graded import evidence_kinds

    wanted = incomplete.lower().replace("-", "_")
    return [(kind.id, kind.named("en")) for kind in evidence_kinds() if kind.id.startswith(wanted)]


def keys(incomplete: str) -> list[tuple[str, str]]:
    """Keys of the configured bibliography that begin so, with their titles."""
    from magclaims.commands.session import find_bibliographies
    from magclaims.config import load
    from magclaims.read.bibtex import read_bibliography
    from magclaims.render.escape import plain

    try:
        paths = find_bibliographies((), load())
        found = [r for path in paths for r in read_bibliography(path).references.values()]
    except MagclaimsError:
        return []
    return [(r.key, plain(r.title, 60)) for r in found if r.key.startswith(incomplete)]


def claims(incomplete: str) -> list[tuple[str, str]]:
    """Ids of the configured registry's claims that begin so, with what each states."""
    from magclaims.commands.session import find_sources
    from magclaims.config import load
    from magclaims.read.claims import read
    from magclaims.render.escape import plain

    try:
        found = read(find_sources((), load()).claims).dossier.claims
    except MagclaimsError:
        return []
    return [(c.id, plain(c.statement, 60)) for c in found if c.id.startswith(incomplete)]
