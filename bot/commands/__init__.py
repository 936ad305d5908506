"""The commands of `handrail`, one file an idea. What is heavy is imported by the command that needs it."""
