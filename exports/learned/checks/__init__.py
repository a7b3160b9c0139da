"""What is said of a filled form before it goes up: sums that do not hold, what the book lacks, what was left out."""
