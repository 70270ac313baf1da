"""Textbook matters are bound to their substances and topics. All sentences synthetic."""

from typing import Any

import pytest

from magclaims import knowledge
from magclaims.judge.claim import textbook
from magclaims.judge.reasons import in_language, reason, say
from magclaims.knowledge import vocabulary
from magclaims.knowledge.regulation import register
from magclaims.model.finding import Phrase
from magclaims.model.registry import Claim, Verdict
from verdicts import judge


def refused(
    basis: str, statement: str, substance: str, outcome: str, strength: str = "conditional"
) -> str | None:
    claim = Claim.model_validate(
        {
            "id": "c",
            "statement": statement,
            "kind": "general_knowledge",
            "basis": basis,
            "about": {"substance": substance, "outcome": [outcome] if outcome else []},
            "occurrences": [{"article": "a", "quote": "so it says", "strength": strength}],
        }
    )
    why = textbook.refusal(claim, claim.occurrences[0])
    return None if why is None else say(why)


@pytest.mark.parametrize(
    ("basis", "statement", "substance", "outcome"),
    [
        ("energy_and_atp", "Magnesium is needed for ATP.", "magnesium", "ATP"),
        ("energy_and_atp", "Magnesium supports energy.", "magnesium citrate", "energy production"),
        ("role_immune", "Zinc supports immunity.", "zinc", "immune function"),
        ("role_immune", "Vitamin C supports immunity.", "ascorbic acid", "immune system"),
        ("role_cognitive", "Iodine supports cognition.", "iodine", "cognitive function"),
        ("role_fatigue", "Folate reduces tiredness.", "folate", "tiredness"),
        ("role_clotting", "Vitamin K supports blood clotting.", "vitamin K", "blood clotting"),
        ("sleep_and_memory", "Deep sleep helps memory.", "deep sleep", "memory"),
        ("product_origin", "NeuroCalm was developed in Utrecht.", "NeuroCalm", ""),
        ("product_origin", "NeuroCalm was made to be taken daily.", "NeuroCalm", ""),
        ("product_composition", "NeuroCalm holds zinc.", "NeuroCalm", ""),
    ],
)
def test_an_entry_carries_its_own_matter(
    basis: str, statement: str, substance: str, outcome: str
) -> None:
    assert refused(basis, statement, substance, outcome, "none") is None
    assert refused(basis, statement, substance, outcome) is None


@pytest.mark.parametrize(
    ("basis", "statement", "substance", "outcome", "why"),
    [
        ("energy_and_atp", "Creatine gives energy.", "creatine", "energy production", "creatine"),
        (
            "role_immune",
            "Echinacea supports immunity.",
            "echinacea",
            "immune function",
            "echinacea",
        ),
        ("role_immune", "Zinc helps against colds.", "zinc", "common cold", "common cold"),
        ("role_muscle", "Magnesium helps cramps.", "magnesium", "muscle cramps", "muscle cramps"),
        ("role_bone", "Calcium helps the bones.", "calcium", "osteoporosis", "osteoporosis"),
        ("role_cognitive", "Iron helps memory.", "iron", "memory", "memory"),
        ("oxidative_stress", "Curcumin lowers it.", "curcumin", "oxidative stress", "curcumin"),
        ("sleep_and_memory", "Valerian helps memory.", "valerian", "memory", "valerian"),
        ("healthy_lifestyle", "MemoBoost helps.", "MemoBoost", "cognition", "MemoBoost"),
        ("common_mineral", "Magnesium cures migraine.", "magnesium", "", "migraine"),
        (
            "product_origin",
            "NeuroCalm was developed by Harvard neurologists to end insomnia.",
            "NeuroCalm",
            "",
            "insomnia",
        ),
        ("product_origin", "NeuroCalm came from a clinic.", "NeuroCalm", "memory", "memory"),
        ("product_origin", "SlimX was designed to burn fat.", "SlimX", "", "burn fat"),
        ("limited_evidence", "Saffron improves mood.", "saffron", "", "mood"),
        ("role_skin", "Biotin is safe.", "biotin", "", "no harm"),
    ],
)
def test_an_entry_carries_nothing_else(
    basis: str, statement: str, substance: str, outcome: str, why: str
) -> None:
    assert why in (refused(basis, statement, substance, outcome) or "")


