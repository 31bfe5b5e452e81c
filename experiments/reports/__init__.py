"""Reports: pages, figures and tables for people."""
