"""HTTP in, HTTP out: the collector's doors, imports, customers."""