@pytest.mark.parametrize(
    ("statement", "strength", "why"),
    [
        ("Zinc doubles testosterone; it increases it.", "causal", "more or less"),
        ("Zinc keeps testosterone normal.", "causal", ""),
        ("Zinc may increase testosterone.", "conditional", ""),
    ],
)
def test_to_keep_what_is_normal_is_not_to_make_more_of_it(
    statement: str, strength: str, why: str
) -> None:
    found = refused("role_testosterone", statement, "zinc", "testosterone", strength)
    assert (why in (found or "")) if why else found is None


def test_a_role_says_which_nutrient_and_where_it_stands() -> None:
    claim = Claim.model_validate(
        {
            "id": "c",
            "statement": "Zinc supports immunity.",
            "kind": "general_knowledge",
            "basis": "role_immune",
            "about": {"substance": "zinc picolinate", "outcome": "immune function"},
            "occurrences": [{"article": "a", "quote": "so it says", "strength": "conditional"}],
        }
    )
    says, source = textbook.load().entries["role_immune"].told(claim)
    assert say(says) == "Zinc contributes to normal function of the immune system."
    assert source.startswith("EFSA Journal 20")


def test_every_role_is_bound_to_known_nutrients_and_to_topics() -> None:
    known = vocabulary.vocabulary().substances
    roles = [entry for entry in textbook.load().entries.values() if entry.effect]
    assert len(roles) > 60
    for entry in roles:
        assert entry.topics
        assert entry.sources
        assert set(entry.sources) <= set(known)


def test_every_entry_that_is_about_a_substance_knows_it() -> None:
    for name, entry in textbook.load().entries.items():
        for about in entry.about:
            known = vocabulary.substance(about) or knowledge.substance(about)
            assert known or about == "*" or name in {"mental_activity", "gaba_role"}, about


NUTRIENTS = ["biotin", "calcium", "chromium", "copper", "folate", "iodine", "iron", "magnesium", "manganese", "niacin", "pantothenic_acid", "phosphorus", "potassium", "riboflavin", "selenium", "thiamine", "vitamin_a", "vitamin_b12", "vitamin_b6", "vitamin_c", "vitamin_d", "vitamin_e", "vitamin_k", "zinc"]  # fmt: skip


def unsourced(
    quote: str, substance: str, language: str, strength: str = "conditional", **more: Any
) -> Verdict:
    case = {"level": None, "statement": "So it says.", "quote": quote, "strength": strength}
    about = {"substance": [substance], "outcome": []}
    return judge({**case, **about, "language": language, **more}).verdict


@pytest.mark.parametrize("id_", NUTRIENTS)
def test_an_authorised_wording_needs_no_reference(id_: str) -> None:
    """What the advice on food law may propose, the judgement on evidence does not refuse."""
    wrong = [
        text
        for row in register().claims_for(id_)
        for language, text in row.wordings.items()
        if row.substances == (id_,)
        for kind in ("effect", "mechanism", "general_knowledge")
        for quote in {" ".join(text.split()[:12]), " ".join(text.split()[:11])}
        if len(quote.split()) >= min(11, len(text.split()))
        and unsourced(quote, id_.replace("_", " "), language, kind=kind) is not Verdict.SUPPORTED
    ]
    assert register().claims_for(id_)
    assert wrong == []


