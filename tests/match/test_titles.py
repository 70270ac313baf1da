"""Titles in two languages, and titles that were cut or lengthened. All titles are synthetic."""

import pytest

from magclaims.match import compare
from magclaims.match.cognates import cognates, resemble
from magclaims.match.title_words import title_words
from magclaims.match.titles import title_match, translation_of
from magclaims.model.registry import Person, Reference
from magclaims.model.work import Work

RECORD = "Oral zinc lowers serum cortisol in chronically stressed rats: a pilot study"


def agreement(printed: str, record: str) -> str:
    translation = translation_of(printed, record)
    return translation.agreement if translation else "one language"


@pytest.mark.parametrize(
    ("printed", "record"),
    [
        (
            "Orale zink verlaagt serumcortisol bij chronisch gestreste ratten: een pilotstudie",
            RECORD,
        ),
        (
            "Zink oral senkt das Serumcortisol bei chronisch gestressten Ratten: eine Pilotstudie",
            RECORD,
        ),
        (
            "Le zinc oral diminue le cortisol sérique chez des rats en stress chronique : étude pilote",
            RECORD,
        ),
        (
            "El zinc oral reduce el cortisol sérico en ratas con estrés crónico: estudio piloto",
            RECORD,
        ),
        (
            "Verbetering van leren en geheugen door verhoging van magnesium in de hersenen",
            "Enhancement of learning and memory by elevating brain magnesium",
        ),
        (
            "Verbetering van leren en geheugen door meer hersenmagnesium",
            "Enhancement of learning and memory by elevating brain magnesium",
        ),
        ("Slaap bij ouderen", "Sleep in the elderly"),
        ("Wirkung von Magnesium auf das Herz", "Effects of magnesium on the heart"),
        (
            "Slaapkwaliteit en bloeddruk bij zwangere vrouwen",
            "Sleep quality and blood pressure in pregnant women",
        ),
        ("Niet-alcoholische leververvetting bij kinderen", "Nonalcoholic fatty liver in children"),
        (
            "Beademing en reanimatie van patiënten met kwaadaardige aandoeningen van de alvleesklier",
            "Ventilation and resuscitation of patients with malignant disorders of the pancreas",
        ),
        (
            "Antikörper gegen Teilchen in der Bauchhöhle bei Erkrankungen der Herzklappe",
            "Antibodies against particles in the abdominal cavity in diseases of the heart valve",
        ),
        (
            "Effets du magnésium sur le sommeil des adultes",
            "Het effect van magnesium op de slaap van volwassenen",
        ),
    ],
)
def test_honest_translations(printed: str, record: str) -> None:
    assert agreement(printed, record) == "agrees"
    assert agreement(record, printed) == "agrees"


@pytest.mark.parametrize(
    "printed",
    [
        "Orale zink verlaagt stress bij chronisch gestreste mannen: een pilotstudie",  # both
        "Orale zink verlaagt serumcortisol bij chronisch gestreste mannen: een pilotstudie",  # people
        "Orale zink verlaagt serumcortisol bij chronisch gestreste muizen: een pilotstudie",  # species
        "Oraal magnesium verlaagt serumcortisol bij chronisch gestreste ratten: een pilotstudie",
        "Orale zink verlaagt de bloeddruk bij chronisch gestreste ratten: een pilotstudie",  # outcome
        "Orale zink verhoogt serumcortisol bij chronisch gestreste ratten: een pilotstudie",  # way
        "Orale zink verlaagt serumcortisol niet bij chronisch gestreste ratten: een pilotstudie",
        "Orale zink verlaagt serumcortisol bij chronisch gestreste ratten: een gerandomiseerd onderzoek",
        "Orale zink verlaagt serumcortisol bij stress: een pilotstudie",  # the rats are gone
        "Zink oral senkt das Serumcortisol bei chronisch gestressten Frauen: eine Pilotstudie",
        "Le zinc oral diminue le cortisol sérique chez l'homme en stress chronique : étude pilote",
        "El zinc oral reduce el cortisol sérico en niños con estrés crónico: estudio piloto",
    ],
)
def test_twisted_translations(printed: str) -> None:
    translation = translation_of(printed, RECORD)
    assert translation is not None
    assert translation.agreement == "differs"
    assert translation.reason


@pytest.mark.parametrize(
    ("printed", "record"),
    [
        ("Влияние магния на сон", "Effects of magnesium on sleep"),
        (
            "De invloed van zyxolol op de wvuwe bij ratten",
            "The influence of glorpine on qantle in rats",
        ),
    ],
)
def test_what_nobody_knows_cannot_be_compared(printed: str, record: str) -> None:
    assert agreement(printed, record) == "unclear"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("neuropathy", "neuropathie", True),
        ("oxidatieve", "oxidative", True),
        ("prevalentie", "prevalence", True),
        ("pravalenz", "prevalencia", True),
        ("schizofrenie", "schizophrenia", True),
        ("esclerosis", "sclerosis", False),
        ("hypertensie", "hypotension", False),
        ("prenatal", "postnatal", False),
        ("il6", "il8", False),
        ("memory", "melatonin", False),
    ],
)
def test_cognates(a: str, b: str, *, same: bool) -> None:
    assert cognates(a, b) is same
    assert cognates(b, a) is same


