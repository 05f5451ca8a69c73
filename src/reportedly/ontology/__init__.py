"""PLOVER and the actor table: data files and their loaders."""
