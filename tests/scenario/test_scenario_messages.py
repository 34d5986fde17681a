"""Every class of problem in values: line, key, what is allowed, the nearest right name."""

from __future__ import annotations

import pytest

from simulation.scenario.problems import MOST_PROBLEMS

HEAD = "name: demo\n"
EVENT = "interventions:\n  - {kind: kick_off, start: 3, %s}\n"
PILOT = "platform:\n  pilots:\n    - {name: a, target: {%s}}\n"
CASES = {
    "no name": ("title: x\n", 1, "name", ["is missing", "must be text"]),
    "slug": ("name: ../etc\n", 1, "name", ["letters, digits"]),
    "long name": (f"name: {'a' * 81}\n", 1, "name", ["1 to 80"]),
    "unknown key": (HEAD + "run:\n  weaks: 3\n", 3, "run.weaks", ["unknown key 'weaks'; did you mean 'weeks'?"]),
    "unknown section": (HEAD + "organization: {}\n", 2, "organization", ["did you mean 'organisation'?"]),
    "strange key": (HEAD + "zzzzz: 1\n", 2, "zzzzz", ["there are: description, economics"]),
    "range": (HEAD + "run: {weeks: 2000}\n", 2, "run.weeks", ["whole number between 1 and 1040 weeks, not 2000"]),
    "unit": (HEAD + "economics: {hourly_cost_eur: -1}\n", 2, "economics.hourly_cost_eur", ["0 and 10000 EUR per hour"]),
    "people": (HEAD + "organisation: {people: 1e9}\n", 2, "organisation.people",
               ["2 and 2000000 people, not 1000000000"]),
    "whole": (HEAD + "run: {weeks: 2.5}\n", 2, "run.weeks", ["a whole number", "not 2.5"]),
    "text for number": (HEAD + "run: {weeks: '5'}\n", 2, "run.weeks", ["not the text '5'"]),
    "truth for number": (HEAD + "run: {weeks: true}\n", 2, "run.weeks", ["not true"]),
    "word for truth": (HEAD + "run: {events: yes}\n", 2, "run.events", ["true or false", "'yes'"]),
    "number for text": (HEAD + "title: 5\n", 2, "title", ["must be text, not 5; put it in quotes"]),
    "number for date": (HEAD + "run: {start: 2012}\n", 2, "run.start", ["a date (year-month-day), not 2012"]),
    "list for table": (HEAD + "run: [1]\n", 2, "run", ["a table of keys and values, not a list"]),
    "table for list": (HEAD + "interventions: {a: 1}\n", 2, "interventions", ["a list, not a table"]),
    "empty": (HEAD + "run:\n", 2, "run", ["not empty"]),
    "word": (HEAD + "model: {contagion: complx}\n", 2, "model.contagion", ["threshold or cascade", "mean 'complex'?"]),
    "version": ("name: a\nschema_version: 2\n", 2, "schema_version", ["must be 1, not 2"]),
    "too few people": (HEAD + "organisation: {people: 50, countries: {A: 1, B: 1, C: 1, D: 1, E: 1}}\n", 2,
                       "organisation", ["too few"]),
    "free table": (HEAD + "platform: {communities: {types: {halp: 1}}}\n", 2, "platform.communities.types.halp",
                   ["did you mean 'help'?"]),
    "parameter name": (HEAD + "parameters:\n  imitation_rat: 1\n", 3, "parameters.imitation_rat",
                       ["unknown parameter", "'imitation_rate'?"]),
    "parameter range": (HEAD + "parameters:\n  imitation_rate: 7\n", 3, "parameters.imitation_rate",
                        ["between 0 and 2 per week, not 7"]),
    "parameter text": (HEAD + "parameters: {imitation_rate: x}\n", 2, "parameters.imitation_rate", ["must be"]),
    "prior kind": (HEAD + "parameters: {imitation_rate: {prior: {kind: gama, a: 1}}}\n", 2,
                   "parameters.imitation_rate.prior.kind", ["fixed, uniform, normal, lognormal or logitnormal"]),
    "prior order": (HEAD + "parameters: {imitation_rate: {prior: {kind: uniform, a: 1, b: 0.5}}}\n", 2,
                    "parameters.imitation_rate.prior", ["a < b", "between 0 and 2 per week"]),
    "prior outside": (HEAD + "parameters: {imitation_rate: {prior: {kind: normal, a: 3, b: 0.5}}}\n", 2,
                      "parameters.imitation_rate.prior", ["between 0 and 2 per week, not 3"]),
    "prior spread": (HEAD + "parameters: {imitation_rate: {prior: {kind: normal, a: 1}}}\n", 2,
                     "parameters.imitation_rate.prior", ["above 0"]),
    "prior median": (HEAD + "parameters: {imitation_rate: {prior: {kind: lognormal, a: 0, b: 1}}}\n", 2,
                     "parameters.imitation_rate.prior", ["above 0"]),
    "fixed elsewhere": (HEAD + "parameters: {imitation_rate: {value: 1, prior: {kind: fixed, a: 2}}}\n", 2,
                        "parameters.imitation_rate.prior", ["fixed at 2, but the value is 1"]),
    "posterior name": (HEAD + "posterior: {names: [imitation_rat], rows: [[1]]}\n", 2, "posterior.names[0]",
                       ["'imitation_rate'?"]),
    "posterior range": (HEAD + "posterior:\n  names: [imitation_rate]\n  rows:\n    - [1]\n    - [5]\n", 6,
                        "posterior.rows[1]", ["imitation_rate must be between 0 and 2 per week, not 5"]),
    "posterior width": (HEAD + "posterior: {names: [imitation_rate], rows: [[1, 2]]}\n", 2, "posterior.rows[0]",
                        ["2 values for 1 names"]),
    "posterior empty": (HEAD + "posterior: {names: [imitation_rate], rows: []}\n", 2, "posterior.rows", ["at least 1"]),
    "posterior twice": (HEAD + "posterior: {names: [belief_mean, belief_mean], rows: [[1, 1]]}\n", 2,
                        "posterior.names", ["twice"]),
    "posterior size": (HEAD + f"posterior: {{names: [belief_mean], rows: [{'[.5],' * 26000}]}}\n", 2,
                       "posterior.rows[24995]", ["more than 50,000 values"]),
    "no kind": (HEAD + "interventions:\n  - {start: 3}\n", 3, "interventions[0].kind", ["is missing", "kick_off"]),
    "kind": (HEAD + "interventions:\n  - {start: 3, kind: kickoff}\n", 3, "interventions[0].kind",
             ["unknown kind 'kickoff'; did you mean 'kick_off'?"]),
    "no start": (HEAD + "interventions:\n  - kind: kick_off\n", 3, "interventions[0].start", ["is missing"]),
    "start": (HEAD + "interventions: [{kind: kick_off, start: soon}]\n", 2, "interventions[0].start",
              ["a date (year-month-day) or a week number", "'soon'"]),
    "start before": (HEAD + "interventions: [{kind: kick_off, start: 2010-01-01}]\n", 2, "interventions[0].start",
                     ["2012-02-19, the first day", "not 2010-01-01"]),
    "start after": (HEAD + "interventions: [{kind: kick_off, start: 104}]\n", 2, "interventions[0].start",
                    ["week 0 and week 103", "not week 104"]),
    "same names": (HEAD + "interventions:\n  - {kind: kick_off, start: 1}\n  - {kind: kick_off, start: 2}\n", 4,
                   "interventions[1].name", ["called 'kick_off'"]),
    "intervention key": (HEAD + EVENT % "strenght: 2", 3, "interventions[0].strenght", ["'strength'?"]),
    "intervention range": (HEAD + EVENT % "strength: 9", 3, "interventions[0].strength", ["between 0 and 5"]),
    "silo": (HEAD + EVENT % "target: {silos: [Germany / Sale]}", 3, "interventions[0].target.silos[0]",
             ["unknown silo", "'Germany / Sales'?"]),
    "country": (HEAD + EVENT % "target: {countries: [Hungry]}", 3, "interventions[0].target.countries[0]",
                ["'Hungary'?"]),
    "function": (HEAD + EVENT % "target: {functions: [Juggling]}", 3, "interventions[0].target.functions[0]",
                 ["there are: Customer service"]),
    "silo twice": (HEAD + EVENT % "target: {countries: [Hungary, Hungary]}", 3, "interventions[0].target.countries",
                   ["twice"]),
    "silo elsewhere": (HEAD + EVENT % "target: {silos: [Germany / Sales], countries: [Hungary]}", 3,
                       "interventions[0].target.silos", ["selects nobody"]),
    "count and share": (HEAD + EVENT % "target: {count: 3, share: .2}", 3, "interventions[0].target", ["not both"]),
    "count": (HEAD + "organisation: {people: 500}\n" + EVENT % "target: {count: 501}", 4,
              "interventions[0].target.count", ["at most 500", "not 501"]),
    "share": (HEAD + EVENT % "target: {share: 0}", 3, "interventions[0].target.share", ["selects nobody"]),
    "no brokers": (HEAD + "organisation: {brokers: 0}\n" + EVENT % "target: {role: broker}", 4,
                   "interventions[0].target.role", ["selects nobody"]),
    "role": (HEAD + EVENT % "target: {role: manger}", 3, "interventions[0].target.role", ["did you mean 'manager'?"]),
    "island": (HEAD + "platform: {legacy: [{name: wiki, users_share: 1}]}\n"
               "interventions: [{kind: legacy_retirement, start: 1, island: wikki}]\n", 3,
               "interventions[0].island", ["did you mean 'wiki'?"]),
    "launch": (HEAD + "platform: {launch_countries: [Germny]}\n", 2, "platform.launch_countries[0]",
               ["did you mean 'Germany'?"]),
    "roll-out": (HEAD + "platform: {launch_countries: [Germany]}\n"
                 "interventions: [{kind: country_roll_out, start: 1, target: {countries: [Germany]}}]\n", 3,
                 "interventions[0].target.countries[0]", ["'Germany' has access from the launch already"]),
    "needless roll-out": (HEAD + "interventions: [{kind: country_roll_out, start: 1}]\n", 2,
                          "interventions[0].target", ["selects nobody", "all countries have access"]),
    "islands": (HEAD + "platform: {legacy: [{name: a, users_share: 1}, {name: a, users_share: 1}]}\n", 2,
                "platform.legacy", ["called 'a'"]),
    "pilot rank": (HEAD + PILOT % "rank: propensity", 4, "platform.pilots[0].target.rank", ["before the run"]),
    "pilot silo": (HEAD + PILOT % "silos: [x]", 4, "platform.pilots[0].target.silos[0]", ["unknown silo 'x'"]),
    "no label": (HEAD + "platform: {legacy: [{name: '', users_share: 1}]}\n", 2, "platform.legacy[0].name",
                 ["at least 1 character"]),
    "long title": (HEAD + f"title: {'x' * 300}\n", 2, "title", ["at most 200 characters"]),
    "too many": (HEAD + "interventions: [" + "{kind: kick_off, start: 1}," * 301 + "]\n", 2, "interventions",
                 ["301 entries; at most 300"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "key", "parts"), CASES.values(), ids=CASES)
def test_problem_names_line_key_range_and_nearest_name(problems, text, line, key, parts):
    found = problems(text)
    matching = [p for p in found if (p.line, p.key) == (line, key)]
    assert any(all(part in p.message for part in parts) for p in matching), [str(p) for p in found]


def test_one_problem_gives_one_message(problems):
    for name in ("range", "word", "unknown key", "parameter name", "kind", "start", "silo", "prior kind"):
        assert len(problems(CASES[name][0])) == 1, name


def test_all_problems_come_together_in_order(problems):
    found = problems(
        "name: demo x\nrun: {weeks: 2000}\norganisation: {peple: 3}\n"
        "interventions:\n  - {kind: kick_off, start: 3, target: {silos: [x]}}\n  - {kind: oops, start: 1}\n"
    )
    assert [(p.line, p.key) for p in found] == [
        (1, "name"), (2, "run.weeks"), (3, "organisation.peple"), (6, "interventions[1].kind"),
    ]  # fmt: skip
    found = problems(
        "name: demo x\ninterventions:\n  - {kind: kick_off, start: 3000, target: {silos: [x]}}\n"
        "  - {kind: oops, start: 1}\nparameters: {belief_mean: 3}\n"
    )
    assert [(p.line, p.key) for p in found] == [
        (1, "name"), (3, "interventions[0].start"), (3, "interventions[0].target.silos[0]"),
        (4, "interventions[1].kind"), (5, "parameters.belief_mean"),
    ]  # fmt: skip


def test_text_of_a_problem_is_file_line_key_message(problems):
    (problem,) = problems(HEAD + "run:\n  weeks: 0\n")
    assert str(problem).endswith("case.yaml:3: run.weeks: must be a whole number between 1 and 1040 weeks, not 0")
    assert problem.column == 3


def test_many_problems_are_cut(problems):
    assert len(problems(HEAD + "".join(f"key{i}: 1\n" for i in range(5000)))) == MOST_PROBLEMS


def test_messages_never_carry_control_characters(problems):
    found = problems('name: "\\e[31m\\a"\n"\\e[2J": 1\nrun: {"a\\nb": 3}\n')
    assert found
    for problem in found:
        assert all(ord(character) >= 32 and character.isprintable() for character in str(problem)), repr(str(problem))
