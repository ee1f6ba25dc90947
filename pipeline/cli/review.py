"""`faktograph review`: claims with their evidence, judged and corrected on the keyboard."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text
from sqlalchemy import Engine

from pipeline.cli.correcting import Beside, put_right
from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.cli.output import (
    AsCsv,
    AsJson,
    AsTable,
    Form,
    chosen_form,
    json_line,
    output_to,
    write_lines,
    write_records,
    write_table,
)
from pipeline.cli.showing import console, evidence_text, status_text
from pipeline.cli.text import single_line
from pipeline.cli.verdicts import judging
from pipeline.predicates import PREDICATES
from pipeline.query.corrections import Statement, claims_said, named_beside, sums_beside
from pipeline.query.gold import gold_lines
from pipeline.query.records import ClaimRecord
from pipeline.query.reviews import (
    Reviewed,
    open_claims,
    precision_by_predicate,
    reviewed_claims,
)
from pipeline.query.wording import said_of_subject
from pipeline.store.reviews import Correction, ReviewVerdict, review, take_back_review

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_VERDICTS: dict[str, ReviewVerdict] = {"r": "right", "w": "wrong"}
_OTHERS = ("c", "s", "n", "u", "q")


@app.command(name="review")
def review_claims(
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most so many claims.")] = 50,
    predicate: Annotated[str | None, typer.Option(help="Only claims of this predicate.")] = None,
    gold: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write all verdicts there, for the next training."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Judge claims with their evidence, one at a time, and measure the model by it.

    On a terminal each claim is asked: r right, w wrong, c correct it (predicate, parties, sum,
    status, speaker, from numbered choices), s skip, n note (kept with the verdict), u undo the
    last verdict, q quit. Verdicts are kept at once; the next time goes on where the last one
    stopped. The order is as good as drawn by lot, so that the precision printed at the end speaks
    for all claims.

    Piped, or with --json or --csv, the verdicts given so far are listed, each with claim,
    evidence, sentence and article. --gold writes the articles with what is now known of them,
    as python -m training --reviewed FILE takes them.

    \b
    Examples:
      faktograph review
      faktograph review --predicate supplies --limit 20
      faktograph review --json > verdicts.jsonl
      faktograph review --gold reviewed.jsonl
    """  # noqa: D301  \b keeps the lines as they are
    if gold is not None and (predicate is not None or as_json or as_csv or as_table):
        raise Failure("--gold writes all verdicts in a form of its own: give it alone", WRONG_USE)
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    if predicate is not None and predicate not in PREDICATES:
        raise Failure(f"no predicate {predicate!r}; there are {', '.join(PREDICATES)}", WRONG_USE)
    with judging() as engine:
        if gold is not None:
            _write_gold(engine, gold)
        elif form is Form.TABLE and sys.stdin.isatty():
            _judge(engine, limit, predicate)
        else:
            _list(engine, form, predicate)


def _write_gold(engine: Engine, file: Path) -> None:
    with engine.connect() as connection, output_to(file):
        written = write_lines(map(json_line, gold_lines(connection)))
        if not written:
            raise Failure("no claim has been reviewed")
    typer.echo(f"{file}: {written} article{'' if written == 1 else 's'} with verdicts", err=True)


def _list(engine: Engine, form: Form, predicate: str | None) -> None:
    found = [each for each in _reviewed(engine) if predicate in (None, each.claim.predicate)]
    if not found:
        typer.echo("no claim has been reviewed", err=True)
        raise typer.Exit(1)
    if form is Form.TABLE:
        _tell_precision(found)
    else:
        write_records(map(_record, found), form)


def _judge(engine: Engine, limit: int, predicate: str | None) -> None:
    with engine.connect() as connection:
        claims = open_claims(connection, limit, predicate)
    if not claims:
        typer.echo("no claim is left to review", err=True)
        raise typer.Exit(1)
    try:
        _Sitting(engine, claims, console()).run()
    except (EOFError, KeyboardInterrupt, typer.Abort):
        typer.echo()
    _tell_precision(_reviewed(engine))


