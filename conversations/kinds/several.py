"""Several: options marked by taps that add or take away, by names in one message, or by groups and shortcuts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from conversations.events import Chosen, Typed, What
from conversations.kinds.choice import choices, faulty, offered
from conversations.kinds.kind import DONE, Answers, Kind, More, Options, Part, unreadable
from conversations.kinds.lists import by_name, meant, on_buttons, sections
from flex_messages.cards import Act, Button, Row, Section
from flex_messages.forms import Input
from flex_messages.words import NEXT
from rules.refusal import Refusal

Keys = Sequence[str] | Callable[[Answers, Any], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Several(Kind):
    """least–most of `options` (most 0: all). The value is a list of keys in the order of the options.

    A tap adds or takes away (its key says which, so a double tap does nothing twice); typed names and numbers add.
    shortcuts: label -> keys that are the whole answer. reading: typed words -> keys, instead of the labels; may raise
    Refusal. groups: heading -> its options, for lists; each can be taken together. at_once: names that are typed
    before anything is marked are the whole answer.
    """

    choose: Options
    least: int = 1
    most: int = 0
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shortcuts: Mapping[str, Keys] = field(default_factory=dict)
    reading: Callable[[str, Answers, Any], Sequence[str]] | None = None
    at_once: bool = False

    gathers = True

    def read(self, what: What, so_far: Any, answers: Answers, facts: Any) -> Any:
        options = offered(self.choose, answers, facts)
        marked = [key for key in so_far or () if key in options]
        match what:
            case Chosen(keys=(key,)) if key == DONE:
                return self._finished(marked, options)
            case Chosen(keys=keys) if keys and all(
                key in options for key in keys
            ):  # from a page: all that is marked there
                return self._finished(list(keys), options)
            case Chosen(keys=(key,)) if key[:1] in ("+", "-") and key[1:] in options:
                return self._marked([k for k in marked if k != key[1:]] + [key[1:]] * (key[0] == "+"), options)
            case Chosen(keys=(key,)) if key[:2] in ("+@", "-@") and key[2:] in self.groups:
                left = [k for k in marked if k not in self.groups[key[2:]]]
                return self._marked([*left, *self.groups[key[2:]]] if key[0] == "+" else left, options)
            case Chosen(keys=(key,)) if key.removeprefix("*") in self.shortcuts:
                return self._finished(list(self._shortcut(key.removeprefix("*"), answers, facts)), options)
            case Typed(text) if text.strip() in self.shortcuts:
                return self._finished(list(self._shortcut(text.strip(), answers, facts)), options)
            case Typed(text):
                found = list(self.reading(text, answers, facts) if self.reading else self._named(text, options))
                whole = self.at_once and not marked
                return self._finished(found, options) if whole else self._marked([*marked, *found], options)
            case _:
                raise unreadable(what, "ボタンから選ぶか、名前を入力してください。")

    def _shortcut(self, label: str, answers: Answers, facts: Any) -> Sequence[str]:
        keys = self.shortcuts[label]
        return keys(answers, facts) if callable(keys) else keys

    def _named(self, text: str, options: Mapping[str, str]) -> list[str]:
        found, unknown = named(text, options)
        if unknown or not found:
            raise Refusal(
                f"「{unknown or text.strip()[:20]}」を選択肢から見つけられませんでした。", self._example(options)
            )
        return found

    def _example(self, options: Mapping[str, str]) -> str:
        return "　".join(tuple(options.values())[:2])

    def _marked(self, keys: list[str], options: Mapping[str, str]) -> More:
        return More([key for key in options if key in keys], ask=True)

    def _finished(self, keys: list[str], options: Mapping[str, str]) -> list[str]:
        if len(keys) < self.least:
            raise Refusal(f"{self.least}つ以上選んでから「{NEXT}」を押してください。", self._example(options))
        if self.most and len(set(keys)) > self.most:
            raise Refusal(f"{self.most}つまでです。いま{len(set(keys))}つ選ばれています。もう一度押すと外せます。")
        return [key for key in options if key in keys]

    def show(self, value: Any, answers: Answers, facts: Any) -> str:
        options = offered(self.choose, answers, facts)
        return "　".join(options[key] for key in value if key in options)

    def holds(self, value: Any, answers: Answers, facts: Any) -> bool:
        options = offered(self.choose, answers, facts)
        return all(key in options for key in value)

    def part(self, so_far: Any, answers: Answers, facts: Any) -> Part:
        options = offered(self.choose, answers, facts)
        marked = set(so_far or ())
        signs = {key: ("外す", "-" + key) if key in marked else ("選ぶ", "+" + key) for key in options}
        ways = (
            *(Button(label, Act("answer", "*" + label), "secondary") for label in self.shortcuts),
            *((Button(NEXT, Act("answer", DONE), "primary"),) if marked else ()),
        )
        text = f"選択中：{self.show([k for k in options if k in marked], answers, facts)}" if marked else ""
        if on_buttons(options) and len(options) + len(ways) <= 15:
            buttons = (
                Button(f"✓ {label}" if key in marked else label, Act("answer", signs[key][1]), "secondary")
                for key, label in options.items()
            )
            return Part(buttons=(*buttons, *ways), text=text)
        tap = {key: Button(word, Act("answer", sign)) for key, (word, sign) in signs.items()}
        lists = tuple(self._together(section, marked, options) for section in sections(options, self.groups, tap))
        return Part(lists=lists, buttons=ways, text=text or by_name(options, lists))

    def _together(self, section: Section, marked: set[str], options: Mapping[str, str]) -> Section:
        """A group of several options begins with the row that takes them all."""
        group = [key for key in self.groups.get(section.heading, ()) if key in options]
        if len(group) < 2:
            return section
        word, sign = ("外す", "-@") if marked.issuperset(group) else ("選ぶ", "+@")
        row = Row("全部", f"{section.heading}の全部", tap=Button(word, Act("answer", sign + section.heading)))
        return replace(section, rows=(row, *section.rows))

    def input(self, so_far: Any, value: Any, answers: Answers, facts: Any) -> Input:
        options = choices(offered(self.choose, answers, facts), self.groups)
        return Input("several", options=options, chosen=tuple(so_far or value or ()), most=self.most)

    def posted(self, form: Mapping[str, Sequence[str]]) -> What:
        return Chosen(tuple(form.get("answer", ())))

    def again(self, value: Any) -> Any:
        return value

    def faults(self) -> list[str]:
        return faulty(self.choose) + [f"label of {label!r}" for label in self.shortcuts if len(label) > 20]


def named(text: str, options: Mapping[str, str]) -> tuple[list[str], str]:
    """Keys of the options named in `text` (東京 神奈川, 1,3), and the first word that names none."""
    if (key := meant(text, options)) is not None:
        return [key], ""
    found: list[str] = []
    for word in re.split(r"[\s、，,;；・/／と]+", text.strip()):
        near = [k for k, label in options.items() if label.startswith(word)] or [
            k for k, label in options.items() if word in label
        ]
        if (key := meant(word, options) or (near[0] if len(near) == 1 else None)) is None:
            return found, word[:20]
        found.append(key)
    return found, ""
