"""Claims from layers: which act, how far it went, who did it to whom, on whose word."""
