"""What signatures in a PDF say, and how our own seal is set."""
