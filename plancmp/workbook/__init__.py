"""plancmp import: the entries of a collection as rows to be edited in a workbook, and the edits back into the YAML."""
