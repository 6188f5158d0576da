"""`make bench`: every measurement, one after the other."""

from benchmarks import attribution, experiments, freshness, system, valuation

valuation.main()
attribution.main()
experiments.main()
system.main()
freshness.main()
