"""Faktograph: German and English AI-industry news in, evidence-bound facts out."""

__version__ = "0.1.0"
