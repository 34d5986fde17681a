"""The structural assumptions of the model, each with the switch that takes it away where there is one.

A switch is a list of changes to a scenario, written as for ``--set``. What it changes is
measured by `docs.made.ablations`; the page docs/assumptions.md shows both. This file is one
table: its length is its content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Assumption:
    """One structural assumption: what the model takes for granted, why, and how to do without.

    ``rules`` are those of `simulation.model.rules` that state it. ``without`` are changes that
    switch it off, ``instead`` says in words what then holds; both are empty where there is no switch.
    """

    name: str
    statement: str
    why: str
    rules: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    instead: str = ""


def _sets(**values: float) -> tuple[str, ...]:
    """Return changes of parameters."""
    return tuple(f"parameters.{name}={value:g}" for name, value in values.items())


ASSUMPTIONS: Final[dict[str, tuple[Assumption, ...]]] = {
    "Time and chance": (
        Assumption(
            "synchronous weeks",
            "Everybody acts on what others showed last week, then all change; nothing happens within a week.",
            "Order within a week would be an assumption of its own. The form of the hazard makes registration "
            "independent of the step; reading and contributing are weekly by definition.",
            ("hazard_probability",),
        ),
        Assumption(
            "independent draws",
            "Given the state and the week's common shock and holidays, people decide independently.",
            "What else moves a department together, such as a project or a quarrel, is left out.",
        ),
    ),
    "Who sees whom": (
        Assumption(
            "ties, not crowds",
            "People see those whom they are tied to, not the whole company.",
            "Unit and location dominate who talks to whom (Kleinbaum2013).",
            ("weighted_share", "mixed_share"),
            ("model.contacts=mixing",),
            "everybody sees everybody alike",
        ),
        Assumption(
            "silo barrier",
            "Half of the ties that would cross to another silo stay in the own one.",
            "Silos tighten as ties get stronger (Kleinbaum2013); the half is an assumption.",
            (),
            ("organisation.silo_barrier=0",),
            "no barrier between silos",
        ),
        Assumption(
            "weights by layer",
            "A tie weighs what its layer weighs (reporting, team, department, across silos), not what the two make "
            "of it.",
            "Weights of single ties are known for no company here, and one weight per layer lets a scenario "
            "strengthen or cut a layer.",
            ("tie_sum",),
            _sets(layer_department=1, layer_cross_silo=1),
            "all layers weigh the same",
        ),
        Assumption(
            "opinions in grades",
            "What colleagues think is heard in nine grades, each person's rounded at a place of its own, so that a "
            "group's mean is not biased.",
            "People tell 5 to 9 grades of one quality apart (Miller 1956). It also lets the engine add up only what "
            "changed.",
            ("own_rounding", "shared_word"),
            _sets(opinion_levels=16_384),
            "opinions are heard exactly",
        ),
        Assumption(
            "no rewiring",
            "Ties do not change in a run: use of the platform makes no new contacts by itself.",
            "Sources report that users know better who knows whom (Leonardi2015), not which ties form; only "
            "interventions add layers of ties. Spread across silos is understated for that reason.",
        ),
        Assumption(
            "only visible activity counts",
            "Colleagues see an account, recent contributions and what people express, never silent reading.",
            "Reading leaves no trace that others see on such platforms.",
            ("visible_next", "shared_word"),
        ),
        Assumption(
            "visibility fades",
            "A contribution stays visible for some weeks (half-life 4), after one half-life it no longer counts.",
            "Streams push older items out; the half-life is an assumption.",
            ("visible_next",),
            _sets(visibility_half_life=52),
            "a contribution is visible for a year",
        ),
    ),
    "Registering": (
        Assumption(
            "colleagues pull",
            "Registered colleagues raise the hazard of registering.",
            "Diffusion models since Bass1969; one observed point (KT13) does not tell it from spontaneous "
            "registration, and an S-shaped curve does not prove it.",
            ("registration_hazard",),
            _sets(imitation_rate=0),
            "no imitation: the rival without contagion",
        ),
        Assumption(
            "simple contagion",
            "Each registered colleague pulls a little, without a threshold.",
            "The mildest form. Costly behaviour may need several contacts (Centola2010).",
            ("exposure",),
            ("model.contagion=complex",),
            "complex contagion: mostly beyond a personal threshold",
        ),
        Assumption(
            "who cares comes early",
            "The propensity to contribute also speeds registering, so that volunteers contribute more than those who "
            "come late or by order.",
            "Earlier adopters have more use for what they adopt; how strongly is an assumption.",
            ("usefulness_factor",),
            _sets(register_propensity=0),
            "who comes when has nothing to do with who contributes",
        ),
        Assumption(
            "some never come",
            "A share of the people, more often those who would contribute little, come by order only.",
            "No network of a company that was looked at reached everybody; the share is open.",
            ("reluctant",),
            _sets(never_share=0),
            "everybody comes sooner or later",
        ),
        Assumption(
            "a launch is heard",
            "The announcement of a launch brings people in its first weeks, at home and in each further country alike.",
            "One company reports 10,000 sign-ups within two months of the official launch; the size is an assumption.",
            ("announced",),
            _sets(launch_hazard=0),
            "launches are silent",
        ),
        Assumption(
            "usefulness matters",
            "Visible content, skill, the manager's use and the own attitude multiply the hazard of registering.",
            "Relative weights from Venkatesh2003 (recalled); the total weight is an assumption.",
            ("usefulness", "usefulness_factor"),
            _sets(usefulness_weight=0),
            "registration does not depend on expected usefulness",
        ),
        Assumption(
            "accounts are kept",
            "Nobody closes an account; people only fall silent.",
            "Sources report registrations, never closed accounts.",
            ("contagious",),
            _sets(quitting_rate=0.01),
            "1% of accounts are closed each week",
        ),
    ),
    "Reading and contributing": (
        Assumption(
            "people differ for good",
            "A lasting, normally distributed propensity to contribute differs between people.",
            "Participation is very unequal everywhere (Inequality).",
            ("contribute_drive", "trait"),
            _sets(propensity_spread=0),
            "all have the same propensity",
        ),
        Assumption(
            "lurking is partly a trait",
            "A part of the propensity to contribute also pulls to reading.",
            "Without it no habitual users appear; lurking is partly a lasting trait (Inequality).",
            ("read_logit",),
            _sets(read_propensity=0),
            "reading has no trait",
        ),
        Assumption(
            "the amount is a trait",
            "Who contributes more often also contributes more at a time.",
            "Otherwise the most active 5% cannot make 40-80% of contributions (Inequality).",
            ("further_mean",),
            _sets(posts_propensity=0),
            "the amount has no trait",
        ),
        Assumption(
            "habit carries use",
            "Use builds habits of reading and contributing, which pull back to use.",
            "Habits form by repetition over months (Lally2010) and go with behaviour (Gardner2011).",
            ("habit_next", "read_logit", "contribute_drive"),
            _sets(read_habit=0, contribute_habit=0),
            "habits pull nobody",
        ),
        Assumption(
            "habits differ",
            "People form habits at a speed of their own, with a lognormal spread.",
            "18 to 254 days until a habit was formed is a spread between people (Lally2010).",
            ("habit_gain",),
            _sets(habit_spread=0),
            "all form habits alike",
        ),
        Assumption(
            "novelty fades",
            "The first visits have a pull of their own on reading and contributing, which halves in some weeks.",
            "Nearly all read in the week after the launch of a community, few 15 weeks later (SlackCommunity).",
            ("read_logit", "contribute_drive", "faded"),
            _sets(read_novelty=0, contribute_novelty=0),
            "nothing is new",
        ),
        Assumption(
            "weeks differ",
            "Holidays keep people away, and common shocks move everybody in a week.",
            "Every usage report shows both; their sizes are assumptions.",
            ("present_access",),
            (*_sets(shock_spread=0), "model.calendar=none"),
            "all weeks are alike",
        ),
        Assumption(
            "content draws readers",
            "What a person can see pulls to reading and makes an account look useful.",
            "Performance expectancy is the strongest weight in acceptance (Venkatesh2003, recalled).",
            ("content_pull", "read_logit"),
            _sets(read_content=0, usefulness_content=0),
            "content pulls nobody",
        ),
        Assumption(
            "the manager's example",
            "The own manager's visible use pulls to register, read and contribute, and counts in the norm.",
            "Managers' use predicts use, correlational (ManagerUse); injunctive norms weigh less than descriptive ones "
            "(Norms).",
            ("usefulness", "read_logit", "contribute_setting", "norm_next"),
            _sets(usefulness_manager=0, read_manager=0, contribute_manager=0, injunctive_weight=0),
            "managers are colleagues like others",
        ),
        Assumption(
            "norm above a threshold",
            "The perceived norm pulls to contribute as far as it lies above the own threshold.",
            "Threshold models (Granovetter1978); descriptive norms go with intention (Norms).",
            ("contribute_setting", "norm_next"),
            _sets(threshold_mean=0, threshold_spread=0),
            "nobody has a threshold",
        ),
        Assumption(
            "closed communities",
            "Outsiders neither see nor reply in closed communities, and people speak there with less reluctance.",
            "Three quarters of the groups were closed (KT13); the difference in reluctance is an assumption.",
            ("contribute_logit", "place_weight"),
            ("platform.communities.open_share=1",),
            "all communities are open",
        ),
        Assumption(
            "desks",
            "People without a desk can use the platform in a part of their weeks only.",
            "Access decides who can take part; the share is an assumption.",
            ("access_left", "attended_probability"),
            _sets(nondesk_access=1),
            "everybody has access in every week",
        ),
    ),
    "Communities": (
        Assumption(
            "replies from readers of the week",
            "A reply comes from another reader of the community in the same week or from its management, or never.",
            "Late replies are rare where threads scroll away; it keeps the state small. Latency is not modelled.",
            ("reply_probability", "pick"),
        ),
        Assumption(
            "the keener one replies",
            "Of two readers drawn the one with the higher propensity replies; a reply is a contribution of hers, and "
            "may call for another one.",
            "A few give most replies, and benchmarks count more replies than posts (SWOOP2020).",
            ("first_is_keener", "reply_kind"),
        ),
        Assumption(
            "content concerns some",
            "In a larger community a smaller part of the content concerns each of its people.",
            "Otherwise how a company is cut into communities would decide how active it is.",
            ("visible_content",),
            _sets(content_dilution=0),
            "all content of a community concerns all of its people",
        ),
        Assumption(
            "replies feel silos",
            "A reader from another silo replies less often than one from the author's: half of them give way to a "
            "second draw.",
            "Silos tighten as ties get stronger (Kleinbaum2013); that replies do so by half is an assumption.",
            ("pick", "first_is_keener"),
            _sets(reply_barrier=0),
            "all readers reply alike",
        ),
        Assumption(
            "replies bring people back",
            "A reply pulls its author to read and to contribute again, and motivates.",
            "Newcomers who got a reply came back more often, observational (JoyceKraut2006).",
            ("reply_pull", "read_logit", "contribute_drive", "encouraged"),
            _sets(contribute_reply=0, reply_motivation=0, read_reply=0),
            "replies change nothing",
        ),
        Assumption(
            "management saturates",
            "Each further hour of management brings less: effort is 1 - exp(-hours x skill / need).",
            "One manager cannot do it all alone (KT13). The exponential form is an assumption without a switch.",
            ("management_effort",),
        ),
        Assumption(
            "management helps",
            "A community's management replies, publishes, invites and makes its purpose clear.",
            "A manager on the business side is needed to keep activity up (KT13); no causal estimate (Roundtable).",
            ("management_effort", "reply_probability", "clarity_next"),
            _sets(reply_by_management=0, management_seeding=0, management_inviting=0, management_clarity=0),
            "managers' hours change nothing",
        ),
        Assumption(
            "management steps back",
            "Managers publish less where members publish, and turn to other tasks in other types of communities.",
            "They act by the stage of life (CMT14); a community of practice and an information channel need different "
            "management (SMA). The forms are assumptions without a switch.",
            ("seeded_items", "management_effort"),
        ),
        Assumption(
            "purpose first",
            "Without a clear purpose a community's content pulls less.",
            "Purpose and rules must be clear first (SMA); the size is an assumption.",
            ("visible_content",),
            _sets(purpose_weight=0),
            "purpose does not matter",
        ),
        Assumption(
            "early movers found",
            "A community that does not run can only be founded by somebody of high propensity.",
            "Self-motivated early movers started groups (SMA).",
            ("place_weight",),
            _sets(founding_propensity=-3),
            "nearly everybody may found",
        ),
        Assumption(
            "content fades",
            "Interest in content has a half-life: documents a year, the rest weeks.",
            "Information decay is key in other models of such platforms; the half-lives are assumptions.",
            ("content_next",),
            _sets(half_life_document=520, half_life_discussion=104, half_life_comment=104, half_life_other=104),
            "documents last ten years, the rest two",
        ),
        Assumption(
            "one quality, no topics",
            "Content has an amount and one worth, no topic: any item in a community serves each of its members.",
            "No data of topics are public. Fit of content to a person is understated in specialised companies.",
            ("worth_units",),
        ),
    ),
    "Learning and motivation": (
        Assumption(
            "learning by doing",
            "Use teaches lasting skill.",
            "Effort expectancy falls with use (Venkatesh2003, recalled); the rate is an assumption.",
            ("skill_next", "floor_next"),
            _sets(learning_by_doing=0),
            "only trainings teach",
        ),
        Assumption(
            "trained skill fades",
            "Of what is trained a part is forgotten within a year.",
            "62/44/34% in use at 0/6/12 months (SaksBelcourt2006).",
            ("skill_next", "training_floor"),
            _sets(training_lasting=1),
            "trained skill lasts",
        ),
        Assumption(
            "rewards crowd out",
            "A reward that is withdrawn takes intrinsic motivation with it.",
            "Meta-analysis of experiments (Deci1999), not at work.",
            ("crowded_out",),
            _sets(crowding_out=0),
            "withdrawal costs no motivation",
        ),
        Assumption(
            "rewards fade",
            "The pull of a reward halves every few weeks.",
            "Gamification dips within weeks (Gamification2021).",
            ("faded",),
            _sets(extrinsic_half_life=104),
            "a reward pulls for years",
        ),
        Assumption(
            "praise wears off",
            "Motivation by replies has a limit and fades.",
            "Without it a few people's motivation grows without bound.",
            ("encouraged", "faded"),
            _sets(motivation_limit=5, motivation_half_life=520),
            "motivation lasts for ten years, with a limit more than three times as high",
        ),
        Assumption(
            "attention is scarce",
            "Initiatives that together ask more than a few hours a week of a person dull each other.",
            "A premise of the design; no measured value was found.",
            (),
            ("economics.attention_hours=null",),
            "no limit to attention",
        ),
    ),
    "Culture": (
        Assumption(
            "conviction moves only by persuasion and own success",
            "The anchor of a belief does not follow the belief; registering, rewards and habit leave it alone.",
            "Culture change comes from persuasion by colleagues and from concrete use cases (KT13).",
            ("anchor_next", "belief_next"),
            _sets(anchor_drift=0.05),
            "the anchor follows the belief by 5% a week",
        ),
        Assumption(
            "peers' opinions count",
            "Beliefs move towards what colleagues express, held back by one's anchor.",
            "Social influence (FriedkinJohnsen1990); no measured value of the susceptibility.",
            ("belief_next",),
            _sets(susceptibility=0),
            "beliefs stay with the own anchor",
        ),
        Assumption(
            "people hide what they think",
            "With little psychological safety people express the norm rather than their belief.",
            "Safety goes with sharing (Safety); the form is an assumption.",
            ("expressed_belief",),
            _sets(safety_mean=1, safety_spread=0),
            "everybody is safe: says what they think, and contributes more easily",
        ),
        Assumption(
            "the norm is what is seen",
            "The perceived norm follows how many colleagues are visibly active.",
            "Descriptive norms (Norms).",
            ("norm_next",),
            _sets(norm_rate=0),
            "the norm stays at 0",
        ),
        Assumption(
            "beliefs start at rest",
            "Before the launch beliefs lie below their anchors, because nobody is seen sharing.",
            "Started at the anchors they would show a decline that no intervention caused.",
            ("resting_belief",),
        ),
        Assumption(
            "attitude pulls to use",
            "An attitude above its mean at the start pulls to reading and contributing, one below keeps from it.",
            "Use falls silent without contributors' own conviction (BOT19); the sizes are assumptions. What attitude "
            "a company starts with is in the intercepts, so only its changes act.",
            ("usefulness", "read_logit", "contribute_drive"),
            _sets(read_belief=0, contribute_belief=0),
            "attitude acts on registering only",
        ),
    ),
    "Organisation": (
        Assumption(
            "turnover keeps the seat",
            "Who leaves is replaced at once; the hire takes the seat with its ties, traits drawn anew, no account.",
            "Keeps the size and the network; rates of leaving are known (Turnover).",
            ("trait",),
            _sets(turnover_rate=0),
            "nobody leaves",
        ),
        Assumption(
            "use may keep people",
            "A reading habit changes the hazard of leaving the company by a factor whose prior includes 1.",
            "Effects on retention are claimed (BOT19), without numbers: neither size nor sign is known.",
            ("leaving_chance",),
        ),
        Assumption(
            "no reorganisation",
            "Units, managers and roles stay as they are for the whole run.",
            "A run of years without a reorganisation is unlikely; nothing in the sources says what one does.",
        ),
    ),
}
"""All assumptions by heading."""

ALL: Final[dict[str, Assumption]] = {each.name: each for group in ASSUMPTIONS.values() for each in group}
"""All assumptions by name."""
