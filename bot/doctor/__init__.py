"""The doctor: looks at everything that a practice stands on, changes nothing, and says how to mend what is wrong."""
