"""Finding registrations by keyed words: whole words, one agency's or office's own, and no name in the database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conversations.registration import found as found_by
from storage import agencies, people, registrations, search
from storage.store import Store, Unit


async def known(unit: Unit, *words: str, user: str = "U1") -> str:
    if await agencies.one(unit, "a1") is None:
        await agencies.add(unit, "よろず", "YOROZU", "東京都", id="a1")
    person = await people.meet(unit, user)
    it = await registrations.open(unit, person, "a1", "", "関東")
    await search.index(unit, it.id, words)
    return it.id


async def found(store: Store, word: str, **whose: str) -> list[str]:
    return [it.id for it in await store.look(lambda unit: search.find(unit, word, **(whose or {"agency": "a1"})))]  # type: ignore[arg-type]


async def test_a_word_is_found_whole_and_only_where_one_belongs(store: Store) -> None:
    id = await store.do(lambda unit: known(unit, "髙﨑", "花"))
    assert await found(store, "髙﨑") == [id]
    assert await found(store, "髙﨑", office="関東") == [id]
    assert await found(store, "髙") == []
    assert await found(store, "髙﨑", agency="a2") == []
    assert await found(store, "髙﨑", office="近畿") == []


async def test_a_new_name_takes_the_place_of_the_old_one(store: Store) -> None:
    id = await store.do(lambda unit: known(unit, "旧姓"))
    await store.do(lambda unit: search.index(unit, id, ["新姓", "新姓"]))
    assert (await found(store, "旧姓"), await found(store, "新姓")) == ([], [id])


async def test_who_was_erased_is_found_no_more(store: Store) -> None:
    id = await store.do(lambda unit: known(unit, "消去"))
    other = await store.do(lambda unit: known(unit, "消去", user="U2"))
    it = await store.look(lambda unit: registrations.one(unit, id))
    assert it is not None
    await store.do(lambda unit: people.forget(unit, it.person))
    assert await found(store, "消去") == [other]


async def test_nothing_is_found_before_anything_was_kept(store: Store) -> None:
    assert await found(store, "誰か") == []


@pytest.mark.parametrize("word", ["見本太郎", "ミホンタロウ"])
async def test_no_name_stands_in_the_file(sqlite: Store, tmp_path: Path, word: str) -> None:
    await sqlite.do(lambda unit: known(unit, word))
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("x.db*"))
    assert word.encode() not in kept


async def named(unit: Unit, name: str, kana: str, user: str) -> str:
    person = await people.meet(unit, user)
    if await agencies.one(unit, "a1") is None:
        await agencies.add(unit, "よろず", "YOROZU", "東京都", id="a1")
    it = await registrations.open(unit, person, "a1", "", "関東")
    it = await registrations.save(unit, replace(it, profile={"name": name, "kana": kana}))
    await found_by.index(unit, it)
    return it.id


async def test_a_part_of_a_name_finds_it_from_two_characters_on(store: Store) -> None:
    taro = await store.do(lambda unit: named(unit, "佐々木 健太郎", "ササキ ケンタロウ", "U1"))
    jiro = await store.do(lambda unit: named(unit, "佐々木 次郎", "ササキ ジロウ", "U2"))
    assert await found(store, "々木健") == [taro]
    assert set(await found(store, "々木")) == {taro, jiro}
    assert await found(store, "ンタロ") == [taro]
    assert await found(store, "木ササ") == []
    assert await found(store, "太") == []
    assert await found(store, "ンタロ", office="近畿") == []


async def test_pairs_that_do_not_stand_together_are_nobody(store: Store) -> None:
    await store.do(lambda unit: named(unit, "試験 花", "シケンシ ケ", "U1"))
    assert await found(store, "ケンシケン") == []
