"""What kind of study a record reports, and what it gave. All records are synthetic."""

import pytest

from magclaims import study
from magclaims.model import registry
from magclaims.model.registry import Design, Subject
from magclaims.study.cues import cues, tag_hits, word_hits

TRIAL = (
    "Substance X for sleep: a randomised, placebo-controlled trial",
    (
        "A total of 109 healthy adults were randomly assigned to X or placebo for 30 days in a "
        "double-blind study. The primary outcome improved significantly (p<0.05)."
    ),
)
RATS = (
    "Substance X improves learning",
    (
        "Male Wistar rats were randomly assigned to X or vehicle. The rats were tested in the Morris "
        "water maze, and hippocampal neurons were counted. Rats given X learnt faster."
    ),
)
CELLS = (
    "Substance X protects cultured neurons",
    (
        "SH-SY5Y cells were incubated with X in vitro. Cells were cultured for two days and cell "
        "viability assays were performed. X reduced apoptosis of the cells."
    ),
)
COHORT = (
    "Substance X and falls: a retrospective cohort study",
    (
        "Medical records of 412 consecutive patients were reviewed. Logistic regression showed that X "
        "was associated with fewer falls during follow-up."
    ),
)
CASE = (
    "An unusual reaction to substance X: a case report",
    "We report a 41-year-old woman who had taken X. She recovered after she had stopped.",
)
PROTOCOL = (
    "Substance X for sleep: study protocol for a randomised controlled trial",
    (
        "Participants will be randomly assigned to X or placebo. Sleep will be measured, and adverse "
        "events will be recorded. Ethics and dissemination: results will be published."
    ),
)
SYSTEMATIC = (
    "Substance X for sleep: a systematic review and meta-analysis",
    "We searched PubMed, Embase and the Cochrane Library. Twelve trials were included and pooled.",
)
REVIEW = (
    "Substance X: current perspectives",
    (
        "This review discusses the mechanisms of X. Recent studies have been reported, and strategies "
        "for clinicians are outlined."
    ),
)


@pytest.mark.parametrize(
    ("record", "design", "subjects"),
    [
        (TRIAL, Design.RANDOMIZED_CONTROLLED_TRIAL, (Subject.HUMAN,)),
        (RATS, Design.LABORATORY_EXPERIMENT, (Subject.ANIMAL,)),
        (CELLS, Design.LABORATORY_EXPERIMENT, (Subject.IN_VITRO,)),
        (COHORT, Design.COHORT, (Subject.HUMAN,)),
        (CASE, Design.CASE_REPORT_OR_SERIES, (Subject.HUMAN,)),
        (PROTOCOL, None, (Subject.NONE,)),
        (SYSTEMATIC, Design.META_ANALYSIS, (Subject.HUMAN,)),
        (REVIEW, Design.NARRATIVE_REVIEW, (Subject.NONE,)),
    ],
)
def test_kinds_of_study(
    record: tuple[str, str], design: Design | None, subjects: tuple[Subject, ...]
) -> None:
    profile = study.infer(*record)
    assert (profile.design, profile.subjects) == (design, subjects)
    assert profile.reasons


def test_the_reasons_quote_the_words_and_say_where() -> None:
    texts = [reason.text for reason in study.infer(*TRIAL).reasons]
    assert any(t.startswith("abstract: “randomly assigned”") for t in texts)
    assert "the text says “total of 109 healthy adults”" in texts


