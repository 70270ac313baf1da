"""The vocabulary: what its files hold, how names are found, how two entries relate."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from magclaims import knowledge
from magclaims.errors import ConfigError
from magclaims.knowledge import vocabulary
from magclaims.knowledge.keys import key
from magclaims.knowledge.vocabulary.names import Names
from project import Run

WORDS = vocabulary.vocabulary()


@pytest.fixture(autouse=True)
def only_our_own() -> Iterator[None]:
    yield
    vocabulary.use([])


def found(text: str) -> list[tuple[str, ...]]:
    return [mention.ids for mention in vocabulary.find_substances(text)]


def outcomes_in(text: str) -> list[tuple[str, ...]]:
    return [mention.ids for mention in vocabulary.find_outcomes(text)]


# --- the files ---


def test_the_files_hold_what_they_should() -> None:
    assert len(WORDS.substances) >= 412
    assert len(WORDS.outcomes) >= 243
    assert all(item.names.get("en") and item.names.get("nl") for item in WORDS.substances.values())
    assert all(item.names.get("en") and item.article for item in WORDS.outcomes.values())


@pytest.mark.parametrize("index", [WORDS.substance_names, WORDS.outcome_names])
def test_no_name_means_two_things_without_a_rule(index: Names) -> None:
    unruled = {
        name: ids for name, ids in index.ids.items() if len(ids) > 1 and name not in index.rules
    }
    assert unruled == {}


@pytest.mark.parametrize("index", [WORDS.substance_names, WORDS.outcome_names])
def test_every_rule_decides_between_what_the_name_means(index: Names) -> None:
    for name, rule in index.rules.items():
        assert set(index.ids[name]) <= set(rule.words), name
        assert all(rule.words.values()), name
        for id_, words in rule.words.items():
            assert rule.decide(words[0]) == (id_,), name


def test_every_parent_and_surrogate_is_there() -> None:
    for substance in WORDS.substances.values():
        assert substance.parent is None or substance.parent in WORDS.substances
        assert (substance.parent is None) <= (substance.kind in {"substance", "group", "anion"})
    for outcome in WORDS.outcomes.values():
        assert {*outcome.surrogate_of} <= set(WORDS.outcomes)
        assert outcome.parent is None or outcome.parent in WORDS.outcomes
        assert outcome.id not in outcome.surrogate_of


def test_every_name_is_found_as_what_it_is() -> None:
    for substance in WORDS.substances.values():
        for name in substance.all_names():
            assert substance.id in WORDS.substance_names.ids[key(name)], name
            barred = key(name) in WORDS.substance_names.never  # a name of a registry alone: GABA
            if key(name) not in WORDS.substance_names.rules and not barred:
                assert [f for f in found(f"about {name}.") if substance.id in f], name
    for outcome in WORDS.outcomes.values():
        for name in outcome.all_names():
            taken = WORDS.outcome_names.ids[key(name)]
            if not outcome.section and outcome.id not in taken:
                continue  # a function is shown by a word that is a name of something narrower
            assert key(name) in WORDS.outcome_names.rules or [
                f for f in outcomes_in(f"about {name}.") if outcome.id in f
            ], name


def test_hard_outcomes_are_no_surrogates() -> None:
    hard = {outcome.id for outcome in WORDS.outcomes.values() if outcome.hard}
    assert {"mortality", "fractures", "stroke", "dementia"} <= hard
    assert not [id_ for id_ in hard if WORDS.outcomes[id_].surrogate_of]


# --- names ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vitamin B12 and B vitamins", ["vitamin_b12", "vitamin_b_complex"]),
        ("visolie, omega 3 en EPA", ["fish_oil", "omega_3", "epa"]),
        ("Withania somnifera (KSM-66)", ["ashwagandha", "ksm_66"]),
        ("zinkpicolinaat naast zink", ["zinc_picolinate", "zinc"]),
        ("300 mg Mg and 10 mg Zn", ["magnesium", "zinc"]),
        ("Mg 300 mg", ["magnesium"]),
        ("Na 40 jaar", []),
        ("Een vitamine helpt", []),
        ("VITAMINE", []),
        ("Una vitamina ayuda", []),
        ("Vitamine E en vitamineC", ["vitamin_e", "vitamin_c"]),
        ("vitamine-D", ["vitamin_d"]),
        ("Na de maaltijd, Se vende", []),
        ("een nr van de pea soup", []),
        ("NR raises NAD", ["nicotinamide_riboside"]),
        ("Magnesiumrijk brood", ["magnesium"]),
        ("Een laag serum magnesium", ["magnesium_status"]),
        ("Take zi\u00adnc or vіtamin D", ["zinc", "vitamin_d"]),  # a soft hyphen, a Cyrillic letter
        ("500 Mg L-threonate", ["threonate"]),
        ("Lees wat er bekend is over zin k", []),  # no "water", no "zink"
        ("Vis olie en Q 10 bij vitamine D", ["fish_oil", "vitamin_d"]),
        ("Zinktabletten en een ijzerinfuus", ["zinc", "iron"]),
        ("Fischölkapseln oder Melatoninspray", ["fish_oil", "melatonin"]),
        ("Vitaminesupplementen", []),  # of some vitamin, not of vitamin E
        ("400 IU of vitamin E a day", ["vitamin_e"]),  # not Dutch vitamine A
        ("Vitamine a, vitamine E à dose faible", ["vitamin_a", "vitamin_e"]),
    ],
)
def test_substances_are_found(text: str, expected: list[str]) -> None:
    assert [ids[0] for ids in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ALA from flax is an omega-3 fatty acid", ("ala",)),
        ("600 mg ALA, an antioxidant, for neuropathy", ("alpha_lipoic_acid",)),
        ("ALA improved it", ("ala", "alpha_lipoic_acid")),
        ("brahmi", ("bacopa",)),
        ("vitamine B8", ("biotin",)),
        ("vitamin B8", ("biotin", "inositol")),
    ],
)
def test_an_ambiguous_name_is_decided_by_the_words_beside_it(
    text: str, ids: tuple[str, ...]
) -> None:
    assert set(found(text)[0]) == set(ids)


def test_an_ambiguous_name_alone_is_no_substance() -> None:
    assert vocabulary.substance("ALA") is None
    assert (it := vocabulary.substance("ALA", "flaxseed and other omega-3 sources")) is not None
    assert it.id == "ala"
    (plaque,) = knowledge.find_outcomes("plaque in the carotid arteries")
    assert plaque.ids == ("atherosclerosis",)


def test_names_to_show() -> None:
    assert WORDS.outcomes["sleep_quality"].name("nl", article=True) == "de slaapkwaliteit"
    assert WORDS.outcomes["sleep_latency"].plural == "inslaaptijden"
    assert WORDS.substances["zinc"].name("nl") == "zink"
    assert WORDS.substances["zinc"].name("de") == "zinc" or "de" in WORDS.substances["zinc"].names


# --- relations ---


@pytest.mark.parametrize(
    ("claimed", "tested", "expected"),
    [
        ("zink", "zinc", "same"),
        ("Zyx-7", "zyx 7", "same"),
        ("magnesium", "magnesium citrate", "form_of"),
        ("ashwagandha", "KSM-66", "same"),
        ("magnesium citrate", "magnesium oxide", "other_form"),
        ("magnesium citrate", "magnesium", "other_form"),
        ("KSM-66", "Sensoril", "other_form"),
        ("fish oil", "krill oil", "other_form"),
        ("EPA", "fish oil", "source_of"),
        ("caffeine", "coffee", "source_of"),
        ("coffee", "caffeine", "source_of"),
        ("probiotics", "LGG", "strain"),
        ("LGG", "probiotics", "other_form"),
        ("LGG", "Lactobacillus reuteri", "other_substance"),
        ("omega-3", "EPA", "member"),
        ("dietary fibre", "psyllium", "source_of"),
        ("EPA", "DHA", "other_substance"),
        ("ginseng", "American ginseng", "other_substance"),
        ("ginseng", "Siberian ginseng", "other_substance"),
        ("taurine", "creatine", "other_substance"),
        ("taurine", "zyxamine", "unknown"),
        ("ALA", "linseed oil", "unknown"),
        ("magnesium", "serum magnesium", "unknown"),
        ("magnesium", "ZMA", "unknown"),
        ("magnesium", "magnesium gluconate", "form_of"),
        ("vitamin K2", "MK-7", "form_of"),
        ("GABA", "gamma-aminobutyric acid", "same"),
        ("rode biet", "beetroot", "same"),
        ("rode klaver", "red clover", "same"),
    ],
)
def test_relations_of_substances(claimed: str, tested: str, expected: str) -> None:
    assert vocabulary.substance_relation(claimed, tested) == expected


@pytest.mark.parametrize(
    ("claimed", "measured", "expected"),
    [
        ("de slaapkwaliteit", "sleep quality", "same"),
        ("testosterone", "serum testosterone levels", "same"),
        ("stress", "cortisol", "surrogate"),
        ("fractures", "bone mineral density", "surrogate"),
        ("bone mineral density", "fractures", "family"),
        ("body weight", "fasting glucose", "other"),
        ("diarrhoea", "constipation", "other"),
        ("constipation", "irritable bowel syndrome", "family"),
        ("common cold", "duration of colds", "narrower"),
        ("pain", "knee pain", "narrower"),
        ("cancer", "breast cancer", "narrower"),
        ("type 2 diabetes", "insulin sensitivity", "surrogate"),
        ("zyx capacity", "total zyx capacity score", "same"),
        ("reserve", "cognitive reserve", "narrower"),
        ("cognitive reserve", "reserve", "broader"),
        ("zyx", "wvu", "unknown"),
        ("memory", "LDL cholesterol", "other"),
    ],
)
def test_relations_of_outcomes(claimed: str, measured: str, expected: str) -> None:
    assert knowledge.relation(claimed, measured) == expected


# --- the user's own words ---


def test_users_add_entries_and_names() -> None:
    text = """
