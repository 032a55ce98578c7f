"""CPU seconds that openapi-python-client's output takes for a reply, whose included resources stay dicts. Arguments as of `decode.py`."""

import gc
import json
import sys
from pathlib import Path
from time import process_time

from kajabi_api_v1_client.models import ContactsIndexResponse

body, rounds = Path(sys.argv[1]).read_bytes(), int(sys.argv[2])
times = []
for _ in range(rounds + 1):
    gc.collect()
    start = process_time()
    ContactsIndexResponse.from_dict(json.loads(body))
    times.append(process_time() - start)
print(json.dumps({"openapi-python-client's output": times[1:]}))
