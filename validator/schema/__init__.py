"""What an application holds, one folder for each data system and one file for each edition."""
