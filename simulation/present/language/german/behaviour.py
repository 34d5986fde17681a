"""Meanings of what interventions do to behaviour."""

from __future__ import annotations

from typing import Final

BEHAVIOUR: Final[dict[str, str]] = {
    "skill of the managers": "Können der Manager",
    "reward of a week's tasks at first (A)": "Belohnung der Aufgaben einer Woche zu Beginn (A)",
    "half-life of the reward's novelty": "Halbwertszeit des Neuen an der Belohnung",
    "weeks until the pull dips": "Wochen, bis der Zug einbricht",
    "length of the dip": "Dauer des Einbruchs",
    "part of the pull that is lost in the dip (d)": "Teil des Zugs, der im Einbruch verloren geht (d)",
    "part of that loss that comes back after it": "Teil dieses Verlusts, der danach zurückkommt",
    "motivation that a badge gives to the most active (B); three of them: +60%, ln 1.6 = .47": (
        "Motivation, die ein Abzeichen den Aktivsten gibt (B); drei davon: +60 %, ln 1,6 = 0,47"
    ),
    "share of weeks with a contribution up to which a badge means nothing (a0)": (
        "Anteil der Wochen mit einem Beitrag, bis zu dem ein Abzeichen nichts bedeutet (a0)"
    ),
    "worth of an ambassador's post against an ordinary one": (
        "Wert des Beitrags eines Botschafters gegen einen gewöhnlichen"
    ),
    "skill that a manager gains by one session": "Können, das eine Führungskraft durch ein Treffen gewinnt",
    "further log-odds of the manager's own reading and contributing": (
        "weitere log-Chance der Führungskraft, selbst zu lesen und beizutragen"
    ),
    "shift of both beliefs towards openness by one session": (
        "Verschiebung beider Haltungen zur Offenheit durch ein Treffen"
    ),
    "further hazard of registering in the week of the event, without signing in there": (
        "weitere Rate, sich in der Woche der Veranstaltung zu registrieren, ohne Anmeldung dort"
    ),
    "extrinsic pull right after the event": "äußerer Zug gleich nach der Veranstaltung",
    "gain of intrinsic motivation": "Gewinn an innerer Motivation",
    "share of the missing attitude that one talk wins": "Anteil der fehlenden Haltung, den ein Gespräch gewinnt",
    "intrinsic motivation that its users lose": "innere Motivation, die seine Nutzer verlieren",
    "log-odds that somebody average who is reached joins": "log-Chance, dass jemand Durchschnittliches mitmacht",
    "further log-odds for each spread of propensity (w_z)": "weitere log-Chance je Streuung der Neigung (w_z)",
    "weight of belief against motivation in conviction (w_b)": (
        "Gewicht der Haltung gegen die Motivation in der Überzeugung (w_b)"
    ),
    "hazard of leaving for somebody of mean conviction (r)": "Rate auszusteigen bei mittlerer Überzeugung (r)",
    "skill that onboarding and each training give": "Können, das Einführung und jede Schulung geben",
    "motivation that joining and each rise give": "Motivation, die Beitritt und jeder Aufstieg geben",
    "activity that colleagues see of an active member at least": (
        "Aktivität, die Kollegen von einem aktiven Mitglied mindestens sehen"
    ),
    "activity that colleagues see of a core member at least": (
        "Aktivität, die Kollegen von einem Mitglied im Kern mindestens sehen"
    ),
    "talks of an active member with colleagues": "Gespräche eines aktiven Mitglieds mit Kollegen",
    "talks of a core member with colleagues": "Gespräche eines Mitglieds im Kern mit Kollegen",
    "share of the missing anchor that a talk wins": "Anteil des fehlenden Ankers, den ein Gespräch gewinnt",
    "hazard that a department asks for support, for each active or core member in it": (
        "Rate, mit der eine Abteilung um Unterstützung bittet, je aktivem Mitglied oder Mitglied im Kern"
    ),
    "expected usefulness that it adds in the department": "erwarteter Nutzen, den sie in der Abteilung hinzufügt",
    "further log-odds of joining in the department meanwhile": (
        "weitere log-Chance, in der Abteilung in dieser Zeit mitzumachen"
    ),
    "change of the log-hazard of leaving the company for members (below 0: they stay longer)": (
        "Änderung der log-Rate von Mitgliedern, das Unternehmen zu verlassen (unter 0: sie bleiben länger)"
    ),
    "share of members who are on an outside network": "Anteil der Mitglieder in einem Netzwerk außerhalb",
    "posts of an interested member of mean propensity": "Posts eines interessierten Mitglieds mittlerer Neigung",
    "posts of an active member of mean propensity": "Posts eines aktiven Mitglieds mittlerer Neigung",
    "posts of a core member of mean propensity": "Posts eines Mitglieds im Kern mittlerer Neigung",
    "pull of each spread of propensity on the number of posts": "Zug jeder Streuung der Neigung zur Zahl der Posts",
    "followers, median of members on a network": "Follower, Median der Mitglieder in einem Netzwerk",
    "spread of followers": "Streuung der Follower",
    "share of followers who see a post": "Anteil der Follower, die einen Post sehen",
    "motivation that a week of very many impressions gives back; 0: reach changes nothing inside": (
        "Motivation, die eine Woche mit sehr vielen Einblendungen zurückgibt; 0: Reichweite ändert innen nichts"
    ),
    "impressions in a week that give half of it": "Einblendungen in einer Woche, die die Hälfte davon geben",
    "share of the missing anchor that a talk wins (pi)": "Anteil des fehlenden Ankers, den ein Gespräch gewinnt (pi)",
    "further hazard of registering in the week of the talk": (
        "weitere Rate, sich in der Woche des Gesprächs zu registrieren"
    ),
    "expected usefulness that a fitting use case adds": "erwarteter Nutzen durch einen passenden Anwendungsfall",
    "pull to reading that a fitting use case adds": "Zug zum Lesen durch einen passenden Anwendungsfall",
    "chance of success with one fitting use case in a week of reading (s)": (
        "Chance auf Erfolg mit einem passenden Anwendungsfall in einer Woche mit Lesen (s)"
    ),
    "activity that colleagues see of them at least; from one half on they count as active": (
        "Aktivität, die Kollegen von ihnen mindestens sehen; ab einem Halb gelten sie als aktiv"
    ),
    "further log-odds of their own reading and contributing": "weitere log-Chance, selbst zu lesen und beizutragen",
    "further weight of the manager's example with everybody below them (e)": (
        "weiteres Gewicht des Vorbilds bei allen darunter (e)"
    ),
    "psychological safety that everybody below them gains": "psychologische Sicherheit, die alle darunter gewinnen",
    "share of it that stays when leaders stop": "Anteil davon, der bleibt, wenn die Führungskräfte aufhören",
    "skill that a participant gains": "Können, das ein Teilnehmer gewinnt",
    "gain of psychological safety": "Gewinn an psychologischer Sicherheit",
    "skill that a meeting teaches": "Können, das ein Treffen vermittelt",
    "intrinsic motivation that a meeting gives": "innere Motivation, die ein Treffen gibt",
    "shift of belief towards openness by a meeting": "Verschiebung der Haltung zur Offenheit durch ein Treffen",
    "part of the ties' weight that remains after a round": (
        "Teil des Gewichts der Beziehungen, der nach einer Runde bleibt"
    ),
    "skill that a hire gains": "Können, das ein neuer Mitarbeiter gewinnt",
    "share of the missing reading habit that guided use gives": (
        "Anteil der fehlenden Lesegewohnheit, den angeleitete Nutzung gibt"
    ),
    "trained skill right after a course": "geschultes Können gleich nach einem Kurs",
    "share of their forgetting that exchange prevents": "Anteil ihres Vergessens, den Austausch verhindert",
    "visible activity that colleagues see of each": "sichtbare Aktivität, die Kollegen von jedem sehen",
    "share of the missing clarity of their purpose that is gained": (
        "Anteil der fehlenden Klarheit ihres Zwecks, der gewonnen wird"
    ),
    "skill gained by training on joining": "Können durch Schulung beim Beitritt",
    "share of the missing reading habit gained in a guided week": (
        "Anteil der fehlenden Lesegewohnheit, der in einer angeleiteten Woche gewonnen wird"
    ),
    "further log-odds of reading right after everything has moved": (
        "weitere log-Chance zu lesen, gleich nachdem alles umgezogen ist"
    ),
    "half-life of that pull": "Halbwertszeit dieses Zugs",
    "hazard of registering that one contact adds at first": (
        "Rate der Registrierung, die ein Kontakt zu Beginn hinzufügt"
    ),
    "further log-odds of reading at first": "weitere log-Chance zu lesen, zu Beginn",
    "half-life of its novelty": "Halbwertszeit seiner Neuheit",
    "extrinsic pull to contribute that the order holds up": "äußerer Zug beizutragen, den die Anordnung aufrechterhält",
}
