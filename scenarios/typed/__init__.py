"""The typed reader of TOML files: any record of described fields, groups and lists is a file format."""
