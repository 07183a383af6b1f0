"""The people of a storm: towns in which one expert after the other lives a whole life, guests who look around, and
talkers who write numbered lines that must all be there in the end, once, in order.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from random import Random

from tests.faults.storm.hands import Hand, Over, Weather
from tests.faults.storm.journeys import LIFE, PASTIMES, WORK, Journey
from tests.faults.storm.seeding import Veteran
from tests.faults.storm.wrongs import WRONGS
from tests.whole.phone import Phone

PIECES = 24  # lines before a talker begins anew
BURST = 5


@dataclass(slots=True, eq=False)
class Town:
    """An agency's person, an office's clerk, and the expert of the moment."""

    agency: Hand
    secretariat: Hand
    office: asyncio.Lock
    says: dict[str, str] = field(default_factory=dict)
    expert: Phone = field(init=False)
    neighbours: list[Hand] = field(default_factory=list)
    veterans: list[Veteran] = field(default_factory=list)

    @property
    def hands(self) -> list[Hand]:
        return [hand for hand in (self.expert, self.agency, self.secretariat) if isinstance(hand, Hand)]


@dataclass(slots=True, eq=False)
class People:
    """`hostile`: the share of deeds that something wrong comes before. `lived`: journeys that came to their end."""

    storm: Weather
    random: Random
    hostile: float
    newcomer: Callable[[], Hand]
    lived: Counter[str] = field(default_factory=Counter)
    finished: dict[str, list[str]] = field(default_factory=dict)
    wrongs: int = 0

    async def live(self, town: Town) -> None:
        """One expert after the other, those first who are at work, until the storm is over."""
        for veteran in town.veterans:
            town.expert = expert = Hand(self.storm, veteran.user)
            expert.says, town.agency.says = town.says | veteran.says, veteran.says
            for journey in WORK:
                await self._journey(town, journey, expert)
        town.agency.says = {}
        while not self.storm.over:
            town.expert = expert = self.newcomer()
            assert isinstance(expert, Hand)
            expert.says = town.says
            for journey in LIFE:
                if journey.office and town.office.locked() and self.random.random() < 0.7:
                    break
                await self._journey(town, journey, expert)

    async def look_around(self, town: Town) -> None:
        """A guest who never comes further."""
        town.expert = guest = self.newcomer()
        assert isinstance(guest, Hand)
        await guest.follow()
        while not self.storm.over:
            await self._journey(town, self.random.choice(PASTIMES), guest)

    async def _journey(self, town: Town, journey: Journey, expert: Hand) -> None:
        async with AsyncExitStack() as held:
            if journey.office:
                await held.enter_async_context(town.office)
            for deed in journey.deeds:
                if self.random.random() < self.hostile:
                    await self._wrong(town, journey)
                await deed(town)
        self.lived[journey.name] += 1
        self.finished.setdefault(expert.user, []).append(journey.name)

    async def _wrong(self, town: Town, journey: Journey) -> None:
        hands = [town.agency, town.expert] if not journey.office else town.hands
        hand = self.random.choice([hand for hand in hands if isinstance(hand, Hand)])
        self.wrongs += 1
        await self.random.choice(WRONGS)(hand, [*town.hands, *town.neighbours], self.random)


@dataclass(slots=True, eq=False)
class Talker:
    """Somebody who writes a long text in many messages. `lines`: what must stand in the draft, in order."""

    hand: Hand
    random: Random
    lines: list[str] = field(default_factory=list)
    said: int = 0

    async def talk(self) -> None:
        await self.hand.type("プロフィール登録")
        while not self.hand.storm.over:
            if len(self.lines) >= PIECES:
                await self.hand.tap("入力を終える")
                self.lines = []
                await self.hand.type("戻る")
            await self._burst(self.random.choice((1, 1, 2, 3, BURST)))

    async def _burst(self, several: int) -> None:
        """Several lines without waiting for an answer; LINE may bring them in any order."""
        storm, hand = self.hand.storm, self.hand
        if storm.over:
            raise Over
        with storm.books.catching() as caught:
            for _ in range(several):
                self.said += 1
                line = f"{self.said}行目"
                self.lines.append(line)
                storm.line.phone(hand.user).say(line)
        await hand.heard_back(caught)
