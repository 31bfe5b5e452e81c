"""The window: visitors watch, change and question simulated worlds in the browser.

``session`` plays one world and knows nothing of the browser; ``state`` holds what one page remembers; ``panels`` and
``map`` draw it; ``server`` serves the page.
"""
