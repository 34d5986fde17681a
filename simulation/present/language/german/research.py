"""The part of a report for researchers: topics, pictures and tables."""

from __future__ import annotations

from typing import Final

RESEARCH: Final[dict[str, str]] = {
    "For researchers": "Für die Forschung",
    "Everything that the model counts, for who wants to look behind the pictures above: each line is opened by "
    "itself, and each picture has its table.": (
        "Alles, was das Modell zählt, für alle, die hinter die Bilder oben sehen wollen: Jede Zeile lässt sich für "
        "sich öffnen, und jedes Bild hat seine Tabelle."
    ),
    "All measures in {week}": "Alle Messgrößen in {week}",
    "week {n}": "Woche {n}",
    "Effects in {week}, how certain they are, and what pairing saved": (
        "Wirkungen in {week}, wie sicher sie sind und was das Paaren erspart hat"
    ),
    "Effects are differences replicate by replicate: both runs share organisation, parameters and luck, person by "
    "person. The standard error is that of the mean, which more replicates make smaller; the band they do not. "
    "“Pairing saved” says how many times more replicates runs that share nothing would need for the same "
    "precision; --other-luck of `wandel compare` tells what shared parameters saved of it, and what shared luck.": (
        "Wirkungen sind Unterschiede Replikat für Replikat: Beide Läufe haben Organisation, Parameter und Zufall "
        "gemeinsam, Person für Person. Der Standardfehler ist der des Mittels, den mehr Replikate kleiner machen; das "
        "Band nicht. „Durch Paaren erspart“ sagt, wie viel mal so viele Replikate ganz getrennte Läufe für dieselbe "
        "Genauigkeit bräuchten; --other-luck von `wandel compare` sagt, was davon gemeinsame Parameter ersparen und "
        "was gemeinsamer Zufall."
    ),
    "Effects week by week": "Wirkungen Woche für Woche",
    "With the plan minus without it, in the same course ({unit}). Line: middle; band: 8 of 10 courses. In the title: "
    "the middle at the end of the run.": (
        "Mit dem Plan minus ohne ihn, im gleichen Verlauf ({unit}). Linie: Mitte; Band: 8 von 10 Verläufen. Im Titel: "
        "die Mitte am Ende der Laufzeit."
    ),
    "Who was turned, person by person": "Wer umgestimmt wurde, Person für Person",
    "Means over replicates, and the ends of their 80% band, of people at the end of the run. A person is a seat: a "
    "hire takes the leaver's.": (
        "Mittel über die Replikate und die Enden ihres 80-%-Bandes, für die Beschäftigten am Ende der Laufzeit. Eine "
        "Person ist eine Stelle: Wer neu kommt, nimmt die Stelle dessen ein, der ging."
    ),
    "only without it": "nur ohne ihn",
    "both": "beides",
    "whole organisation": "ganze Organisation",
    "at the end of the run": "am Ende der Laufzeit",
    "has an account at the end of the run": "hat am Ende ein Konto",
    "registered and read within the last 4 weeks of the run": (
        "registriert und in den letzten 4 Wochen der Laufzeit gelesen"
    ),
    "registered and contributed within the last 4 weeks of the run": (
        "registriert und in den letzten 4 Wochen der Laufzeit beigetragen"
    ),
    "± standard error": "± Standardfehler",
    "up": "mehr",
    "equal": "gleich",
    "down": "weniger",
    "pairing saved": "durch Paaren erspart",
    # topics
    "Adoption: who registers, and why": "Verbreitung: wer sich registriert und warum",
    "Activity, by every definition of it": "Aktivität, nach jeder ihrer Definitionen",
    "The life of an account, and how people use it": "Das Leben eines Kontos, und wie es genutzt wird",
    "Contributions and replies": "Beiträge und Antworten",
    "Silos": "Silos",
    "Culture: what people believe, and believe of others": "Kultur: was man glaubt, und was man von anderen glaubt",
    "Pulse survey: what it shows, and what is true": "Puls-Befragung: was sie zeigt und was wahr ist",
    "Who makes the contributions": "Wer die Beiträge macht",
    "Hours and money, as they add up": "Stunden und Geld, wie sie sich summieren",
    "The account of value, line by line": "Die Rechnung des Werts, Zeile für Zeile",
    # courses
    "Line: middle course; band: 8 of 10 courses.": "Linie: mittlerer Verlauf; Band: 8 von 10 Verläufen.",
    "Point: middle; line: 8 of 10 courses.": "Punkt: Mitte; Linie: 8 von 10 Verläufen.",
    "{what}, {day}": "{what}, {day}",
    "{what}: most {how}, {share} of all": "{what}: die meisten {how}, {share} von allen",
    "{name}: {low} to {high} in 8 of 10 courses.": "{name}: {low} bis {high} in 8 von 10 Verläufen.",
    "{name}: {share} at the end.": "{name}: {share} am Ende.",
    "with the plans": "mit den Plänen",
    "Registered people": "Registrierte",
    "People with an account at the end of each week.": "Beschäftigte mit Konto am Ende jeder Woche.",
    "read": "gelesen",
    "contributed": "beigetragen",
    "New registrations by cause, people per week. Through colleagues: those who had registered before pulled them "
    "along.": (
        "Neue Registrierungen nach Anlass, Beschäftigte je Woche. Durch Kollegen: Wer schon registriert war, zog sie "
        "mit."
    ),
    "by themselves": "von selbst",
    "through colleagues": "durch Kollegen",
    "by campaign or order": "durch Kampagne oder Anordnung",
    "Readers, of the registered": "Lesende, von den Registrierten",
    "Share of registered people who read at least once, by window. Which window a source means by “active” is seldom "
    "said.": (
        "Anteil der Registrierten, die mindestens einmal gelesen haben, nach Zeitraum. Welchen Zeitraum eine Quelle "
        "mit „aktiv“ meint, wird selten gesagt."
    ),
    "Contributors, of the registered": "Beitragende, von den Registrierten",
    "Share of registered people who contributed at least once, by window.": (
        "Anteil der Registrierten, die mindestens einmal beigetragen haben, nach Zeitraum."
    ),
    "within 52 weeks": "binnen 52 Wochen",
    "within 4 weeks": "binnen 4 Wochen",
    "in the week": "in der Woche",
    "How the registered use it": "Wie die Registrierten es nutzen",
    "Share of registered people by how they use the platform: not at all, rarely, now and then, by habit, by habit and "
    "contributing.": (
        "Anteil der Registrierten danach, wie sie die Plattform nutzen: gar nicht, selten, ab und zu, "
        "gewohnheitsmäßig, "
        "gewohnheitsmäßig und beitragend."
    ),
    "not at all": "gar nicht",
    "rarely": "selten",
    "now and then": "ab und zu",
    "by habit": "gewohnheitsmäßig",
    "by habit, contributing": "gewohnheitsmäßig, beitragend",
    "Contributions by type, items since the start of the run.": "Beiträge nach Art, Zahl seit Beginn der Laufzeit.",
    "documents": "Dokumente",
    "discussions": "Diskussionen",
    "comments on documents": "Kommentare zu Dokumenten",
    "others": "andere",
    "Replies": "Antworten",
    "Share of the contributions of the last 12 weeks that were replied to, and share of those whose reply came from "
    "another silo.": (
        "Anteil der Beiträge der letzten 12 Wochen, die beantwortet wurden, und Anteil derer, deren Antwort aus einem "
        "anderen Silo kam."
    ),
    "replied to, of contributions": "beantwortet, von den Beiträgen",
    "from another silo, of replied": "aus anderem Silo, von den beantworteten",
    "Communities by stage": "Communities nach Stufe",
    "Number of communities. Inception: mostly the founder writes; establishment: members write more than half; "
    "maturity: nine tenths or more; decline: silence.": (
        "Zahl der Communities. Gründung: Meist schreibt, wer gegründet hat; Aufbau: Mitglieder schreiben über die "
        "Hälfte; Reife: neun Zehntel oder mehr; Niedergang: Stille."
    ),
    "inception": "Gründung",
    "establishment": "Aufbau",
    "maturity": "Reife",
    "decline": "Niedergang",
    "Of all communities": "Von allen Communities",
    "Share of all communities that were ever opened.": "Anteil aller Communities, die je eröffnet wurden.",
    "open to everybody": "offen für alle",
    "with a contribution in the week": "mit einem Beitrag in der Woche",
    "Culture": "Kultur",
    "Means over all people, from 0 to 1. Conviction is the part of the attitude that moves only by persuasion or by "
    "success with one's own use case.": (
        "Mittel über alle Beschäftigten, von 0 bis 1. Überzeugung ist der Teil der Haltung, den nur Zureden oder "
        "Erfolg "
        "mit einem eigenen Anwendungsfall bewegt."
    ),
    "attitude to open sharing": "Haltung zum offenen Teilen",
    "conviction": "Überzeugung",
    "perceived norm": "wahrgenommene Norm",
    "skill": "Können",
    "reading habit": "Lesegewohnheit",
    "Pluralistic ignorance": "Pluralistische Ignoranz",
    "Mean attitude minus mean perceived norm, from 0 to 1: above 0, people think that others want less open sharing "
    "than they do.": (
        "Mittlere Haltung minus mittlere wahrgenommene Norm, von 0 bis 1: Über 0 meint man, andere wollten weniger "
        "offen teilen, als sie es wollen."
    ),
    "attitude minus norm": "Haltung minus Norm",
    "Made by the most active": "Von den Aktivsten gemacht",
    "Share of all contributions since the start that the most active contributors made; contributors are all who ever "
    "contributed.": (
        "Anteil aller Beiträge seit Beginn, den die aktivsten Beitragenden gemacht haben; Beitragende sind alle, "
        "die je "
        "beigetragen haben."
    ),
    "most active 10%": "aktivste 10 %",
    "most active 5%": "aktivste 5 %",
    "most active 1%": "aktivstes 1 %",
    "Inequality among contributors": "Ungleichheit unter den Beitragenden",
    "Gini coefficient of contributions since the start: 0 if all contribute alike, near 1 if one makes all.": (
        "Gini-Koeffizient der Beiträge seit Beginn: 0, wenn alle gleich viel beitragen, nahe 1, wenn alles von einer "
        "Person kommt."
    ),
    "Gini coefficient": "Gini-Koeffizient",
    "Person-hours of interventions since the start of the run.": (
        "Personenstunden der Maßnahmen seit Beginn der Laufzeit."
    ),
    "Money spent and hours, at the worth of an hour, in EUR since the start of the run.": (
        "Ausgegebenes Geld und Stunden, zum Wert einer Stunde, in EUR seit Beginn der Laufzeit."
    ),
    "cost": "Kosten",
    # the life of an account
    "{n} weeks after": "{n} Wochen danach",
    "a week after": "eine Woche danach",
    "since the first visit": "seit dem ersten Besuch",
    "{share} of accounts still read {n} weeks after their first visit": (
        "{share} der Konten lesen noch {n} Wochen nach dem ersten Besuch"
    ),
    "Share of accounts that read in a week, by weeks since the first visit: all accounts of the run so far that are "
    "old enough.": (
        "Anteil der Konten, die in einer Woche lesen, nach Wochen seit dem ersten Besuch: alle bisherigen Konten, die "
        "alt genug sind."
    ),
    # silos
    "{first} has the most with an account ({most}), {last} the fewest ({least})": (
        "{first} hat die meisten mit Konto ({most}), {last} die wenigsten ({least})"
    ),
    "Share of each silo's people with an account, {day}.": "Anteil der Beschäftigten jedes Silos mit Konto, {day}.",
    "In {n} of {all} silos at least half have an account": (
        "In {n} von {all} Silos hat mindestens die Hälfte ein Konto"
    ),
    "Share of each silo's people with an account at the end of each year, middle course.": (
        "Anteil der Beschäftigten jedes Silos mit Konto am Ende jedes Jahres, mittlerer Verlauf."
    ),
    # survey
    "Attitude to open sharing": "Haltung zum offenen Teilen",
    "Psychological safety": "Psychologische Sicherheit",
    "Ease of use": "Leichtigkeit der Nutzung",
    "Activity": "Aktivität",
    "Sharing openly what we know is right.": "Offen zu teilen, was wir wissen, ist richtig.",
    "People around me share openly.": "Die Menschen um mich herum teilen offen.",
    "I can say here what I think.": "Ich kann hier sagen, was ich denke.",
    "The platform is easy for me.": "Die Plattform fällt mir leicht.",
    "I use the platform regularly.": "Ich nutze die Plattform regelmäßig.",
    "shown": "gezeigt",
    "true": "wahr",
    "answered": "geantwortet",
    "shown by the survey": "von der Befragung gezeigt",
    "{item}: the survey shows {shown}, the truth is {true}": ("{item}: Die Befragung zeigt {shown}, wahr ist {true}"),
    "Mean answers from 1 (no) to 5 (yes), item by item. True is everybody's answer without noise, which no survey "
    "knows. Line: middle course; band: 8 of 10 courses.": (
        "Mittlere Antworten von 1 (nein) bis 5 (ja), Aussage für Aussage. Wahr ist die Antwort aller ohne Rauschen, "
        "die "
        "keine Befragung kennt. Linie: mittlerer Verlauf; Band: 8 von 10 Verläufen."
    ),
    "{share} of the invited answer": "{share} der Eingeladenen antworten",
    "Share of the invited who answer. It rises with the use of the platform, so surveys hear its users first.": (
        "Anteil der Eingeladenen, die antworten. Er steigt mit der Nutzung der Plattform: Befragungen hören zuerst "
        "deren Nutzer."
    ),
    "Who answers moves {item} most: by {points} points": (
        "Wer antwortet, verschiebt {item} am meisten: um {points} Punkte"
    ),
    "What the mean is off on average because some people answer less often than others, in points: above 0, surveys "
    "look better than the company is.": (
        "Wie weit das Mittel danebenliegt, weil manche seltener antworten als andere, in Punkten: Über 0 sehen "
        "Befragungen besser aus, als das Unternehmen ist."
    ),
    "{n} surveys were asked.": "{n} Befragungen fanden statt.",
    # value
    "line": "Zeile",
    "Questions answered in the own silo": "Fragen, im eigenen Silo beantwortet",
    "Questions answered from another silo": "Fragen, aus anderem Silo beantwortet",
    "Work saved by reading": "Durch Lesen ersparte Arbeit",
    "People found faster": "Schneller gefundene Ansprechpartner",
    "Writing: documents": "Schreiben: Dokumente",
    "Writing: discussions": "Schreiben: Diskussionen",
    "Writing: comments on documents": "Schreiben: Kommentare zu Dokumenten",
    "Writing: other contributions": "Schreiben: andere Beiträge",
    "Reading": "Lesen",
    "Getting started": "Einarbeiten",
    "Interventions: hours": "Maßnahmen: Stunden",
    "Interventions: money": "Maßnahmen: Geld",
    "Platform: licence and operation": "Plattform: Lizenz und Betrieb",
    "Net": "Netto",
    "EUR over the whole run, hours at {rate} each; discounted at {discount} a year.": (
        "EUR über die ganze Laufzeit, die Stunde zu {rate}; abgezinst mit {discount} im Jahr."
    ),
    "The largest line is {name}": "Die größte Zeile ist {name}",
    "Chance that the net is below 0: {share} ({low} to {high}, 95% interval). Most factors are assumptions with wide "
    "ranges.": (
        "Chance, dass der Nettowert unter 0 liegt: {share} ({low} bis {high}, 95-%-Intervall). Die meisten Faktoren "
        "sind Annahmen mit weiten Bereichen."
    ),
    "Net above 0 in {n} of {all} years, in the middle course": (
        "Netto über 0 in {n} von {all} Jahren, im mittleren Verlauf"
    ),
    "Hours saved minus hours and money spent in each 52 weeks of the run, in EUR; the last year may be shorter.": (
        "Gesparte Stunden abzüglich aufgewandter Stunden und Gelder in je 52 Wochen, in EUR; das letzte Jahr kann "
        "kürzer "
        "sein."
    ),
}
