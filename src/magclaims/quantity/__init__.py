"""Numbers with units: reading, comparing, converting, and the limits they are held against."""
