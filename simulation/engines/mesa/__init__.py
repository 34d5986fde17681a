"""The model as Mesa agents, one object for each person and community: to be read, extended, and compared with.

    from simulation.engines.mesa import WandelModel

    model = WandelModel("scenarios/small-demo.yaml", replicate=0, weeks=52)
    model.run_model()
    model.datacollector.get_model_vars_dataframe()

It calls the same rules with the same draws as the compiled kernel and gives the same bits.
"""

from simulation.engines.mesa.community import CommunityAgent
from simulation.engines.mesa.employee import Employee
from simulation.engines.mesa.model import WandelModel

__all__ = ["CommunityAgent", "Employee", "WandelModel"]
