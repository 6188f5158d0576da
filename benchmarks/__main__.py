"""`make bench`: every measurement, one after the other."""

from benchmarks import attribution, coverage, experiments, freshness, hop, million, system, valuation

valuation.main()
million.main()
coverage.main()
attribution.main()
experiments.main()
system.main()
freshness.main()
hop.main()
