"""Paper and web answers in, the filled form out; judges nothing."""
