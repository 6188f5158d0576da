"""`make bench`: every measurement, one after the other."""

from benchmarks import system, valuation

valuation.main()
system.main()
