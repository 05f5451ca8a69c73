"""The questions that users have. Each takes a store, a day and filters, and gives typed rows."""
