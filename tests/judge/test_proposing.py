"""What a sentence's claims are read to be. All sentences are our own."""

import pytest

from magclaims.judge.articles.coverage import claim_sentences, graded_sentences
from magclaims.judge.proposing import Apart, Proposer, why_apart
from magclaims.model.registry import Direction, Kind, Strength
from proposals_read import about, claims, read, reasons

# --- which sentences -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("Zinc improves taste.", "en", None),
        ("An egg holds about 6 g of protein.", "en", None),
        ("Iron deficiency was found in 12% of the women.", "en", None),
        ("Whether zinc improves taste is not known.", "en", None),
        ("Does zinc improve taste?", "en", Apart.QUESTION),
        ("Take zinc with a meal.", "en", Apart.ADVICE),
        ("The road to the village was long and wet.", "en", Apart.NOTHING),
        ("I will post more next week.", "en", Apart.WRITER),
        ("Simply strong", "en", Apart.SLOGAN),
        ("Zink verbetert de smaak.", "nl", None),
        ("Een ei bevat zes gram eiwit en weinig vet.", "nl", None),
        ("Slaap is geen luxe maar een behoefte.", "nl", None),
        ("Werkt zink tegen verkoudheid?", "nl", Apart.QUESTION),
        ("Neem zink bij de maaltijd.", "nl", Apart.ADVICE),
        ("De weg naar het dorp was lang en nat.", "nl", Apart.NOTHING),
        ("Gewoon sterk", "nl", Apart.SLOGAN),
    ],
)
def test_why_a_sentence_is_no_claim(text: str, language: str, reason: Apart | None) -> None:
    assert reasons(text, language) == [reason]


def test_headings_are_apart_unless_they_state_a_result() -> None:
    text = "# Zinc\n\n## Zinc and taste\n\n## Zinc shortens colds\n"
    assert reasons(text, "en") == [Apart.HEADING, Apart.HEADING, None]


def test_a_sentence_that_cites_is_a_claim() -> None:
    article = read("That is what they wrote down then.", "en")
    (wording,) = graded_sentences(article).values()
    assert why_apart(article.sentences[0], wording, cites=True) is None
    assert why_apart(article.sentences[0], wording, cites=False) is not None


# --- clauses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "statements"),
    [
        (
            "Zinc shortens colds and may improve taste.",
            "en",
            ["Zinc shortens colds", "[zinc] may improve taste."],
        ),
        (
            "Zinc may reduce and prevent migraine.",
            "en",
            ["Zinc may reduce and prevent migraine."],
        ),
        ("Zinc reduces stress and fatigue.", "en", ["Zinc reduces stress and fatigue."]),
        ("Zinc helps to reduce inflammation.", "en", ["Zinc helps to reduce inflammation."]),
        (
            "Zinc improves memory, while iron reduces fatigue.",
            "en",
            ["Zinc improves memory", "iron reduces fatigue."],
        ),
        (
            "Zink verlaagt de bloeddruk en verbetert het geheugen.",
            "nl",
            ["Zink verlaagt de bloeddruk", "[zinc] verbetert het geheugen."],
        ),
        (
            "Zink helpt stress en vermoeidheid te verminderen.",
            "nl",
            ["Zink helpt stress en vermoeidheid te verminderen."],
        ),
        (
            "Zink verbetert de slaap, wat het geheugen ondersteunt.",
            "nl",
            ["Zink verbetert de slaap", "[zinc] het geheugen ondersteunt."],
        ),
    ],
)
def test_a_compound_sentence_is_several_claims(
    text: str, language: str, statements: list[str]
) -> None:
    assert [claim.statement for claim in claims(text, language)] == statements


def test_each_clause_has_its_own_strength_and_quote() -> None:
    first, second = claims("Zinc shortens colds and may improve taste.", "en")
    assert (first.passage.strength, second.passage.strength) == (
        Strength.CAUSAL,
        Strength.CONDITIONAL,
    )
    assert first.quote != second.quote


