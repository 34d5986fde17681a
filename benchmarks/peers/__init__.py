"""The reference workload written the way each library means it to be written."""
