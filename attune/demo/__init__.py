"""The demonstration: real purchases and a simulated market through the public door, and the report of the loop."""
