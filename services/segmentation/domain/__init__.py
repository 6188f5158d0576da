"""The rules of behaviour: what a message, an order and an import row mean. Pure: no I/O, no clock."""
