"""Visitors: people without accounts, who have shown that an address is theirs."""