@pytest.mark.parametrize(
    ("quote", "substance", "language"),
    [
        ("draagt bij tot de vermindering van vermoeidheid en moeheid", "iron", "nl"),
        ("IJzer draagt bij aan de vermindering van vermoeidheid en moeheid", "iron", "nl"),
        ("Iron contributes to a reduction of tiredness and fatigue [3]", "iron bisglycinate", "en"),
        ("IJzer draagt bij tot de vermindering van vermoeidheid", "iron", "nl"),
        ("Eisen trägt zur Verringerung von Müdigkeit und Ermüdung bei [3]", "iron", "de"),
        ("Le fer contribue à réduire la fatigue", "iron", "fr"),
        ("El hierro contribuye a disminuir el cansancio y la fatiga", "iron", "es"),
    ],
)
def test_the_name_and_articles_may_be_left_out_and_a_form_carries_it(
    quote: str, substance: str, language: str
) -> None:
    assert unsourced(quote, substance, language, outcome=["fatigue"]) is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("quote", "substance", "language", "more"),
    [
        ("Iron cures fatigue", "iron", "en", {"strength": "causal"}),
        ("IJzer verdrijft vermoeidheid snel", "iron", "nl", {"strength": "causal"}),
        ("bij tot de vermindering van vermoeidheid en moeheid", "iron", "nl", {}),
        ("IJzer draagt bij tot minder vermoeidheid en meer energie", "iron", "nl", {}),
        ("IJzer draagt bij tot de vermindering van vermoeidheid en moeheid", "ginseng", "nl", {}),
        ("draagt bij tot de vermindering van vermoeidheid en moeheid", "creatine", "nl", {}),
        ("Iron contributes to a reduction of tiredness and fatigue", "iron", "en", {"outcome": ["anaemia"]}),
        ("Iron contributes to a reduction of tiredness and fatigue within a day", "iron", "en", {}),
        ("Eisen lindert Müdigkeit und Erschöpfung", "iron", "de", {"strength": "causal"}),
        ("Le fer contribue à réduire la fatigue", "zinc", "fr", {}),
        ("El hierro contribuye a disminuir el cansancio", "iron", "es", {"outcome": ["anaemia"]}),
    ],
)  # fmt: skip
def test_other_words_than_the_authorised_ones_need_evidence(
    quote: str, substance: str, language: str, more: dict[str, Any]
) -> None:
    assert unsourced(quote, substance, language, **more) is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("quote", "substance", "language"),
    [
        ("IJzer is een mineraal dat in vlees zit", "iron", "nl"),
        ("Iron is a mineral that is found in meat", "iron", "en"),
        ("Selenium is een sporenelement", "selenium", "nl"),
        ("Vitamin B12 is found in fish, meat and eggs", "vitamin B12", "en"),
        ("Creatine is made of three amino acids", "creatine", "en"),
        ("Zink kommt in Fleisch und Nüssen vor", "zinc", "de"),
        ("Le fer est un minéral présent dans la viande", "iron", "fr"),
        ("El hierro es un mineral que se encuentra en la carne", "iron", "es"),
    ],
)
@pytest.mark.parametrize("kind", ["definition", "general_knowledge"])
def test_what_a_thing_is_and_where_it_is_found_is_no_effect(
    quote: str, substance: str, language: str, kind: str
) -> None:
    found = unsourced(quote, substance, language, "none", kind=kind)
    assert found is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("quote", "substance", "language", "more"),
    [
        ("Iron is a mineral that changes your life", "iron", "en", {}),
        ("Ashwagandha is een natuurlijk slaapmiddel", "ashwagandha", "nl", {}),
        ("Iron is the best mineral for tired people", "iron", "en", {}),
        ("Vitamin C is a game changer", "vitamin C", "en", {}),
        ("Zink is een mineraal tegen verkoudheid", "zinc", "nl", {}),
        ("Zinc is a mineral found in meat", "zinc", "en", {"strength": "causal"}),
        ("Zinc is a mineral found in meat", "zinc", "en", {"kind": "effect"}),
        ("Zinc is a mineral found in meat", "zinc", "en", {"outcome": ["memory"]}),
        ("Zinc is a mineral without any side effects", "zinc", "en", {}),
    ],
)  # fmt: skip
def test_a_definition_that_promises_needs_evidence(
    quote: str, substance: str, language: str, more: dict[str, Any]
) -> None:
    case = {"kind": "definition", "strength": "none", **more}
    found = unsourced(quote, substance, language, **case)
    assert found in {Verdict.UNSUPPORTED, Verdict.UNVERIFIED}


def test_where_general_knowledge_stands_is_told_in_the_readers_language() -> None:
    told = reason("textbook_entry", says="X", source=Phrase("general_knowledge"))
    assert told.text == "X (textbook)"
    assert in_language(told, "nl").text == "X (algemeen bekend)"


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("It prevents all colds", "en", "prevents"),
        ("It prevents all colds", "en-GB", "prevents"),
        ("It may help", "en", None),
        ("It prevents all colds", "it", None),
    ],
)
def test_a_word_that_leaves_no_exception(text: str, language: str, word: str | None) -> None:
    assert textbook.absolute_word(text, language) == word
