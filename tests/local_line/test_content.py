"""Files people send, as a bot can fetch them."""

from __future__ import annotations

from tests.local_line.conftest import Town
from tests.local_line.pictures import jpeg, opened, png


def path(message: str, more: str = "") -> str:
    return f"/v2/bot/message/{message}/content{more}"


async def test_a_photo_arrives_as_a_new_jpeg_upright_and_without_its_place(town: Town) -> None:
    (message,) = await town.sends(town.agency, ("photo.jpg", jpeg(40, 20, place=True), "image/jpeg"))
    got = await town.api("GET", path(message))
    assert (got.status, got.headers["Content-Type"]) == (200, "image/jpeg")
    with opened(got.body) as image:
        assert image.size == (20, 40)
        assert not image.getexif()
    assert town.bot.last["message"]["contentProvider"] == {"type": "line"}
    assert "imageSet" not in town.bot.last["message"]


async def test_pictures_can_be_left_as_they_are(town: Town) -> None:
    await town.control("POST", "config", transform_images=False)
    original = jpeg(place=True)
    (message,) = await town.sends(town.agency, ("photo.jpg", original, "image/jpeg"))
    assert (await town.api("GET", path(message))).body == original


async def test_a_preview_is_a_small_jpeg(town: Town) -> None:
    (message,) = await town.sends(town.agency, ("wide.png", png(1200, 800), "image/png"))
    got = await town.api("GET", path(message, "/preview"))
    with opened(got.body) as image:
        assert (image.format, image.size) == ("JPEG", (240, 160))


async def test_photos_sent_at_once_are_one_set_whose_events_come_in_any_order(town: Town) -> None:
    photos = [
        (f"{n}.jpg", jpeg(colour=colour), "image/jpeg") for n, colour in enumerate(("red", "green", "blue", "gold"))
    ]
    sent = await town.sends(town.agency, *photos)
    sets = {event["message"]["id"]: event["message"]["imageSet"] for event in town.bot.events}
    assert [sets[message]["index"] for message in sent] == [1, 2, 3, 4]
    assert {(each["id"], each["total"]) for each in sets.values()} == {(sets[sent[0]]["id"], 4)}
    assert list(sets) != sent


async def test_a_file_stays_as_it_is_and_has_no_preview(town: Town) -> None:
    (message,) = await town.sends(town.agency, ("履歴書.pdf", b"%PDF-1.7 ...", "application/pdf"))
    shown = {key: town.bot.last["message"][key] for key in ("type", "fileName", "fileSize")}
    assert shown == {"type": "file", "fileName": "履歴書.pdf", "fileSize": 12}
    assert (await town.api("GET", path(message))).body == b"%PDF-1.7 ..."
    assert (await town.api("GET", path(message, "/preview"))).words == "The content can not be previewed"
    wrong = await town.api("GET", path(message, "/transcoding"))
    assert (wrong.status, wrong.words) == (400, "Transcoding status doesn't support this type of content")


async def test_a_picture_that_cannot_be_read_is_a_file(town: Town) -> None:
    await town.sends(town.agency, ("broken.jpg", jpeg()[:100], "image/jpeg"))
    assert town.bot.last["message"]["type"] == "file"


async def test_a_photo_larger_than_common_upload_limits_arrives(town: Town) -> None:
    await town.sends(town.agency, ("scan.pdf", b"%PDF" + bytes(3_000_000), "application/pdf"))
    assert town.bot.last["message"]["fileSize"] == 3_000_004


async def test_a_video_is_being_prepared_until_it_is_ready(town: Town) -> None:
    message = await town.says(town.agency, video=True)
    waiting, status = await town.api("GET", path(message)), await town.api("GET", path(message, "/transcoding"))
    assert (waiting.status, status.body) == (202, {"status": "processing"})
    await town.control("POST", "clock", advance=5)
    ready, status = await town.api("GET", path(message)), await town.api("GET", path(message, "/transcoding"))
    assert (ready.status, ready.headers["Content-Type"], status.body) == (200, "video/mp4", {"status": "succeeded"})
    assert town.bot.last["message"]["duration"] == 4_000


async def test_what_was_taken_back_is_gone_from_chat_and_platform(town: Town) -> None:
    (message,) = await town.sends(town.agency, ("photo.jpg", jpeg(), "image/jpeg"))
    await town.control("POST", f"messages/{message}/unsend")
    await town.idle()
    got = await town.api("GET", path(message))
    assert (got.status, got.words) == (410, "The content is gone")
    assert town.bot.last["unsend"] == {"messageId": message}
    assert "replyToken" not in town.bot.last
    (shown,) = (await town.chat(town.agency))["messages"]
    assert (shown["unsent"], shown["message"]) == (True, {"type": "image"})
    assert await town.refused(f"messages/{message}/unsend") == 409


async def test_what_never_was_is_not_found(town: Town) -> None:
    text = await town.says(town.agency, text="一")
    for message in (text, "1"):
        got = await town.api("GET", path(message))
        assert (got.status, got.words) == (404, "not found")


async def test_the_phone_shows_its_own_pictures_and_files(town: Town) -> None:
    await town.sends(town.agency, ("a.jpg", jpeg(), "image/jpeg"), ("b.pdf", b"%PDF", "application/pdf"))
    picture, file = [each["message"] for each in (await town.chat(town.agency))["messages"]]
    assert file == {"type": "file", "name": "b.pdf", "size": 4}
    async with town.http.get(picture["url"]) as got:
        assert (got.status, got.content_type) == (200, "image/jpeg")


async def test_stickers_places_and_sounds_are_messages_of_their_kind(town: Town) -> None:
    await town.says(town.agency, sticker=True)
    await town.says(town.agency, location={"latitude": 35.6895, "longitude": 139.6917, "address": "東京都新宿区"})
    await town.says(town.agency, audio=True)
    sticker, place, sound = [event["message"] for event in town.bot.events]
    assert sticker["stickerResourceType"] == "STATIC"
    assert {key: place[key] for key in place if key not in ("id", "markAsReadToken")} == {
        "type": "location", "address": "東京都新宿区", "latitude": 35.6895, "longitude": 139.6917,
    }  # fmt: skip
    assert (sound["type"], sound["duration"]) == ("audio", 4_000)


async def test_a_picture_of_very_many_pixels_is_handed_on_as_it_is(town: Town) -> None:
    huge = png(8_000, 8_000)
    (message,) = await town.sends(town.agency, ("bomb.png", huge, "image/png"))
    assert town.bot.last["message"]["type"] == "image"
    assert (await town.api("GET", path(message))).body == huge
