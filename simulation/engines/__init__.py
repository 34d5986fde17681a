"""The two engines of one model: the compiled kernel and the readable Mesa model."""
