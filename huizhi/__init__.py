"""The command line that puts the rooms together, its settings, and the try-out post office."""
