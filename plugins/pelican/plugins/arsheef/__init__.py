from arsheef import register  # noqa: F401  (Pelican finds installed plugins by this name space)
