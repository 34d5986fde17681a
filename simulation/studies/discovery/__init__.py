"""Discovery: where in a table of runs something happens, such as a plan that fails."""
