"""What is served and deployed, and that Prefect's makers are told nothing. No server needed."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from prefect.flows import load_flow_from_entrypoint

from flows.deployments import deployments

ROOT = Path(__file__).parents[2]
DECLARED = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
SERVED = {each.name: each for each in deployments()}


def test_ingest_runs_every_half_hour_and_the_sources_are_checked_daily():
    [half_hourly] = SERVED["ingest"].schedules
    assert half_hourly.schedule.interval == timedelta(minutes=30)
    [daily] = SERVED["check-sources"].schedules
    assert daily.schedule.cron.split()[2:] == ["*", "*", "*"]


@pytest.mark.parametrize("name", SERVED)
def test_a_run_never_begins_beside_another_of_its_kind(name):
    limit = SERVED[name].concurrency_options or SERVED[name].concurrency_limit
    assert "CANCEL_NEW" in str(limit)


@pytest.mark.parametrize("name", SERVED)
def test_parameters_are_typed_and_described(name):
    parameters = load_flow_from_entrypoint(SERVED[name].entrypoint).parameters.properties
    assert parameters
    for field in parameters.values():
        assert field["description"]
        assert field.get("type") or field.get("anyOf")


@pytest.mark.parametrize("pool", ["process", "docker"])
def test_the_work_pools_get_what_is_served(pool):
    declared = {d["name"].removesuffix(f"-{pool}"): d for d in DECLARED if pool in d["name"]}
    assert declared.keys() == SERVED.keys()
    for name, deployment in declared.items():
        assert deployment["work_pool"]["name"] == f"faktograph-{pool}"
        assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
        assert _plain(deployment.get("schedules", [])) == [
            {"interval": s.schedule.interval.total_seconds()}
            if hasattr(s.schedule, "interval")
            else {"cron": s.schedule.cron}
            for s in SERVED[name].schedules or []
        ]


def _plain(schedules):
    return [dict(schedule) for schedule in schedules]


@pytest.mark.parametrize("declared", DECLARED, ids=lambda declared: declared["name"])
def test_every_declared_entrypoint_is_the_flow_that_is_served(declared):
    name = declared["name"].rpartition("-")[0]
    flow = load_flow_from_entrypoint(declared["entrypoint"])
    assert flow.name == SERVED[name].flow_name
    assert SERVED[name].entrypoint == declared["entrypoint"]


def test_nothing_is_sent_to_the_makers_unless_asked_for(tmp_path):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "DO_NOT"))}
    code = (
        "import flows, os, prefect.settings as s; "
        "print(s.get_current_settings().server.analytics_enabled, os.environ['DO_NOT_TRACK'])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**kept, "PREFECT_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=280,
    )
    assert shown.stdout.split() == ["False", "1"]
