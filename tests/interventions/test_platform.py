"""Opening groups, moving content, campaign, mandate and roll-out: each does what it claims, at the cost it states."""

import numpy as np
import pytest

from simulation.engines.budget import weekly_costs
from simulation.engines.run import simulate
from simulation.interventions.kinds.open_groups import TYPES
from simulation.interventions.largest import could_belong
from simulation.model.effects import EffectBuilder
from simulation.model.record import INDEX
from simulation.world import build
from tests.interventions.conftest import contributions, nobody, scenario, surely_positive, total

OPEN = {"kind": "open_groups", "start": 10}
MIGRATION = {"kind": "content_migration", "start": 10, "items": 20, "steps": 2, "weeks_between": 4}
CAMPAIGN = {"kind": "campaign", "start": 10, "weeks": 12}
ORDER = {"kind": "mandate", "start": 10, "weeks": 10, "pressure": 1.5}
TWO_COUNTRIES = {
    "organisation": {"countries": {"Germany": 0.6, "Hungary": 0.4}},
    "platform": {"launch_countries": ["Germany"]},
}
ROLL_OUT = {"kind": "country_roll_out", "start": 20, "target": {"countries": ["Hungary"]}}
COUPLINGS_OFF = {
    "extrinsic_half_life": 1, "contribute_reply": 0, "reply_motivation": 0, "contribute_norm": 0, "read_norm": 0,
    "contribute_habit": 0, "read_habit": 0, "read_content": 0,
}  # fmt: skip


def end(plans, weeks=60, **changes):
    """World, and how communities end."""
    world = build(scenario(interventions=plans, run={"weeks": weeks}, **changes))
    return world, simulate(world, 0)


def touched(plan, monkeypatch):
    """Channels that an intervention touches in a run."""
    seen = set()
    add = EffectBuilder.add

    def note(builder, channel, where, value):
        seen.add(channel)
        add(builder, channel, where, value)

    monkeypatch.setattr(EffectBuilder, "add", note)
    end([plan])
    return seen


# --- opening groups ---------------------------------------------------------------------


def test_all_closed_ones_are_opened_at_once():
    world, found = end([OPEN], weeks=11)
    assert found.communities["is_open"].all()
    assert not world.communities.is_open.all()


def test_largest_first_so_many_a_week():
    plan = OPEN | {"count": 7, "per_week": 3}
    for week, opened in ((10, 3), (11, 6), (12, 7), (20, 7)):
        world, found = end([plan], weeks=week + 1)
        new = np.flatnonzero((found.communities["is_open"] != 0) & ~world.communities.is_open)
        closed = np.flatnonzero(~world.communities.is_open)
        assert new.size == opened
        size = could_belong(world)
        assert size[new].min() >= np.sort(size[closed])[-opened]


def test_share_types_silos_and_order():
    world = build(scenario())
    closed = ~world.communities.is_open
    sales = world.communities.home_silo == world.organisation.silo_names.index("Sales")
    plan = OPEN | {"target": {"silos": ["Sales"]}, "types": ["practice", "help"], "order": "random"}
    _, found = end([plan])
    new = (found.communities["is_open"] != 0) & closed
    wanted = closed & sales & np.isin(world.communities.kind, [TYPES.index("practice"), TYPES.index("help")])
    assert new.tolist() == wanted.tolist()
    assert wanted.any()
    _, found = end([OPEN | {"share": 0.5}])
    assert ((found.communities["is_open"] != 0) & closed).sum() == np.floor(closed.sum() / 2 + 0.5)


def test_ramp_opens_little_by_little():
    world, found = end([OPEN | {"count": 8, "ramp_weeks": 3}], weeks=12)
    assert (found.communities["is_open"] != 0).sum() - world.communities.is_open.sum() == 4


def test_undo_closes_what_it_opened():
    world, found = end([OPEN | {"weeks": 5, "undo": True}])
    assert np.array_equal(found.communities["is_open"] != 0, world.communities.is_open)
    _, found = end([OPEN | {"weeks": 5}])
    assert found.communities["is_open"].all()


