import pytest
from pydantic import ValidationError

from simulation.organisation import CommunitySettings, OrganisationSettings
from simulation.sources import SOURCES


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"people": 49}, "must be between 50 and 2000000 people, not 49"),
        ({"people": 2_000_001}, "less than or equal to 2000000"),
        ({"countries": {}}, "countries needs at least one name"),
        ({"divisions": {"Sales": -1}}, "divisions: the share of 'Sales' is -1"),
        ({"functions": {"IT": float("nan")}}, "functions: must be a finite number, not nan"),
        ({"countries": {"Germany": 0}}, "countries: all shares are 0"),
        ({"countries": {str(i): 1 for i in range(201)}}, "countries has 201 names, at most 200"),
        ({"silo_level": "team"}, "'country' or 'division'"),
        ({"silo_barrier": 1.1}, "less than or equal to 1"),
        ({"periphery_share": 0.51}, "less than or equal to 0.5"),
        ({"degree_cv": 0.29}, "greater than or equal to 0.3"),
        ({"degree_cv": 0.9, "degree_spread": 1}, "degree_spread brings a degree_cv of its own: give one of the two"),
        (
            {"degree_cv": 0.4, "periphery_share": 0.4},
            "degree_cv 0.4 is less than the people with few ties make it alone, about 0.67: "
            "raise degree_cv, lower periphery_share or raise periphery_degree",
        ),
        ({"poeple": 100}, "Extra inputs are not permitted"),
        (
            {"people": 50, "countries": {"A": 1, "B": 1, "C": 1}, "divisions": {str(i): 1 for i in range(6)}},
            "50 people are too few for 3 countries with 6 divisions each: .* at least 3 people, 54 in all",
        ),
    ],
)
def test_wrong_settings_are_named(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message.replace("(", r"\(")):
        OrganisationSettings(**wrong)


def test_shares_of_types_are_checked() -> None:
    with pytest.raises(ValidationError, match="types: all shares are 0"):
        CommunitySettings(types={"help": 0})
    with pytest.raises(ValidationError, match="practice"):
        CommunitySettings(types={"gossip": 1})


@pytest.mark.parametrize("model", [OrganisationSettings, CommunitySettings])
def test_every_number_says_meaning_unit_and_source(model: type[OrganisationSettings | CommunitySettings]) -> None:
    for name, schema in model.model_json_schema()["properties"].items():
        assert schema["description"], name
        assert schema["source"] in SOURCES, name
        assert "unit" in schema, name


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        OrganisationSettings().people = 60