# --- what a claim is about -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Zinc improves memory.", "en", ("zinc", ["memory"], Direction.IMPROVES)),
        ("Zinc does not improve memory.", "en", ("zinc", ["memory"], Direction.NO_EFFECT)),
        (
            "Fatigue is reduced by iron.",
            "en",
            ("iron", ["tiredness and fatigue"], Direction.DECREASES),
        ),
        # What acts stands before the verb; what is acted on is no substance of the claim.
        (
            "Loud music depletes magnesium.",
            "en",
            ("Loud music", ["magnesium"], None),
        ),
        ("Glimmerwort raises dopamine.", "en", ("Glimmerwort", ["dopamine"], Direction.INCREASES)),
        ("Zink verlaagt de bloeddruk.", "nl", ("zinc", ["blood pressure"], Direction.DECREASES)),
        (
            "Daarnaast verlaagt zink de bloeddruk.",
            "nl",
            ("zinc", ["blood pressure"], Direction.DECREASES),
        ),
        (
            "Vermoeidheid wordt verminderd door ijzer.",
            "nl",
            ("iron", ["tiredness and fatigue"], Direction.DECREASES),
        ),
        (
            "Zink vermindert het risico op verkoudheid.",
            "nl",
            ("zinc", ["common cold"], Direction.DECREASES),
        ),
        # Praise in the words of a denial.
        (
            "Nooit meer griep dankzij vitamine D.",
            "nl",
            ("vitamin D", ["influenza"], Direction.DECREASES),
        ),
        (
            "Never again flu thanks to vitamin D.",
            "en",
            ("vitamin D", ["influenza"], Direction.DECREASES),
        ),
        (
            "No supplement improves sleep quality as well as melatonin.",
            "en",
            ("melatonin", ["sleep quality"], Direction.IMPROVES),
        ),
        (
            "Geen supplement verbetert de slaapkwaliteit zo goed als melatonine.",
            "nl",
            ("melatonin", ["sleep quality"], Direction.IMPROVES),
        ),
        ("Kein Mittel verbessert den Schlaf.", "de", (None, ["sleep"], Direction.NO_EFFECT)),
    ],
)
def test_what_a_sentence_is_about(
    text: str, language: str, expected: tuple[str, list[str], Direction | None]
) -> None:
    (claim,) = claims(text, language)
    assert about(claim) == expected


@pytest.mark.parametrize(
    ("text", "language", "substance"),
    [
        ("There are herbs that improve sleep.", "en", None),
        ("You can lower your blood pressure by walking.", "en", None),
        ("What helps against stress is exercise.", "en", None),
        ("Even small amounts improve mood.", "en", None),
        ("Not sleeping enough raises cortisol.", "en", None),
        ("Maybe forest bathing lowers stress.", "en", "forest bathing"),
        ("Cold showers boost immunity.", "en", "Cold showers"),
        ("Dat lukt zelfs bij stress en verbetert de slaap.", "nl", None),
        ("Jij verlaagt je bloeddruk door te wandelen.", "nl", None),
        ("Zelfs bosbaden verlaagt stress.", "nl", "bosbaden"),
        ("Niet bewegen verhoogt cortisol.", "nl", None),
        ("Man senkt den Blutdruck durch Gehen.", "de", None),
        ("Sogar Waldbaden senkt den Blutdruck.", "de", "Waldbaden"),
    ],
)
def test_only_a_name_is_proposed_as_a_substance(
    text: str, language: str, substance: str | None
) -> None:
    (claim,) = claims(text, language)
    assert about(claim)[0] == substance


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("Null 2021 found no clear difference in sleep quality [1].", "en", "Melatonin"),
        ("Nepnaam 2021 vond geen duidelijk verschil in de slaapkwaliteit.", "nl", "Melatonine"),
        ("Müller 2021 fand keinen klaren Unterschied in der Schlafqualität.", "de", "Melatonin"),
        (
            "Dupont 2021 n'a trouvé aucune différence dans la qualité du sommeil.",
            "fr",
            "Mélatonine",
        ),
        ("Pérez 2021 no encontró ninguna diferencia en la calidad del sueño.", "es", "Melatonina"),
    ],
)
def test_a_cited_work_that_found_nothing_is_no_substance(
    text: str, language: str, title: str
) -> None:
    claim = claims(f"# {title}\n\n{text}", language)[-1]
    assert about(claim) == ("melatonin", ["sleep quality"], Direction.NO_EFFECT)


def test_it_is_what_was_named_before() -> None:
    text = (
        "# Minerals\n\n## Zinc\n\nIron reduces fatigue. It improves memory.\n\nIt improves sleep."
    )
    found = claims(text, "en")
    assert [about(claim)[0] for claim in found] == ["iron", "iron", "zinc"]
    assert [claim.topic.substance.source for claim in found if claim.topic.substance] == [
        "sentence",
        "before",
        "heading",
    ]
    assert found[1].statement == "[iron] It improves memory."


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("Creatine is known. Taking 5 g a day increases strength.", "en", "creatine"),
        ("Zinc is a metal. A higher dose lowers appetite.", "en", "zinc"),
        ("Zink is een metaal. Een hogere dosis vermindert de eetlust.", "nl", "zinc"),
        ("Zink is een metaal. Ouderen vallen minder vaak als ze 20 mg slikken.", "nl", "zinc"),
        ("Zinc is a metal. A good night's sleep improves memory.", "en", "good night's sleep"),
    ],
)
def test_words_that_only_tell_how_much_is_taken_are_it(
    text: str, language: str, named: str
) -> None:
    assert about(claims(text, language)[-1])[0] == named


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Taurine may ease stress a little in the short run", "en"),
        ("Most people tolerate taurine well for up to three months", "en"),
        ("Taurine zit vooral in vis, vlees en in verrijkte dranken", "nl"),
        ("Bei sehr hohen Dosen kann sogar das Risiko für Vorhofflimmern steigen", "de"),
        ("La taurine soulage un peu le stress des adultes à court terme", "fr"),
        ("La taurina alivia un poco el estrés de los adultos cansados", "es"),
    ],
)
def test_a_clause_of_twelve_words_is_quoted_to_its_end(text: str, language: str) -> None:
    (claim,) = claims(f"{text}.", language)
    assert claim.quote == text


