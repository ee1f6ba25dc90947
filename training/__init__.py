"""From corpora to the weights under `pipeline/extract/weights/`: one declared recipe."""
