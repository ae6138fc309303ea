"""Pelican: reader, catalogue, lists, writer."""
