"""prefect.yaml as Prefect itself loads it: every deployment is registered on a real server."""

import os
import subprocess
import sys
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.flows import load_flow_from_entrypoint
from prefect.settings import PREFECT_API_URL

from flows.deployments import deployments

ROOT = Path(__file__).parents[2]


def test_prefect_registers_every_deployment_of_both_pools(prefect_server):
    with get_client(sync_client=True) as client:
        for kind in ("process", "docker"):
            client.create_work_pool(WorkPoolCreate(name=f"faktograph-{kind}", type=kind))
        done = subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"],
            cwd=ROOT,
            env={
                **os.environ,
                "PREFECT_API_URL": PREFECT_API_URL.value(),
                "FAKTOGRAPH_DATABASE_URL": "postgresql://db.example/graph",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        made = {each.name: each for each in client.read_deployments()}
    served = {each.name: each for each in deployments()}
    for name, ours in served.items():
        for kind in ("process", "docker"):
            theirs = made[f"{name}-{kind}"]
            assert theirs.work_pool_name == f"faktograph-{kind}"
            assert theirs.entrypoint == ours.entrypoint
            assert theirs.concurrency_options is not None
            assert len(theirs.schedules) == len(ours.schedules or [])
            described = load_flow_from_entrypoint(ours.entrypoint).parameters.properties
            assert theirs.parameter_openapi_schema["properties"].keys() == described.keys()
    job = made["ingest-docker"].job_variables
    assert job["image"] == "faktograph:latest"
    assert job["volumes"] == ["faktograph-data:/data"]
    assert job["env"] == {
        "FAKTOGRAPH_DATABASE_URL": "postgresql://db.example/graph",
        "XDG_DATA_HOME": "/data",
    }
