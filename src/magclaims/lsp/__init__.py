"""The language server: what `check` finds, while a writer types.

It judges with the program itself: `project` puts the same case together from what editors hold unsaved,
and nothing here decides anything. Nothing is asked of any service: answers come from the lock file and
the cache, as with `--offline`. Only `server` knows pygls; the types of the protocol stand in all of it.
"""
