"""The demo city: fictional people, groups and their past, told through the acts of the domain, never in production.

records      what demo_city.json may say
days         its days, moved by whole weeks so that it is always current
cast         who is who while it is told
timeline     acts in the order of their time, each done as if it were that time
founding · activities · participation · support · projects      one part of the city each
loading      all of it, in one transaction
"""