def test_a_quote_names_what_the_claim_is_about_as_far_as_twelve_words_reach() -> None:
    (claim,) = claims(
        "Bij 40 volwassenen met hoge bloeddruk en veel stress verlaagde 2 gram taurine per dag, "
        "ingenomen bij het ontbijt, de bloeddruk.",
        "nl",
    )
    assert claim.quote.split()[0] == "verlaagde"
    assert claim.quote.endswith("de bloeddruk")
    assert len(claim.quote.split()) <= 12


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("en", "Too much vitamin D can lead to kidney stones in healthy adults over the years.", "Too much"),
        ("en", "Never again a bad night's sleep, since magnesium improves sleep.", ""),
        ("en", "Never again bad sleep: zinc never improves sleep in the long run of things.", "never"),
        ("nl", "Te veel vitamine A kan leiden tot leverschade bij gezonde volwassenen door de jaren heen.", "Te veel"),
        ("nl", "Volgens de makers van dit blad verbetert zink nooit het geheugen van ouderen.", ""),
        ("de", "Zu viel Zink kann bei gesunden Erwachsenen über die Jahre zu Übelkeit führen.", "Zu viel"),
        ("fr", "Trop de zinc peut provoquer des nausées chez les adultes en bonne santé.", "Trop"),
        ("es", "Demasiado zinc puede causar náuseas en adultos sanos con el paso de los años.", "Demasiado"),
    ],
)  # fmt: skip
def test_no_quote_begins_behind_a_word_that_turns_it(language: str, text: str, held: str) -> None:
    for claim in claims(text, language):
        before = text[: text.index(claim.quote)].split()
        assert not {"too", "much", "never", "te", "veel", "nooit", "zu", "viel", "trop", "de"} & {
            word.lower() for word in before[-1:]
        }
        assert held in claim.quote


@pytest.mark.parametrize(
    ("language", "text", "whom"),
    [
        ("en", "In a study of 20 postmenopausal women, collagen was associated with better bone density after twelve months.", "postmenopausal women"),
        ("nl", "Bij 30 vrouwen na de overgang gaf collageen in een proef sterkere botten.", "vrouwen na de overgang"),
        ("en", "Among the athletes of two clubs, creatine increased muscle strength more than placebo did.", "athletes"),
    ],
)  # fmt: skip
def test_a_quote_holds_who_was_studied_as_far_as_twelve_words_reach(
    language: str, text: str, whom: str
) -> None:
    assert whom in claims(text, language)[-1].quote


def test_a_statement_has_no_citation_marks() -> None:
    told = [
        claims(f"Taurine lowers blood pressure{mark}.", "en")[0].statement
        for mark in (" [1]", " (Doe 2019)", " (Doe et al., 2019a; Roe, 2020)", " (in 2 trials)")
    ]
    assert told == ["Taurine lowers blood pressure."] * 3 + [
        "Taurine lowers blood pressure (in 2 trials)."
    ]


def test_a_short_title_names_what_the_vocabulary_lacks() -> None:
    (claim,) = claims("# Glimmerwort\n\n- Reduces anxiety\n", "en")
    assert claim.topic.substance is not None
    assert (claim.topic.substance.name, claim.topic.substance.source) == ("Glimmerwort", "title")
    assert claim.statement == "[Glimmerwort] Reduces anxiety"


def test_a_date_for_a_title_is_no_substance() -> None:
    (claim,) = claims("# June 2025\n\nIt improves sleep.\n", "en")
    assert claim.topic.substance is None


def test_an_outcome_that_the_vocabulary_lacks_is_in_the_words_of_the_sentence() -> None:
    (claim,) = claims("Zink verbetert de klank van de viool.", "nl")
    assert [(one.name, one.source, one.language) for one in claim.topic.outcomes] == [
        ("klank van de viool", "words", "nl")
    ]