@pytest.mark.parametrize(
    ("sentence", "size"),
    [
        ("A total of 1,285 patients took part.", 1285),
        ("Eighteen patients were enrolled.", 18),
        ("Participants (n = 44) took X.", 44),
        ("No number is given.", None),
        ("n = 0", None),
        ("In all, 2,104 patients were assigned to receive X and 4,321 to receive care.", 6425),
        ("Of 160 people, 57 were randomly assigned to X and 103 were assigned to Y.", 160),
        ("They were randomised to placebo (n = 235), X (n = 233) or Y (n = 231).", 699),
        ("They took X (n=30) or placebo (n=30); the total was n=60.", 60),
        ("The trial enrolled everyone (n=60); some completed it (n=54).", 60),
        ("Groups were n = 3-18.", None),
        ("Eight of 77 patients improved.", 77),
        ("One in five adults sleeps badly.", None),
        ("5 million people sleep badly.", None),
        ("Two participants were randomised in error; 41 participants received X.", 41),
        ("MK-801 in mice, and 21 days to recover.", None),
        ("C57BL/6 mice and three types of animals", None),
        ("Five dogs ran.", 5),
        (
            "Ninety-eight patients were seen. Forty-nine patients were randomly allocated to each group.",
            98,
        ),
        ("We did a trial among 158 healthy siblings of 167 patients.", 158),
    ],
)
def test_the_sample_size_is_read_from_the_text(sentence: str, size: int | None) -> None:
    record = f"Patients were randomly assigned to X or placebo. {sentence}"
    assert study.infer("X in a randomised trial", record).sample_size == size


def test_weak_words_count_but_are_no_reason() -> None:
    text = "This can be important. It is described, and it has various aspects. What is it?"
    for profile in (study.infer("What is X?", text), study.infer("X", text)):
        shown = {reason.text.split("“")[-1].split("”")[0] for reason in profile.reasons}
        assert not shown & {"is", "can", "can be", "important", "?", "What"}


def test_no_study_in_people_without_people() -> None:
    text = "The flux was predicted by temperature. A longitudinal survey of the ocean was made."
    assert study.infer("Predictors of flux", text).subjects != (Subject.HUMAN,)


def test_an_announced_trial_is_a_protocol() -> None:
    text = (
        "Design: double-blind, randomised, placebo-controlled trial of X in 30 patients. Main "
        "outcome: attacks. This study will evaluate the benefit of X in patients."
    )
    profile = study.infer("X as a treatment", text)
    assert profile.design is None
    assert "protocol" in {reason.code for reason in profile.reasons}


def test_people_without_a_word_on_chance_are_unsure() -> None:
    controlled = "Twenty patients took X, then placebo. They were studied for a week. " * 2
    assert study.infer("Substance X", controlled).confidence == "low"
    assert study.infer(*COHORT).confidence == "high"


def test_a_near_tie_of_animals_and_cells_is_a_sure_design() -> None:
    mixed = study.infer("X in mice and in cultured cells", f"{RATS[1]} {CELLS[1]}")
    assert mixed.design is Design.LABORATORY_EXPERIMENT
    assert mixed.confidence == "high"


def test_a_review_has_no_sample_size() -> None:
    assert study.infer(SYSTEMATIC[0], f"{SYSTEMATIC[1]} In total 900 patients.").sample_size is None


def test_a_title_alone_is_not_checked() -> None:
    vague = study.infer("Substance X and sleep")
    assert (vague.design, vague.subjects, vague.confidence) == (None, (), "none")
    assert [reason.code for reason in vague.reasons] == ["title_only"]
    assert study.infer("").likely is None


def test_clear_words_of_a_title_count_little() -> None:
    profile = study.infer(TRIAL[0], "  ")
    assert profile.design is Design.RANDOMIZED_CONTROLLED_TRIAL
    assert profile.confidence == "low"
    assert profile.reasons[-1].code == "title_only"


def test_species_are_named_in_the_order_of_the_text() -> None:
    profile = study.infer("X in mice", f"{RATS[1]} Mice were treated too.")
    assert profile.species == ("mice", "rats")
    assert study.infer(*TRIAL).species == ()


def test_a_study_can_be_on_animals_and_cells() -> None:
    profile = study.infer("X in mice and in cells", f"{RATS[1]} {CELLS[1]}")
    assert set(profile.subjects) == {Subject.ANIMAL, Subject.IN_VITRO}


def test_animals_without_humans_in_mesh_is_hard() -> None:
    profile = study.infer(*TRIAL, mesh=["Animals", "Memory/drug effects*"])
    assert Subject.HUMAN not in profile.subjects
    assert profile.reasons[0].code == "mesh_animals"
    pooled = study.infer(*SYSTEMATIC, mesh=["Animals"])
    assert pooled.subjects == (Subject.ANIMAL,)
    both = study.infer(*TRIAL, mesh=["Animals", "Humans"])
    assert both.design is Design.RANDOMIZED_CONTROLLED_TRIAL


