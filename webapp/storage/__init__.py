"""What the service keeps, and the only place that knows SQL and files: nothing acknowledged is ever lost.

An act opens one transaction and does everything in it: `with store.writing() as tx: submissions.submit(tx, …)`.
Who acts (`by`) and when (`at`, an instant) are passed in: nothing here asks the clock.
"""
