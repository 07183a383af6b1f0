"""How Flex components share the space, wrap, stand and overlap."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.async_api import Page

from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import box, text
from tests.browser.seeing import body, css, draw, rects

WIDE = "本" * 60


async def test_children_of_a_horizontal_box_share_its_width_by_flex(desk_page: Page, stage: Stage) -> None:
    row = box("horizontal", text("一"), text("二", flex=2), text("三", flex=0))
    one, two, three = await rects((await draw(desk_page, stage, body(row))).locator(".fx-text"))
    assert [one["width"], two["width"], three["width"]] == pytest.approx([284 / 3, 284 / 3 * 2, 16], abs=0.1)


async def test_a_box_with_a_width_takes_no_share(desk_page: Page, stage: Stage) -> None:
    row = box("horizontal", box("vertical", text("一"), width="70px"), box("vertical", text("二")))
    bubble = await draw(desk_page, stage, body(row))
    assert [one["width"] for one in await rects(bubble.locator(".fx-horizontal > .fx-box"))] == [70, 230]


async def test_a_width_in_percent_is_one_of_the_parent(desk_page: Page, stage: Stage) -> None:
    bar = box("vertical", box("vertical", {"type": "filler"}, width="60%", height="6px"), height="6px")
    bubble = await draw(desk_page, stage, body(bar))
    assert [(one["width"], one["height"]) for one in await rects(bubble.locator(".fx-box .fx-box .fx-box"))] == [
        (180, 6)
    ]


async def test_text_stays_on_one_line_unless_it_may_wrap(desk_page: Page, stage: Stage) -> None:
    long = [text(WIDE, wrap=False), text("一\n二"), text(WIDE, maxLines=2), text(WIDE, maxLines=0)]
    bubble = await draw(desk_page, stage, body(*long, text("一\n二\n三", lineSpacing="10px")))
    heights = [round(one["height"], 1) for one in await rects(bubble.locator(".fx-text"))]
    rows = 60 * 16 // 300 + 1
    assert heights == [22.4, 44.8, 44.8, round(22.4 * rows, 1), round(22.4 * 3 + 20, 1)]


async def test_spans_take_the_place_of_the_text_and_have_their_own_look(desk_page: Page, stage: Stage) -> None:
    large = {"type": "span", "text": "約40m", "size": "lg", "weight": "bold"}
    struck = {"type": "span", "text": "です", "color": "#5B6770", "decoration": "line-through"}
    bubble = await draw(desk_page, stage, body(text("出ない", contents=[large, struck])))
    assert await bubble.inner_text() == "約40mです"
    first, second = await bubble.locator(".fx-span").all()
    assert [await css(first, "font-size"), await css(first, "font-weight")] == ["19px", "700"]
    assert [await css(second, "color"), await css(second, "text-decoration-line")] == [
        "rgb(91, 103, 112)",
        "line-through",
    ]


async def test_gravity_and_alignment_move_what_is_smaller_than_its_place(desk_page: Page, stage: Stage) -> None:
    tall = box("vertical", {"type": "filler"}, height="100px", width="10px")
    row = box("horizontal", tall, text("中", gravity="center"), text("下", gravity="bottom"))
    end = box("vertical", text("右"), alignItems="flex-end")
    bubble = await draw(desk_page, stage, body(row, end))
    top = (await rects(bubble))[0]["top"]
    middle, bottom, right = await rects(bubble.locator(".fx-words"))
    assert [middle["top"] - top, bottom["bottom"] - top] == pytest.approx([38.8, 100], abs=0.1)
    assert right["right"] == (await rects(bubble))[0]["right"]


async def test_an_absolute_box_stands_at_its_offsets_and_takes_no_room(desk_page: Page, stage: Stage) -> None:
    badge = box(
        "vertical", text("新"), position="absolute", offsetTop="8px", offsetEnd="md", width="40px", height="20px"
    )
    bubble = await draw(desk_page, stage, body(text("一"), badge, text("二")))
    whole, place = (await rects(bubble))[0], (await rects(bubble.locator(".fx-box .fx-box")))[0]
    assert (place["top"] - whole["top"], whole["right"] - place["right"]) == (8, 8)
    assert whole["height"] == pytest.approx(44.8, abs=0.1)


async def test_baseline_boxes_set_texts_of_different_size_on_one_line(desk_page: Page, stage: Stage) -> None:
    bubble = await draw(desk_page, stage, body(box("baseline", text("大", size="xxl", flex=0), text("小", size="sm"))))
    large, small = await rects(bubble.locator(".fx-text"))
    assert large["top"] < small["top"]
    assert large["bottom"] > small["bottom"] > large["top"] + large["height"] / 2


async def test_gradients_and_fills_are_drawn_and_what_is_no_color_is_dropped(desk_page: Page, stage: Stage) -> None:
    shade = {"type": "linearGradient", "angle": "90deg", "startColor": "#0B6B6B", "endColor": "#FFFFFF"}
    wrong = {
        "type": "linearGradient",
        "angle": "0deg",
        "startColor": "#000000",
        "endColor": "red), url(https://example.com/x",
    }
    looks = ({"background": shade}, {"background": wrong}, {"backgroundColor": "#FFF4E0CC"})
    boxes = [box("vertical", text("一"), **look) for look in looks]
    bubble = await draw(desk_page, stage, body(*boxes))
    one, two, three = await bubble.locator(".fx-box .fx-box").all()
    assert await css(one, "background-image") == "linear-gradient(90deg, rgb(11, 107, 107), rgb(255, 255, 255))"
    assert await css(two, "background-image") == "none"
    assert await css(three, "background-color") == "rgba(255, 244, 224, 0.8)"


async def test_the_bubbles_of_a_carousel_are_9_apart_and_equally_high(desk_page: Page, stage: Stage) -> None:
    await desk_page.goto(stage.url)
    await desk_page.wait_for_selector("body[data-ready]")
    found = await rects(desk_page.locator(".strip .fx-bubble"))
    assert [round(right["left"] - left["right"], 2) for left, right in pairwise(found)] == [9, 9]
    assert len({one["height"] for one in found}) == 1
