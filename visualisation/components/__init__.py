"""Parts of the page that several panels or the frame around them use."""
