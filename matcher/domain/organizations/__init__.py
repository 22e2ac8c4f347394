"""Groups, NPO corporations, neighborhood associations, companies, schools: registration, approval, members."""
