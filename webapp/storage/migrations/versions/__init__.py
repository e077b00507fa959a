"""One edition a file; a file that was released is never changed."""
