"""Opportunities (volunteer or event), their shifts and roles: drafting, approval, publishing, finding."""
