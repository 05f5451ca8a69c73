"""One file per kind of benchmark; `registry` names them all."""
