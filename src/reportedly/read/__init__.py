"""One file per format; each yields what was found, or an issue that names what could not be read."""
