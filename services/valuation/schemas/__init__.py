"""What crosses the wire: stateless requests and answers, model runs, customers with their values."""
