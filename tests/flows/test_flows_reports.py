"""What a run tells of itself, and which sources it takes: no Prefect server needed."""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.batches import batches, files_below
from flows.choosing import UnknownSourceError, by_host, chosen
from flows.reports import as_markdown, as_table, checks_as_markdown
from pipeline.documents import Page
from pipeline.fetch.pages import PageStore
from pipeline.reports import Problem, Report, SourceReport, Tally, merged
from pipeline.settings import PageStoreSettings
from pipeline.sources import Source

EARLY, LATE = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)


def source(name: str, *hosts: str, enabled: bool = True) -> Source:
    return Source(name, "feed", (f"http://{name}.example/rss",), hosts=hosts, enabled=enabled)


def report(name: str = "alpha", problems=(), error=None, **counts) -> SourceReport:
    """What a tally comes to that met these problems."""
    tally = Tally(name, EARLY, error=error)
    for problem in problems:
        tally.refuse(problem)
    return replace(tally.report(LATE), **counts)


def test_without_names_all_sources_that_are_on_are_chosen():
    catalog = [source("a"), source("b", enabled=False), source("c")]
    assert [each.name for each in chosen(catalog, None)] == ["a", "c"]


def test_a_named_source_is_chosen_and_switched_on():
    catalog = [source("a"), source("b", enabled=False)]
    [found] = chosen(catalog, ["b", "b"])
    assert (found.name, found.enabled) == ("b", True)


def test_an_unknown_source_is_told_with_what_may_be_meant():
    with pytest.raises(UnknownSourceError, match=r"'hiese'; did you mean heise\?"):
        chosen([source("heise")], ["hiese"])


def test_sources_that_share_a_host_also_through_a_third_are_one_group():
    sources = [source("a", "x"), source("b", "y"), source("c", "z"), source("d", "x", "y")]
    groups = [sorted(each.name for each in group) for group in by_host(sources)]
    assert sorted(groups) == [["a", "b", "d"], ["c"]]


def test_no_source_is_lost_or_doubled_by_grouping():
    sources = [source(f"s{n}", f"h{n % 3}", f"h{n % 5}") for n in range(30)]
    grouped = [each.name for group in by_host(sources) for each in group]
    assert sorted(grouped) == sorted(each.name for each in sources)


def test_reports_of_one_source_add_up():
    parts = [
        Report((report(new=2, claims=5, problems=(Problem("u", "empty", "no text"),)),), {"a": 1}),
        Report((report(new=1, unchanged=4, error="down"), report("beta", links=3)), {"a": 2}),
    ]
    whole = merged(parts)
    assert [each.source for each in whole.sources] == ["alpha", "beta"]
    assert (whole.sources[0].new, whole.sources[0].unchanged, whole.total("claims")) == (3, 4, 5)
    assert whole.sources[0].reasons == {"empty": 1}
    assert whole.sources[0].error == "down"
    assert whole.seconds == {"a": 3}


def test_the_report_of_no_sources_is_empty():
    assert merged([]) == Report((), {})


def test_the_markdown_tells_counts_stages_failures_and_pages_with_their_reason():
    text = as_markdown(
        "Ingest",
        Report(
            (report(links=7, new=3, problems=(Problem("https://a.example/x", "paywall", "cut"),)),),
            {"read": 0.5, "extract": 12.25},
        ),
        {"gone": "connection refused"},
    )
    assert "3 new articles" in text
    assert "**gone**: connection refused" in text
    assert "| alpha | 7 | 3 | 0 | 0 | 0 | 0 new, 0 confirmed, 0 superseded | 1 paywall |" in text
    assert text.index("extract: 12.2 s, 96%") < text.index("read: 0.5 s, 4%")
    assert "<https://a.example/x>: paywall: cut" in text


def test_markup_from_outside_stays_text():
    hostile = "x](http://evil.example) <script>alert(1)</script>\n# headline | cell"
    text = as_markdown(
        "Ingest",
        Report((report(hostile, problems=(Problem(hostile, hostile, hostile),)),)),
        {hostile: hostile},
    )
    assert not re.search(r"(?<!\\)\]\(|(?<!\\)<script|^# headline", text, re.MULTILINE)


