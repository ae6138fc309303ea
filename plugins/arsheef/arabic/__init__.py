"""The one definition of Arabic analysis."""
