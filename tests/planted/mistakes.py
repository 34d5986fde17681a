"""The mistakes that are planted, and the tests that must notice each of them."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

_KNOWN: Final = "tests/science/test_known_results.py::test_known_result_holds"

MISTAKES: Final = (
    Mistake(
        "asynchronous update",
        "Who comes later in the engine sees what others did in the same week.",
        "simulation/engines/kernel/weeks.py",
        "    count.count_people(week, start, end, people, next_shown, s, row)\n",
        "    words[start:end] = next_words[start:end]\n"
        "    count.count_people(week, start, end, people, next_shown, s, row)\n",
        (
            "tests/engines/test_timing.py",
            "tests/engines/test_engines_agree.py::test_engines_agree_on_silos_of_several_chunks",
        ),
    ),
    Mistake(
        "shared random stream",
        "Thresholds and propensities are drawn by the same numbers.",
        "simulation/model/chances.py",
        "    Decision.TRAIT_THRESHOLD,\n",
        "    Decision.TRAIT_PROPENSITY,\n",
        (
            "tests/engines/test_arithmetic.py",
            "tests/engines/test_traits.py",
        ),
    ),
    Mistake(
        "swapped parameter",
        "The hazard takes the rate of imitation for that of innovation, and the other way round.",
        "simulation/model/rules.py",
        "(innovation + imitation * exposure)",
        "(imitation + innovation * exposure)",
        (
            "tests/engines/test_rules.py",
            f"{_KNOWN}[Bass curve, well-mixed]",
            f"{_KNOWN}[Independent cascade]",
        ),
    ),
    Mistake(
        "wrong sign",
        "The reluctance to speak up makes people speak.",
        "simulation/model/rules.py",
        "return drive + setting - reluctance",
        "return drive + setting + reluctance",
        (
            "tests/engines/test_rules.py",
            "tests/engines/test_directions.py",
        ),
    ),
    Mistake(
        "one week late",
        "Interventions act from the week after their start.",
        "simulation/engines/schedule.py",
        "return [entry for entry in self._by_name if entry.first <= week < entry.last]",
        "return [entry for entry in self._by_name if entry.first < week <= entry.last]",
        (
            "tests/engines/test_timing.py",
            "tests/interventions/test_costs.py",
            f"{_KNOWN}[Null]",
        ),
    ),
    Mistake(
        "stale compiled code",
        "The cache of compiled code does not look at the sources.",
        "simulation/compiled.py",
        "state = source_hash(COMPILED_PARTS)[:16]",
        'state = "compiled"',
        ("tests/test_compiled.py",),
    ),
    Mistake(
        "pairs lose their common luck",
        "A plan's replicates roll other dice than those of its base.",
        "simulation/engines/course.py",
        "self._seed = int(replicate_seed(scenario.run.seed, replicate))",
        "self._seed = int(replicate_seed(scenario.run.seed + len(scenario.interventions), replicate))",
        (
            f"{_KNOWN}[Null]",
            "tests/interventions/test_contract.py::test_rule_is_kept[strength 0 is none-kick_off]",
        ),
    ),
    Mistake(
        "money counted twice",
        "The account adds what is bought twice.",
        "simulation/value/account.py",
        "return Account(hours, money, money + hours * price, present)",
        "return Account(hours, money, 2 * money + hours * price, present)",
        ("tests/value/test_value_account.py", "tests/value/test_value_results.py"),
    ),
    Mistake(
        "one draw for all parameters",
        "All uncertain parameters are high together, or low together.",
        "simulation/engines/values.py",
        "named_uniform(seed, Decision.PARAMETER, name)",
        'named_uniform(seed, Decision.PARAMETER, "all")',
        ("tests/engines/test_values.py", "tests/survey/test_survey_settings.py"),
    ),
    Mistake(
        "band too narrow",
        "What is called an 80% band holds the middle half.",
        "simulation/results/quantiles.py",
        "BAND: Final = (0.1, 0.5, 0.9)",
        "BAND: Final = (0.25, 0.5, 0.75)",
        (
            "tests/science/test_known_results.py::test_a_band_holds_four_fifths_of_further_values",
            "tests/results/test_results_compare.py",
        ),
    ),
)
