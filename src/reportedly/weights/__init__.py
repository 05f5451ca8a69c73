"""Models that ship, each in a folder with its manifest: hash, training data with its rights, figures."""
