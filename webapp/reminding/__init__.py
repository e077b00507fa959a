"""What is due and not done yet: shown to staff, and told by mail to both sides before it is late."""
