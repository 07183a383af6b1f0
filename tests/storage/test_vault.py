"""Sealing: bound to its key and its place, and gone with the key."""

from __future__ import annotations

import pytest

from storage.vault import Unreadable, Vault

OLD, NEW = ("k1", b"1" * 32), ("k2", b"2" * 32)


def test_what_was_sealed_opens_again_and_is_not_to_be_read_in_between() -> None:
    vault = Vault([OLD])
    key = vault.new_key()
    sealed = vault.seal(key, "口座 1234567", "inbox:raw:e1")
    assert "口座".encode() not in sealed
    assert vault.open(key, sealed, "inbox:raw:e1").decode() == "口座 1234567"


@pytest.mark.parametrize("where", ["inbox:raw:e2", "outbox:raw:e1", ""])
def test_sealed_bytes_moved_to_another_row_do_not_open(where: str) -> None:
    vault = Vault([OLD])
    key = vault.new_key()
    with pytest.raises(Unreadable):
        vault.open(key, vault.seal(key, "x", "inbox:raw:e1"), where)


def test_no_bit_of_what_was_sealed_can_be_changed() -> None:
    vault = Vault([OLD])
    key = vault.new_key()
    sealed = vault.seal(key, "abc", "w")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Unreadable):
            vault.open(key, bytes(changed), "w")
    with pytest.raises(Unreadable):
        vault.open(key, sealed[:5], "w")


def test_another_persons_key_or_none_does_not_open_it() -> None:
    vault = Vault([OLD])
    sealed = vault.seal(vault.new_key(), "x", "w")
    for key in (vault.new_key(), b"", b"\x02k1short", b"\xff"):
        with pytest.raises(Unreadable):
            vault.open(key, sealed, "w")


def test_the_same_words_never_look_the_same() -> None:
    vault = Vault([OLD])
    key = vault.new_key()
    assert vault.seal(key, "x", "w") != vault.seal(key, "x", "w")


def test_after_rotation_old_keys_open_and_rewrapped_ones_need_only_the_new() -> None:
    before, both, after = Vault([OLD]), Vault([NEW, OLD]), Vault([NEW])
    key = before.new_key()
    sealed = before.seal(key, "x", "w")
    assert both.open(key, sealed, "w") == b"x"
    rewrapped = both.rewrap(key)
    assert after.open(rewrapped, sealed, "w") == b"x"
    assert both.rewrap(rewrapped) == rewrapped
    with pytest.raises(Unreadable, match="DATA_KEYS"):
        after.open(key, sealed, "w")


@pytest.mark.parametrize("keys", [[], [("k", b"short")], [("", b"1" * 32)]])
def test_weak_data_keys_are_refused(keys: list[tuple[str, bytes]]) -> None:
    with pytest.raises(ValueError, match="DATA_KEYS"):
        Vault(keys)
