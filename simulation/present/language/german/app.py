"""Words of `wandel app`."""

from __future__ import annotations

from typing import Final

APP: Final[dict[str, str]] = {
    "Complete: {n} courses of all {people} people, each with and without the plan.": (
        "Vollständig: {n} Verläufe mit allen {people} Personen, je mit und ohne den Plan."
    ),
    "Compared with the same company without the plan.": "Verglichen mit demselben Unternehmen ohne den Plan.",
    "Compared with {base}.": "Verglichen mit {base}.",
    "Levers": "Hebel",
    "More levers": "Weitere Hebel",
    "Next: {n} courses of {people} people, {done} of {of} are finished.": (
        "Als Nächstes: {n} Verläufe mit {people} Personen, {done} von {of} sind fertig."
    ),
    "Sketch: {n} courses, each with and without the plan; {people} people stand for {full}.": (
        "Skizze: {n} Verläufe, je mit und ohne den Plan; {people} Personen stehen für {full}."
    ),
    "The first sketch comes: {done} of {of} courses.": "Die erste Skizze kommt: {done} von {of} Verläufen.",
    "The plan does nothing that its base does not do: there is no lever.": (
        "Der Plan tut nichts, was seine Basis nicht tut: Es gibt keinen Hebel."
    ),
    "This page needs JavaScript.": "Diese Seite braucht JavaScript.",
    "This request is not one of this page.": "Diese Anfrage ist keine dieser Seite.",
    "begins": "beginnt",
    "how much": "wie viel",
    "left out": "weggelassen",
    "takes place": "findet statt",
    "{eur} and {hours} hours": "{eur} und {hours} Stunden",
    "{n} courses of all {people} people, each with and without the plan.": (
        "{n} Verläufe mit allen {people} Personen, je mit und ohne den Plan."
    ),
}
