"""The pages for readers. Views are thin: what a page shows is asked of the domain."""
