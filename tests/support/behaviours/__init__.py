"""How web servers behave: a table of servers on loopback, with what a careful human would say of each address.

`table.BEHAVIOURS` is the table, `street.Street` serves it. Each module beside them holds one sort of behaviour.
"""
