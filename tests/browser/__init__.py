"""Tests that look at a page with a real browser (Chromium), at the size of a phone and of a desk."""
