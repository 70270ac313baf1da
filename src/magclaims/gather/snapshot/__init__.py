"""Snapshots: what the registries publish as files, in one SQLite file that is looked into before the network.

`inputs` reads what is published, line by line; `build` writes the file; `store` looks works up in it.
"""