def test_closing_is_the_rival():
    _, found = end([OPEN | {"close": True}])
    assert not found.communities["is_open"].any()


def test_talks_are_paid_for_once():
    """A second plan finds the same ones open already, and talks about nobody; whether it acts does not matter."""
    plan = OPEN | {"count": 6, "per_week": 2, "hours_per_community": 3}
    later = plan | {"name": "later", "start": 20}
    _, found = end([plan, later])
    assert found.booked[:, -1, 0].nonzero()[0].tolist() == [10, 11, 12]
    assert found.booked[:, -1, 0].sum() == 18
    assert end([plan | {"strength": 0}])[1].booked[:, -1, 0].sum() == 18
    assert end([plan | {"ramp_weeks": 2, "strength": 5}])[1].booked[:, -1, 0].sum() == 18


def test_open_groups_are_answered_across_silos(paired):
    assert surely_positive(paired([OPEN], total("replied_cross_silo")))


def test_speaking_up_is_harder_in_the_open(paired):
    parameters = {"cost_open": 3, "cost_closed": 0}
    everybody_inside = {"communities": {"people_per_community": 30, "open_share": 0}}
    plan = [OPEN | {"start": 1}]
    drop = -paired(plan, contributions(10), parameters=parameters, platform=everybody_inside)
    assert surely_positive(drop)


def test_count_and_share_exclude_each_other():
    with pytest.raises(ValueError, match="not both"):
        scenario(interventions=[OPEN | {"count": 3, "share": 0.5}])


# --- moving content ---------------------------------------------------------------------


def test_content_moves_by_steps():
    world = build(scenario(interventions=[MIGRATION | {"pull": 1.0, "half_life": 4}]))
    active = world.interventions[0].activate(world, nobody(world))
    assert [active.moved(age) for age in (0, 3, 4, 50)] == [0.5, 0.5, 1, 1]
    assert active.pulling(0) == 0.5
    assert active.pulling(4) == pytest.approx(0.25 + 0.5)
    assert active.pulling(8) == pytest.approx(0.125 + 0.25)
    assert active.people.size == 1200


def test_it_never_touches_contributing(monkeypatch):
    launched = {"launch"}  # by the platform itself
    assert touched(MIGRATION, monkeypatch) - launched == {"official_content", "read_drive"}


def test_readers_come_at_once_and_some_stay(paired):
    assert surely_positive(paired([MIGRATION | {"items": 0, "pull": 1.0}], total("readers_7", 10, 20)))
    assert surely_positive(paired([MIGRATION | {"items": 60, "pull": 0}], total("readers_7", 40)))


def test_migration_costs_by_hand():
    costs = weekly_costs(build(scenario(interventions=[MIGRATION | {"hours": 100, "eur": 5000}])))["content_migration"]
    assert [(age, cost.hours, cost.eur) for age, cost in enumerate(costs) if cost.hours or cost.eur] == [
        (0, 50, 2500), (4, 50, 2500),
    ]  # fmt: skip


# --- campaign ---------------------------------------------------------------------------


def test_campaign_registers_while_it_lasts(paired):
    assert surely_positive(paired([CAMPAIGN | {"hazard_per_contact": 0.05}], total("new_by_push", 10, 22)))
    assert (paired([CAMPAIGN], total("new_by_push", 22), seeds=5) == 0).all()
    assert surely_positive(paired([CAMPAIGN | {"reading": 1.5, "hazard_per_contact": 0}], total("readers_7", 10, 22)))


