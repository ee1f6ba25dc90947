"""Claims judged on the keyboard, one after the other."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import typer
from rich.console import Console
from rich.text import Text
from sqlalchemy import Engine

from pipeline.cli.correcting import Beside, put_right
from pipeline.cli.showing import evidence_text, status_text
from pipeline.cli.text import single_line
from pipeline.query.corrections import Statement, claims_said, named_beside, sums_beside
from pipeline.query.records import ClaimRecord
from pipeline.query.wording import said_of_subject
from pipeline.store.reviews import Correction, ReviewVerdict, review, take_back_review

__all__ = ["Sitting"]

_VERDICTS: dict[str, ReviewVerdict] = {"r": "right", "w": "wrong"}
_OTHERS = ("c", "s", "n", "u", "q")


@dataclass(slots=True)
class Sitting:
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
