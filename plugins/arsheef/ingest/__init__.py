"""From bytes to Articles in content/."""