def test_a_missing_tag_proves_nothing() -> None:
    assert study.infer(*TRIAL, publication_types=["Journal Article"]).design == (
        study.infer(*TRIAL).design
    )


def test_the_trial_tag_does_not_make_a_trial_of_a_protocol() -> None:
    assert study.infer(*PROTOCOL, publication_types=["Randomized Controlled Trial"]).design is None


@pytest.mark.parametrize(
    ("abstract", "subjects"),
    [
        # A review is of whom its own words speak most, however many other words there are.
        ("Rats were given X. Preclinical studies were reviewed.", (Subject.ANIMAL,)),
        ("Rats were given X. A cross-sectional survey was done.", (Subject.ANIMAL,)),
        ("Patients were given X. Medical records were reviewed.", (Subject.HUMAN,)),
    ],
)
def test_whom_a_review_is_of(abstract: str, subjects: tuple[Subject, ...]) -> None:
    assert study.infer("Substance X: a systematic review", abstract).subjects == subjects


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Twenty took placebo.", {"placebo"}),
        ("Twenty took placebo, and then no placebo.", {"placebo", "placebo_again"}),
    ],
)
def test_some_words_count_only_where_they_are_said_again(text: str, hits: set[str]) -> None:
    found = {hit.id for hit in word_hits("Substance X", text)}
    assert found & {"placebo", "placebo_again"} == hits


def test_a_named_design_speaks_against_a_declared_trial_at_a_smaller_margin() -> None:
    text = "Patients received placebo. The study was open-label. A cross-sectional survey was done."
    profile = study.infer("A pilot study of X", text)
    assert study.contradicts(Design.RANDOMIZED_CONTROLLED_TRIAL, (Subject.HUMAN,), profile)


def test_tags_stand_in_for_an_abstract() -> None:
    profile = study.infer("Substance X", None, ["Case Reports"], ["Humans"])
    assert profile.design is Design.CASE_REPORT_OR_SERIES
    assert any("publication type: “Case Reports”" in r.text for r in profile.reasons)


def test_placebo_without_random_is_a_controlled_trial() -> None:
    text = "Twenty patients took X, then placebo. They were studied for a week. " * 2
    profile = study.infer("Substance X", text)
    assert profile.design is Design.CONTROLLED_CLINICAL_TRIAL


def test_a_study_in_people_without_a_word_on_its_design_claims_least() -> None:
    profile = study.infer("Substance X in patients", "Forty patients were studied. They ate X.")
    assert profile.design is Design.CROSS_SECTIONAL


def test_people_in_a_meta_analysis_of_animal_studies_are_absent() -> None:
    text = "We searched PubMed and Embase for studies in rats. Rats and mice were pooled."
    profile = study.infer("X in rats: a systematic review", text)
    assert profile.subjects == (Subject.ANIMAL,)
    plain = study.infer("X: a systematic review", "We searched PubMed. Ten studies were included.")
    assert plain.design is Design.SYSTEMATIC_REVIEW


RCT, HUMAN = Design.RANDOMIZED_CONTROLLED_TRIAL, (Subject.HUMAN,)


@pytest.mark.parametrize("record", [RATS, CELLS, COHORT, CASE, PROTOCOL, SYSTEMATIC, REVIEW])
def test_a_false_human_trial_is_contradicted(record: tuple[str, str]) -> None:
    reasons = study.contradicts(RCT, HUMAN, study.infer(*record))
    assert reasons
    assert any("“" in reason.text for reason in reasons)


def test_a_true_declaration_is_not_contradicted() -> None:
    assert study.contradicts(RCT, HUMAN, study.infer(*TRIAL)) == ()
    assert study.contradicts(RCT, (), study.infer(*TRIAL)) == ()
    assert study.contradicts(Design.LABORATORY_EXPERIMENT, (), study.infer(*RATS)) == ()
    assert study.contradicts(None, (), study.infer(*RATS)) == ()
    assert study.contradicts(Design.FACT_SHEET, (Subject.NONE,), study.infer(*TRIAL)) == ()


def test_a_word_that_proves_nothing_contradicts_nothing() -> None:
    text = "X is important. It has been described. It can be given, and it may be useful."
    profile = study.infer("What is X?", text)
    assert study.contradicts(Design.COHORT, HUMAN, profile) == ()