def test_campaign_wears_out():
    """In a company where nobody registers otherwise, hazards of a half-life of one week: 1 - exp(-h 2^-age)."""
    quiet = {"innovation_rate": 0, "imitation_rate": 0, "turnover_rate": 0}
    plan = CAMPAIGN | {"hazard_per_contact": 0.5, "contacts_per_week": 2, "wear_half_life": 1}
    world = build(scenario(interventions=[plan], parameters=quiet))
    registered = np.array([simulate(world, r).counts[9:22, -1, INDEX["registered"]] for r in range(40)])
    left = 1 - registered / 1200
    found = -np.log(left[:, 1:] / left[:, :-1]).mean(axis=0)
    assert found[:4] == pytest.approx(2.0 ** -np.arange(4), rel=0.05)


def test_campaign_costs_by_hand():
    plan = CAMPAIGN | {
        "target": {"count": 100}, "contacts_per_week": 2, "hours_per_contact": 0.1, "eur_per_contact": 0.5,
        "lead_hours": 7, "eur_fixed": 900,
    }  # fmt: skip
    costs = weekly_costs(build(scenario(interventions=[plan])))["campaign"]
    assert [(cost.hours, cost.eur) for cost in costs[:2]] == [(pytest.approx(27), 1000), (pytest.approx(27), 100)]
    assert len(costs) == 12


# --- mandate ----------------------------------------------------------------------------


def test_all_under_the_order_are_registered_newcomers_too():
    world = build(scenario(interventions=[ORDER], parameters={"turnover_rate": 0.5}))
    counts = simulate(world, 0).counts[:, -1]
    assert (counts[10:20, INDEX["registered"]] == 1200).all()
    assert counts[30, INDEX["registered"]] < 1200
    assert counts[:, INDEX["hires"]].sum() > 100


def test_pressure_is_held_up_and_withdrawn():
    """The pull of rewards is P in every week of the order; then P kappa of motivation goes, and both fade."""
    parameters = {"extrinsic_half_life": 5, "crowding_out": 0.4, "reply_motivation": 0, "turnover_rate": 0}
    parameters |= {"motivation_half_life": 52}
    for weeks in (11, 20):
        people = end([ORDER], weeks=weeks, parameters=parameters)[1].people
        assert people["extrinsic"] == pytest.approx(1.5 * 2 ** (-1 / 5), rel=1e-5)
        assert (people["motivation"] == 0).all()
    people = end([ORDER], weeks=23, parameters=parameters)[1].people
    assert people["extrinsic"] == pytest.approx(1.5 * 2 ** (-4 / 5), rel=1e-5)
    assert people["motivation"] == pytest.approx(-0.4 * 1.5 * 2 ** (-3 / 52), rel=1e-5)


def test_order_of_half_strength_reaches_half_and_a_strong_one_presses_more():
    run = {"turnover_rate": 0, "innovation_rate": 0, "imitation_rate": 0, "extrinsic_half_life": 5}
    half = end([ORDER | {"strength": 0.5}], weeks=15, parameters=run)[1]
    assert half.counts[14, -1, INDEX["registered"]] == 600
    double = end([ORDER | {"strength": 2}], weeks=15, parameters=run)[1]
    assert double.people["extrinsic"] == pytest.approx(3 * 2 ** (-1 / 5), rel=1e-5)
    ramp = end([ORDER | {"ramp_weeks": 3}], weeks=12, parameters=run)[1]
    assert ramp.counts[10:12, -1, INDEX["registered"]].tolist() == [300, 600]


@pytest.mark.parametrize(("crowding", "worse"), [(0.0, False), (3.0, True)])
def test_motivated_outlast_mandated_only_with_crowding_out(crowding, worse):
    """The same registrations, with pressure and without; a year after the push the pressed do less if kappa > 0."""
    parameters = COUPLINGS_OFF | {"crowding_out": crowding, "extrinsic_half_life": 1}
    runs = {}
    for pressure in (0.0, 1.5):
        plan = ORDER | {"start": 2, "weeks": 6, "pressure": pressure}
        world = build(scenario(interventions=[plan], parameters=parameters, run={"weeks": 80}))
        runs[pressure] = [simulate(world, r) for r in range(40)]
    registered = {p: [t.counts[8, -1, INDEX["registered"]] for t in found] for p, found in runs.items()}
    assert registered[0.0] == registered[1.5]
    last = contributions(60, 80)
    drop = np.array([last(a) - last(b) for a, b in zip(runs[0.0], runs[1.5], strict=True)])
    assert surely_positive(drop) == worse


