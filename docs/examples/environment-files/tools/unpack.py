"""Check that the survey is where the chapters look for it."""

import sys

with open(sys.argv[1], encoding="utf-8") as survey:
    print(survey.readline())
