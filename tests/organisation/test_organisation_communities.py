import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.organisation import CommunitySettings, Organisation, OrganisationSettings
from simulation.organisation.communities import (
    AREA,
    COMMUNITY_TYPES,
    FUNCTION,
    N_SLOTS,
    Communities,
    generate_communities,
)
from simulation.organisation.generator import generate
from simulation.organisation.sizes import largest_remainder

ARRAYS = {"kind": np.uint8, "is_open": np.bool_, "home_silo": np.uint16, "purpose": np.float32, "slots": np.uint32}


def check(organisation: Organisation, communities: Communities) -> None:
    count = communities.n_communities
    for name, dtype in ARRAYS.items():
        array = getattr(communities, name)
        assert array.dtype == dtype
        assert array.shape == ((organisation.n_people, N_SLOTS) if name == "slots" else (count,))
        assert array.flags.c_contiguous
    assert communities.kind.max() < len(COMMUNITY_TYPES)
    assert communities.home_silo.max() < organisation.n_silos
    assert 0 <= communities.purpose.min() <= communities.purpose.max() <= 1
    assert communities.slots.max() <= 2 * count
    filled = communities.slots < 2 * count
    community = np.where(filled, communities.slots // 2, 0)
    outsider = communities.home_silo[community] != organisation.silo[:, None]
    assert np.array_equal((communities.slots % 2 == 1)[filled], outsider[filled])
    for a, b in ((0, 1), (0, 2), (1, 2)):
        both = filled[:, a] & filled[:, b]
        assert np.all(community[both, a] != community[both, b])


@settings(max_examples=40)
@given(
    people=st.integers(50, 1500),
    seed=st.integers(0, 2**63 - 1),
    per_community=st.floats(5, 10_000),
    area_share=st.floats(0.05, 0.9),
    function_share=st.floats(0.05, 0.95),
    open_share=st.floats(0, 1),
    own_silo=st.floats(0, 1),
)
def test_any_settings_give_sound_communities(
    people: int,
    seed: int,
    per_community: float,
    area_share: float,
    function_share: float,
    open_share: float,
    own_silo: float,
) -> None:
    organisation = generate(OrganisationSettings(people=people))
    chosen = CommunitySettings(
        people_per_community=per_community,
        area_share=area_share,
        function_share=function_share,
        open_share=open_share,
        own_silo_preference=own_silo,
    )
    communities = generate_communities(organisation, chosen, seed)
    check(organisation, communities)
    assert communities.is_open.sum() == round(open_share * communities.n_communities)


def test_equal_seeds_give_equal_bytes(medium: Organisation) -> None:
    first, again, other = (generate_communities(medium, CommunitySettings(), seed) for seed in (1, 1, 2))
    for name in ARRAYS:
        assert getattr(first, name).tobytes() == getattr(again, name).tobytes()
        assert getattr(first, name).tobytes() != getattr(other, name).tobytes()


def test_number_types_and_shares(medium: Organisation) -> None:
    communities = generate_communities(medium, CommunitySettings(), 1)
    assert communities.n_communities == 250
    assert np.bincount(communities.kind).tolist() == largest_remainder(250, [0.3, 0.25, 0.2, 0.25])
    filled = (communities.slots < 500).mean(axis=0)
    assert filled == pytest.approx([0.9, 0.6, 0.35], abs=0.02)
    assert communities.purpose.mean() == pytest.approx(0.6, abs=0.05)


def test_sizes_are_skewed(medium: Organisation) -> None:
    communities = generate_communities(medium, CommunitySettings(), 1)
    interest = communities.slots[:, 2]
    members = np.bincount(interest[interest < 500] // 2)
    members = members[members > 0]
    assert members.max() > 3 * np.median(members)


def test_area_is_one_run_of_departments_at_home(medium: Organisation) -> None:
    communities = generate_communities(medium, CommunitySettings(area_membership=1), 1)
    area = communities.slots[:, AREA]
    assert np.all(area % 2 == 0)
    assert np.all(np.diff(area.astype(np.int64)) >= 0)
    assert np.unique(np.stack((medium.department, area)), axis=1).shape[1] == medium.department[-1] + 1


def test_function_slot_holds_own_function_and_mostly_own_silo(medium: Organisation) -> None:
    chosen = CommunitySettings(function_membership=1, people_per_community=10)
    communities = generate_communities(medium, chosen, 1)
    community = communities.slots[:, FUNCTION] // 2
    assert np.unique(np.stack((community, medium.function)), axis=1).shape[1] == np.unique(community).size
    assert (communities.slots[:, FUNCTION] % 2).mean() < 0.35


def test_one_type_only(small: Organisation) -> None:
    communities = generate_communities(small, CommunitySettings(types={"help": 1}), 1)
    assert np.all(communities.kind == COMMUNITY_TYPES.index("help"))
