"""The city's open data: records, the tables and the API made of them, and the words that define every part."""
