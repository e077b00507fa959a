"""An application with its documents, out of a ZIP file, a PDF that carries them, or a folder."""