def test_the_word_vitamin_in_dutch_is_no_vitamin_e() -> None:
    (claim,) = claims("# Zink\n\nDeze vitamine verbetert de slaap.\n", "nl")
    assert about(claim)[0] == "zinc"


# --- kinds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Zinc improves memory.", "en", Kind.EFFECT),
        ("A trial found that zinc improved memory.", "en", Kind.STUDY_RESULT),
        ("Zinc is a mineral in many foods.", "en", Kind.DEFINITION),
        ("An oyster holds 5 mg of zinc.", "en", Kind.QUANTITY),
        ("Whether zinc improves memory is not known.", "en", Kind.LIMITATION),
        ("That does not prove that the tea is the cause.", "en", Kind.LIMITATION),
        ("Dat bewijst niet dat de thee de oorzaak is.", "nl", Kind.LIMITATION),
        ("Zink verhoogt de synaptische dichtheid.", "nl", Kind.MECHANISM),
        ("Zink is een mineraal uit de voeding.", "nl", Kind.DEFINITION),
        ("Saffron works just as well as antidepressants.", "en", Kind.COMPARISON),
        ("Saffraan werkt even goed als antidepressiva.", "nl", Kind.COMPARISON),
    ],
)
def test_the_kind_of_a_claim(text: str, language: str, kind: Kind) -> None:
    (claim,) = claims(text, language)
    assert claim.kind is kind


def test_a_language_without_lists_cuts_nothing() -> None:
    article = read("Zinc shortens colds and may improve taste.", "en")
    (wording,) = graded_sentences(article).values()
    from magclaims.judge.proposing.clauses import clauses

    assert len(clauses(article.sentences[0].text, wording, "xx")) == 1
    assert len(clauses(article.sentences[0].text, wording, "en")) == 2


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Kava may interact with alcohol and cause drowsiness.", "en", Kind.PRECAUTION),
        ("Salie kan een miskraam veroorzaken; raadpleeg eerst uw arts.", "nl", Kind.PRECAUTION),
        ("Too much zinc may cause nausea.", "en", Kind.PRECAUTION),
        ("Te veel zink kan misselijkheid geven.", "nl", Kind.PRECAUTION),
        ("Zink kan misselijkheid verminderen.", "nl", Kind.EFFECT),
        ("Zink kan energie geven.", "nl", Kind.EFFECT),
        ("Rhodiola improves mood and is completely safe.", "en", Kind.EFFECT),
        ("Rhodiola is volkomen veilig.", "nl", Kind.EFFECT),
        ("Rhodiola is not always safe.", "en", Kind.PRECAUTION),
        ("Kurkuma is niet alleen veilig, het voorkomt ook kanker.", "nl", Kind.EFFECT),
        ("Valerian is not only harmless but also prevents cancer.", "en", Kind.EFFECT),
    ],
)
def test_a_warning_is_a_precaution_and_safety_an_effect(
    text: str, language: str, kind: Kind
) -> None:
    found = claims(text, language)
    assert kind in {claim.kind for claim in found}


@pytest.mark.parametrize(
    ("text", "language", "substances"),
    [
        (
            (
                "Ashwagandha lowers cortisol. This hormone raises blood pressure. This herb improves sleep. "
                "These results suggest that it reduces stress."
            ),
            "en",
            ["ashwagandha", "hormone", "ashwagandha", "ashwagandha"],
        ),
        (
            "Zink remt het enzym. Deze overactiviteit leidt tot stress. Dit mineraal verbetert de slaap. Deze werking vermindert stress.",
            "nl",
            ["zinc", "overactiviteit", "zinc", "zinc"],
        ),
        (
            "Zink hemmt das Enzym. Dieses Enzym senkt den Blutdruck. Dieses Mineral verbessert den Schlaf.",
            "de",
            ["zinc", "Enzym", "zinc"],
        ),
        (
            "Le zinc réduit le cortisol. Cette hormone augmente le stress. Ce minéral favorise la mémoire.",
            "fr",
            ["zinc", "hormone", "zinc"],
        ),
        (
            "El zinc reduce el cortisol. Esta hormona aumenta el estrés. Este mineral favorece la memoria.",
            "es",
            ["zinc", "hormona", "zinc"],
        ),
        ("Zinc improves sleep. The effects reduce stress.", "en", ["zinc", "zinc"]),
        (
            "Cognitieve veroudering wordt grotendeels bepaald door ontsteking.",
            "nl",
            ["Cognitieve veroudering"],
        ),
    ],
)
def test_what_this_stands_for(text: str, language: str, substances: list[str]) -> None:
    assert [about(claim)[0] for claim in claims(text, language)] == substances


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            "L'ashwagandha réduit le cortisol.",
            "fr",
            ("ashwagandha", ["cortisol"], Direction.DECREASES),
        ),
        (
            "Le magnésium contribue à réduire la fatigue.",
            "fr",
            ("magnesium", ["tiredness and fatigue"], Direction.DECREASES),
        ),
        ("Le zinc renforce l'immunité.", "fr", ("zinc", ["immune function"], Direction.IMPROVES)),
        ("El zinc refuerza la inmunidad.", "es", ("zinc", ["inmunidad"], Direction.IMPROVES)),
        (
            "Además, el magnesio ayuda a reducir el estrés.",
            "es",
            ("magnesium", ["stress"], Direction.DECREASES),
        ),
        ("El zinc no mejora el sueño.", "es", ("zinc", ["sleep"], Direction.NO_EFFECT)),
    ],
)
def test_french_and_spanish(
    text: str, language: str, wanted: tuple[str, list[str], Direction]
) -> None:
    assert [about(claim) for claim in claims(text, language)] == [wanted]