def test_mandate_costs_by_hand():
    plan = ORDER | {"target": {"count": 100}, "ramp_weeks": 1, "hours_per_person": 0.5, "reporting_hours": 0.1}
    costs = weekly_costs(build(scenario(interventions=[plan | {"lead_hours": 10}])))["mandate"]
    assert [cost.hours for cost in costs[:3]] == pytest.approx([25 + 5 + 10, 25 + 10 + 10, 20])


# --- roll-out ---------------------------------------------------------------------------


def test_left_out_until_the_roll_out():
    world, found = end([ROLL_OUT], **TWO_COUNTRIES)
    hungary = [k for k, name in enumerate(world.organisation.silo_names) if name.startswith("Hungary")]
    registered = found.counts[:, hungary, INDEX["registered"]].sum(axis=1)
    assert registered[19] == 0
    assert registered[59] > 20
    _, without = end([], **TWO_COUNTRIES)
    assert without.counts[:, hungary, INDEX["registered"]].sum() == 0
    assert world.interventions[0].activate(world, nobody(world)).people.size == 480


def test_access_ends_with_it():
    world, found = end([ROLL_OUT | {"weeks": 10, "campaign_hazard": 0.3}], **TWO_COUNTRIES)
    hungary = [k for k, name in enumerate(world.organisation.silo_names) if name.startswith("Hungary")]
    readers = found.counts[:, hungary, INDEX["readers_7"]].sum(axis=1)
    assert readers[22:30].sum() > 0
    assert readers[30:].sum() == 0


def test_without_a_target_everybody_left_out_is_let_in():
    plan = {key: value for key, value in ROLL_OUT.items() if key != "target"}
    one, other = (simulate(build(scenario(interventions=[each], **TWO_COUNTRIES)), 0) for each in (plan, ROLL_OUT))
    assert np.array_equal(one.counts, other.counts)
    assert np.array_equal(one.booked, other.booked)


def test_roll_out_costs_by_hand():
    plan = ROLL_OUT | {"support_weeks": 2, "support_hours": 40, "hours_per_person": 0.25, "eur_per_person": 2}
    costs = weekly_costs(build(scenario(interventions=[plan | {"eur_fixed": 100}], **TWO_COUNTRIES)))
    found = [(cost.hours, cost.eur) for cost in costs["country_roll_out"][:3]]
    assert found == [(480 / 4 + 40, 2 * 480 + 100), (40, 0), (0, 0)]


def test_nobody_is_pushed_where_the_platform_is_not():
    """Neither a campaign nor an order registers anybody in a country that is not reached yet."""
    world, run = end([CAMPAIGN | {"start": 2}, ORDER | {"start": 2}, ROLL_OUT], **TWO_COUNTRIES)
    week, country = run.people["registered_week"], world.organisation.country
    abroad = country == world.organisation.country_names.index("Hungary")
    assert np.count_nonzero(week[~abroad & (week >= 0)] < 20) > 0
    assert np.count_nonzero(week[abroad & (run.people["registered"] != 0)] < 20) == 0
    assert np.count_nonzero(run.people["registered"][abroad]) > 0


def test_none_of_them_moves_a_conviction():
    """No persuasion, no success of one's own: every anchor stays as it was, to the bit."""
    plans = [OPEN, MIGRATION, CAMPAIGN, ORDER, ROLL_OUT | {"start": 5}]
    plans += [{"kind": "pilot_community", "start": 3}]
    plans += [{"kind": kind, "start": 3, "communities": 9} for kind in ("manager_training", "manager_network")]
    plain = end([], **TWO_COUNTRIES)[1].people["anchor"]
    assert np.array_equal(end(plans, **TWO_COUNTRIES)[1].people["anchor"], plain)
