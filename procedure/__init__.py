"""What happens to an application, who may do what, and by when: pure tables and functions."""
