"""Sentences made from numbers, and the words for chances."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "With the plan": "Mit dem Plan",
    "With {plan}": "Mit {plan}",
    "virtually certain": "so gut wie sicher",
    "very likely": "sehr wahrscheinlich",
    "likely": "wahrscheinlich",
    "about as likely as not": "etwa so wahrscheinlich wie nicht",
    "unlikely": "unwahrscheinlich",
    "in all {n} simulated courses": "in allen {n} simulierten Verläufen",
    "in none of {n} simulated courses": "in keinem von {n} simulierten Verläufen",
    "in more than 9 of 10 courses": "in mehr als 9 von 10 Verläufen",
    "in fewer than 1 of 10 courses": "in weniger als 1 von 10 Verläufen",
    "in {n} of 10 courses": "in {n} von 10 Verläufen",
    "No headline: {n} pairs of courses are too few, at least {least} are needed.": (
        "Keine Schlagzeile: {n} Paare von Verläufen sind zu wenige, nötig sind mindestens {least}."
    ),
    "{plan}, there are as many {who} as without it ({day}): no course differs.": (
        "{plan} gibt es genauso viele {who} wie ohne ihn ({day}): Kein Verlauf unterscheidet sich."
    ),
    "{plan}, there are about {middle} more {who} than without it ({day}; {low} to {high} in 8 of 10 courses).": (
        "{plan} gibt es rund {middle} {who} mehr als ohne ihn ({day}; {low} bis {high} in 8 von 10 Verläufen)."
    ),
    "{plan}, there are about {middle} fewer {who} than without it ({day}; {high} to {low} in 8 of 10 courses).": (
        "{plan} gibt es rund {middle} {who} weniger als ohne ihn ({day}; {high} bis {low} in 8 von 10 Verläufen)."
    ),
    "{plan}, it is open whether there are more {who} or fewer ({day}): "
    "between {low} fewer and {high} more in 8 of 10 courses.": (
        "{plan} ist offen, ob es mehr oder weniger {who} gibt ({day}): "
        "zwischen {low} weniger und {high} mehr in 8 von 10 Verläufen."
    ),
    "{plan}, there are as many {who} as without it, give or take one ({day}; 8 of 10 courses).": (
        "{plan} gibt es so viele {who} wie ohne ihn, auf eins genau ({day}; 8 von 10 Verläufen)."
    ),
    "{plan}, there are as many {who} as without it or up to {n} more ({day}; 8 of 10 courses).": (
        "{plan} gibt es so viele {who} wie ohne ihn oder bis zu {n} mehr ({day}; 8 von 10 Verläufen)."
    ),
    "{plan}, there are as many {who} as without it or up to {n} fewer ({day}; 8 of 10 courses).": (
        "{plan} gibt es so viele {who} wie ohne ihn oder bis zu {n} weniger ({day}; 8 von 10 Verläufen)."
    ),
    "More than without it: {chance}, {how_often}.": "Mehr als ohne ihn: {chance}, {how_often}.",
    "Fewer than without it: {chance}, {how_often}.": "Weniger als ohne ihn: {chance}, {how_often}.",
    "too few courses for a finding": "zu wenige Verläufe für ein Ergebnis",
    "the plan changes nothing here": "der Plan ändert hier nichts",
    "as many with the plan as without it in {day}, give or take one": (
        "so viele mit dem Plan wie ohne ihn im {day}, auf eins genau"
    ),
    "none or up to {high} more in {day}": "keine oder bis zu {high} mehr im {day}",
    "none or up to {low} fewer in {day}": "keine oder bis zu {low} weniger im {day}",
    "between {low} fewer and {high} more in {day}: open": "zwischen {low} weniger und {high} mehr im {day}: offen",
    "about {n} more in {day} ({low} to {high})": "rund {n} mehr im {day} ({low} bis {high})",
    "about {n} fewer in {day} ({high} to {low})": "rund {n} weniger im {day} ({high} bis {low})",
    "A loss in all {n} equally likely outcomes": "Ein Verlust in allen {n} gleich wahrscheinlichen Fällen",
    "A gain in all {n} equally likely outcomes": "Ein Gewinn in allen {n} gleich wahrscheinlichen Fällen",
    "A loss in {below} of {n} equally likely outcomes": "Ein Verlust in {below} von {n} gleich wahrscheinlichen Fällen",
    "Hours saved less hours and money spent, against the course without it: {middle} over the whole run "
    "({low} to {high} in 8 of 10 courses).": (
        "Gesparte Stunden abzüglich aufgewandter Stunden und Gelder, gegen den Verlauf ohne ihn: {middle} über die "
        "ganze Laufzeit ({low} bis {high} in 8 von 10 Verläufen)."
    ),
    "It costs about {eur} more, hours included ({hours} hours).": (
        "Er kostet rund {eur} mehr, Stunden eingerechnet ({hours} Stunden)."
    ),
    "{number} million EUR": "{number} Mio.\N{NO-BREAK SPACE}EUR",
    "{number}m": "{number} Mio.",
    "Not known: what the interventions really do here. Of the {all} numbers that say so, {measured} were measured in "
    "this company, {literature} are from studies of others, {assumed} are assumed.": (
        "Nicht bekannt: was die Maßnahmen hier wirklich bewirken. Von den {all} Zahlen dazu wurden {measured} in "
        "diesem Unternehmen gemessen, {literature} stammen aus Studien über andere, {assumed} sind angenommen."
    ),
    "No intervention acts in these courses.": "In diesen Verläufen wirkt keine Maßnahme.",
}
