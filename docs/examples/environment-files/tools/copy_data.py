"""Keep a copy of the survey, for readers who change the first one."""

import sys
from pathlib import Path

survey = Path(sys.argv[1])
survey.with_suffix(".bak").write_bytes(survey.read_bytes())
