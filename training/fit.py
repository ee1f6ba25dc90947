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

from training.augment import NamePool, renamed, shortened, unread
from training.examples import Example, examples_of, pack
from training.gold import Annotated
from training.model import Losses, Model
from training.recipe import Stage, Training

__all__ = ["Fit"]

_ALONE = 0.3  # what names in sentences without a context weigh


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


class Fit:
    """The data of a run, tokenised once, and the loop over it."""

    def __init__(
        self,
        articles: list[Annotated],
        sentences: list[Annotated],
        relations: list[Annotated],
        tokenizer: Tokenizer,
        plan: Training,
    ) -> None:
        self.plan = plan
        self.tokenizer = tokenizer
        self.articles = articles
        self.rng = random.Random(plan.seed)  # noqa: S311  no secret
        self.pool = NamePool(articles)
        self.packs = pack(_shuffled(sentences, self.rng), tokenizer, plan.pack_size)
        self.singles = [e for each in sentences for e in examples_of(each, tokenizer)]
        self.relations = pack(_shuffled(relations, self.rng), tokenizer, plan.pack_size)
        self.plain = [examples_of(article, tokenizer) for article in articles]

    def run(self, model: Model, stage: Stage, minutes: float, checkpoint: Path) -> None:
        """Train `model` in place, with a checkpoint after each epoch.

        `minutes` ends a run that is slower than planned; the rates fall with the clock then.
        """
        steps = -(-len(self.articles) // self.plan.articles_a_step)
        progress = _Progress(stage.epochs * steps, minutes)
        model.encoder.freeze(stage.frozen_layers)
        model.encoder.dropout.draw(stage.dropout)
        model.keep([e for whole in self.plain for e in whole] + self.packs + self.relations)
        optimizer, schedule = _optimizer(model, stage, progress)
        packs = _endless(self.packs, self.rng)
        relations = _endless(self.relations, self.rng)
        singles = _endless(self.singles, self.rng)
        model.train()
        sums: list[float] = []
        for epoch in range(stage.epochs):
            for batch in _batches(self._epoch(stage), self.plan.articles_a_step, self.rng):
                if progress.share() >= 1:
                    break
                early = progress.share() < stage.packs_until
                count = stage.packs_first if early else stage.packs_later
                batch += [next(packs) for _ in range(count)]
                batch += [next(relations) for _ in range(stage.relation_packs)]
                alone = [next(singles) for _ in range(stage.single_sentences)]
                losses = _step(model, optimizer, batch, alone)
                schedule.step()
                progress.done += 1
                sums = _added(sums, losses)
                if progress.done % 10 == 0:
                    _log(epoch, progress, sums)
                    sums = []
            torch.save(model.state_dict(), checkpoint.with_suffix(".partial"))
            checkpoint.with_suffix(".partial").replace(checkpoint)
            if progress.share() >= 1:
                break

    def _epoch(self, stage: Stage) -> list[Example]:
        examples: list[Example] = []
        for article, whole in zip(self.articles, self.plain, strict=True):
            if self.rng.random() < stage.renamed_articles:
                new = renamed(article, self.pool, self.rng, stage.renamed_entities)
                if self.rng.random() < stage.shortened_articles:
                    new = shortened(new, self.rng, stage.dropped_sentences)
                new_examples = examples_of(new, self.tokenizer)
                examples += [unread(e, self.rng, stage.unread_pieces) for e in new_examples]
            else:
                examples += whole
        return examples


def _step(
    model: Model, optimizer: torch.optim.Optimizer, batch: list[Example], alone: list[Example]
) -> Losses:
    device = next(model.parameters()).device
    with torch.autocast(device.type, dtype=torch.bfloat16):
        losses = model.losses(batch, device)
        if alone:  # short windows apart: padded to an article's length they would cost as much
            losses.names = losses.names + _ALONE * model.losses(alone, device).names
    optimizer.zero_grad()
    losses.total().backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return losses


def _optimizer(
    model: Model, plan: Stage, progress: _Progress
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
        if share < plan.warm_up:
            return max(share / plan.warm_up, 1e-3)
        left = (1 - share) / (1 - plan.warm_up)
        return max(plan.last_rate + (1 - plan.last_rate) * left, 1e-3)

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
        f"epoch {epoch} step {progress.done}/{progress.steps} {seconds:.0f} s"
        f"  names {names:.3f}  pairs {pairs:.3f}  status {status:.3f}"
        f"  amounts {amounts:.3f}  speakers {speakers:.3f}\n"
    )
    sys.stdout.flush()
