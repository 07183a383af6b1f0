"""The numbers of LINE's Flex rendering, measured on the page."""

from __future__ import annotations

import pytest
from playwright.async_api import Page

from tests.browser.fixture_chat import Stage
from tests.browser.flex_examples import box, text
from tests.browser.seeing import body, css, draw, rects

BUBBLES = {"nano": 120, "micro": 160, "deca": 220, "hecto": 241, "kilo": 260, "mega": 300, "giga": 500}
TEXTS = {"xxs": 11, "xs": 13, "sm": 14, "md": 16, "lg": 19, "xl": 22, "xxl": 29, "3xl": 35, "4xl": 48, "5xl": 74}
IMAGES = {
    "xxs": 40,
    "xs": 60,
    "sm": 80,
    "md": 100,
    "lg": 120,
    "xl": 140,
    "xxl": 160,
    "3xl": 180,
    "4xl": 200,
    "5xl": 220,
}
WIDTHS = IMAGES | {"full": 300}
SPACES = {"none": 0, "xs": 2, "sm": 4, "md": 8, "lg": 12, "xl": 16, "xxl": 20, "5px": 5, "23.5px": 23.5}
BORDERS = {"light": 0.5, "normal": 1, "medium": 2, "semi-bold": 3, "bold": 4, "6px": 6}
PADDINGS = {
    "mega": ("20px", "19px 20px 10px", "10px"),
    "kilo": ("13px", "13px 13px 17px", "10px"),
    "deca": ("11px 14px 13px", "11px 14px 17px", "10px"),
    "micro": ("10px", "10px", "10px"),
}


async def test_a_bubble_is_as_wide_as_its_size_says(desk_page: Page, stage: Stage) -> None:
    bubbles = await draw(desk_page, stage, *({"size": size, **body(text("見本"))} for size in BUBBLES))
    assert [one["width"] for one in await rects(bubbles)] == list(BUBBLES.values())


async def test_text_has_the_sizes_of_its_keywords_and_lines_of_1_4(desk_page: Page, stage: Stage) -> None:
    bubble = await draw(desk_page, stage, {"size": "giga", **body(*(text("永", size=size) for size in TEXTS))})
    for part, px in zip(await bubble.locator(".fx-text").all(), TEXTS.values(), strict=True):
        assert await css(part, "font-size") == f"{px}px"
        assert (await rects(part))[0]["height"] == pytest.approx(px * 1.4, abs=0.1)


async def test_images_have_the_widths_of_their_keywords_and_their_ratio(desk_page: Page, stage: Stage) -> None:
    images = [{"type": "image", "url": f"{stage.url}/picture", "size": size, "aspectRatio": "2:1"} for size in WIDTHS]
    bubble = await draw(desk_page, stage, body(*images))
    sizes = [(one["width"], one["height"]) for one in await rects(bubble.locator(".fx-frame"))]
    assert sizes == [(width, width / 2) for width in WIDTHS.values()]


async def test_margins_are_as_wide_as_their_keywords_even_before_the_first_child(desk_page: Page, stage: Stage) -> None:
    bubble = await draw(desk_page, stage, body(*(text("見本", margin=space) for space in SPACES)))
    found = [await css(part, "margin-top") for part in await bubble.locator(".fx-text").all()]
    assert [float(one.removesuffix("px")) for one in found] == list(SPACES.values())


async def test_spacing_stands_between_children_and_margin_overrides_it(desk_page: Page, stage: Stage) -> None:
    row = box("horizontal", text("一"), text("二"), text("三", margin="xxl"), spacing="md")
    bubble = await draw(desk_page, stage, body(row))
    one, two, three = await rects(bubble.locator(".fx-text"))
    assert [two["left"] - one["right"], three["left"] - two["right"]] == [8, 20]
    assert one["left"] == (await rects(bubble))[0]["left"]


async def test_borders_corners_and_padding_have_their_widths(desk_page: Page, stage: Stage) -> None:
    look = {"borderColor": "#112233", "cornerRadius": "lg", "paddingAll": "xl"}
    boxes = [box("vertical", text("見本"), borderWidth=name, **look) for name in BORDERS]
    bubble = await draw(desk_page, stage, body(*boxes))
    parts = await bubble.locator(".fx-body .fx-box .fx-box").all()
    for part, px in zip(parts, BORDERS.values(), strict=True):
        assert await part.evaluate("node => node.style.borderTopWidth") == f"{px:g}px"
        assert await css(part, "border-top-left-radius") == "12px"
        assert await css(part, "padding-left") == "16px"


BUTTONS = [  # style, height, color; px, ground, ink
    ("primary", "md", "", 52, "rgb(23, 201, 80)", "rgb(255, 255, 255)"),
    ("secondary", "md", "", 52, "rgb(220, 223, 229)", "rgb(17, 17, 17)"),
    ("link", "sm", "", 40, "rgba(0, 0, 0, 0)", "rgb(66, 101, 154)"),
    ("primary", "sm", "#0B6B6B", 40, "rgb(11, 107, 107)", "rgb(255, 255, 255)"),
    ("link", "md", "#B3261E", 52, "rgba(0, 0, 0, 0)", "rgb(179, 38, 30)"),
]


async def test_buttons_are_52_or_40_high_and_take_their_color_as_ground_or_ink(desk_page: Page, stage: Stage) -> None:
    act = {"type": "postback", "label": "押す", "data": "x"}
    bubble = await draw(desk_page, stage, body(*(
        {"type": "button", "style": style, "height": height, "action": act} | ({"color": color} if color else {})
        for style, height, color, *_ in BUTTONS
    )))  # fmt: skip
    for face, (*_, px, ground, ink) in zip(await bubble.locator("button").all(), BUTTONS, strict=True):
        assert (await rects(face))[0]["height"] == px
        assert [await css(face, "background-color"), await css(face, "color")] == [ground, ink]


async def test_blocks_keep_the_padding_of_their_bubble_size(desk_page: Page, stage: Stage) -> None:
    blocks = {name: box("vertical", text("見本")) for name in ("header", "body", "footer")}
    bubbles = await draw(desk_page, stage, *({"size": size, **blocks} for size in PADDINGS))
    for bubble, paddings in zip(await bubbles.all(), PADDINGS.values(), strict=True):
        for name, padding in zip(blocks, paddings, strict=True):
            assert await css(bubble.locator(f".fx-{name} > .fx-box"), "padding") == padding
