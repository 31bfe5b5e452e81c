"""The pictures of the window, one a file: a Python signature, and beside it the Vue template that draws in the browser."""
