"""Archives to carry away."""