def test_infinitives_that_share_a_marker_are_one_claim() -> None:
    text = "Zink helpt de hersenen om verbindingen te vormen, versterken of verzwakken."
    (claim,) = claims(text, "nl")
    assert about(claim)[2] is None
    assert claim.statement == text


# --- who was studied, what was asked, and less of something ------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "outcomes", "direction"),
    [
        ("Iron reduces fatigue in women with low ferritin.", "en", ["tiredness and fatigue"], "decreases"),
        ("Magnesium improves insomnia in people with diabetes.", "en", ["insomnia"], "improves"),
        ("Omega-3 helps people with depression.", "en", ["depression"], "improves"),
        ("Melatonine helpt mensen met slapeloosheid.", "nl", ["insomnia"], "improves"),
        ("Bij vrouwen met migraine verlaagde magnesium het aantal aanvallen.", "nl", ["aantal aanvallen"], "decreases"),
        ("Bei Männern mit Übergewicht senkte Zink den Blutdruck.", "de", ["blood pressure"], "decreases"),
        ("Chez les femmes avec anémie, le fer réduit la fatigue.", "fr", ["tiredness and fatigue"], "decreases"),
        ("El hierro reduce la fatiga en mujeres con anemia.", "es", ["tiredness and fatigue"], "decreases"),
        ("Zinc causes fewer side effects than copper.", "en", ["safety"], "decreases"),
        ("La curcumina causa menos picores que el zinc.", "es", ["picores"], "decreases"),
        ("Zink lijkt minder maagkrampen te geven dan koper.", "nl", [], "decreases"),
        ("Te veel ijzer kan de lever beschadigen.", "nl", ["lever"], "worsens"),
        ("Le gingembre calme la douleur du dos aussi bien que le zinc.", "fr", ["pain"], "improves"),
    ],
)  # fmt: skip
def test_the_outcome_is_not_whom_it_was_tried_on(
    text: str, language: str, outcomes: list[str], direction: str
) -> None:
    _, named, way = about(claims(text, language)[0])
    assert (named, way) == (outcomes, Direction(direction))


def test_harm_that_may_be_is_a_precaution_where_the_verb_ends_its_clause() -> None:
    assert claims("Te veel ijzer kan de lever beschadigen.", "nl")[0].kind is Kind.PRECAUTION


def test_an_answer_takes_its_outcome_and_its_words_from_the_question() -> None:
    article = read(
        "IJzer helpt. Helpt ijzer ook tegen haaruitval? Daar is geen goed bewijs voor.", "nl"
    )
    claim = Proposer(article).claims(2, graded_sentences(article)[2])[0]
    assert [(one.name, one.source) for one in claim.topic.outcomes] == [("hair loss", "before")]
    assert claim.statement == "Helpt ijzer ook tegen haaruitval? Daar is geen goed bewijs voor."


def test_numbers_in_parentheses_that_cite_are_no_part_of_a_statement_or_a_quote() -> None:
    article = read(
        "Zinc shortens colds (1). It takes effect within days (Doe & Roe, 2014).\n\n## References\n\n"
        "1. Doe A, Roe B. Zinc in void. J Void. 2014;1:2-3.",
        "en",
    )
    found = [
        claim
        for index, wording in graded_sentences(article).items()
        if index < 2
        for claim in Proposer(article).claims(index, wording)
    ]
    assert found[0].statement == "Zinc shortens colds."
    assert not any("(" in claim.quote for claim in found)


def test_a_review_or_a_studied_dose_is_no_substance() -> None:
    text = "# Cúrcuma\n\nUna revisión encontró una reducción del peso."
    assert about(claims(text, "es")[-1])[0] == "turmeric"


