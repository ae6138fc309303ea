"""Batches of work to a Dask cluster and their results back; what the work is, it does not know."""
