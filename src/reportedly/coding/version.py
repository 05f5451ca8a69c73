"""Name and version of the rules that code; a newer version adds claims, it never changes old ones."""

CODER = "reportedly.rules"
CODER_VERSION = "15"
