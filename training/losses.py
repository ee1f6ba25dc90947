"""What the heads are told about their mistakes."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from pipeline.extract.tags import OUTSIDE, TAGS
from training.examples import Detail, Example
from training.heads import DetailHead, GraphTensors, Pairs

__all__ = ["detail_loss", "name_loss", "pair_loss"]

_PRODUCTS = [TAGS.index("B-PRODUCT"), TAGS.index("I-PRODUCT")]


def name_loss(scores: Tensor, tags: Tensor, *, marks_products: bool) -> Tensor:
    """Summed over words; where products are not marked, "outside" may be one."""
    logs = scores.float().log_softmax(-1)
    if not marks_products:
        outside = torch.logsumexp(logs[:, [OUTSIDE, *_PRODUCTS]], -1)
        right = logs.gather(1, tags[:, None]).squeeze(1)
        return -torch.where(tags == OUTSIDE, outside, right).sum()
    return functional.nll_loss(logs, tags, reduction="sum")


def pair_loss(pairs: Pairs, example: Example) -> Tensor:
    """Summed over pairs and predicates: true in some sentence of the evidence, or in none.

    Other sentences of a true pair are left out, since they may say it again; a second term asks
    that the evidence outweighs them.
    """
    assert example.cells is not None  # an example with pairs has cells
    scores = pairs.scores.float()
    nothing = scores.new_full((1, scores.shape[1]), -1e4)
    grid = torch.cat([scores, nothing])[torch.from_numpy(example.cells).to(scores.device)]
    total = torch.logsumexp(grid, 1)
    wrong = torch.from_numpy(example.allowed).to(scores.device)
    places: dict[tuple[int, int], set[int]] = {}
    for detail in example.details:
        places.setdefault((detail.pair, detail.predicate), set()).update(detail.cells)
    loss = scores.new_zeros(())
    for (pair, predicate), cells in places.items():
        wrong[pair, predicate] = False
        if cells:
            said = torch.logsumexp(scores[sorted(cells), predicate], 0)
            loss = loss + functional.softplus(-said) + 0.3 * (total[pair, predicate] - said)
    return loss + functional.softplus(total[wrong]).sum()


def detail_loss(
    head: DetailHead, pairs: Pairs, graph: GraphTensors, details: Sequence[Detail]
) -> tuple[Tensor, Tensor, Tensor]:
    """Summed over facts of known status: status, sum, speaker."""
    predicates = torch.tensor([d.predicate for d in details])
    known = pairs.scores.detach().float().cpu()
    cells = torch.tensor(
        [d.cells[int(known[list(d.cells), d.predicate].argmax())] for d in details]
    )
    states = pairs.states[cells]
    sentences = graph.sentences[cells]
    status, amount, speaker = head(
        states, predicates.to(states.device), pairs.nodes[:, sentences].transpose(0, 1)
    )
    none = pairs.nodes.shape[0]
    device = states.device
    status_loss = functional.cross_entropy(
        status.float(), torch.tensor([d.status for d in details], device=device), reduction="sum"
    )
    amount_target = torch.tensor(
        [(none if d.amount is None else d.amount) if d.asks_amount else -100 for d in details],
        device=device,
    )
    speaker_target = torch.tensor(
        [none if d.speaker is None else d.speaker for d in details], device=device
    )
    return (
        status_loss,
        functional.cross_entropy(amount.float(), amount_target, reduction="sum", ignore_index=-100),
        functional.cross_entropy(speaker.float(), speaker_target, reduction="sum"),
    )
