"""A form as the parts of its file: what is written changes, all else leaves byte for byte as it came."""
