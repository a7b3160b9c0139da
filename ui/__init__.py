"""Windows: the only part of the program that knows Qt, and one that never touches SQL or workbooks itself."""
