"""The register of health claims: what its rows have to hold, and what it says of a substance."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from magclaims.knowledge.data import load
from magclaims.knowledge.regulation import carriers, register, together
from magclaims.knowledge.vocabulary import vocabulary

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "authorised_claims.yaml"


def test_every_claim_meaning_and_refusal_is_there() -> None:
    known = register()
    assert (len(known.claims), len(known.meanings), len(known.refusals)) == (268, 104, 48)
    articles = Counter(claim.article for claim in known.claims.values())
    assert articles == {"13(1)": 229, "13(5)": 13, "14(1)(a)": 14, "14(1)(b)": 12}
    assert [c.id for c in known.claims.values() if c.revoked] == ["monacolin-cholesterol"]
    assert {claim.meaning for claim in known.claims.values()} == set(known.meanings)


def test_every_meaning_has_words_in_all_languages_and_a_family() -> None:
    families = {meaning.family for meaning in register().meanings.values()}
    for meaning in register().meanings.values():
        assert set(meaning.words) == {"nl", "en", "de", "fr", "es"}, meaning.id
    effects = load("regulation/effects.toml")
    assert {row["family"] for row in effects["effect"].values()} <= families
    assert set(effects["families"].values()) - {""} <= families
    assert set(effects["often"]) == families
    outcomes = vocabulary().outcomes
    assert set(effects["families"]) == {o.family for o in outcomes.values() if o.section}
    assert set(effects["no_effect"]) <= set(outcomes)
    assert set(effects["meanings"]) <= set(outcomes)
    named = {id_ for ids in effects["meanings"].values() for id_ in ids}
    assert named <= set(register().meanings)


def test_a_refusal_is_about_effects_that_are_there() -> None:
    known = {
        *register().meanings,
        *vocabulary().outcomes,
        *load("regulation/effects.toml")["effect"],
    }
    assert {e for refusal in register().refusals for e in refusal.effects} <= known
    assert all(refusal.fact for refusal in register().refusals)


def test_a_form_carries_the_claims_of_its_substance() -> None:
    known = register()
    assert len(known.claims_for("magnesium_citrate")) == len(known.claims_for("magnesium")) == 10
    assert carriers("magnesium_l_threonate") == ("magnesium_l_threonate", "magnesium")
    assert {c.meaning for c in known.claims_for("whey_protein")} >= {"muscle-mass-growth"}


def test_a_source_or_group_carries_no_claim_of_its_members() -> None:
    known = register()
    assert known.claims_for("fish_oil") == known.claims_for("omega_3") == ()
    assert "omega-3" in known.refusals_for("fish_oil")[0].fact
    assert known.refusals_for("dha") == ()
    assert known.claims_for("dha")


def test_what_two_substances_carry_when_they_are_named_together() -> None:
    assert together(("epa", "dha")) == ("epa", "dha", "epa_dha")
    assert together(("epa", "zinc")) == ("epa", "zinc")


def test_revoked_claims_are_told_apart() -> None:
    known = register()
    assert known.claims_for("monacolin_k") == ()
    assert "2024/2041" in known.claims_for("monacolin_k", revoked=True)[0].revoked


@pytest.mark.parametrize("substance", ["ashwagandha", "ksm_66", "kava", "lions_mane", "cranberry"])
def test_botanicals_are_on_hold(substance: str) -> None:
    assert register().is_on_hold(substance)


@pytest.mark.parametrize("substance", ["magnesium", "creatine", "caffeine", "berberine", "nac"])
def test_others_are_not_on_hold(substance: str) -> None:
    assert not register().is_on_hold(substance)


def test_what_the_list_does_not_know_it_does_not_judge() -> None:
    assert not register().knows("berberine")
    assert register().knows("collagen")
    assert register().knows("zinc_picolinate")


def test_conditions_name_the_substance() -> None:
    claim = register().claims["mg-psych"]
    assert "at least a source of magnesium" in claim.conditions
    assert (claim.shown, claim.basis) == ("56.25 mg", "source_of")
    # An amount of two things, from all sources, is no number to hold a dose against.
    assert register().claims["cad-bone-loss-risk"].amount is None


def test_a_wording_says_how_sure_it_is() -> None:
    claims = register().claims.values()
    assert Counter(claim.dutch for claim in claims) == {
        "memory": 142,
        None: 52,
        "seen_in_use_not_official": 28,
        "official_copy_read": 26,
        "memory_but_predicate_official": 20,
    }
    assert all("en" in c.wordings for c in claims if c.id != "carbsol-endurance")


FIELDS = {
    "claims": "substances together meaning article en effect nl nl_status en_status conditions amount unit basis "
    "amount_of amount_note act efsa revoked",
    "meanings": "effect nl nl_status family strong less words_nl words_en words_de words_fr words_es",
    "refused": "substances effects fact reference status",
    "limits": "substances names places amount unit from fact instead act article status",
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_row_has_known_fields_of_known_substances(name: str) -> None:
    table = load(f"regulation/{name}.toml")[name.removesuffix("s") if name != "refused" else name]
    for row in table.values() if isinstance(table, dict) else table:
        assert set(row) <= set(FIELDS[name].split()), row
        assert set(row.get("substances", ())) <= set(vocabulary().substances), row
        assert "en" in row or name != "claims" or row["en_status"] == "wording_not_read", row
        assert ("nl" in row) is ("nl_status" in row), row


def test_values_are_of_those_that_there_are() -> None:
    known = register()
    rows: list[Any] = [*known.claims.values(), *known.refusals, known.on_hold, *known.limits]
    for row in rows:
        TypeAdapter(type(row)).validate_python(asdict(row))
    assert {claim.meaning for claim in known.claims.values()} <= set(known.meanings)
    assert known.on_hold.substances <= set(vocabulary().substances)


@pytest.mark.skipif(not FACTS.is_file(), reason="the shared facts are not at hand")
def test_the_rows_are_those_of_the_facts() -> None:
    facts = yaml.safe_load(FACTS.read_text(encoding="utf-8"))
    known = register()
    for row in facts["claims"]:
        claim = known.claims[row["id"]]
        assert claim.meaning == row["meaning"]
        assert claim.article == row["article"].removeprefix("Art.")
        assert claim.wordings.get("en") == (row["en"] and row["en"].rstrip("."))
        assert claim.wordings.get("nl") == (row["nl"] and row["nl"].rstrip("."))
        assert claim.dutch == (row["nl_status"] if row["nl"] else None)
    assert {row["id"]: row["effect_en"] for row in facts["meanings"]} == {
        meaning.id: meaning.effect for meaning in known.meanings.values()
    }


def test_ids_of_effects_are_no_ids_of_meanings() -> None:
    effects = load("regulation/effects.toml")
    assert not set(effects["effect"]) & set(register().meanings)
    # An outcome with the name of a meaning is what that meaning is about.
    listed = {o.id for o in vocabulary().outcomes.values() if o.section}
    alike = listed & set(register().meanings)
    assert all(id_ in effects["meanings"].get(id_, ()) for id_ in alike)


def test_names_of_effects_begin_with_their_letters() -> None:
    words = [
        w for meaning in register().meanings.values() for ws in meaning.words.values() for w in ws
    ]
    for row in load("regulation/effects.toml")["effect"].values():
        words += [w for name, ws in row.items() if name.startswith(("words_", "said_")) for w in ws]
    assert all(len(word) > 1 and not set(word[:2]) & set("*.") for word in words)
