"""A simulated market on top of CDNOW's real purchases, whose truth is known and kept from the system."""