def test_of_many_problems_the_first_are_shown_and_the_rest_counted():
    problems = tuple(Problem(f"https://a.example/{n}", "empty", "") for n in range(60))
    text = as_markdown("Ingest", Report((report(problems=problems),)), {})
    assert "https://a.example/49>" in text
    assert "https://a.example/50>" not in text
    assert "and 10 more" in text


def test_the_markdown_tells_which_facts_are_new_confirmed_and_superseded():
    told = Report((report(facts_new=5, facts_confirmed=2), report("beta", facts_superseded=1)))
    text = as_markdown("Ingest", told, {})
    assert "facts: 5 new, 2 confirmed, 1 superseded." in text
    assert "| 0 new, 0 confirmed, 1 superseded |" in text


def test_a_report_of_very_many_problems_stays_small_and_counts_them_all():
    problems = [Problem(f"https://a.example/{n}", "empty", "") for n in range(5000)]
    whole = merged(Report((report(problems=problems),)) for _ in range(3))
    assert (whole.sources[0].rejected, whole.sources[0].reasons) == (15_000, {"empty": 15_000})
    assert len(whole.sources[0].problems) <= 200
    assert whole.failed


def test_the_table_has_a_row_a_source():
    [row] = as_table(Report((report(new=3, error="down", facts_new=7),)))
    assert (row["source"], row["new"], row["error"]) == ("alpha", 3, "down")
    assert row["facts_new"] == 7


def test_a_check_tells_every_source_and_what_failed():
    rows = [{"source": "a", "links": 3, "taken": 2, "http": "200", "problem": ""}]
    text = checks_as_markdown(rows, {"b": "404"})
    assert "| a | 3 | 2 | 200 |" in text
    assert "1 asked, 1 failed" in text
    assert "**b**: 404" in text


def test_folders_are_walked_in_order_without_hidden_files(tmp_path):
    for name in ("b.html", "a/z.html", "a/.hidden", ".git/x.html", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in files_below([tmp_path])]
    assert found == ["a/z.html", "b.html", "c.txt"]


def test_a_path_that_is_not_there_is_told(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path, told in (
        (tmp_path / "nowhere", "nowhere: no such file or folder"),
        (tmp_path / "pipe", "pipe: neither a file nor a folder"),
        ("", "an empty path"),
    ):
        with pytest.raises(FileNotFoundError, match=told):
            list(files_below([path]))


def test_circles_of_links_pipes_and_closed_folders_hold_nothing_up(tmp_path, monkeypatch):
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "closed").mkdir()
    (tmp_path / "z.html").write_text("x")
    os.mkfifo(tmp_path / "pipe.html")
    listdir = os.listdir

    def guarded(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listdir(path)

    monkeypatch.setattr(os, "listdir", guarded)
    assert [path.name for path in files_below([tmp_path])] == ["closed", "z.html"]


def test_files_go_in_groups_and_archives_alone(tmp_path):
    files = [tmp_path / name for name in ("1.html", "2.html", "big.warc.gz", "3.html", "x.JSONL")]
    for file in files:
        file.write_text("four")
    groups = list(batches(files, 2))
    names = [[path.rpartition("/")[2] for path in group.files] for group in groups]
    assert names == [["1.html", "2.html"], ["big.warc.gz"], ["x.JSONL"], ["3.html"]]
    assert [group.bytes for group in groups] == [8, 4, 4, 4]


def test_a_large_archive_is_several_batches_which_are_all_of_it(tmp_path, monkeypatch, archived):
    monkeypatch.setattr("flows.batches._STRETCH", 300)
    file = tmp_path / "big.warc.gz"
    file.write_bytes(b"".join(archived(f"https://a.example/{n}", "<p>x") for n in range(9)))
    groups = list(batches([file], 200))
    assert {group.files for group in groups} == {(str(file),)}
    assert len(groups) > 3
    assert sum(group.bytes for group in groups) == file.stat().st_size


def test_a_folder_of_kept_pages_is_one_batch(tmp_path):
    settings = PageStoreSettings(directory=tmp_path / "data" / "pages")
    with PageStore(settings) as pages:
        pages.put(Page("https://a.example/1", "https://a.example/1", b"<p>x", EARLY))
    assert list(files_below([tmp_path])) == [settings.directory]
