"""What something taken does, told by the build of a clause. All sentences are made up."""

import pytest

from magclaims.lexicon.wording import grade


@pytest.mark.parametrize(
    ("language", "strength", "sentence"),
    [
        # What is taken stands before a verb that no list has.
        ("en", "causal", "Collagen postpones the day your knees creak."),
        ("en", "causal", "Cinnamon ferries you past the headache."),
        ("nl", "causal", "Kurkuma ontgrendelt soepele gewrichten."),
        ("de", "causal", "Kreatin verscheucht den Muskelkater."),
        ("es", "conditional", "El magnesio puede borrar los calambres."),
        # It opens the clause behind a preposition.
        ("nl", "causal", "Met glucomannan stopt de buikpijn meteen."),
        ("nl", "causal", "Van magnesium ben je eerder onder zeil."),
        # Beings, health or what is taken are compared in the past.
        ("en", "correlational", "Volunteers on saffron were less on edge."),
        ("nl", "correlational", "Muizen op spermidine werden minder snel oud."),
        ("de", "correlational", "Mit Safran waren die Frauen weniger fahrig."),
        ("fr", "correlational", "Les souris au curcuma étaient moins essoufflées."),
        ("es", "correlational", "Con azafrán las mujeres estaban menos irritables."),
        ("en", "causal", "In the trial, mice on spermidine ran longer than mice on placebo."),
    ],
)
def test_a_build_that_tells_an_effect_whatever_the_verb(
    language: str, strength: str, sentence: str
) -> None:
    assert grade(sentence, language).strength.label == strength


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Turmeric tastes bitter in your mouth."),
        ("en", "Soya beans contain isoflavones for your heart."),
        ("en", "Kefir grains are clusters of bacteria from the gut."),
        ("en", "The study of oat bran included 120 older women."),
        ("en", "Most of the 64 patients were women."),
        ("nl", "Levertraan smaakt sterk naar vis in je mond."),
        ("nl", "Met poeder wordt nogal eens geknoeid."),
        ("nl", "Van magnesium bestaan verschillende vormen."),
        ("nl", "Van tryptofaan maakt het lichaam eiwit."),
        ("nl", "Door magnesium wordt de saus dikker."),
        ("nl", "Van een potje creatine zonder training wordt niemand sterk."),
        ("nl", "Sommige mensen die creatine kopen, waren vroeger soldaat."),
        ("de", "Nach drei Monaten mit Magnesium waren Blähungen unverändert."),
        ("de", "Bei Menschen, die selten Kaffee trinken, maß man den Blutdruck."),
        ("fr", "Le curcuma contient des fibres pour la santé."),
        ("es", "La cúrcuma sabe amarga en la boca."),
    ],
)
def test_the_same_words_in_another_build_tell_none(language: str, sentence: str) -> None:
    assert grade(sentence, language).strength.label == "none"
