"""What enclosed papers say: words, dates, names and numbers, whatever their layout; judges nothing."""
