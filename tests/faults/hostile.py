"""Scenario files that nobody wrote in good faith: random, mutated and built to hurt; each from a seed and a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from simulation.scenario.places import find_scenarios

SHIPPED = [path.read_text(encoding="utf-8") for path in find_scenarios().values()]
SMALL = [text for text in SHIPPED if len(text) < 2000]
SECTIONS = [
    section
    for text in SHIPPED
    for section in re.split(r"\n(?=[a-z])", re.sub(r" *#.*", "", text))
    if not section.startswith(("schema_version", "name", "title", "organisation", "run", "extends"))
]
"""Single sections of the shipped scenarios, without comments."""
STARTER = (
    "schema_version: 1\nname: a\ntitle: A\norganisation: {people: 300}\n"
    "run: {start: 2020-01-05, weeks: 8, replicates: 2, seed: 1}\n"
)
NASTY = [
    "", "null", "~", "true", "yes", "-1", "0", "1e9", "1e400", "-1e308", ".nan", ".inf", "-.inf", "9" * 60, "9" * 39,
    "0x7fffffffffffffffff", "1e-320", "-0.0", "[]", "{}", "[[]]", "[1, two, {three: 3}]", "{a: {b: c}}", "'text'",
    '"\\e[31m"', '"\\0"', '"\\ud800"', '"\\x9b2J"', '"\\e]0;title\\a"', "2012-02-30", "0001-01-01", "9999-12-31",
    "../../etc/passwd", "/etc/passwd", "/dev/zero", "..", ".", "a/../../b", "C:\\\\x", "CON", "~root", "$HOME",
    "!!python/name:os.system", "!!python/object/apply:os.system ['touch pwned']", "&a [*a]", "*a", "<<", "? x",
    "|\n    x\n   y", "'", '"', "[", "{", "]", "- a", "a: b: c", "\t", "@", "`", "%", "é", "漢" * 50, "x" * 3000,
    "base.yaml", "../base.yaml", "case.yaml", "posterior.csv", "1e9", "2000000000", "1_000", "0o17", "1:30", "\u202ex",
    "=1+1", "\ufeff", "no", "off", "12 000", "1,000", "0.1.2", "{a: 1, a: 2}", "[" * 30 + "]" * 30,
]  # fmt: skip
KEYS = [
    "schema_version", "name", "title", "extends", "interventions_replace", "organisation", "platform", "parameters",
    "posterior", "interventions", "run", "economics", "value", "measures", "observations", "survey", "people", "weeks",
    "countries", "divisions", "start", "seed", "replicates", "uncertainty", "kind", "target", "silos", "role", "share",
    "imitation_rate", "prior", "low", "high", "strength", "factors", "names", "rows", "<<", "__class__", "a" * 300,
    "events", "hourly_cost_eur", "span_of_control", "function_shares", "desk_share",
]  # fmt: skip
TOKENS = [
    "\n", "\n  ", "\n    ", ": ", "- ", "[", "]", "{", "}", ", ", "#", "&a ", "*a", "!t ", "|\n", ">\n", "'", '"', "? ",
    "---\n", "...\n", "%YAML 1.1\n", "<<: ", "\r\n", "\t", "\\", "\x00", "\x1b[2J", "\u2028", "\ufeff", "漢", "🙂",
    "1e",
]  # fmt: skip


def file_of(seed: int, number: int) -> tuple[str, bytes]:
    """Return the family and the bytes of one file; the same for the same seed and number."""
    random = Random(f"{seed}:{number}")
    family = random.choices(list(FAMILIES), [weight for weight, _ in FAMILIES.values()])[0]
    return family, FAMILIES[family][1](random)


def _mutated(random: Random) -> bytes:
    """A shipped scenario with one to four changes to its lines, values or characters."""
    whole = random.random()
    text = random.choice(SHIPPED if whole < 0.01 else SMALL) if whole < 0.1 else STARTER
    if whole > 0.6:  # a part of a shipped scenario says as much as all of it, in a tenth of the time
        text += random.choice(SECTIONS) + "\n"
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        text = random.choice(MUTATIONS)(random, text)
    return _encoded(text)


def _value(random: Random, text: str) -> str:
    lines = text.split("\n")
    chosen = [i for i, line in enumerate(lines) if ": " in line]
    if chosen:
        at = random.choice(chosen)
        lines[at] = lines[at].split(": ")[0] + ": " + random.choice(NASTY)
    return "\n".join(lines)


def _key(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    indent = len(lines[at]) - len(lines[at].lstrip())
    lines.insert(at, f"{' ' * indent}{random.choice(KEYS)}: {random.choice(NASTY)}")
    return "\n".join(lines)


def _cut(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)]


def _without(random: Random, text: str) -> str:
    start = random.randrange(len(text) + 1)
    return text[:start] + text[start + random.choice([1, 3, 30, 200]) :]


def _again(random: Random, text: str) -> str:
    start, length = random.randrange(len(text) + 1), random.choice([1, 10, 100])
    return text[: start + length] + text[start : start + length] + text[start + length :]


def _token(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(TOKENS) + text[at:]


def _flipped(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + chr(random.choice([random.randrange(128), random.randrange(0x3000)])) + text[at + 1 :]


def _number(random: Random, text: str) -> str:
    digits = [i for i, each in enumerate(text) if each.isdigit()]
    if not digits:
        return text
    at = random.choice(digits)
    return text[:at] + random.choice(["9" * 12, "-", ".", "e9", "0", "1e300", "nan"]) + text[at + 1 :]


MUTATIONS: list[Callable[[Random, str], str]] = [
    _value, _value, _key, _cut, _without, _again, _token, _flipped, _number,
]  # fmt: skip


def _grown(random: Random) -> bytes:
    """A sound small scenario with random sections set beside or into it."""
    lines = [STARTER]
    lines += [f"{random.choice(KEYS)}: {_tree(random, 0)}\n" for _ in range(random.randrange(1, 4))]
    return _encoded("".join(lines))


def _tree(random: Random, depth: int) -> str:
    kind = random.random()
    if depth > 3 or kind < 0.4:
        return random.choice(NASTY).replace("\n", " ")
    if kind < 0.6:
        return "[" + ", ".join(_tree(random, depth + 1) for _ in range(random.randrange(4))) + "]"
    entries = (f"{random.choice(KEYS)}: {_tree(random, depth + 1)}" for _ in range(random.randrange(4)))
    return "{" + ", ".join(entries) + "}"


def _soup(random: Random) -> bytes:
    words = [*TOKENS, *KEYS, *NASTY]
    return _encoded("".join(random.choice(words) for _ in range(random.randrange(1, 60))))


def _noise(random: Random) -> bytes:
    return random.randbytes(random.choice([0, 1, 2, 3, 10, 100, 5000]))


def _bomb(random: Random) -> bytes:
    """Small files that grow when they are read without bounds."""
    n = random.choices([5, 50, 500, 3000], [60, 30, 8, 2])[0]
    return _encoded(
        random.choice([
            lambda: "a0: &a0 [x, x]\n" + "".join(f"a{i + 1}: &a{i + 1} [*a{i}, *a{i}]\n" for i in range(min(n, 60))),
            lambda: "a: " + "[" * n,
            lambda: "a: " + "{b: " * n,
            lambda: "\n".join(" " * i + "a:" for i in range(min(n, 400))),
            lambda: "- " * n,
            lambda: "? " * n,
            lambda: STARTER + "x" * n * 20 + ": 1\n",
            lambda: STARTER + f"measures: [{'registered, ' * n}]\n",
            lambda: STARTER.replace("300", "1" + "0" * min(n, 300)),
            lambda: STARTER + "interventions: [" + "{kind: kick_off, start: 1}," * min(n, 300) + "]\n",
            lambda: STARTER + "posterior: {names: [belief_mean], rows: [" + "[0.5]," * n + "]}\n",
            lambda: "a: !" + "b" * n * 10,
            lambda: "# " + "c" * n * 100 + "\n" + STARTER,
            lambda: STARTER + "---\n" * n,
            lambda: STARTER + '"' + "\\x41" * n + '": 1\n',
            lambda: "".join(f"k{i}: &k{i} {{<<: *k{i - 1}}}\n" for i in range(1, min(n, 200))),
        ])()
    )  # fmt: skip


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _recoded(random: Random) -> bytes:
    """A scenario in another encoding, or cut within a character."""
    text = random.choice(SMALL)
    encoded = text.encode(random.choice(["utf-16", "utf-32", "utf-8-sig", "utf-7", "cp037", "utf-16-le"]), "replace")
    return encoded[: random.choice([len(encoded), random.randrange(len(encoded))])]


FAMILIES: dict[str, tuple[float, Callable[[Random], bytes]]] = {
    "mutated": (0.40, _mutated),
    "grown": (0.25, _grown),
    "soup": (0.15, _soup),
    "noise": (0.05, _noise),
    "bomb": (0.10, _bomb),
    "recoded": (0.05, _recoded),
}