def test_scan_and_check_say_the_same_of_advice_and_questions() -> None:
    text = "Usar con cuidado en pacientes que presentan dolor intestinal y mala digestión.\n\nDoes zinc improve taste in adults?"
    article = read(text, "es")
    wordings = graded_sentences(article)
    assert wordings[0].is_claim  # it speaks of patients
    assert why_apart(article.sentences[0], wordings[0], cites=False) is Apart.ADVICE
    assert claim_sentences(article, wordings) == ()


# --- fresh pages: where quotes end, what names nothing ---------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "quote"),
    [
        ("In a trial of last spring and summer, zinc shortened the time until sleep by nine minutes of the night.", "en", "zinc shortened the time until sleep by nine minutes"),
        ("Zink verkort per nacht de tijd tot het slapen met negen tot elf minuten.", "nl", "Zink verkort per nacht de tijd tot het slapen"),
        ("Ein Mangel an Zink kann bei vielen Menschen über Jahre hinweg und ohne Warnung die Knochen schwächen.", "de", "die Knochen schwächen"),
    ],
)  # fmt: skip
def test_a_quote_is_not_cut_within_a_phrase(text: str, language: str, quote: str) -> None:
    found = claims(text, language)[-1].quote
    assert quote in found
    before = text[: text.index(found)].split()[-1:]
    assert not {"of", "per", "the", "de", "an", "bei"} & set(before)
    assert found.split()[-1] not in {"of", "the", "met", "tot", "und", "ohne"}


def test_and_with_a_verb_begins_a_clause() -> None:
    found = claims("Zink hilft nicht bei Durchfall und kann das Immunsystem nicht stärken.", "de")
    assert [claim.quote for claim in found] == [
        "Zink hilft nicht bei Durchfall",
        "kann das Immunsystem nicht stärken",
    ]


@pytest.mark.parametrize(
    ("text", "language", "substance"),
    [
        ("# Zinc\n\nMultiple human studies have shown that taking it lowers blood pressure.", "en", "zinc"),
        ("# Zinc\n\nA deficiency weakens the bones.", "en", "zinc"),
        ("# Zink\n\nEen tekort verzwakt de botten.", "nl", "zinc"),
        ("De laatste jaren verbeterde de gezondheid van botten.", "nl", None),
        ("Lange Zeit galten schwache Knochen als Zeichen des Alters.", "de", None),
        ("A water-soluble ashwagandha extract may reduce stress.", "en", "ashwagandha"),
        ("Mensen zonder ijzertekort slapen door zink niet beter.", "nl", "zinc"),
        ("Spierkramp wordt veroorzaakt door een ander mineraal, namelijk calcium.", "nl", "calcium"),
        # What people take, where it is named.
        ("Mensen die veel okra eten, hebben minder vaak een beroerte.", "nl", "okra"),
        ("Mensen die minder okra eten, hebben minder vaak een beroerte.", "nl", "minder okra eten"),
        ("# Psyllium\n\nWie elke dag twee theelepels neemt, verbetert de stoelgang.", "nl", "psyllium"),
        ("Menschen, die regelmäßig Bittermelonen essen, sind seltener müde.", "de", "bitter melon"),
        ("# Spiruline\n\nLes personnes qui en prennent dorment mieux.", "fr", "spirulina"),
        ("Wie lang slaapt, verlaagt de bloeddruk.", "nl", "lang slaapt"),
        # Not who was studied, nor what was measured, nor what it is taken with.
        ("# Zinc\n\nMice that were given the powder before infection lost less weight.", "en", "zinc"),
        ("# Zinc\n\nSerum cholesterol did not change.", "en", "zinc"),
        ("# Psyllium\n\nZonder genoeg water kan de vezel de slokdarm beschadigen.", "nl", "psyllium"),
        ("Water lowers the risk of kidney stones.", "en", "water"),
        # What holds another thing; a place in the body that does is none.
        ("# Spiruline\n\nElle contient environ 60 % de protéines.", "fr", "spirulina"),
        ("# Magnésium\n\nLe sérum contient 1 % du magnésium.", "fr", "magnesium"),
        ("Artischockenblätter enthalten Cynarin, Luteolin und Inulin.", "de", "artichoke"),
        # Behind a frame, and before how often.
        ("# Zinc\n\nIn a trial of 90 men in Peru, hopscotch improved sleep.", "en", "hopscotch"),
        ("# Zinc\n\nIn a trial of 90 men in Peru, it improved sleep.", "en", "zinc"),
        ("# Zinc\n\nIn older men, foods that they like improved sleep.", "en", "zinc"),
        ("Hopscotch twice a week improves balance.", "en", "Hopscotch"),
        # What a heading names, where a sentence below begins with it.
        ("# Fats\n\n## 2. Olestra\n\nOlestra is a polyester. It improves sleep.", "en", "Olestra"),
        ("# Zinc\n\n## Our view\n\nOlestra is a polyester. It improves sleep.", "en", "zinc"),
    ],
)  # fmt: skip
def test_times_studies_and_lacks_are_no_substance(
    text: str, language: str, substance: str | None
) -> None:
    assert about(claims(text, language)[-1])[0] == substance


