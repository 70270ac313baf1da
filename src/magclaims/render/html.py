"""The editors' page: what to fix first, the articles with their claims, the evidence as pictures.

One self-contained file, or a folder with an index and a page for each article. A page asks for
nothing from outside: a content security policy forbids it, and allows its one script by hash.
Without the script everything is there; only filters, keys and copying are not.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from magclaims.judge.words import words as advice_words
from magclaims.model.finding import Finding, Reason
from magclaims.model.registry import WORST_FIRST, Verdict
from magclaims.model.report import (
    ArticleView,
    ChangeView,
    CommentView,
    DraftView,
    RatingView,
    ReferenceView,
    Report,
)
from magclaims.model.values import dataclass
from magclaims.render import MANY, RenderOptions, labels
from magclaims.render.assets import css_string, lean, policy, resource, script, tight, unspaced
from magclaims.render.body import Body, body
from magclaims.render.causes import CauseGroup, causes, short, treats
from magclaims.render.escape import plain
from magclaims.render.known import asked_text, notice_text
from magclaims.render.language import DEFAULT, Phrases, phrases
from magclaims.render.markup import draft_anchor, environment, json_data, use_language
from magclaims.render.pictures import SCALE, Ceiling, ceiling, evidence_map, matrix
from magclaims.render.served import ServedPage
from magclaims.render.since import ASKS, KINDS, flow, headline
from magclaims.render.view import ArticleGroup, ClaimPlace, View, anchor, arrange

FEW = 3
"""The places of a cause are open where there are no more than these."""
LISTED_FIRST = 50
"""Causes and references that are drawn at once; the others when they are asked for."""
LISTED_AT_ALL = 500
"""Causes on the index of a folder. Who has mended these finds the others there next time; each place
has its reasons on the page of its article all the same."""
BROAD = 900
"""Pixels of a picture above which a sheet of A4 makes its words too small to read."""
QUIET = (Verdict.SUPPORTED, Verdict.NOT_APPLICABLE)
"""Places with these verdicts are closed at first."""
WAIVER_DAYS = 182
"""How long a waiver that the page offers holds: half a year."""
INDEX = "index.html"
_HEADS = {
    ".why::before": "why",
    ".write:not(.rule)::before": "write",
    ".carry::before": "carry",
    ":is(.card > div, noscript) > .evidence::before": "evidence_here",
    ".what [lang=en]::before": "in_registry",
}
"""What heads the parts of a place, by selector. Written in each of them they would be a tenth of a page with
hundreds of places: the script writes them into what is drawn, and without it the style sheet shows them."""


def render(report: Report, options: RenderOptions) -> str:
    """Return the whole report as one page of UTF-8 text."""
    site = Site(report, options, folder=False)
    return site.page(None)


def pages(report: Report, options: RenderOptions) -> dict[str, str]:
    """Return an index page and a page for each article, by file name."""
    site = Site(report, options, folder=True)
    made = {INDEX: site.page(None)}
    for group in site.view.groups:
        made[site.files[group.article.id]] = site.page(group)
    return made


@dataclass
class Site:
    """The pages of a report, and the links between them."""

    report: Report
    options: RenderOptions
    folder: bool
    served: ServedPage | None = None
    """For whom `serve` serves it; None for a page on disk."""
    view: View = field(init=False)
    words: Phrases = field(init=False)

    def __post_init__(self) -> None:
        self.view = arrange(self.report)
        self.words = phrases(self.report.language)
        self.articles = {g.article.id: g.article for g in self.view.groups}
        self.references = {r.key: r for r in self.view.references}
        self.files = _file_names(tuple(self.articles)) if self.folder else {}
        bad = {reference.key for reference in self.view.bad_references}
        everything = causes(self.view)
        # Those about bad references are told with the references themselves.
        self.causes = [g for g in everything if g.cause.reference not in bad]
        self._some_verified = any(r.status == "verified" for r in self.view.references)
        self.owners = sorted({f.waived.owner for f in self.view.waived if f.waived})
        self.bodies = {
            g.article.id: body(self.options.texts[g.article.id], g.places)
            for g in self.view.groups
            if g.article.id in self.options.texts
        }
        self.here: ArticleGroup | None = None
        self._templates = environment()
        self._templates.filters["strength"] = lambda code: self.words.word("strength", code)
        use_language(self._templates, self.words)
        self._by_name = {p.named: p for p in self.view.places}
        changed = self.report.since.places if self.report.since else ()
        keys = "|".join(map(re.escape, sorted(self.references, key=len, reverse=True)))
        self._keys = re.compile(rf" \[(?:{keys})\]")
        self._change = {(c.claim, c.article, c.quote): c.kind for c in changed if c.kind != "gone"}

    def page(self, group: ArticleGroup | None) -> str:
        """One page as text: of an article, or of all that is not on the pages of articles."""
        self.here = group
        style = tight(resource("report.css")) + self._signs()
        name = "report.html.j2" if group is None else "article.html.j2"
        overview = group is None and not self.covered
        page = self._templates.get_template(name).render(
            site=self,
            t=self.words,
            view=self.view,
            report=self.report,
            groups=self.view.groups if group is None else (group,),
            group=group,
            shown=self._shown(),
            icons=labels.ICONS,
            verdicts=tuple(Verdict),
            quiet=QUIET,
            few=FEW,
            broad=BROAD,
            listed_first=LISTED_FIRST,
            listed_at_all=LISTED_AT_ALL,
            many=MANY,
            scale=SCALE,
            matrix=matrix(self.view) if overview else None,
            map=evidence_map(self.view, self.words.code) if overview else None,
            flow=flow(self.view) if overview else None,
            levels_used=self._levels(),
            rules_used=self._rules(),
            waiver_until=self._waiver_until(),
            known=self._known(),
            drafts=self._drafts(),
            script=script(),
            policy=policy(connect=self.served is not None),
            style=style,
        )
        return lean(unspaced(page)).rstrip() + "\n"

    # --- what templates ask ------------------------------------------------------------------------

    @property
    def covered(self) -> bool:
        """Whether verdicts are still hidden from the reviewer; then nothing that tells of them is shown."""
        return self.served is not None and bool(self.served.hidden)

    def hides(self, place: ClaimPlace) -> bool:
        """Whether the reviewer has yet to give their own verdict on a place."""
        return self.served is not None and place.named in self.served.hidden

    def rated(self, places: Sequence[ClaimPlace]) -> int:
        """How many of the places the reviewer has given a verdict on."""
        return sum(not self.hides(place) for place in places)

    @property
    def lists_only(self) -> bool:
        """Whether this page shows no places of its own, only lists of them."""
        return self.folder and self.here is None

    def body(self, group: ArticleGroup) -> Body | None:
        """The text of an article; None where it is not at hand."""
        return self.bodies.get(group.article.id)

    def body_of(self, article_id: str) -> bool:
        """Whether the text of an article is at hand."""
        return article_id in self.bodies

    def ratings(self, place: ClaimPlace) -> list[RatingView]:
        """The verdicts that people gave on a place before they saw its own."""
        return [r for r in place.claim.ratings if (r.article, r.quote) == place.named[1:]]

    def comments(self, place: ClaimPlace) -> list[CommentView]:
        """What was said about a place; with the first place of a claim, what is about no present one."""
        own = [c for c in place.claim.comments if self.is_about(c, place)]
        if place.index:
            return own
        quotes = {(o.article, o.quote) for o in place.claim.occurrences}
        return own + [c for c in place.claim.comments if (c.article, c.quote) not in quotes]

    @staticmethod
    def is_about(comment: CommentView, place: ClaimPlace) -> bool:
        """Whether a comment is about the words of a place as they are registered now."""
        return (comment.article, comment.quote) == place.named[1:]

    def article_href(self, article_id: str) -> str:
        """The address of an article."""
        if self.folder and self.here is None:
            return self.files[article_id]
        return "#claims" if self.folder else f"#{anchor('a', article_id)}"

    def place_href(self, place: ClaimPlace) -> str:
        """The address of a place."""
        if self.folder and (self.here is None or place not in self.here.places):
            return f"{self.files[place.occurrence.article]}#{place.anchor}"
        return f"#{place.anchor}"

    def reference_href(self, key: str) -> str | None:
        """The address of a reference; None where the bibliography lacks it."""
        if key not in self.references:
            return None
        where = INDEX if self.here is not None and key not in self.listed(self.here) else ""
        return f"{where}#{anchor('r', key)}"

    def listed(self, group: ArticleGroup) -> tuple[str, ...]:
        """The keys of the references that an article lists or leans on, in its order."""
        own = [key for key in group.article.references if key in self.references]
        used = [key for p in group.places for key in p.occurrence.evidence]
        return tuple(dict.fromkeys([*own, *(key for key in used if key in self.references)]))

    def resting(self, group: ArticleGroup, key: str) -> tuple[ClaimPlace, ...]:
        """The places of an article that rest on a reference, whatever it can carry."""
        return tuple(p for p in group.places if p.rests_on(key))

    def short(self, key: str) -> str:
        """A short name for a reference."""
        return short(self.references.get(key), key, self.words.code)

    def tokens(self, place: ClaimPlace, *, of_card: bool = False) -> str:
        """What the filter may ask of a place; `of_card` leaves out what the script reads from the card itself."""
        whole = self._tokens(place)
        return " ".join(t for t in whole.split() if t[:2] not in {"v:", "a:"}) if of_card else whole

    def article_token(self, article_id: str) -> str:
        """What the filter calls an article."""
        return _token("a", article_id)

    def _tokens(self, place: ClaimPlace) -> str:
        o = place.occurrence
        if self.hides(place):
            known = sorted(key for key in o.evidence if key in self.references)
            tokens = [f"r:{_token('r', key)}" for key in known]
            return " ".join((f"l:{place.level}", *tokens, f"a:{_token('a', o.article)}"))
        keys = {*o.evidence, *([o.cause.reference] if o.cause and o.cause.reference else ())}
        found = [f for f in (place.verdict, *place.others) if f is not None]
        # The rule of the verdict comes first: a waiver is for that one.
        codes = dict.fromkeys([*([o.code] if o.code else ()), *sorted(f.code for f in found)])
        owners = {f.waived.owner for f in found if f.waived}
        return " ".join(
            (
                f"v:{o.verdict.value}",
                f"l:{place.level}",
                *([f"c:{o.cause.kind}"] if o.cause else ()),
                *(["t:1"] if treats(place) else ()),
                *(f"r:{_token('r', key)}" for key in sorted(keys) if key in self.references),
                f"a:{_token('a', o.article)}",
                *(f"k:{code}" for code in codes),
                *(f"o:{_token('o', owner)}" for owner in sorted(owners)),
                *([f"d:{change}"] if (change := self.change(place)) else ()),
            )
        )

    @staticmethod
    def reasons(place: ClaimPlace) -> tuple[Reason, ...]:
        """Why a place has its verdict; that it is provisional is what a mark says, not a reason."""
        found = place.occurrence.reasons
        return tuple(r for r in found if r.code != "identity_unverified") or found

    def doubted(self, key: str) -> bool:
        """Whether what stands of a reference has to be told beside what it is cited for.

        Where nobody was asked about any, the page says so once.
        """
        reference = self.references.get(key)
        if reference is None or reference.status in {"verified", "no_identifier"}:
            return False
        return reference.status != "unverified" or self._some_verified

    def unkeyed(self, text: str) -> str:
        """Advice with its works named as people know them: no keys of the bibliography, which editors never see."""
        return self._keys.sub("", text)

    def advice(self, text: str | None, article: ArticleView) -> tuple[str, str | None]:
        """Advice by whom it speaks to: the editor, and whoever keeps the registry, if anything.

        It is in the language of the page, or of the article.
        """
        said, languages = self.unkeyed(text or ""), (self.words.code, article.language or DEFAULT)
        parts = (advice_words(code).addressed(said) for code in languages)
        return next((found for found in parts if found[1]), (said, None))

    def change(self, place: ClaimPlace) -> str | None:
        """What became of a place since the last report; None where nothing did."""
        return self._change.get(place.named)

    def choices(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """The filters: name in the address, label, and values with what they are called."""
        places = self._shown()
        t = self.words
        used = {token for p in places for token in self.tokens(p).split()}
        rows: list[tuple[str, str, list[tuple[str, str]]]] = [
            ("v", t("verdict"), [(v.value, t.word("verdict", v.value)) for v in WORST_FIRST]),
            ("l", t("level"), [(code, t.word("level", code)) for code in t.data["level"]]),
            (
                "c",
                t("cause"),
                [(code, t.word("cause_word", code)) for code in t.data["cause_word"]],
            ),
            (
                "r",
                t("reference"),
                [(_token("r", r.key), short(r, r.key)) for r in self.references.values()],
            ),
            ("a", t("article"), [(_token("a", a.id), a.title) for a in self.articles.values()]),
            ("k", t("rule"), [(code, code) for code in sorted(self._codes(places))]),
            ("o", t("owner"), [(_token("o", name), name) for name in self.owners]),
            ("t", t("promise"), [("1", t("disease_claim"))]),
            ("d", t("change"), [(kind, t.word("change", kind)) for kind in KINDS]),
        ]
        kept = []
        for name, label, values in rows:
            there = [(value, text) for value, text in values if f"{name}:{value}" in used]
            if len(there) > 1 or (there and name in {"o", "d", "t"}):
                kept.append((name, label, there))
        return kept

    def finds(self, verdict: Verdict, level: str) -> bool:
        """Whether this page has a place of that verdict and level to show."""
        if not self.lists_only:
            return True
        listed = [p for cause in self.causes for p in cause.places]
        listed += [p for r in self.view.bad_references for p in self.view.resting_on(r.key)]
        return any(p.occurrence.verdict is verdict and p.level == level for p in listed)

    def cause_query(self, cause: CauseGroup) -> str:
        """The filter that shows the places of a cause."""
        key = cause.cause.reference
        known = f"&r={_token('r', key)}" if key in self.references else ""
        return f"#c={cause.cause.kind}{known}{'&t=1' if cause.therapeutic else ''}"

    def rule(self, code: str, name: str = "") -> tuple[str, str]:
        """What a rule finds and what to do instead, in the language of the page."""
        given = self.words.rule(code)
        if given:
            return given[:2]
        for info in self.options.rules:
            if info.code == code:
                summary, _, rest = info.manual.partition("\n")
                instead = rest.partition("Instead: ")[2].replace("\n", " ")
                return summary, re.sub(r"\s+", " ", instead).strip()
        return name.replace("-", " "), ""

    @property
    def since_headline(self) -> str:
        """How much has changed since the last report."""
        return headline(self.report, self.words)

    def changed(self, change: ChangeView) -> ClaimPlace | None:
        """The place that has changed; None where it is gone."""
        named = (change.claim, change.article, change.quote)
        return self._by_name.get(named) if change.kind != "gone" else None

    def changes(self) -> tuple[list[ChangeView], list[ChangeView]]:
        """The changed places that somebody should look at, and the others."""
        found = self.report.since.places if self.report.since else ()
        return [c for c in found if c.kind in ASKS], [c for c in found if c.kind not in ASKS]

    def kinds(self, changes: Sequence[ChangeView]) -> list[tuple[str, int]]:
        """How many changes there are of each kind."""
        counts = Counter(change.kind for change in changes)
        return [(kind, counts[kind]) for kind in KINDS if counts[kind]]

    def about(self, finding: Finding) -> str | None:
        """The article that a finding stands in, where it is about one."""
        return finding.article if finding.article in self.articles else None

    def law(self) -> Sequence[Finding]:
        """What food law says of the article of this page, or of all."""
        return [f for f in self.view.findings if self._tells(f) and f.code.startswith("LAW")]

    def findings(self) -> Sequence[Finding]:
        """The other findings that are about no place, likewise."""
        return [f for f in self.view.findings if self._tells(f) and not f.code.startswith("LAW")]

    def places_behind(self, first: int | None = None) -> int:
        """How many places the first causes of the list stand behind, or all of them."""
        return sum(len(cause.places) for cause in self.causes[:first])

    def waived(self) -> Sequence[Finding]:
        """The waived findings, likewise."""
        return [f for f in self.view.waived if self._tells(f)]

    def _tells(self, finding: Finding) -> bool:
        """Whether this page may tell a finding: it is of its article, and of nothing that is hidden."""
        if self.here is not None and finding.article != self.here.article.id:
            return False
        hidden = self.served.hidden if self.served is not None else ()
        return all(claim != finding.claim for claim, _, _ in hidden)

    def notice(self, notice: Any) -> str:
        """A notice as a sentence."""
        text = notice_text(notice, self.words)
        return text[:1].upper() + text[1:]

    def citation(self, reference: ReferenceView) -> str:
        """A reference in one line, without the DOI and address that stand beside it as links."""
        text = reference.citation or reference.title
        for end in (f"doi:{reference.doi}", reference.url or ""):
            if end.strip() and end in text:
                text = text.replace(end, "").rstrip()
        return text

    def asked(self, reference: ReferenceView) -> str:
        """Who was asked about a reference, and when."""
        return asked_text(reference, self.words)

    @property
    def services_down(self) -> str:
        """The services that gave no answer, by name."""
        names = dict.fromkeys(self.service(item.what) for item in self.report.services_down)
        return ", ".join(names)

    def ceilings(self, places: Sequence[ClaimPlace]) -> list[Ceiling]:
        """The lines that these places need, each once."""
        made = (ceiling(place) for place in places if not self.hides(place))
        return sorted({c for c in made if c is not None})

    @staticmethod
    def draws(place: ClaimPlace) -> bool:
        """Whether the line of a place tells what its one reference can carry."""
        line = ceiling(place)
        return line is not None and [SCALE[line.allowed]] == [e.carries for e in place.usable]

    service = staticmethod(labels.service)
    ceiling = staticmethod(ceiling)
    anchor = staticmethod(anchor)

    # --- what a page needs -------------------------------------------------------------------------

    def _shown(self) -> tuple[ClaimPlace, ...]:
        return self.view.places if self.here is None else self.here.places

    def _levels(self) -> tuple[str, ...]:
        used = {e.level for p in self._shown() for e in p.claim.evidence}
        return tuple(code for code in self.words.data["level"] if code in used)

    def _codes(self, places: Sequence[ClaimPlace]) -> set[str]:
        told = [p for p in places if not self.hides(p)]
        findings = [f for p in told for f in (p.verdict, *p.others) if f is not None]
        return {f.code for f in findings} | {c for p in told if (c := p.occurrence.code)}

    def _rules(self) -> list[tuple[str, str, str]]:
        codes = self._codes(self._shown()) | {
            f.code for f in (*self.law(), *self.findings(), *self.waived())
        }
        names = {f.code: f.name for f in self.report.findings}
        told = ((code, *self.rule(code, names.get(code, code))) for code in sorted(codes))
        return [(code, summary, instead) for code, summary, instead in told]

    def _signs(self) -> str:
        """The style sheet's rows with the words that every place repeats.

        They are the sign of each verdict and state, what it is called aloud, and what heads a part of a card.
        """
        told = {p.occurrence.verdict.value for p in self._shown() if not self.hides(p)}
        colon = self.words("colon")
        called = {code: f"{self.words.word('verdict', code)}{colon} " for code in told}
        heads = {f"html:not([data-on]) {name}": self.words(key) for name, key in _HEADS.items()}
        marks = " ".join(css_string(self.words(key)) for key in ("open_quote", "close_quote"))
        heads[".provisional > summary > .badge::after"] = f" · {self.words('provisional')}"
        return "".join(
            [
                f"html{{quotes:{marks}}}",
                *(
                    f".tone-{code}{{--icon:{css_string(icon)};--called:{css_string(called.get(code, ''))}}}"
                    for code, icon in (labels.STATUS_ICONS | labels.ICONS).items()
                ),
                *(f"{name}{{content:{css_string(text)}}}" for name, text in heads.items()),
            ]
        )

    def _known(self) -> Markup:
        """What decisions say of the places of this page, as JSON by anchor: a block of data.

        A row is the article's index, the state, and claim and quote where the page does not show them
        as they are. The rule stands on the card.
        """
        articles: dict[str, int] = {}

        def row(article: str, state: str, *more: str) -> list[object]:
            return [articles.setdefault(article, len(articles)), state, *more]

        rows = {
            p.anchor: row(
                p.occurrence.article,
                p.claim.state,
                *(() if self._shows_quote(p) else (p.claim.id, p.occurrence.quote)),
            )
            for p in self._shown()
        }
        rows |= {draft_anchor(d): row(d.article, d.state, d.id, d.quote) for d in self._drafts()}
        return json_data({"articles": list(articles), "places": rows})

    def _shows_quote(self, place: ClaimPlace) -> bool:
        """Whether the card of a place shows claim and quote as they are registered."""
        o = place.occurrence
        body = self.bodies.get(o.article)
        beside = body is not None and place not in body.elsewhere
        whole = beside or not (o.sentence and o.words)
        return whole and plain(o.quote) == o.quote and plain(place.claim.id) == place.claim.id

    def _drafts(self) -> Sequence[DraftView]:
        here = self.here.article.id if self.here is not None else None
        if self.lists_only:
            return ()
        return [d for d in self.report.drafts if here in {None, d.article}]

    def _waiver_until(self) -> str:
        try:
            day = date.fromisoformat(self.report.checked_at[:10])
        except ValueError:
            return ""
        return (day + timedelta(days=WAIVER_DAYS)).isoformat()


def _token(kind: str, name: str) -> str:
    """What stands for a name in filters and addresses: short, as every place carries several."""
    return anchor(kind, name)[2:8]


def _file_names(articles: Sequence[str]) -> Mapping[str, str]:
    """A file name for each article: its id where that may be one, and no two alike."""
    names: dict[str, str] = {}
    taken = {INDEX}
    for article_id in articles:
        slug = re.sub(r"[^a-z0-9]+", "-", article_id.lower()).strip("-")[:60]
        name = f"{slug}.html"
        if not slug or name in taken:
            name = f"{slug or 'article'}-{anchor('a', article_id)[2:]}.html"
        taken.add(name)
        names[article_id] = name
    return names
