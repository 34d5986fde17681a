"""Meanings of the model's parameters."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, str]] = {
    "hazard of registering by oneself": "Rate, sich von selbst zu registrieren",
    "hazard of registering when all colleagues have registered": (
        "Rate, sich zu registrieren, wenn alle Kollegen es getan haben"
    ),
    "hazard of closing one's account": "Rate, das eigene Konto zu schließen",
    "hazard of registering by the announcement of the launch, in its first week": (
        "Rate, sich wegen der Ankündigung zu registrieren, in deren erster Woche"
    ),
    "part of the propensity to contribute that brings people early": "Teil der Beitragsneigung, der früh herführt",
    "share of people who never come of their own accord": "Anteil derer, die nie von selbst kommen",
    "correlation of their lack of need with a low propensity to contribute": (
        "Korrelation ihres fehlenden Bedarfs mit geringer Beitragsneigung"
    ),
    "further log-hazard of a first visit where everybody has an account already": (
        "weitere log-Rate eines ersten Besuchs, wo alle schon ein Konto haben"
    ),
    "mean share of colleagues a person waits for": "mittlerer Anteil der Kollegen, auf die jemand wartet",
    "spread of that share between people": "Streuung dieses Anteils zwischen Menschen",
    "sharpness of the threshold in complex contagion": "Schärfe der Schwelle bei komplexer Ansteckung",
    "weight of expected usefulness on the registration hazard": (
        "Gewicht des erwarteten Nutzens in der Rate der Registrierung"
    ),
    "weight of visible content in expected usefulness": "Gewicht sichtbarer Inhalte im erwarteten Nutzen",
    "weight of own skill in expected usefulness": "Gewicht des eigenen Könnens im erwarteten Nutzen",
    "weight of the manager's visible use in expected usefulness": (
        "Gewicht der sichtbaren Nutzung durch die Führungskraft im erwarteten Nutzen"
    ),
    "weight of one's attitude to open sharing in expected usefulness": (
        "Gewicht der Haltung zum offenen Teilen im erwarteten Nutzen"
    ),
    "visible content at which half of its pull is reached": "sichtbare Inhalte, bei denen ihr Zug halb erreicht ist",
    "log-odds of reading in a week with nothing to see, no habit, no norm": (
        "log-Chance, in einer Woche zu lesen, ohne Inhalte, Gewohnheit und Norm"
    ),
    "part of the propensity to contribute that also pulls to reading": (
        "Teil der Beitragsneigung, der auch zum Lesen zieht"
    ),
    "pull of visible content on reading": "Zug sichtbarer Inhalte zum Lesen",
    "pull of a full reading habit": "Zug einer vollen Lesegewohnheit",
    "pull of novelty on reading in the week of the first visit": (
        "Zug des Neuen zum Lesen in der Woche des ersten Besuchs"
    ),
    "half-life of the novelty": "Halbwertszeit des Neuen",
    "pull of remembered replies on reading, per rho / (1 + rho)": (
        "Zug erinnerter Antworten zum Lesen, je rho / (1 + rho)"
    ),
    "pull of the perceived norm on reading": "Zug der wahrgenommenen Norm zum Lesen",
    "pull of the own manager's visible use on reading": (
        "Zug der sichtbaren Nutzung durch die eigene Führungskraft zum Lesen"
    ),
    "pull of one's attitude to open sharing, above its mean at the start, on reading": (
        "Zug der Haltung zum offenen Teilen, über ihrem Mittel zu Beginn, zum Lesen"
    ),
    "share of their weeks in which people without a desk can use the platform": (
        "Anteil der Wochen, in denen Beschäftigte ohne Schreibtisch die Plattform nutzen können"
    ),
    "log-odds that a reader contributes in a week": "log-Chance, dass ein Leser in einer Woche beiträgt",
    "spread of the lasting propensity to contribute between people": (
        "Streuung der dauerhaften Beitragsneigung zwischen Menschen"
    ),
    "pull of a full contributing habit": "Zug einer vollen Beitragsgewohnheit",
    "pull of replies received, per ln(1 + replies remembered)": (
        "Zug erhaltener Antworten, je ln(1 + erinnerte Antworten)"
    ),
    "pull of the perceived norm above the own threshold": "Zug der wahrgenommenen Norm über der eigenen Schwelle",
    "pull of the own manager's visible use on contributing": (
        "Zug der sichtbaren Nutzung durch die eigene Führungskraft zum Beitragen"
    ),
    "pull of skill above the reference skill": "Zug des Könnens über dem Bezugswert",
    "skill at which it neither helps nor hinders": "Können, bei dem es weder hilft noch hindert",
    "pull of psychological safety on contributing": "Zug psychologischer Sicherheit zum Beitragen",
    "pull of one's attitude to open sharing, above its mean at the start, on contributing": (
        "Zug der Haltung zum offenen Teilen, über ihrem Mittel zu Beginn, zum Beitragen"
    ),
    "pull of novelty on contributing in the week of the first visit": (
        "Zug des Neuen zum Beitragen in der Woche des ersten Besuchs"
    ),
    "reluctance to speak in an open community": "Scheu, in einer offenen Community zu sprechen",
    "reluctance to speak in a closed community": "Scheu, in einer geschlossenen Community zu sprechen",
    "mean number of further contributions in a week, at mean propensity": (
        "mittlere Zahl weiterer Beiträge in einer Woche, bei mittlerer Neigung"
    ),
    "share of active weeks in which further contributions come, in bursts": (
        "Anteil aktiver Wochen, in denen weitere Beiträge kommen, in Schüben"
    ),
    "pull of the propensity on the number of further contributions": "Zug der Neigung zur Zahl weiterer Beiträge",
    "replies that one reader of a community gives in a week": (
        "Antworten, die ein Leser einer Community in einer Woche gibt"
    ),
    "replies a week by full management effort": "Antworten je Woche bei voller Betreuung",
    "chance that a reader from another silo, drawn to reply, gives way to a second draw": (
        "Chance, dass ein zum Antworten gezogener Leser eines anderen Silos einer zweiten Ziehung weicht"
    ),
    "chance of a reply to a document against one to a discussion": (
        "Chance einer Antwort auf ein Dokument gegen eine auf eine Diskussion"
    ),
    "chance that another reply follows a reply": "Chance, dass auf eine Antwort eine weitere folgt",
    "part of the content of a larger community that concerns others": (
        "Teil der Inhalte einer größeren Community, der andere betrifft"
    ),
    "hours a week that a community of 100 members asks of its manager": (
        "Stunden je Woche, die eine Community mit 100 Mitgliedern von ihrem Manager verlangt"
    ),
    "items a week that full management effort publishes": "Beiträge je Woche, die volle Betreuung veröffentlicht",
    "items by whose worth full management effort makes its community pull more": (
        "Beiträge, um deren Wert volle Betreuung ihre Community mehr ziehen lässt"
    ),
    "share of the missing clarity of purpose that full management effort adds": (
        "Anteil der fehlenden Klarheit des Zwecks, den volle Betreuung schafft"
    ),
    "half-life of a document's interest": "Halbwertszeit des Interesses an einem Dokument",
    "half-life of a discussion's interest": "Halbwertszeit des Interesses an einer Diskussion",
    "half-life of a comment's interest": "Halbwertszeit des Interesses an einem Kommentar",
    "half-life of other content's interest": "Halbwertszeit des Interesses an anderen Inhalten",
    "extra worth of content that was replied to": "zusätzlicher Wert beantworteter Inhalte",
    "propensity, in spreads above the mean, from which people found communities": (
        "Neigung, in Streuungen über dem Mittel, ab der jemand Communitys gründet"
    ),
    "weight of founding a community against joining a lively one": (
        "Gewicht, eine Community zu gründen statt einer lebendigen beizutreten"
    ),
    "weeks without a contribution after which a community declines": (
        "Wochen ohne Beitrag, nach denen eine Community niedergeht"
    ),
    "weeks in decline after which a community is given up": (
        "Wochen im Niedergang, nach denen eine Community aufgegeben wird"
    ),
    "recent items by members below which a community stays in inception": (
        "jüngste Beiträge von Mitgliedern, unter denen eine Community in der Entstehung bleibt"
    ),
    "part of its content's pull that a community without clear purpose loses": (
        "Teil des Zugs ihrer Inhalte, den eine Community ohne klaren Zweck verliert"
    ),
    "share of member-made content that marks establishment": (
        "Anteil von Mitgliedern gemachter Inhalte, der die Etablierung anzeigt"
    ),
    "share of member-made content that marks maturity": (
        "Anteil von Mitgliedern gemachter Inhalte, der die Reife anzeigt"
    ),
    "share of the missing habit gained by one repetition": (
        "Anteil der fehlenden Gewohnheit, den eine Wiederholung bringt"
    ),
    "repetitions in a week with use": "Wiederholungen in einer Woche mit Nutzung",
    "spread of the speed of habit formation between people": (
        "Streuung der Geschwindigkeit, mit der Gewohnheiten entstehen"
    ),
    "share of a habit lost in a week without use": (
        "Anteil einer Gewohnheit, der in einer Woche ohne Nutzung verloren geht"
    ),
    "mean skill at the start": "mittleres Können zu Beginn",
    "spread of skill at the start": "Streuung des Könnens zu Beginn",
    "time constant of the forgetting of trained skill": "Zeitkonstante des Vergessens von geschultem Können",
    "share of a training's gain that lasts": "Anteil des Gewinns einer Schulung, der bleibt",
    "share of missing skill learned in a week with use": (
        "Anteil des fehlenden Könnens, der in einer Woche mit Nutzung gelernt wird"
    ),
    "half-life of the memory of replies received": "Halbwertszeit der Erinnerung an erhaltene Antworten",
    "intrinsic motivation gained by a reply": "innere Motivation durch eine Antwort",
    "motivation beyond which replies add none": "Motivation, über der Antworten keine mehr bringen",
    "half-life of changes in intrinsic motivation": "Halbwertszeit von Änderungen der inneren Motivation",
    "half-life of the pull of a reward": "Halbwertszeit des Zugs einer Belohnung",
    "intrinsic motivation lost when a reward of strength one is withdrawn": (
        "innere Motivation, die verloren geht, wenn eine Belohnung der Stärke eins entfällt"
    ),
    "half-life of the visibility of one's contribution": "Halbwertszeit der Sichtbarkeit des eigenen Beitrags",
    "mean anchor of the attitude to open sharing": "mittlerer Anker der Haltung zum offenen Teilen",
    "spread of that anchor": "Streuung dieses Ankers",
    "share of the gap that a belief closes in a week": "Anteil des Abstands, den eine Haltung in einer Woche schließt",
    "weight of colleagues' expressed opinion against one's anchor": (
        "Gewicht der gezeigten Meinung von Kollegen gegen den eigenen Anker"
    ),
    "steps in which people tell apart what colleagues think, rounded to a whole number": (
        "Stufen, in denen Menschen unterscheiden, was Kollegen denken, auf eine ganze Zahl gerundet"
    ),
    "share of the gap that the perceived norm closes in a week": (
        "Anteil des Abstands, den die wahrgenommene Norm in einer Woche schließt"
    ),
    "weight of the manager's example in the perceived norm": (
        "Gewicht des Vorbilds der Führungskraft in der wahrgenommenen Norm"
    ),
    "perceived norm before anybody is seen sharing": "wahrgenommene Norm, bevor man jemanden teilen sieht",
    "mean psychological safety": "mittlere psychologische Sicherheit",
    "spread of psychological safety": "Streuung der psychologischen Sicherheit",
    "share of its distance from the belief that an anchor follows in a week": (
        "Anteil seines Abstands zur Haltung, um den ein Anker ihr in einer Woche folgt"
    ),
    "share of the missing anchor gained by one's own use-case success": (
        "Anteil des fehlenden Ankers, den ein eigener Erfolg mit einem Anwendungsfall bringt"
    ),
    "share of employees who leave in a year": "Anteil der Beschäftigten, die in einem Jahr gehen",
    "change of the hazard of leaving the company with a full reading habit": (
        "Änderung der Rate, das Unternehmen zu verlassen, bei voller Lesegewohnheit"
    ),
    "weight of a reporting tie": "Gewicht einer Berichtsbeziehung",
    "weight of a team tie": "Gewicht einer Beziehung im Team",
    "weight of an informal tie in the department": "Gewicht einer informellen Beziehung in der Abteilung",
    "weight of a tie across silos": "Gewicht einer Beziehung über Silos hinweg",
    "weight of a mentoring pair": "Gewicht eines Mentoring-Paars",
    "weight of a tie within a learning circle": "Gewicht einer Beziehung in einem Lernzirkel",
    "weight of an acquaintance made at an event": "Gewicht einer Bekanntschaft von einer Veranstaltung",
    "share of people who are away in the weeks around New Year": (
        "Anteil derer, die in den Wochen um Neujahr abwesend sind"
    ),
    "share of people who are away in weeks of July and August": (
        "Anteil derer, die in Wochen von Juli und August abwesend sind"
    ),
    "spread of the common shock on log-odds of reading and log-hazards of coming": (
        "Streuung des gemeinsamen Schocks auf log-Chancen zu lesen und log-Raten zu kommen"
    ),
    "share of a week's common shock that is left in the next week": (
        "Anteil des gemeinsamen Schocks einer Woche, der in der nächsten bleibt"
    ),
    "chance that an invited person answers who used the platform in the week before": (
        "Chance, dass jemand auf eine Einladung antwortet, der in der Woche davor die Plattform nutzte"
    ),
    "fall of the log-odds of answering with each week since the last reading": (
        "Abnahme der log-Chance zu antworten mit jeder Woche seit dem letzten Lesen"
    ),
    "weeks without reading after which that fall ends": "Wochen ohne Lesen, nach denen diese Abnahme endet",
    "fall of the log-odds of answering without an account": "Abnahme der log-Chance zu antworten ohne Konto",
    "spread of an answer around what the person thinks": "Streuung einer Antwort um das, was jemand denkt",
}
