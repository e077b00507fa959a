"""Letters out, on letterhead; decides nothing."""
