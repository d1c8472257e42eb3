"""Tables for other programs: records with their columns, and a file a format that writes them."""
