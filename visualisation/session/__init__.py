"""A session: one simulated world that is played, rewound and questioned. Nothing here knows of the browser."""