def test_a_review_never_contradicts_a_systematic_review() -> None:
    profile = study.infer(*REVIEW, publication_types=["Review"])
    assert study.contradicts(Design.SYSTEMATIC_REVIEW, (Subject.HUMAN,), profile) == ()
    back = study.infer(*SYSTEMATIC)
    assert study.contradicts(Design.NARRATIVE_REVIEW, (Subject.NONE,), back) == ()


def test_declared_people_against_animals() -> None:
    by_tag = study.contradicts(None, HUMAN, study.infer(*TRIAL, mesh=["Animals"]))
    assert by_tag[0].text == "MeSH: “Animals” without “Humans”"
    by_words = study.contradicts(None, HUMAN, study.infer(*RATS))
    assert {reason.code for reason in by_words} == {"declared_human"}


def test_a_title_alone_contradicts_only_by_naming_animals() -> None:
    animals = study.contradicts(RCT, HUMAN, study.infer("Effects of X in aged rats"))
    assert [reason.code for reason in animals] == ["declared_human"]
    assert study.contradicts(RCT, HUMAN, study.infer("X: a retrospective cohort study")) == ()
    oil = study.infer("Fish oil and cat's claw in adults")
    assert study.contradicts(RCT, HUMAN, oil) == ()


def test_declared_animals_against_people() -> None:
    people = study.infer("Substance X", "X was given.", mesh=["Humans"])
    declared = (Subject.ANIMAL,)
    assert study.contradicts(Design.LABORATORY_EXPERIMENT, declared, people)[0].code == (
        "declared_animal"
    )
    assert study.contradicts(None, declared, people)


def test_words_about_chance_keep_a_trial_a_trial() -> None:
    followed = (TRIAL[0], f"{TRIAL[1]} {COHORT[1]} {COHORT[1]}")
    assert study.contradicts(RCT, HUMAN, study.infer(*followed)) == ()


def test_chance_and_blinding_together_are_never_contradicted() -> None:
    text = (
        "Nine recreational users took X in three sessions. Doses were double-blind, and randomised "
        "where that was safe. A questionnaire, interviews and a survey of the users followed."
    )
    assert study.contradicts(RCT, HUMAN, study.infer("X in users: prevalence", text)) == ()


def test_animals_of_earlier_research_are_no_animals_here() -> None:
    text = "As expected from research in both humans and animals, X lowered Y in forty patients."
    assert study.infer("Treatment with X", text).subjects == (Subject.HUMAN,)


def test_hostile_text_is_read_quickly_and_without_error() -> None:
    for text in ("placebo " * 30_000, "a" * 300_000, "in " * 100_000, "İ‐ﬁ®" * 5_000, "n=" * 9_000):
        assert study.infer(text, text, [text[:500]], [text[:500]]).hits is not None


def test_the_cue_file_is_sound() -> None:
    known = cues()
    ids = [cue.id for cue in known.words] + [tag.id for tag in known.tags]
    assert len(ids) == len(set(ids))
    votes = [(cue.votes, cue.design) for cue in known.words]
    for given, design in [*votes, *((tag.votes, tag.design) for tag in known.tags)]:
        assert set(given) <= set(known.meaning)
        assert design is None or "human" in given
    assert tag_hits([], []) == []
    assert word_hits("", "") == []


@pytest.mark.parametrize(
    ("title", "abstract", "claim", "tested"),
    [
        ("Magnesium L-threonate", None, "MgT", registry.Tested.SAME_SUBSTANCE),
        ("X", "Magtein plus vitamin C was given.", "MgT", registry.Tested.COMBINED_FORMULA),
        ("Magtein PS", None, "MgT", registry.Tested.COMBINED_FORMULA),
        ("X", "A formula containing Magtein.", "MgT", registry.Tested.COMBINED_FORMULA),
        ("Magnesium and vitamin B6", "", "magnesium", registry.Tested.COMBINED_FORMULA),
        ("Magnesium oxide", None, "MgT", registry.Tested.OTHER_FORM),
        ("Magnesium oxide", None, "magnesium", registry.Tested.OTHER_FORM),
        ("Dietary magnesium intake", None, "magnesium", registry.Tested.DIET_OR_STATUS),
        ("Curcumin", None, "MgT", None),
        ("Curcumin", None, "unobtainium", None),
    ],
)
def test_what_was_tested(
    title: str, abstract: str | None, claim: str, tested: registry.Tested | None
) -> None:
    result = study.tested(title, abstract, [claim])
    assert result.tested is tested
    assert result.reasons[0].code.startswith("tested_")


