"""Mails: kept in the outbox with the act that they tell of, and sent."""
