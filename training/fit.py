"""The training loop: articles for everything, sentences for names beside them."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from training.augment import NamePool, renamed
from training.examples import Example, examples_of, pack
from training.gold import Annotated
from training.model import Losses, Model
from training.recipe import Training

__all__ = ["fit"]


@dataclass(slots=True)
class _Progress:
    """How far the run is, 0 to 1: by steps or, where a limit is set, by the clock."""

    steps: int
    minutes: float
    done: int = 0
    began: float = field(default_factory=time.monotonic)

    def share(self) -> float:
        by_clock = (time.monotonic() - self.began) / 60 / self.minutes if self.minutes else 0.0
        return max(self.done / self.steps, by_clock)


def fit(
    model: Model,
    articles: list[Annotated],
    sentences: list[Annotated],
    tokenizer: Tokenizer,
    plan: Training,
    device: torch.device,
    checkpoints: Path,
) -> None:
    """Train `model` in place, with a checkpoint and a line of losses after each epoch."""
    rng = random.Random(plan.seed)  # noqa: S311  no secret
    pool = NamePool(articles)
    packs = _endless(pack(_shuffled(sentences, rng), tokenizer, plan.pack_size), rng)
    plain = [examples_of(article, tokenizer) for article in articles]
    steps_an_epoch = -(-len(articles) // plan.articles_a_step)
    progress = _Progress(plan.epochs * steps_an_epoch, plan.minutes)
    optimizer, schedule = _optimizer(model, plan, progress)
    for epoch in range(plan.epochs):
        if progress.share() >= 1:
            break
        examples = [
            example
            for article, whole in zip(articles, plain, strict=True)
            for example in (
                examples_of(renamed(article, pool, rng, plan.renamed_entities), tokenizer)
                if epoch and rng.random() < plan.renamed_articles
                else whole
            )
        ]
        model.train()
        sums: list[float] = []
        for batch in _batches(examples, plan.articles_a_step, rng):
            share = progress.share()
            if share >= 1:
                break
            count = plan.packs_first if share < plan.packs_until else plan.packs_later
            with torch.autocast(device.type, dtype=torch.bfloat16):
                losses = model.losses([*batch, *(next(packs) for _ in range(count))], device)
            optimizer.zero_grad()
            losses.total().backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            progress.done += 1
            sums = _added(sums, losses)
            if progress.done % 10 == 0:
                _log(epoch, progress, sums)
                sums = []
        torch.save(model.state_dict(), checkpoints / "latest.partial")
        (checkpoints / "latest.partial").replace(checkpoints / "latest.pt")


def _optimizer(
    model: Model, plan: Training, progress: _Progress
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "lr": plan.encoder_rate},
            {"params": heads, "lr": plan.head_rate},
        ],
        weight_decay=0.01,
    )

    def rate(_step: int) -> float:
        share = progress.share()
        return max(min(share / plan.warm_up, (1 - share) / (1 - plan.warm_up)), 1e-3)

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _shuffled(items: list[Annotated], rng: random.Random) -> list[Annotated]:
    """Shuffled within each language, so that a pack is of one."""
    return sorted(rng.sample(items, len(items)), key=lambda item: item.lang)


def _endless(items: list[Example], rng: random.Random) -> Iterator[Example]:
    while True:
        yield from rng.sample(items, len(items))


def _batches(examples: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of like length, in random order."""
    shuffled = rng.sample(examples, len(examples))
    stretch = 12 * size
    batches = []
    for at in range(0, len(shuffled), stretch):
        part = sorted(shuffled[at : at + stretch], key=lambda e: len(e.window.ids))
        batches += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(batches)
    yield from batches


def _added(sums: list[float], losses: Losses) -> list[float]:
    values = [losses.names, losses.pairs, losses.status, losses.amounts, losses.speakers]
    new = [float(value.detach()) for value in values]
    return [a + b for a, b in zip(sums, new, strict=True)] if sums else new


def _log(epoch: int, progress: _Progress, sums: list[float]) -> None:
    seconds = time.monotonic() - progress.began
    names, pairs, status, amounts, speakers = (value / 10 for value in sums)
    sys.stdout.write(
        f"epoch {epoch} step {progress.done}/{progress.steps} {seconds:.0f} s  names {names:.3f}"
        f"  pairs {pairs:.3f}  status {status:.3f}  amounts {amounts:.3f}  speakers {speakers:.3f}\n"
    )
    sys.stdout.flush()
