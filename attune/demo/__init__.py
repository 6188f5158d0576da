"""The demonstration: real purchases through the public door, and the report of what the system makes of them."""
