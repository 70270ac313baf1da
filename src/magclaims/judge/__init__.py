"""Rules and verdicts over a case: pure, no I/O; the policy is data."""
