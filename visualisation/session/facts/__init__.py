"""Facts of a world for the page, frozen: actors, agreements, the feed of events, and bargaining pictures."""
