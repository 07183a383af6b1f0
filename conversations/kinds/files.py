"""Photo and File: what was sent is already fetched and kept; here it is only judged, each problem in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from conversations.events import Sent, What
from conversations.kinds.kind import Answers, Kind, Part, unreadable
from flex_messages.cards import Button, Device, Say
from flex_messages.forms import Input
from rules.refusal import Refusal

Sort = Literal["image", "pdf"]

SORTS = {"image": "写真", "pdf": "PDF"}
ACCEPT = {"image": "image/*", "pdf": "application/pdf"}
PROBLEMS = {
    "too_big": ("ファイルが大きすぎて受け取れませんでした。", "20MBまでのJPEGかPDF"),
    "too_many_pixels": ("写真の画素数が多すぎて受け取れませんでした。", "スマートフォンで撮り直した写真"),
    "broken": ("ファイルを開けませんでした。途中で切れているようです。", "撮り直した写真"),
    "encrypted": ("パスワードのかかったファイルは開けませんでした。", "パスワードを外したPDF"),
    "unknown_kind": ("この種類のファイルは受け取れませんでした。", "写真（JPEG・PNG・HEIC）かPDF"),
    "gone": ("LINEからファイルを受け取れませんでした。", "同じ写真をもう一度"),
}
COMING = Say("お送りいただいたファイルを受け取っています。少しお待ちください。続きは、届きしだいご案内します。")


@dataclass(frozen=True, slots=True)
class File(Kind):
    """One file of the given sorts, at most `pages` pages. The value is {"file", "kind", "name", "bytes", "pages"}."""

    sorts: tuple[Sort, ...] = ("image", "pdf")
    pages: int = 30

    @property
    def wanted(self) -> str:
        return "か".join(SORTS[sort] for sort in self.sorts)

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> dict[str, Any]:
        match what:
            case Sent(problem=problem) if problem:
                words, example = PROBLEMS[problem]
                raise Refusal(words, example)
            case Sent(kind=kind) if kind not in self.sorts:
                came = SORTS.get(kind, "この種類のファイル")
                raise Refusal(f"{came}は、この質問では受け取れませんでした。", self.wanted)
            case Sent(pages=pages) if pages > self.pages:
                raise Refusal(
                    f"{self.pages}ページまでです。お送りのファイルは{pages}ページでした。", "必要なページだけのPDF"
                )
            case Sent():
                return {
                    "file": what.file,
                    "kind": what.kind,
                    "name": what.name,
                    "bytes": what.bytes,
                    "pages": what.pages,
                }
            case _:
                raise unreadable(what, f"{self.wanted}をお送りください。")

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        return SORTS[value["kind"]] + (f"（{value['pages']}ページ）" if value["pages"] > 1 else "")

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        camera = (Button("写真を撮る", Device("camera")), Button("写真を選ぶ", Device("cameraRoll")))
        return Part(quick=camera if "image" in self.sorts else ())

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        return Input("file", accept=",".join(ACCEPT[sort] for sort in self.sorts))

    def files(self, value: Any) -> tuple[str, ...]:
        return (value["file"],)

    def faults(self) -> list[str]:
        return [] if self.sorts and self.pages > 0 else ["sorts or pages"]


@dataclass(frozen=True, slots=True)
class Photo(File):
    """One picture."""

    sorts: tuple[Sort, ...] = ("image",)
