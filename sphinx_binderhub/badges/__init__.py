"""The badge road: from a directive, a role or an automatic place to a link in every builder."""
