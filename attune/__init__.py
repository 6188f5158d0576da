"""The composition root: services put together, and the command line."""

import os

# Cores are shared by services, jobs and Postgres. In matrices as small as theirs numpy's threads mostly wait for each other,
# spinning: with a busy neighbour that doubled the time of a million intervals. To be set before numpy is there.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
