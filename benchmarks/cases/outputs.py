"""Growth of what results are shown with: tables, workbooks, documents, forms."""