@pytest.mark.parametrize(
    ("text", "language", "outcomes"),
    [
        ("Wer wenig Zink isst, wird also öfter krank.", "de", []),
        ("Zink wordt door het lichaam gebruikt voor veel functies.", "nl", []),
        ("Zinc improves sleep only if there is a nutrient deficiency.", "en", ["sleep"]),
        ("Zink verbetert de slaap alleen als er een tekort is.", "nl", ["sleep quality"]),
        ("Een tekort aan zink kan de bloeddruk verhogen.", "nl", ["blood pressure"]),
        ("Zinc does not make you less likely to catch a cold.", "en", ["common cold"]),
        ("Zinc helps balance your body's stress response.", "en", ["stress"]),
        ("Zink zorgt voor ontspanning van spieren.", "nl", ["ontspanning van spieren"]),
        ("Artischocke regt die Milz an.", "de", ["Milz"]),
        ("Bij volwassenen kan de vezel de slokdarm beschadigen.", "nl", ["slokdarm"]),
        ("# Zinc\n\nIn a trial, the span of jumps increased by 7 %.", "en", ["span of jumps"]),
    ],
)  # fmt: skip
def test_conditions_adverbs_and_empty_nouns_are_no_outcome(
    text: str, language: str, outcomes: list[str]
) -> None:
    assert about(claims(text, language)[0])[1] == outcomes


@pytest.mark.parametrize(
    ("text", "language", "way"),
    [
        ("Mensen die veel okra eten, hebben minder vaak migraine.", "nl", Direction.DECREASES),
        ("Wie minder slaapt, krijgt vaker hoofdpijn.", "nl", None),
        ("Na een maaltijd met psyllium stijgt de bloedsuiker minder snel.", "nl", None),
        ("Koffie verhoogt de bloeddruk, maar thee doet dat minder.", "nl", Direction.INCREASES),
        ("Artischocke schützt die Leber vor freien Radikalen.", "de", Direction.IMPROVES),
        ("Zink schützt vor Erkältungen.", "de", Direction.DECREASES),
        ("Zink schützt nicht vor Erkältungen.", "de", Direction.NO_EFFECT),
    ],
)
def test_the_way_of_what_is_less_often_slower_or_protected(
    text: str, language: str, way: Direction | None
) -> None:
    assert claims(text, language)[0].topic.direction == way


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In three small studies, people on boswellia hurt less than those on placebo.", Kind.STUDY_RESULT),
        ("In most trials the evidence for zinc is weak, which makes it hard to say that it helps.", Kind.LIMITATION),
        ("Most trials are small, which makes it hard to say that zinc helps.", Kind.LIMITATION),
    ],
)  # fmt: skip
def test_small_studies_that_found_something_are_no_limitation(text: str, kind: Kind) -> None:
    assert claims(text, "en")[0].kind is kind


def test_a_row_of_a_table_is_about_what_its_first_cell_names() -> None:
    table = "# Zinc\n\n| what | does |\n|---|---|\n| Melatonin | Shortens the time to fall asleep |\n| Iron | Reduces fatigue in women |\n"
    assert [about(claim)[0] for claim in claims(table, "en")] == ["melatonin", "iron"]


@pytest.mark.parametrize(
    ("text", "language", "way"),
    [
        ("Zinc may help reduce stress and anxiety.", "en", Direction.DECREASES),
        ("Zinc helps to lower blood pressure.", "en", Direction.DECREASES),
        ("Zinc helps memory.", "en", Direction.IMPROVES),
        ("Zinc does not help reduce stress.", "en", Direction.NO_EFFECT),
        ("Zink kan de bloeddruk iets verlagen.", "nl", Direction.DECREASES),
        ("Zink kan de bloeddruk doen dalen.", "nl", Direction.DECREASES),
        ("Zink kann die Beschwerden mildern.", "de", Direction.IMPROVES),
    ],
)  # fmt: skip
def test_infinitives_tell_a_direction(text: str, language: str, way: Direction) -> None:
    assert about(claims(text, language)[0])[2] is way


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("People who exercise sleep better.", "en", "exercise"),
        ("Wie genoeg slaapt, heeft minder kans op overgewicht.", "nl", "genoeg slaapt"),
        ("Menschen, die viel laufen, haben seltener Diabetes.", "de", "viel laufen"),
        ("Les personnes qui dorment assez ont moins de risque d'obésité.", "fr", "dorment assez"),
        ("Quienes duermen bien tienen menos riesgo de obesidad.", "es", "duermen bien"),
        ("Wie het slikt, slaapt beter.", "nl", "magnesium"),
        ("Wie zink slikt, slaapt beter.", "nl", "zinc"),
    ],
)
def test_what_people_do_is_what_a_sentence_is_about(
    text: str, language: str, expected: str
) -> None:
    (claim,) = claims(f"# Magnesium\n\n{text}\n", language)
    assert claim.topic.substance is not None
    assert claim.topic.substance.name == expected


