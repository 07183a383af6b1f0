"""A service whose clock is not LINE's: whoever answers a question that has come is heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from conversations.turn import EARLY
from tests.whole.behind import standing
from tests.whole.conftest import living
from tests.whole.story import CONSENTED, INVITED, QUALIFIED, play


@pytest.mark.parametrize("seconds", [5, 25 * 3600], ids=["a little", "a day"])
async def test_answers_are_taken_though_the_clock_is_ahead(tmp_path: Path, seconds: int) -> None:
    async with living(tmp_path, ahead=seconds) as town:
        await play(town, *INVITED, *CONSENTED, *QUALIFIED)
        assert EARLY not in "\n".join([*await town.agency.heard(), *await town.expert.heard()])
        at = await standing(town, town.expert)
        assert at is not None
        assert "412345" in str(at[0].answers)