@dataclass(slots=True)
class _Sitting:
    """Claims asked one after the other; `given` are the places that got a verdict, in order."""

    engine: Engine
    claims: Sequence[ClaimRecord]
    out: Console
    at: int = 0
    note: str | None = None
    given: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Ask until all are judged or skipped or the user quits."""
        shown = -1
        while self.at < len(self.claims):
            if shown != self.at:
                _show(self.out, self.claims[self.at], f"{self.at + 1} of {len(self.claims)}")
                shown = self.at
            self.out.print(Text("[r]ight [w]rong [c]orrect [s]kip [n]ote [u]ndo [q]uit "), end="")
            key = _key()
            typer.echo(key)
            if key == "q":
                return
            if key == "u":
                shown = self._undo(shown)
            elif key == "n":
                self.note = typer.prompt("note", default="", show_default=False).strip() or None
            elif key == "c":
                self._correct()
            elif key in _VERDICTS:
                self._decide(_VERDICTS[key])
            else:
                self._go_on()

    def _correct(self) -> None:
        """Ask what the claim should be; where nothing is changed it is still to be judged."""
        claim = self.claims[self.at].id
        with self.engine.connect() as connection:
            said = claims_said(connection, [claim])[claim]
            beside = Beside(named_beside(connection, claim), sums_beside(connection, claim))
        right = put_right(self.out, said, beside)
        if right is not None:
            self._decide("corrected", right)

    def _decide(self, verdict: ReviewVerdict, right: Statement | None = None) -> None:
        review(
            self.engine,
            self.claims[self.at].id,
            verdict,
            note=self.note,
            by=getpass.getuser(),
            at=datetime.now(UTC),
            correction=_correction(right) if right else None,
        )
        self.given.append(self.at)
        self._go_on()

    def _go_on(self) -> None:
        self.note = None
        self.at += 1

    def _undo(self, shown: int) -> int:
        """Go back to the claim judged last; nothing is shown of it yet then."""
        if not self.given:
            self.out.print(Text("  nothing to undo in this sitting", style="dim"))
            return shown
        self.at, self.note = self.given.pop(), None
        take_back_review(self.engine, self.claims[self.at].id, datetime.now(UTC))
        self.out.print(Text("  verdict taken back", style="dim"))
        return -1


def _correction(right: Statement) -> Correction:
    return Correction(
        predicate=right.predicate,
        subject=right.subject.id,
        object=right.object.id if right.object else None,
        status=right.status,
        attributed_to=right.attributed_to.id if right.attributed_to else None,
        amount_start=right.sum.start if right.sum else None,
    )


def _show(out: Console, claim: ClaimRecord, place: str) -> None:
    witness = claim.witness
    said = Text(f"\n{place}  ", style="dim")
    said.append(_said(claim), style="bold not dim")
    said.append_text(status_text(claim.status))
    if claim.attributed_to:
        said.append(f"  according to {single_line(claim.attributed_to)}")
    out.print(said)
    out.print(evidence_text(witness))
    where = f"{witness.source} · {witness.reported} · {witness.title} · score {claim.score:.2f}"
    out.print(Text(single_line(where), style="dim"))


def _said(claim: ClaimRecord) -> str:
    parts = [claim.subject, said_of_subject(claim.predicate)]
    parts += [claim.object] if claim.object else []
    parts += [claim.sum.text] if claim.sum and claim.sum.text else []
    if claim.qualifiers:
        parts.append(f"({', '.join(claim.qualifiers.values())})")
    return single_line(" ".join(parts))


def _key() -> str:
    while True:
        key = typer.getchar().lower()
        if key in {"\x04", ""}:
            raise EOFError
        if key in {*_VERDICTS, *_OTHERS}:
            return key


def _reviewed(engine: Engine) -> list[Reviewed]:
    with engine.connect() as connection:
        return reviewed_claims(connection)


def _tell_precision(found: Sequence[Reviewed]) -> None:
    rows = [
        (each.predicate, each.judged, each.right, f"{each.share:.2f}")
        for each in precision_by_predicate(found)
    ]
    right = sum(each.verdict == "right" for each in found)
    if found:
        rows.append(("all", len(found), right, f"{right / len(found):.2f}"))
    write_table(
        ("predicate", "judged", "right", "precision"), rows, "nothing judged" if not rows else None
    )


def _record(each: Reviewed) -> dict[str, Any]:
    """One verdict with all that it is about, as training and measuring take it."""
    claim, witness = each.claim, each.claim.witness
    money = claim.sum
    return {
        "claim": claim.id,
        "verdict": each.verdict,
        "corrected": each.corrected and _corrected(each.corrected),
        "note": each.note,
        "by": each.by,
        "at": each.at,
        "predicate": claim.predicate,
        "subject": claim.subject,
        "object": claim.object,
        "amount": money.text if money else None,
        "min": money.min if money else None,
        "max": money.max if money else None,
        "currency": money.currency if money else None,
        "status": claim.status,
        "attributed_to": claim.attributed_to,
        "qualifiers": dict(claim.qualifiers),
        "evidence": witness.evidence,
        "sentence": witness.sentence,
        "title": witness.title,
        "url": witness.url,
        "lang": witness.lang,
        "reported": witness.reported,
        "score": claim.score,
        "found_by": claim.found_by,
        "model": claim.model,
    }


def _corrected(right: Statement) -> dict[str, str | None]:
    return {
        "predicate": right.predicate,
        "subject": right.subject.name,
        "object": right.object.name if right.object else None,
        "amount": right.sum.text if right.sum else None,
        "status": right.status,
        "attributed_to": right.attributed_to.name if right.attributed_to else None,
    }
