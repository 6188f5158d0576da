"""`make bench`: every measurement, one after the other."""

from benchmarks import attribution, experiments, freshness, hop, million, system, valuation

valuation.main()
million.main()
attribution.main()
experiments.main()
system.main()
freshness.main()
hop.main()
