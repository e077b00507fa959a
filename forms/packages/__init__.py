"""Applications that come as one file with others inside: a ZIP file, or a PDF that carries its attachments."""
