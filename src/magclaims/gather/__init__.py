"""Facts from outside: the lock file, the cache, and the services; nothing else asks the network."""