[substance.botanical]
zyxwort = { en = "zyxwort", nl = "zyxkruid", de = "Zyxkraut" }
zyx_extract = { en = "ZYX-55", nl = "ZYX-55", kind = "extract", parent = "zyxwort" }
zinc = { also_nl = ["zinkje"] }
[outcome.sleep]
zyx_sleep = { en = "zyx sleep", nl = "de zyxslaap", better = "higher", surrogate_of = ["sleep_quality"] }
immune_system = { also_nl = ["zyxweer"] }
"""
    vocabulary.use([("terms.toml", text)])
    assert vocabulary.substance_relation("zyxkruid", "ZYX-55") == "form_of"
    assert vocabulary.substance_relation("zinkje", "zinc") == "same"
    assert knowledge.relation("sleep quality", "zyx sleep") == "surrogate"
    assert found("zyxwort") == found("Zyxkraut") == [("zyxwort",)]
    assert knowledge.substance("zyxkruid") is not None
    assert (it := knowledge.outcome("zyx sleep")) is not None
    assert it.name("nl", article=True) == "de zyxslaap"
    assert knowledge.outcome("zyxweer") == knowledge.outcome("immune_system")
    vocabulary.use([])
    assert not found("zyxwort")
    assert knowledge.substance("zyxkruid") is None


def test_an_entry_of_the_user_needs_a_name_in_one_language_alone() -> None:
    text = '[substance.botanical]\nzyxwort = { de = "Zyxkraut" }\n[outcome.sleep]\nzyx = { de = "Zyxschlaf" }'
    vocabulary.use([("terms.toml", text)])
    assert found("das Zyxkraut") == [("zyxwort",)]
    assert (it := knowledge.outcome("Zyxschlaf")) is not None
    assert it.name("nl", article=True) == it.name("en") == "Zyxschlaf"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('[substance.x]\nzyx = { en = "zyx", nl = "Zink" }', 2, "`Zink` means zinc (zinc) already"),
        ('\n[substance.x.zyx]\nen = "zyx"\nnl = "vitamine C"', 4, "means vitamin C"),
        ('[outcome.x]\nzyx = { en = "sleep quality", nl = "de zyx" }', 2, "means sleep quality"),
        ('[outcome.x]\nzyx = { en = "zyx", nl = "zyx" }', 2, "needs its article"),
        (
            '[substance.x]\nzyx = { en = "zyx", nl = "zyx", parent = "nope" }',
            2,
            "no substance `nope`",
        ),
        (
            '[outcome.x]\nzyx = { en = "zyx", nl = "de zyx", surrogate_of = ["nope"] }',
            2,
            "no outcome",
        ),
        ('[substance.x]\nzyx = { en = "zyx", colour = "red" }', 2, "unknown field `colour`"),
        ('[substance.x]\nzyx = { en = ["zyx"] }', 2, "`en` must be text"),
        ('[substance.x]\nzyx = { en = "zyx", nl = "zyx", kind = "salt" }', 2, "`kind` is one of"),
        ('[substance.x]\nzyx = { en = "zyx", nl = "zyx", parent = 3 }', 2, "`parent` must be text"),
        ('[substance.x]\nzyx = { en = "zyx", parent = "zyx" }', 2, "a parent of its own parents"),
        (
            '[outcome.x]\nzy1 = { en = "zy1", parent = "zy2" }\nzy2 = { en = "zy2", parent = "zy1" }',
            2,
            "a parent of its own parents",
        ),
        ("inverse = [inf]", 1, "`inverse` must be a list of names"),
        ('never = "zinc"', 1, "`never` must be a list of names"),
        ("hard = [[1]]", 1, "`hard` must be a list of names"),
        ("[ambiguous]\nzinc = 1", 1, "[ambiguous] holds a table for each name"),
        ("verb = 1", 1, "[verb] holds a table for each name"),
        ("[ambiguous.zinc]\ndefault = [1]", 2, "`default` must be text"),
        ("[substance.x]\nzyx = { also_en = [] }", 2, "has no name"),
        ('[substance.x]\nzyx = { en = "™", nl = "zyx" }', 2, "no letter"),
        ("[substance.x]\nzyx = 3", 2, "is not an entry"),
        ('[substance.x]\nzinc = { also_en = ["zyx"], parent = "iron" }', 2, "it can get names"),
        ('[substances]\nzyx = { en = "zyx" }', 1, "unknown section"),
        ('[ambiguous]\nzyx = { nope = ["a"] }', 2, "names an entry that is not there"),
    ],
)
def test_a_clash_says_where_and_what(text: str, line: int, what: str) -> None:
    with pytest.raises(ConfigError) as raised:
        vocabulary.use([("terms.toml", text)])
    assert str(raised.value).startswith(f"terms.toml:{line}: ")
    assert what in str(raised.value)
    assert vocabulary.substance("zinc") is not None


def test_a_second_meaning_needs_a_rule() -> None:
    text = '[substance.x]\nzyx = { en = "zyx", nl = "zyx", also_en = ["brahmi"] }\n'
    with pytest.raises(ConfigError, match="brahmi"):
        vocabulary.use([("terms.toml", text)])
    rule = '[ambiguous]\nbrahmi = { zyx = ["zyx"], bacopa = ["bacopa"], gotu_kola = ["gotu"] }\n'
    vocabulary.use([("terms.toml", text + rule)])
    assert found("brahmi, from zyx plants")[0] == ("zyx",)


def test_the_setting_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "terms.toml").write_text('[substance.x]\nzyx = { en = "zinc", nl = "zyx" }\n')
    (tmp_path / "magclaims.toml").write_text('vocabulary = ["terms.toml"]\n')
    result = run("grade", "Zink helpt.")
    assert (result.code, "terms.toml:2: zyx: `zinc` means zinc" in result.err) == (2, True)
    (tmp_path / "magclaims.toml").write_text('vocabulary = ["absent.toml"]\n')
    assert "absent.toml:1:1: no such file" in run("grade", "Zink helpt.").err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vitamin D prevents falls in older adults.", ["falls"]),
        ("Falls are common after 80.", ["falls"]),
        ("Vitamine D voorkomt vallen bij ouderen.", ["falls"]),
        ("Het risico op vallen daalt.", ["falls"]),
        ("She falls asleep at ten.", ["sleep_latency"]),
        ("Zo val je niet meer, of om in slaap te vallen.", ["sleep_latency"]),
        ("Cortisol falls during the night.", ["cortisol"]),
        ("It all falls into place.", []),
        ("Om op te vallen moet je niet stil vallen.", []),
        ("A weight off your mind, and a stress test.", []),
    ],
)
def test_an_outcome_is_no_part_of_another_expression(text: str, found: list[str]) -> None:
    assert [ids[0] for ids in outcomes_in(text)] == found


@pytest.mark.parametrize(
    ("text", "substances", "outcomes"),
    [
        ("L'huile d'olive soulage les douleurs articulaires.", ["olive_oil"], ["joint_pain"]),
        ("Le bisglycinate de fer contre l'anémie", ["iron_bisglycinate"], ["anaemia"]),
        ("Zink bei Knochenbrüchen und Muskelkrämpfen", ["zinc"], ["fractures", "cramps"]),
        ("Blutdruckwerte und bloeddrukwaarden", [], ["blood_pressure", "blood_pressure"]),
        ("What does ail you is a bore.", [], []),  # garlic and boron, in French
    ],
)
def test_names_of_one_more_language_are_found(
    text: str, substances: list[str], outcomes: list[str]
) -> None:
    assert [m.id for m in vocabulary.find_substances(text)] == substances
    assert [m.id for m in vocabulary.find_outcomes(text)] == outcomes
