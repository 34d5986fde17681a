"""Every behavioural number of the model, each declared once.

A scenario may set any of them to a number or give it another prior. Effects from other
settings transfer weakly, so priors are wide; what has no source says *assumption*.
This file is one table, one entry a parameter: its length is its content.
"""

from __future__ import annotations

from dataclasses import replace

from simulation.declare import ASSUMPTION, Confidence, Parameter, Prior


def _p(  # noqa: PLR0913 (a row of the table)
    name: str,
    symbol: str,
    meaning: str,
    unit: str,
    low: float,
    high: float,
    default: float,
    prior: Prior | None = None,
    source: str = ASSUMPTION,
    confidence: Confidence = "low",
    note: str = "",
) -> Parameter:
    """Declare one parameter; without a prior it is fixed at its default."""
    prior = prior or Prior("fixed", default)
    return Parameter(name, symbol, meaning, unit, low, high, default, prior, source, confidence, "", note)


def _uniform(a: float, b: float) -> Prior:
    return Prior("uniform", a, b)


def _normal(mean: float, sd: float) -> Prior:
    return Prior("normal", mean, sd)


def _lognormal(median: float, log_sd: float) -> Prior:
    return Prior("lognormal", median, log_sd)


# fmt: off
_DECLARED: dict[str, tuple[Parameter, ...]] = {
    "registration": (
        _p("innovation_rate", "p", "hazard of registering by oneself", "per week",
           0, 0.5, 0.004, _lognormal(0.004, 0.7),
           "KT13", note="one observed point (70,000 at week 85) does not tell p from q"),
        _p("imitation_rate", "q", "hazard of registering when all colleagues have registered", "per week",
           0, 2, 0.02, _uniform(0, 0.06), "KT13", note="weak imitation: building a network is slow"),
        _p("threshold_mean", "mu_theta", "mean share of colleagues a person waits for", "share",
           0, 1, 0.25, _uniform(0.1, 0.35), "Granovetter1978", note="his example, not data"),
        _p("threshold_spread", "sigma_theta", "spread of that share between people", "share",
           0, 0.5, 0.12, _uniform(0.05, 0.25), "Granovetter1978"),
        _p("threshold_steepness", "kappa_theta", "sharpness of the threshold in complex contagion", "1",
           0.1, 100000, 20, _lognormal(20, 0.5)),
        _p("usefulness_weight", "beta", "weight of expected usefulness on the registration hazard", "log-hazard",
           0, 5, 1, _normal(1, 0.3)),
        _p("usefulness_content", "w_V", "weight of visible content in expected usefulness", "1",
           0, 1, 0.35, _normal(0.35, 0.08), "Venkatesh2003", "medium", note="performance expectancy"),
        _p("usefulness_ease", "w_k", "weight of own skill in expected usefulness", "1",
           0, 1, 0.15, _normal(0.15, 0.05), "Venkatesh2003", "medium", note="effort expectancy"),
        _p("usefulness_manager", "w_L", "weight of the manager's visible use in expected usefulness", "1",
           0, 1, 0.15, _normal(0.15, 0.05), "Venkatesh2003", "medium", note="social influence"),
        _p("usefulness_belief", "w_b", "weight of one's attitude to open sharing in expected usefulness", "1",
           0, 1, 0.15, _normal(0.15, 0.05), "Venkatesh2003", "medium", note="facilitating conditions"),
    ),
    "reading": (
        _p("content_half", "V50", "visible content at which half of its pull is reached", "items",
           0.01, 10000, 20, _lognormal(20, 0.5)),
        _p("read_intercept", "alpha_r", "log-odds of reading in a week with nothing to see, no habit, no norm",
           "logit",
           -12, 6, -5, _normal(-5, 0.7)),
        _p("read_propensity", "beta_z", "part of the propensity to contribute that also pulls to reading", "1",
           0, 2, 0.6, _uniform(0.2, 1), "Inequality", note="lurking is partly a lasting trait of the person"),
        _p("read_content", "beta_V", "pull of visible content on reading", "logit",
           0, 6, 1, _normal(1, 0.3)),
        _p("read_habit", "beta_hr", "pull of a full reading habit", "logit",
           0, 8, 4.5, _normal(4.5, 0.5)),
        _p("read_norm", "beta_nr", "pull of the perceived norm on reading", "logit",
           0, 4, 0.6, _normal(0.6, 0.2), "Norms", "medium"),
        _p("read_manager", "beta_Lr", "pull of the own manager's visible use on reading", "logit",
           0, 2, 0.3, _uniform(0, 0.6), "ManagerUse", "medium", note="sign supported, size correlational"),
        _p("nondesk_access", "g", "share of their weeks in which people without a desk can use the platform",
           "share",
           0, 1, 0.3, _uniform(0.1, 0.5)),
    ),
    "contributing": (
        _p("contribute_intercept", "alpha_c", "log-odds that a reader contributes in a week", "logit",
           -15, 6, -3.5, _normal(-3.5, 0.8), "KT13", note="sets the number of contributions"),
        _p("propensity_spread", "sigma_z", "spread of the lasting propensity to contribute between people", "logit",
           0, 5, 1.8, _normal(1.8, 0.25), "Inequality",
           "medium", note="the top 5% of contributors make 40-80% of contributions"),
        _p("contribute_habit", "beta_hc", "pull of a full contributing habit", "logit",
           0, 8, 1.5, _normal(1.5, 0.4)),
        _p("contribute_reply", "beta_rho", "pull of replies received, per ln(1 + replies remembered)", "logit",
           0, 2, 0.25, _uniform(0.1, 0.5), "JoyceKraut2006",
           "medium", note="+.48 observed, shrunk for being observational"),
        _p("contribute_norm", "beta_nc", "pull of the perceived norm above the own threshold", "logit",
           0, 4, 0.5, _normal(0.5, 0.2), "Norms", "medium"),
        _p("contribute_manager", "beta_Lc", "pull of the own manager's visible use on contributing", "logit",
           0, 2, 0.3, _uniform(0, 0.6), "ManagerUse", "medium", note="sign supported, size correlational"),
        _p("contribute_skill", "beta_k", "pull of skill above the reference skill", "logit",
           0, 4, 0.8, _normal(0.8, 0.3)),
        _p("skill_reference", "k0", "skill at which it neither helps nor hinders", "share",
           0, 1, 0.5),
        _p("contribute_safety", "beta_psi", "pull of psychological safety on contributing", "logit",
           0, 3, 0.6, _uniform(0.3, 0.9), "Safety", "medium"),
        _p("cost_open", "c_open", "reluctance to speak in an open community", "logit",
           0, 5, 0.5, _normal(0.5, 0.2)),
        _p("cost_closed", "c_closed", "reluctance to speak in a closed community", "logit",
           0, 5, 0.1, _normal(0.1, 0.05)),
        _p("extra_posts", "r", "mean number of further contributions in a week, at mean propensity", "items per week",
           0, 10, 0.15, _lognormal(0.15, 0.4)),
        _p("posts_propensity", "beta_r", "pull of the propensity on the number of further contributions", "1",
           0, 2, 0.5, _uniform(0.3, 0.7), "Inequality", note="a few contribute very much"),
    ),
    "community": (
        _p("reply_per_reader", "rho_0", "replies that one reader of a community gives in a week",
           "replies per week",
           0, 2, 0.35, _lognormal(0.35, 0.4), "Burke2007", note="about 40% of threads stay without a reply"),
        _p("reply_by_management", "rho_1", "replies a week by full management effort", "replies per week",
           0, 50, 4, _lognormal(4, 0.4), "Roundtable"),
        _p("management_load", "H_0", "hours a week that a community of 100 members asks of its manager",
           "hours per week",
           0.1, 40, 4, _lognormal(4, 0.4), "Roundtable"),
        _p("management_seeding", "s_0", "items a week that full management effort publishes", "items per week",
           0, 20, 1, _lognormal(1, 0.4), "Roundtable"),
        _p("half_life_document", "HL_doc", "half-life of a document's interest", "weeks",
           1, 520, 52, _lognormal(52, 0.4)),
        _p("half_life_discussion", "HL_dis", "half-life of a discussion's interest", "weeks",
           0.5, 104, 6, _lognormal(6, 0.3)),
        _p("half_life_comment", "HL_com", "half-life of a comment's interest", "weeks",
           0.5, 104, 4, _lognormal(4, 0.3)),
        _p("half_life_other", "HL_oth", "half-life of other content's interest", "weeks",
           0.5, 104, 4, _lognormal(4, 0.3)),
        _p("replied_bonus", "nu", "extra worth of content that was replied to", "share",
           0, 5, 0.5, _normal(0.5, 0.2)),
        _p("founding_propensity", "z_found",
           "propensity, in spreads above the mean, from which people found communities", "standard deviations",
           -3, 5, 1, _normal(1, 0.3), "SMA", note="self-motivated early movers"),
        _p("founding_weight", "w_found", "weight of founding a community against joining a lively one", "items",
           0, 100, 1, _lognormal(1, 0.4)),
        _p("silence_weeks", "T_silent", "weeks without a contribution after which a community declines", "weeks",
           1, 260, 12, _lognormal(12, 0.3)),
        _p("critical_items", "n_crit", "recent items by members below which a community stays in inception",
           "items",
           0.01, 10000, 3, _lognormal(3, 0.3)),
        _p("purpose_weight", "w_p", "part of its content's pull that a community without clear purpose loses",
           "share",
           0, 1, 0.5, _uniform(0.2, 0.8), "SMA", note="purpose and rules must be clear first"),
        _p("establishment_share", "e_1", "share of member-made content that marks establishment", "share",
           0, 1, 0.5, None, "FeverBee", "medium"),
        _p("maturity_share", "e_2", "share of member-made content that marks maturity", "share",
           0, 1, 0.9, None, "FeverBee", "medium"),
    ),
    "learning": (
        _p("habit_per_repetition", "eta", "share of the missing habit gained by one repetition", "per repetition",
           0, 1, 0.044, _lognormal(0.044, 0.5), "Lally2010", "medium", note="median 66 days to 95%, range 18-254"),
        _p("repetitions_per_week", "n_rep", "repetitions in a week with use", "per week",
           0.1, 20, 3, _lognormal(3, 0.3)),
        _p("habit_loss", "delta", "share of a habit lost in a week without use", "per week",
           0, 1, 0.06, _lognormal(0.06, 0.4)),
        _p("skill_mean", "mu_k", "mean skill at the start", "share",
           0, 1, 0.35, _normal(0.35, 0.08)),
        _p("skill_spread", "sigma_k", "spread of skill at the start", "share",
           0, 0.5, 0.15),
        _p("training_time", "tau_k", "time constant of the forgetting of trained skill", "weeks",
           1, 520, 44, _lognormal(44, 0.2), "SaksBelcourt2006", "medium", note="62/44/34% in use at 0/6/12 months"),
        _p("training_lasting", "f_k", "share of a training's gain that lasts", "share",
           0, 1, 0.34677, None, "SaksBelcourt2006", "medium", note="21.5 of 62 points"),
        _p("learning_by_doing", "l_k", "share of missing skill learned in a week with use", "per week",
           0, 1, 0.01, _lognormal(0.01, 0.4)),
        _p("reply_memory", "HL_rho", "half-life of the memory of replies received", "weeks",
           0.5, 104, 8, _lognormal(8, 0.3)),
        _p("reply_motivation", "mu", "intrinsic motivation gained by a reply", "logit per reply",
           0, 1, 0.03, _lognormal(0.03, 0.5), "Recognition2012", "medium"),
        _p("motivation_limit", "m_max", "motivation beyond which replies add none", "logit",
           0.1, 5, 1.5, _lognormal(1.5, 0.3)),
        _p("motivation_half_life", "HL_m", "half-life of changes in intrinsic motivation", "weeks",
           1, 520, 52, _lognormal(52, 0.4)),
        _p("extrinsic_half_life", "HL_x", "half-life of the pull of a reward", "weeks",
           0.5, 104, 5, _uniform(3, 8), "Gamification2021", "medium", note="novelty fades within weeks"),
        _p("crowding_out", "kappa", "intrinsic motivation lost when a reward of strength one is withdrawn", "logit",
           0, 3, 0.35, _uniform(0.1, 0.7), "Deci1999", "medium", note="d about -.4 times 1.81"),
        _p("visibility_half_life", "HL_a", "half-life of the visibility of one's contribution", "weeks",
           0.25, 52, 4, _lognormal(4, 0.3)),
    ),
    "culture": (
        _p("belief_mean", "mu_b", "mean anchor of the attitude to open sharing", "share",
           0, 1, 0.5, _normal(0.5, 0.08)),
        _p("belief_spread", "sigma_b", "spread of that anchor", "share",
           0, 0.5, 0.2),
        _p("belief_rate", "omega", "share of the gap that a belief closes in a week", "per week",
           0, 1, 0.05, _lognormal(0.05, 0.4)),
        _p("susceptibility", "lambda", "weight of colleagues' expressed opinion against one's anchor", "share",
           0, 1, 0.6, _uniform(0.3, 0.9), "FriedkinJohnsen1990", note="no measured value found"),
        _p("norm_rate", "gamma", "share of the gap that the perceived norm closes in a week", "per week",
           0, 1, 0.1, _lognormal(0.1, 0.4)),
        _p("injunctive_weight", "iota", "weight of the manager's example in the perceived norm", "share",
           0, 1, 0.2, _uniform(0, 0.4), "Norms", "medium", note="descriptive beats injunctive"),
        _p("safety_mean", "mu_psi", "mean psychological safety", "share",
           0, 1, 0.6, _uniform(0.4, 0.8), "Safety", "medium"),
        _p("safety_spread", "sigma_psi", "spread of psychological safety", "share",
           0, 0.5, 0.15),
        _p("use_case_gain", "pi_u", "share of the missing anchor gained by one's own use-case success",
           "per success",
           0, 1, 0.05, _lognormal(0.05, 0.5)),
    ),
    "organisation": (
        _p("turnover_rate", "v", "share of employees who leave in a year", "per year",
           0, 0.9, 0.035, _uniform(0.025, 0.05), "Turnover", "high"),
        _p("layer_reporting", "w_rep", "weight of a reporting tie", "1",
           0, 10, 1),
        _p("layer_team", "w_team", "weight of a team tie", "1",
           0, 10, 1),
        _p("layer_department", "w_dep", "weight of an informal tie in the department", "1",
           0, 10, 0.6),
        _p("layer_cross_silo", "w_cross", "weight of a tie across silos", "1",
           0, 10, 0.5),
        _p("layer_mentoring", "w_ment", "weight of a mentoring pair", "1",
           0, 10, 1),
        _p("layer_event", "w_event", "weight of an acquaintance made at an event", "1",
           0, 10, 0.3),
    ),
    "survey": (  # how people answer a pulse survey; no effect on anything else
        _p("survey_response", "pi_a", "chance that an invited person answers who used the platform in the week before",
           "share",
           0.01, 0.99, 0.5, _uniform(0.3, 0.7),
           note="log-odds of answering = logit(pi_a) - delta_a min(idle weeks, w_a), or logit(pi_a) - delta_u without "
                "an account"),
        _p("survey_inactivity", "delta_a", "fall of the log-odds of answering with each week since the last reading",
           "logit per week",
           0, 2, 0.05, _lognormal(0.05, 0.5)),
        _p("survey_inactivity_weeks", "w_a", "weeks without reading after which that fall ends", "weeks",
           0, 520, 26),
        _p("survey_unregistered", "delta_u", "fall of the log-odds of answering without an account", "logit",
           0, 10, 1.5, _normal(1.5, 0.4)),
        _p("survey_noise", "sigma_a", "spread of an answer around what the person thinks", "share",
           0, 0.5, 0.1, _lognormal(0.1, 0.4), note="standard deviation of a logistic distribution, scale from 0 to 1"),
    ),
}
# fmt: on

PARAMETERS: dict[str, Parameter] = {
    parameter.name: replace(parameter, group=group) for group, declared in _DECLARED.items() for parameter in declared
}
