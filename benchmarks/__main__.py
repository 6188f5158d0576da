"""`make bench`: every measurement, one after the other."""

from benchmarks import attribution, experiments, system, valuation

valuation.main()
attribution.main()
experiments.main()
system.main()
