"""Training of the models that ship: one file each. Needs the extra `train`; nothing here is used at run time."""
