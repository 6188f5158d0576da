"""Published views → the figures of goals and of the loop, in SQL: the only room where volume is met."""
