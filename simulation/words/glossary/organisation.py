"""Words for the organisation: who works where and knows whom."""

from __future__ import annotations

from typing import Final

from simulation.words.glossary.term import Term

ORGANISATION: Final = (
    Term(
        "employee",
        "Beschäftigte",
        "One person of the organisation with a place, ties and a state; where somebody leaves, a hire takes the seat "
        "with a fresh state.",
        ("people", "organisation.people", "people.person"),
        also=("Mitarbeiter", "Mitarbeiterin", "person"),
    ),
    Term(
        "unit",
        "Organisationseinheit",
        "A node of the tree of the organisation: group, country, division, department or team.",
        ("people.department", "organisation/people.team", "organisation.department_size", "organisation.divisions"),
    ),
    Term(
        "silo",
        "Silo",
        "A unit whose people mostly know each other and few others; the scenario says whether countries or divisions "
        "count as silos.",
        ("organisation.silo_level", "target.silos", "people.silo", "weekly.silo"),
    ),
    Term(
        "silo barrier",
        "Silobarriere",
        "How strongly the borders of silos cut ties: the share of the would-be ties beyond them that stay in the own "
        "silo instead.",
        ("organisation.silo_barrier",),
        also=("Silogrenze", "silo wall"),
    ),
    Term(
        "E-I index",
        "E-I-Index",
        "Ties between silos less ties within them, divided by all ties: -1 if nobody is tied beyond the own silo, +1 "
        "if nobody is tied within it.",
        ("ei_index",),
        also=("external-internal index",),
    ),
    Term(
        "tie",
        "Beziehung",
        "A lasting contact of two people, over which each sees what the other shows.",
        ("n_ties", "organisation/ties.layer"),
        also=("Kontakt", "Verbindung"),
    ),
    Term(
        "layer",
        "Beziehungsebene",
        "All ties of one kind; a layer has one weight: reporting lines, teams, departments, across silos, and one more "
        "for each intervention that makes ties.",
        ("layer_reporting", "layer_team", "layer_department", "layer_cross_silo", "layer_weight"),
    ),
    Term(
        "degree",
        "Zahl der Beziehungen",
        "How many ties a person has.",
        ("mean_degree", "max_degree", "degree_cv", "organisation.degree_cv", "target.rank"),
    ),
    Term(
        "periphery",
        "Rand des Netzes",
        "The people with few ties: their manager and two or three others.",
        ("organisation.periphery_share", "organisation.periphery_degree", "few_ties_share"),
        also=("edge of the network", "few ties", "Peripherie"),
    ),
    Term(
        "betweenness",
        "Vermittlungszentralität",
        "How often a person lies on shortest paths between others; high for those who join parts of the organisation.",
        ("betweenness_assistants", "betweenness_brokers", "betweenness_managers", "betweenness_others"),
    ),
    Term(
        "clustering",
        "Cliquenbildung",
        "The share of the pairs of somebody's contacts who know each other too.",
        ("clustering", "clustering_sample"),
    ),
    Term(
        "broker",
        "Brückenbauer",
        "One of the few people with many ties beyond the own department, who bridge silos.",
        ("organisation.brokers", "organisation.broker_boost"),
        also=("Makler", "boundary spanner"),
    ),
    Term(
        "assistant",
        "Assistenz",
        "The office assistant of a head, well connected upwards and downwards.",
        ("organisation.assistants", "organisation.assistant_boost"),
        also=("secretary", "Sekretariat", "Sekretärin"),
    ),
    Term(
        "manager",
        "Führungskraft",
        "Anybody above the level of staff: team leads, middle managers and executives.",
        ("people.level", "read_manager", "contribute_manager", "usefulness_manager"),
        also=("Vorgesetzte",),
    ),
    Term(
        "span of control",
        "Führungsspanne",
        "How many people report to one manager.",
        ("organisation.span_of_control",),
    ),
    Term(
        "desk worker",
        "Beschäftigte mit Schreibtisch",
        "Somebody with a computer workplace; people without one can use the platform only in a share of the weeks.",
        ("people.desk", "nondesk_access", "organisation.desk_share", "target.desk_only"),
        also=("non-desk worker", "Beschäftigte ohne Schreibtisch"),
    ),
    Term(
        "turnover",
        "Fluktuation",
        "People leave, and new ones with fresh traits and no account take their seats.",
        ("turnover_rate", "hires", "hires_cumulative", "people.hired_week"),
    ),
)
