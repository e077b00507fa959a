"""The process that every file is read in: shut in, limited, and one for each file."""
