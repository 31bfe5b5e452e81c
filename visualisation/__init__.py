"""The window: one visitor, one world, watched and questioned in the browser."""
