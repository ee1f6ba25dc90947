"""Prefect flows: the pipeline's own functions on a schedule, with retries and reports.

`python -m flows` serves the deployments. A task is a source or a batch of files, never one
article; every flow can be stopped at any moment and run again.

What is set here is a default that the environment overrules: nothing is sent to Prefect's
makers; a server that starts on a busy machine is given time, and so are those who wait while
its database is written to; a request that a busy server refuses is made again.
"""

import os

for _name, _value in {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
    "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "60",
    "PREFECT_API_REQUEST_TIMEOUT": "120",
    "PREFECT_CLIENT_MAX_RETRIES": "8",
    "PREFECT_CLIENT_RETRY_EXTRA_CODES": "500",
}.items():
    os.environ.setdefault(_name, _value)
