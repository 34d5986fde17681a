"""Which tests are asked about a mistake: those of the part that it is planted in, the quickest first."""

from __future__ import annotations

from typing import Final

_KNOWN: Final = "tests/science/test_known_results.py::test_known_result_holds"

_REPORT: Final = (
    "tests/present/test_board_by_hand.py",
    "tests/present/test_pictures_by_hand.py",
    "tests/present/test_report.py",
    "tests/present/test_figure_files.py",
    "tests/present/test_slides.py",
    "tests/results/test_tables_by_hand.py",
)
_BY_HAND: Final = "tests/studies/test_studies_by_hand.py"
_LIVE: Final = (
    "tests/present/test_pictures_by_hand.py",
    "tests/studies/test_live.py",
    "tests/studies/test_live_page.py",
)

ASKED: Final[dict[str, tuple[str, ...]]] = {
    "simulation/model/rules.py": (
        "tests/engines/test_rules.py",
        "tests/engines/test_directions.py",
        f"{_KNOWN}[Bass curve, well-mixed]",
        f"{_KNOWN}[Independent cascade]",
    ),
    "simulation/model/": ("tests/engines/test_arithmetic.py", "tests/engines/test_traits.py"),
    "simulation/engines/kernel/": (
        "tests/engines/test_recount.py",
        "tests/engines/test_newcomers.py",
        "tests/engines/test_timing.py",
        "tests/engines/test_engines_agree.py::test_engines_agree_over_years",
        "tests/engines/test_engines_agree.py::test_engines_agree_on_silos_of_several_chunks",
    ),
    "simulation/engines/mesa/": (
        "tests/engines/test_recount.py",
        "tests/engines/test_newcomers.py",
        "tests/engines/test_engines_agree.py::test_engines_agree_over_years",
    ),
    "simulation/engines/": (
        "tests/engines/test_booking.py",
        "tests/engines/test_posterior_rows.py",
        "tests/engines/test_values.py",
        "tests/engines/test_composing.py",
        "tests/engines/test_timing.py",
        "tests/interventions/test_costs.py",
        "tests/interventions/test_effects.py",
    ),
    "simulation/interventions/": (
        "tests/interventions/test_planned_by_hand.py",
        "tests/interventions/test_costs.py",
        "tests/interventions/test_select.py",
        "tests/interventions/test_effects.py",
        "tests/interventions/test_platform.py",
        "tests/interventions/test_learning.py",
        "tests/interventions/test_managers.py",
        "tests/interventions/test_face_to_face.py",
        "tests/engines/test_timing.py",
    ),
    "simulation/declare/": ("tests/test_priors.py", "tests/engines/test_values.py"),
    "simulation/parameters.py": ("tests/test_units.py", "tests/sourced", "tests/test_declarations.py"),
    "simulation/factors.py": (
        "tests/test_units.py",
        "tests/sourced",
        "tests/test_declarations.py",
        "tests/value/test_value_factors.py",
    ),
    "simulation/measures/": ("tests/measures",),
    "simulation/value/": ("tests/value", "tests/results/test_tables_by_hand.py"),
    "simulation/results/": (
        "tests/results/test_tables_by_hand.py",
        "tests/results/test_every_cell.py",
        "tests/scenario/test_calendar.py",
        "tests/results/test_results_digest.py",
        "tests/results/test_results_reader.py",
        "tests/results/test_results_compare.py",
        "tests/results/test_results_observed.py",
        "tests/results/test_results_verify.py",
        "tests/results/test_results_checkpoints.py",
        "tests/present/test_research.py",
    ),
    "simulation/attribution/": (
        "tests/attribution/test_attribution_shapley.py",
        "tests/attribution/test_attribution_account.py",
        "tests/attribution/test_attribution_split.py",
        "tests/attribution/test_attribution_person.py",
    ),
    "simulation/results/board.py": _REPORT,
    "simulation/results/mind.py": _REPORT,
    "simulation/present/board/": _REPORT,
    "simulation/present/picture/": _REPORT,
    "simulation/present/report/": _REPORT,
    "simulation/present/language/": ("tests/present/test_language.py", "tests/present/test_sentences.py", *_REPORT),
    "simulation/present/slides/": ("tests/present/test_pictures_by_hand.py", "tests/present/test_slides.py"),
    "simulation/present/live/": _LIVE,
    "simulation/studies/live/": _LIVE,
    "simulation/studies/": ("tests/studies",),
    "simulation/studies/best/": (_BY_HAND, "tests/studies/test_best_search.py", "tests/studies/test_best_plan.py"),
    "simulation/studies/calibration/": (
        _BY_HAND,
        "tests/studies/calibration",
    ),
    "simulation/studies/information/": (
        _BY_HAND,
        "tests/studies/questions",
    ),
    "simulation/studies/sensitivity/": (
        _BY_HAND,
        "tests/studies/questions",
    ),
    "simulation/studies/discovery/": (
        _BY_HAND,
        "tests/studies/questions",
    ),
    "simulation/studies/file/": (
        _BY_HAND,
        "tests/studies/test_study_files.py",
    ),
    "simulation/studies/design/": (_BY_HAND, "tests/studies/test_space.py", "tests/studies/test_study_files.py"),
    "simulation/studies/store/": (_BY_HAND, "tests/studies/test_store.py", "tests/studies/test_sweep.py"),
    "simulation/importing/": ("tests/importing/test_import_by_hand.py", "tests/importing"),
    "simulation/survey/": (
        "tests/survey/test_survey_asking.py",
        "tests/survey/test_survey_power.py",
        "tests/survey/test_survey_sampling.py",
        "tests/survey/test_survey_runs.py",
    ),
    "simulation/scenario/": (
        "tests/scenario/test_calendar.py",
        "tests/scenario/test_scenario_files.py",
        "tests/scenario/test_scenario_structure.py",
        "tests/scenario/test_scenario_values.py",
        "tests/scenario/test_scenario_messages.py",
        "tests/engines/test_booking.py",
    ),
    "simulation/organisation/": (
        "tests/organisation/test_organisation_measures.py",
        "tests/organisation/test_organisation_communities.py",
        "tests/organisation/test_organisation_generator.py",
        "tests/organisation/test_organisation_realism.py",
        "tests/organisation/test_organisation_sizes.py",
    ),
    "simulation/world.py": ("tests/world", "tests/engines/test_timing.py"),
    "simulation/present/": (
        "tests/present/test_research.py",
        "tests/present/test_every_text.py",
        "tests/present/test_present_explanation.py",
        "tests/present/test_present_words.py",
        "tests/studies/test_tornado.py",
    ),
    "simulation/cli/": ("tests/cli_runs/test_cli_runs.py", "tests/scenario/test_scenario_cli.py"),
    "simulation/plugin/": ("tests/plugin/test_plugin_contract.py", "tests/plugin/test_plugin_loading.py"),
    "simulation/compiled.py": ("tests/test_compiled.py",),
}
"""Tests by the beginning of a file's path; the longest beginning counts. No frozen digest is among them."""


def tests_for(file: str) -> tuple[str, ...]:
    """Return the tests that are asked about a mistake in a file; `KeyError` if none are."""
    return ASKED[max((start for start in ASKED if file.startswith(start)), key=len, default=file)]
