"""The kernel in a web page: what a page needs to simulate a plan without Python, and the module that does it."""
