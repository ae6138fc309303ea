"""From Documents to Whoosh segments to static files."""
