"""Running the pipeline's stages: the same interface for one process and, later, many."""
