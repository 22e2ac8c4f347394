"""Reading sign-ups, each module for one reader.

mine         what a person has coming, waits for and has done
applicants   who asked to take part, for those who run the opportunity (personal: pages log that it was shown)
board        how full each shift is
attendance   what happened, and who really took part in what (matches)
companies    the seats companies hold
facts        the questions of the permission table
"""
