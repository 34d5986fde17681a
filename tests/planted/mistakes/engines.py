"""Mistakes in the model, its engines, and how parameters are drawn."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

_KNOWN: Final = "tests/science/test_known_results.py::test_known_result_holds"

MISTAKES: Final = (
    Mistake(
        "asynchronous update",
        "Who comes later in the engine sees what others did in the same week.",
        "simulation/engines/kernel/weeks.py",
        "    count.count_people(week, start, end, people, s, row)\n",
        "    words[start:end] = next_words[start:end]\n    count.count_people(week, start, end, people, s, row)\n",
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
        "return [entry for entry in self._in_order if entry.first <= week < entry.last]",
        "return [entry for entry in self._in_order if entry.first < week <= entry.last]",
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
        "return ValueAccount(hours, money, money + hours * price, present)",
        "return ValueAccount(hours, money, 2 * money + hours * price, present)",
        ("tests/value/test_value_account.py", "tests/value/test_value_results.py"),
    ),
    Mistake(
        "one draw for all parameters",
        "All uncertain parameters are high together, or low together.",
        "simulation/engines/values.py",
        "[p.name for p in declared.values()]",
        '["all" for p in declared.values()]',
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
    Mistake(
        "closed to nobody",
        "Outsiders see what is in a closed community.",
        "simulation/engines/kernel/communities.py",
        "reach.pull[2 * k + 1] = pull if g.is_open != 0 else ZERO",
        "reach.pull[2 * k + 1] = pull",
    ),
    Mistake(
        "open to all who speak",
        "Outsiders speak in a closed community.",
        "simulation/engines/kernel/communities.py",
        "reach.open[2 * k + 1] = g.is_open",
        "reach.open[2 * k + 1] = 1",
    ),
    Mistake(
        "habits of the leaver",
        "Who is hired keeps the habits of the one who left.",
        "simulation/engines/kernel/turnover.py",
        "    people.traits[:, i] = ZERO\n",
        "    people.traits[p.SKILL :, i] = ZERO\n",
    ),
    Mistake(
        "memory of the leaver",
        "Who is hired has made what the one who left made.",
        "simulation/engines/kernel/turnover.py",
        "    people.contributions[i] = 0\n",
        "",
    ),
    Mistake(
        "replier for author",
        "A reply is noted with replier and author exchanged.",
        "simulation/engines/kernel/respond.py",
        "WEEKS_PER_YEAR, silos[who], silos[i]] += 1",
        "WEEKS_PER_YEAR, silos[i], silos[who]] += 1",
    ),
    Mistake(
        "cause of an event",
        "Events name the cause before.",
        "simulation/engines/kernel/accounts.py",
        "events[n_events, 2] = cause",
        "events[n_events, 2] = cause - 1",
    ),
    Mistake(
        "week of an event",
        "Events name the week after.",
        "simulation/engines/kernel/accounts.py",
        "events[n_events, 0] = week",
        "events[n_events, 0] = week + 1",
    ),
    Mistake(
        "year of readers",
        "Windows of readers are a week too short.",
        "simulation/engines/kernel/count.py",
        "row[_READ + k] += _since(last_read, registered, week - span + 1)",
        "row[_READ + k] += _since(last_read, registered, week - span + 2)",
    ),
    Mistake(
        "power of all",
        "Everybody who reads a lot counts as one who contributes too.",
        "simulation/model/rules.py",
        "(np.int32(used > np.int32(8)) & contributed_lately)",
        "np.int32(used > np.int32(8))",
    ),
    Mistake(
        "readers in Mesa",
        "The readable engine forgets readers a week too early.",
        "simulation/engines/mesa/ledger.py",
        'SPANS = {"7": 1, "28": 4, "365": 52}',
        'SPANS = {"7": 1, "28": 3, "365": 52}',
    ),
    Mistake(
        "next row of the posterior",
        "Replicate k takes row k + 1.",
        "simulation/engines/values.py",
        "column[replicate %",
        "column[(replicate + 1) %",
    ),
    Mistake(
        "booked by the largest silo",
        "Costs are shared out over silos evenly, not by the people reached.",
        "simulation/engines/scheduled.py",
        "self.silo_shares = counts / counts.sum() if counts.sum()",
        "self.silo_shares = np.full(counts.size, 1.0 / counts.size) if counts.sum()",
    ),
    Mistake(
        "largest for sum",
        "A budget is held against the dearest week instead of the sum of all.",
        "simulation/engines/limits.py",
        "        name: fsum(\n",
        "        name: max(\n",
    ),
    Mistake(
        "nothing is spent",
        "What is paid is not taken from the budget.",
        "simulation/engines/budget.py",
        "                left[limit] -= getattr(weekly[age], limit.what)\n",
        "                left[limit] -= 0.0\n",
    ),
    Mistake(
        "half the spread",
        "A normal prior is half as wide as it says.",
        "simulation/declare/prior.py",
        "self.a + self.b * standard_normal.quantile(p)",
        "self.a + self.b / 2 * standard_normal.quantile(p)",
    ),
    Mistake(
        "mean for median",
        "A lognormal prior has its a as mean.",
        "simulation/declare/prior.py",
        'Prior("normal", log(self.a), self.b)',
        'Prior("normal", log(self.a) - self.b**2 / 2, self.b)',
    ),
    Mistake(
        "another belief",
        "A prior is narrower than what is believed.",
        "simulation/parameters.py",
        '"logit per reply",\n           0, 1, 0.03, _lognormal(0.03, 0.5)',
        '"logit per reply",\n           0, 1, 0.03, _lognormal(0.03, 0.05)',
    ),
)
