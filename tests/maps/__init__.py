"""Drawings of chains and regions."""
