"""Export the audit trail as lines of JSON, for another system to keep, and go on the next time where this one ended.

Usage: export_audit.py [AFTER], the number of the event behind which to begin; all that is sealed otherwise
"""

import json
import sys

from tessera_sdk import TesseraClient

last = int(sys.argv[1]) if len(sys.argv) > 1 else 0
with TesseraClient() as client:
    for line in client.audit.export_lines(after=last):
        print(line)
        last = json.loads(line)["sequence"]
print(f"exported up to event {last}", file=sys.stderr)
