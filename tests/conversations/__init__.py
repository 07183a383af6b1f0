"""The engine of conversations: its pure heart by `play`, the rest on a store of its own."""
