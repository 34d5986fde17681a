"""Labels of what is measured, which the table, the goals and the JSON file share."""

PLAIN = "full model, first two years"
EVERYBODY = "full model, all registered"
PLANNED = "full model, 5 interventions"
MESA = "full model on Mesa"
BEST = "best W kernel (numba)"
BEST_SAME = "best W kernel, same ties"
SELL8 = "bare SELL-8, same ties"
CSR = "bare CSR, same ties"

THREADS = "full model, 2 replicates of 100k people"
MEMORY = "full model, bytes per person"
START = "small run from a warm start"
