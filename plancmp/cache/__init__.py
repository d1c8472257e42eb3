"""The collection as it was last read, kept in tables so that a warm answer needs no reader.

What a warm answer stands for. Always looked at, each time: the program, the folders (a file that is added, removed, renamed
or replaced by another, as git and most editors do, changes the folder), the files that define places and indicators, those
named one by one, and the file of every plan of which anything is used. Up to FEW files all others are looked at too, and
the answer is exactly that of the files. In a larger folder that would cost as much as the answer, and is done when it was
last done more than WATCH ago. Until then one thing can go unnoticed: that a plan's file which the answer does not use was
overwritten in place, such that it now would (its plan belongs to another place or period, has another title, says something
of a place, or prints a result of an indicator there, of which it said nothing) or such that the collection is no longer
sound. PLANCMP_CACHE=off reads everything.

All of this is settled before an answer begins: what it needs is read, checked and in memory, or the cache is not used.
"""
