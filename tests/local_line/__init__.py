"""Tests of the local LINE."""
