"""What an edit of the data means: engine, result, wording."""