def test_what_resembles_is_not_called_another_word() -> None:
    assert resemble("cytoskelet", "cytoskeleton")
    assert not resemble("hyperthyreoidie", "hypothyroidism")
    assert not resemble("anticoagulant", "anticholinergic"), "only their first form is alike"
    assert resemble("anticonvulsief", "anticonvulsive")


def test_two_words_of_one_form_are_no_pair() -> None:
    french = "Influence d'un traitement {} sur le sommeil, la mémoire et la pression artérielle chez le rat"
    record = "Influence of anticholinergic treatment on sleep, memory and blood pressure in the rat"
    assert agreement(french.format("anticholinergique"), record) == "agrees"
    assert agreement(french.format("anticoagulant"), record) == "unclear"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("slaapgedrag", {"word:sleep", "word:behaviour"}),
        ("levercelschade", {"word:liver", "species:cell_line", "word:damage"}),
        ("placebogecontroleerd", {"design:placebo", "design:controlled"}),
    ],
)
def test_compounds_are_taken_apart(word: str, parts: set[str]) -> None:
    (found,) = title_words(word, "nl")
    assert parts <= {meaning for part in (found.means, *found.parts) for meaning in part}


# --- one language ---


@pytest.mark.parametrize(
    ("printed", "record", "word"),
    [
        ("Zinc and sleep quality after stroke: a randomised controlled trial", "Zinc and sleep quality after stroke", "randomised"),
        ("Zinc and sleep quality after stroke in humans", "Zinc and sleep quality after stroke", "humans"),
        ("Zinc and sleep quality after stroke in women", "Zinc and sleep quality after stroke", "women"),
        ("Zinc and sleep quality after stroke and depression", "Zinc and sleep quality after stroke", "depression"),
        ("Zinc improves the sleep of stroke", "Zinc improves the sleep of stroke in aged mice", "mice"),
        ("Zink verbetert de slaap na een beroerte", "Zink verbetert de slaap na een beroerte bij ratten", "ratten"),
    ],
)  # fmt: skip
def test_words_that_change_what_a_title_says(printed: str, record: str, word: str) -> None:
    match = title_match(printed, record)
    assert match.differs
    assert word in match.how


@pytest.mark.parametrize(
    ("printed", "record"),
    [
        ("Zinc and sleep quality after stroke", "Zinc and sleep quality after stroke: a randomised controlled trial"),
        ("Zinc improves the sleep of stroke...", "Zinc improves the sleep of stroke in aged mice"),
        ("Zinc and sleep quality after stroke: what we know", "Zinc and sleep quality after stroke"),
        ("Zinc binds αβ subunits of GABA receptors", "Zinc binds alpha beta subunits of GABA receptors"),
        ("Zinc binds αβγ subunits of GABA receptors", "Zinc binds αβ-γ subunits of GABA receptors"),
        ("Effects of \u2206FosB on sleep and memory", "Effects of \u0394FosB on sleep and memory"),
        ("Effects of ashwagandha on sleep", "Effects of ashwagandha (Withania somnifera) on sleep"),
        ("Effects of ashwagandha (Withania somnifera (L.)) on sleep", "Effects of ashwagandha (Withania somnifera (L.)) on sleep"),
        ("Effects of zyxwort (Zyxus communis L.) on sleep", "Effects of zyxwort on sleep"),
        ("Effects of C-reactive protein (CRP) on sleep", "Effects of C-reactive protein on sleep"),
    ],
)  # fmt: skip
def test_what_is_no_difference(printed: str, record: str) -> None:
    assert title_match(printed, record).agrees


def test_another_name_in_brackets_is_a_difference() -> None:
    match = title_match(
        "Effects of ginseng (Panax ginseng) on sleep",
        "Effects of ginseng (Panax quinquefolius) on sleep",
    )
    assert match.differs


# --- the verdict ---


def verdict(title: str) -> tuple[str, tuple[str, ...], str]:
    people = (Person(family="Synthetic", given="Ann"),)
    facts = {"authors": people, "year": 2020, "journal": "Synthetic Journal", "volume": "3"}
    work = Work(title=RECORD, source="crossref", **facts)
    match = compare(Reference(key="k", entry_type="article", title=title, **facts), work)
    return match.verdict, match.differences, match.reason


def test_the_verdict_on_translated_titles() -> None:
    honest = "Orale zink verlaagt serumcortisol bij chronisch gestreste ratten: een pilotstudie"
    assert verdict(honest)[:2] == ("translated_title", ("title",))
    twisted, fields, why = verdict(honest.replace("ratten", "mannen"))
    assert (twisted, fields) == ("same_work_with_differences", ("title",))
    assert "“mannen”" in why
    assert "“rats”" in why
    unclear, _, why = verdict("Orale zyxolol verlaagt wvuwe bij gestreste ratten: een pilotstudie")
    assert unclear in {"uncertain_translation", "same_work_with_differences"}
    assert RECORD in verdict("Влияние цинка на кортизол")[2]
    assert verdict("Влияние цинка на кортизол")[0] == "uncertain_translation"
