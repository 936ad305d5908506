"""Setting up: the questions that `handrail init` asks, and the settings file that comes of the answers."""
