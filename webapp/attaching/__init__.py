"""The documents of an application: taken in, scanned, shown, and compared with the form."""
