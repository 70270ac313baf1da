"""What the tool talks about: registry, reference, work, finding, report. Frozen, no I/O."""