def test_a_nutrient_that_is_only_mentioned_is_no_ingredient() -> None:
    text = "Adults took magnesium L-threonate. Vitamin D in blood was measured."
    assert study.tested("X", text, ["MgT"]).tested is registry.Tested.SAME_SUBSTANCE


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Two hundred fifty-nine patients were randomized to zinc or placebo.", 259),
        ("One hundred and twenty healthy women were randomised.", 120),
        ("A total of one thousand two hundred adults were randomised.", 1200),
        ("Seventy-five (75) participants were randomised.", 75),
        ("259 (two hundred fifty-nine) patients were randomized.", 259),
        ("One hundred twenty-four (124) healthy, older adults were randomly assigned.", 124),
        ("Between 40 and 50 patients were screened; 44 patients were randomized.", 44),
        ("Two of the patients dropped out. Forty patients were randomized.", 40),
    ],
)
def test_numbers_of_people_in_words(words: str, number: int) -> None:
    assert study.infer("A trial of zinc", words).sample_size == number


@pytest.mark.parametrize(
    "wish",
    [
        "A randomised trial is needed to confirm this.",
        "Future randomized controlled trials are warranted.",
        "No randomized trial has tested this.",
        "This should be tested in randomized controlled trials.",
        "Randomised trials are lacking.",
    ],
)
def test_a_trial_that_is_wished_for_is_no_trial(wish: str) -> None:
    profile = study.infer("Zinc and the common cold", f"We discuss zinc. {wish}")
    assert profile.design is not Design.RANDOMIZED_CONTROLLED_TRIAL


@pytest.mark.parametrize(
    ("title", "abstract", "design", "subject"),
    [
        ("Saffraan bij somberheid: een gerandomiseerd onderzoek", "Zestig deelnemers kregen saffraan of placebo.", "randomized_controlled_trial", "human"),
        ("Baldrian und Schlaf: eine randomisierte Studie", "Patienten erhielten Baldrian oder Placebo.", "randomized_controlled_trial", "human"),
        ("Safran et humeur : essai randomis\u00e9 en double aveugle", "Des volontaires ont re\u00e7u du safran.", "randomized_controlled_trial", "human"),
        ("C\u00farcuma y dolor: ensayo aleatorizado doble ciego", "Los pacientes recibieron c\u00farcuma o placebo.", "randomized_controlled_trial", "human"),
        ("Taurine en leren bij ratten", "Ratten kregen taurine. De ratten leerden sneller.", "laboratory_experiment", "animal"),
        ("Resveratrol bei M\u00e4usen", "M\u00e4use erhielten Resveratrol und lebten l\u00e4nger.", "laboratory_experiment", "animal"),
        ("Kurkuma in gekweekte levercellen", "Gekweekte cellen kregen curcumine.", "laboratory_experiment", "in_vitro"),
        ("Kaffee und Gicht: eine Kohortenstudie", "Teilnehmer wurden zehn Jahre lang begleitet.", "cohort", "human"),
        ("Leverschade door kava: een gevalsbeschrijving", "Een vrouw kreeg geelzucht.", "case_report_or_series", "human"),
        ("Kruiden voor de slaap: systematisch overzicht", "Wij zochten in databanken.", "systematic_review", "human"),
    ],
)  # fmt: skip
def test_records_in_other_languages_say_plainly_what_they_are(
    title: str, abstract: str, design: str, subject: str
) -> None:
    profile = study.infer(title, abstract)
    assert profile.design == design
    assert profile.subjects == (subject,)


def test_words_of_other_languages_are_no_english_ones() -> None:
    profile = study.infer(*TRIAL)
    assert not [hit for hit in profile.hits if hit.id.startswith("other_")]
