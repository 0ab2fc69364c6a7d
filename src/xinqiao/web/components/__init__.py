"""What both faces share: the layout, form fields, the form of an act, error pages, language and print."""
