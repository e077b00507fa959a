"""Notices that anybody of a project owes at once: given without an account, taken in first, looked at afterwards."""
