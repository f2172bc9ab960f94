"""How days and months are named in running text, as pieces of patterns, capital letters first."""

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
"""Whole or short, without the stop of an abbreviation; "Marine" begins like one: ask for a day."""
