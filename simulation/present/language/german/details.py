"""Sentences about runs and comparisons that the terminal and the part for researchers share."""

from __future__ import annotations

from typing import Final

DETAILS: Final[dict[str, str]] = {
    "{n} people": "{n} Beschäftigte",
    "{n} people (simulated as {simulated}, results for the full size)": (
        "{n} Beschäftigte (simuliert als {simulated}, Ergebnisse für die volle Größe)"
    ),
    "{people}, {silos} silos, {weeks} weeks from {start}, {n} replicates ({drawn}), seed {seed}": (
        "{people}, {silos} Silos, {weeks} Wochen ab {start}, {n} Replikate ({drawn}), Startzahl {seed}"
    ),
    "parameters drawn anew for each": "Parameter für jedes neu gezogen",
    "the same parameters in each": "dieselben Parameter in jedem",
    "Bands over so few replicates ({n}) span all of them and hold a further one with a chance of {chance}; run "
    "{enough} "
    "or more.": (
        "Bänder über so wenige Replikate ({n}) umspannen alle und enthalten ein weiteres mit einer Chance von "
        "{chance}; "
        "rechnen Sie {enough} oder mehr."
    ),
    "Results: {folder} (digest {digest})": "Ergebnisse: {folder} (Prüfsumme {digest})",
    "Page:    {page}": "Seite:      {page}",
    "Checkpoint: {folder}": "Zwischenstand: {folder}",
    "These results were there already; --fresh runs again.": (
        "Diese Ergebnisse waren schon da; --fresh rechnet sie neu."
    ),
    "{n} of {all} replicates were kept from an earlier, interrupted run.": (
        "{n} von {all} Replikaten stammen aus einem früheren, unterbrochenen Lauf."
    ),
    "Went on from week {week} of {scenario}: {folder}": "Fortgesetzt ab Woche {week} von {scenario}: {folder}",
    "Week {week} ({day}): median and 80% band over replicates": (
        "Woche {week} ({day}): Median und 80-%-Band über die Replikate"
    ),
    "median": "Median",
    "80% band": "80-%-Band",
    # effects
    "{plan}: effects at week {week}, pair by pair": "{plan}: Wirkungen in Woche {week}, Paar für Paar",
    "mean ± s.e.": "Mittel ± Fehler",
    "up / equal / down": "mehr / gleich / weniger",
    "saved": "erspart",
    "{n}x": "{n}-fach",
    "over {n}x": "über {n}-fach",
    "{state}, at the end of the run (week {week}): {gained} people only with the plan, {lost} only without it": (
        "{state}, am Ende der Laufzeit (Woche {week}): {gained} Beschäftigte nur mit dem Plan, {lost} nur ohne ihn"
    ),
    "Pairing saved: by shared luck alone, for parameters do not vary in these runs.": (
        "Durch Paaren erspart: allein durch gemeinsamen Zufall, denn Parameter ändern sich in diesen Läufen nicht."
    ),
    "Pairing saved: in all = by shared parameters · by shared luck (the base was run again with other luck).": (
        "Durch Paaren erspart: insgesamt = durch gemeinsame Parameter · durch gemeinsamen Zufall (die Basis lief noch "
        "einmal mit anderem Zufall)."
    ),
    "Pairing saved: by shared parameters and shared luck together; --other-luck tells what each of them saved.": (
        "Durch Paaren erspart: durch gemeinsame Parameter und gemeinsamen Zufall zusammen; --other-luck sagt, was "
        "jedes "
        "davon erspart."
    ),
    "Extra cost: {hours} hours and {money} EUR of money, {whole} EUR in all with the hours at {rate} EUR, up to week "
    "{week} (mean over replicates).": (
        "Mehrkosten: {hours} Stunden und {money} EUR an Geld, {whole} EUR insgesamt mit der Stunde zu {rate} EUR, bis "
        "Woche {week} (Mittel über die Replikate)."
    ),
    "Cost per additional active person in week {week} (extra cost over extra people in {who}): {value} EUR ({low} to "
    "{high}).": (
        "Kosten je zusätzlich aktiver Person in Woche {week} (Mehrkosten durch zusätzliche Beschäftigte in {who}): "
        "{value} EUR ({low} bis {high})."
    ),
    "Cost per additional active person in week {week} (extra cost over extra people in {who}): not defined, for "
    "{why}.": (
        "Kosten je zusätzlich aktiver Person in Woche {week} (Mehrkosten durch zusätzliche Beschäftigte in {who}): "
        "nicht "
        "bestimmt, denn {why}."
    ),
    "fewer than two replicates": "es sind weniger als zwei Replikate",
    "the plan has fewer, not more": "der Plan hat weniger, nicht mehr",
    "the interval of the effect includes 0": "das Intervall der Wirkung enthält 0",
    "The plan also states other values of {names}; its effect includes them.": (
        "Der Plan nennt auch andere Werte von {names}; seine Wirkung schließt sie ein."
    ),
    "Net value against the base over the whole run (to week {last}; median, 80% of replicates): {hours} hours "
    "({hours_low} to {hours_high}), P(gain < 0) {hours_loss}; {eur} EUR ({eur_low} to {eur_high}), mean {mean} "
    "({mean_low} to {mean_high}, 95% interval), P(gain < 0) {eur_loss}.": (
        "Nettowert gegen die Basis über die ganze Laufzeit (bis Woche {last}; Median, 80 % der Replikate): {hours} "
        "Stunden ({hours_low} bis {hours_high}), P(Gewinn < 0) {hours_loss}; {eur} EUR ({eur_low} bis {eur_high}), "
        "Mittel {mean} ({mean_low} bis {mean_high}, 95-%-Intervall), P(Gewinn < 0) {eur_loss}."
    ),
    "{share} (95%: {low} to {high})": "{share} (95 %: {low} bis {high})",
    "Chance that the survey of {day} sees the effect (a two-sided z-test at alpha {alpha}): {chances}.": (
        "Chance, dass die Befragung vom {day} die Wirkung sieht (zweiseitiger z-Test bei alpha {alpha}): {chances}."
    ),
    # certainty
    "The sign of the mean is settled for {names}: more replicates would only make the standard error of the mean "
    "smaller.": (
        "Das Vorzeichen des Mittels steht fest für {names}: Mehr Replikate würden nur den Standardfehler des Mittels "
        "kleiner machen."
    ),
    "The 80% band is the spread of luck, which more replicates show better and do not narrow.": (
        "Das 80-%-Band ist die Streuung des Zufalls, die mehr Replikate genauer zeigen und nicht verengen."
    ),
    "The 80% band is the spread of the effect over parameters, effects of interventions and luck: more replicates show "
    "it better and do not narrow it; better evidence would.": (
        "Das 80-%-Band ist die Streuung der Wirkung über Parameter, Wirkungen der Maßnahmen und Zufall: Mehr Replikate "
        "zeigen sie genauer und verengen sie nicht; bessere Belege würden es."
    ),
    "In that band the effect goes either way for {names}.": (
        "In diesem Band kann die Wirkung beide Richtungen haben für {names}."
    ),
    "{name} ({n} replicates)": "{name} ({n} Replikate)",
    "Not settled, but more replicates may: {names}, if mean and spread stay as they are.": (
        "Nicht entschieden, mehr Replikate könnten es entscheiden: {names}, wenn Mittel und Streuung so bleiben."
    ),
    "Too small against its spread for any sensible number of replicates: {names}.": (
        "Zu klein gegen die Streuung für jede vernünftige Zahl von Replikaten: {names}."
    ),
    "No replicate differs at all: {names}.": "Kein Replikat unterscheidet sich: {names}.",
    # budget
    "The budget ends {name} in week {week}, one week before its planned end.": (
        "Das Budget beendet {name} in Woche {week}, eine Woche vor dem geplanten Ende."
    ),
    "The budget ends {name} in week {week}, {n} weeks before its planned end.": (
        "Das Budget beendet {name} in Woche {week}, {n} Wochen vor dem geplanten Ende."
    ),
    "Budget: {reserved} of {amount} {what} are reserved, {left} are left.": (
        "Budget: {reserved} von {amount} {what} sind vorgemerkt, {left} bleiben."
    ),
    "Budget: {reserved} of {amount} {what} are reserved, {left} more than there are.": (
        "Budget: {reserved} von {amount} {what} sind vorgemerkt, {left} mehr, als da sind."
    ),
    "hours of the team": "Stunden des Teams",
    "hours of participants": "Stunden der Teilnehmenden",
    # who took part
    "Who took part": "Wer teilgenommen hat",
    "People over the whole run, each seat once, and what was reserved and used; medians over replicates. “With "
    "account”: of those whose hours it used in a week, the share with an account a week later.": (
        "Beschäftigte über die ganze Laufzeit, jede Stelle einmal, und was vorgemerkt und verbraucht wurde; Mediane "
        "über "
        "die Replikate. „Mit Konto“: von denen, deren Stunden sie in einer Woche brauchte, der Anteil mit Konto eine "
        "Woche später."
    ),
    "meant": "gemeint",
    "reached": "erreicht",
    "took part": "nahm teil",
    "hours reserved": "Stunden vorgemerkt",
    "hours used": "Stunden verbraucht",
    "EUR reserved": "EUR vorgemerkt",
    "EUR charged": "EUR berechnet",
    "with account": "mit Konto",
    "{name} reached nobody in {n} of {all} replicates.": "{name} erreichte in {n} von {all} Replikaten niemanden.",
    "{name}: {share} of those whom it paid for had an account, for {why}.": (
        "{name}: {share} derer, für die sie zahlte, hatten ein Konto, denn {why}."
    ),
    "{name} chose people by their latent propensity, which nobody can observe.": (
        "{name} wählte Beschäftigte nach ihrer verborgenen Neigung, die niemand beobachten kann."
    ),
    "nobody brought them onto the platform (users_only chooses people with an account)": (
        "niemand brachte sie auf die Plattform (users_only wählt Beschäftigte mit Konto)"
    ),
    "its hours are those of editors, whom the model does not hold": (
        "ihre Stunden sind die von Redaktionen, die das Modell nicht kennt"
    ),
    "it introduces people who get access only then": "sie führt Beschäftigte ein, die erst dann Zugang bekommen",
    "it addresses people who have no account yet": "sie wendet sich an Beschäftigte, die noch kein Konto haben",
    "it takes the hours of those who used the older platform": (
        "sie nimmt die Stunden derer, die die ältere Plattform nutzten"
    ),
    "it goes first to those who have no account": "sie geht zuerst zu denen, die kein Konto haben",
    "Of those whom an intervention pays for, at least {share} have an account from their second week in it": (
        "Von denen, für die eine Maßnahme zahlt, haben mindestens {share} ab ihrer zweiten Woche darin ein Konto"
    ),
    ", but not in {names}.": ", aber nicht in {names}.",
    " ({n} with a reason not to)": " ({n} mit einem Grund, keines zu haben)",
    # observed
    "Observed: {what}": "Beobachtet: {what}",
    " in {silo}": " in {silo}",
    "; with its error {low} to {high}": "; mit seinem Fehler {low} bis {high}",
    "week {week} ({day})": "Woche {week} ({day})",
    "some time in weeks {first} to {last} ({from_day} to {to_day})": (
        "irgendwann in den Wochen {first} bis {last} ({from_day} bis {to_day})"
    ),
    "what may have been meant": "was gemeint sein kann",
    "compatible replicates": "vereinbare Replikate",
    "simulated": "simuliert",
    "likely meant": "wohl gemeint",
    "The run ends before it.": "Der Lauf endet vorher.",
    "This scenario agrees with it.": "Dieses Szenario stimmt damit überein.",
    "This scenario has no value there.": "Dieses Szenario hat dort keinen Wert.",
    "This scenario does not agree with it: it is {fit}.": "Dieses Szenario stimmt damit nicht überein: Es ist {fit}.",
    "No definition fits: under each of them this scenario says something else.": (
        "Keine Definition passt: Unter jeder sagt dieses Szenario etwas anderes."
    ),
    "This scenario agrees under one definition only: {label}.": (
        "Dieses Szenario stimmt nur unter einer Definition überein: {label}."
    ),
    "{n} of {all} definitions fit: this number cannot tell which of them was meant; most likely ({share}) {label}.": (
        "{n} von {all} Definitionen passen: Die Zahl kann nicht sagen, welche gemeint war; am ehesten ({share}) "
        "{label}."
    ),
}
