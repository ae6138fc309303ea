"""What needs more than one article."""
