"""What the commands do; `magclaims.cli` only takes the options and hands out the exit codes."""
