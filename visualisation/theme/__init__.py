"""The look of the page: style sheets and colours."""