@pytest.mark.parametrize(
    ("text", "language", "statement"),
    [
        ("Kortom: zink verkort een verkoudheid.", "nl", "zink verkort een verkoudheid."),
        ("Table 2: Zinc shortens colds.", "en", "Zinc shortens colds."),
    ],
)
def test_a_label_is_no_part_of_a_claim(text: str, language: str, statement: str) -> None:
    (claim,) = claims(text, language)
    assert claim.statement == statement
    assert ":" not in claim.quote


def test_what_the_page_says_of_itself_is_no_claim_though_it_cites() -> None:
    article = read("In dit artikel lees je wat er bekend is over zink.", "nl")
    (wording,) = graded_sentences(article).values()
    assert why_apart(article.sentences[0], wording, cites=True) is Apart.SHOP


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Magnesium makes you fall asleep faster.", "en", Direction.DECREASES),
        ("Melatonine helpt je sneller in slaap te vallen.", "nl", Direction.DECREASES),
        ("Zinc makes wounds heal faster.", "en", Direction.IMPROVES),
    ],
)
def test_what_comes_sooner_is_less_of_what_takes_its_time(
    text: str, language: str, expected: Direction
) -> None:
    (claim,) = claims(text, language)
    assert claim.topic.direction is expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        # A name with a hyphen is a name, and an article behind a verb begins what is acted on.
        ("Zyx-Rüben-Saft senkt den Blutdruck.", "de", ("Zyx-Rüben-Saft", ["blood pressure"])),
        ("Zyxminzöl entspannt die Muskulatur.", "de", ("Zyxminzöl", ["Muskulatur"])),
    ],
)
def test_own_words_with_hyphens_and_articles(
    text: str, language: str, expected: tuple[str, list[str]]
) -> None:
    (claim,) = claims(f"# Magnesium\n\n{text}\n", language)
    assert about(claim)[:2] == expected


def test_a_title_of_a_general_word_names_no_substance() -> None:
    (claim,) = claims("# Supplement\n\nHelps you sleep better.\n", "en")
    assert claim.topic.substance is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Side effects are rare.", "en"),
        ("De bijwerkingen zijn meestal mild.", "nl"),
        ("Nebenwirkungen sind selten.", "de"),
        ("Les effets secondaires sont rares.", "fr"),
        ("Los efectos secundarios son raros.", "es"),
    ],
)
def test_side_effects_are_of_what_the_article_is_about(text: str, language: str) -> None:
    (claim,) = claims(f"# Zinc\n\n{text}\n", language)
    assert about(claim)[:2] == ("zinc", ["safety"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Het verbetert je humeur en je raakt er slank van.", "nl"),
        ("Es verbessert die Stimmung und macht schlank.", "de"),
        ("It improves your mood and helps you lose weight.", "en"),
        ("Elle améliore l'humeur et fait maigrir.", "fr"),
    ],
)
def test_losing_weight_is_a_claim_beside_another(text: str, language: str) -> None:
    found = [about(claim)[1:] for claim in claims(f"# Zinc\n\n{text}\n", language)]
    assert found == [(["mood"], Direction.IMPROVES), (["body weight"], Direction.DECREASES)]


def test_a_clause_is_a_result_of_the_study_that_stands_in_it_or_before_it() -> None:
    text = "Zinc may sharpen focus, although a small pilot study found no difference in attention."
    first, second = claims(text, "en")
    assert (first.kind, second.kind) == (Kind.EFFECT, Kind.STUDY_RESULT)
    assert second.topic.direction is Direction.NO_EFFECT


def test_an_article_behind_a_preposition_is_no_pronoun() -> None:
    text = "# Zink\n\nWie naar het oosten vliegt, heeft meer last van jetlag.\n"
    (claim,) = claims(text, "nl")
    assert about(claim)[0] == "naar het oosten vliegt"
