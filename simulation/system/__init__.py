"""What differs between operating systems, in one place: files and their owners, locks, names, memory, processes.

Nothing else in the package asks which system it runs on or uses a module that some system lacks.
"""
