"""Side by side with peers, as ratios in one run: `make bench`."""

import os

# On one core: else numpy's threads wait for each other within matrices too small to share, and that counts as work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
