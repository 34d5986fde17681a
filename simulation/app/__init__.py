"""`wandel app`: a page in which a plan is tried out, with the whole engine behind it, on this machine."""
