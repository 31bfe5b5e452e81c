"""The world map: the frames that are sent to the browser, and the JavaScript that draws them."""
