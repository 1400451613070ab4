"""The pages for readers. Views are thin: ``claims.reading`` prepares their content."""
