"""Papers: 委嘱状 and 就任承諾書 set by typst from JSON, as PDF/A and as a picture for the chat."""

from flex_messages.documents.glyphs import missing
from flex_messages.documents.render import MissingGlyphs, Rendered, render
from flex_messages.documents.writing import apart, wide

__all__ = ["MissingGlyphs", "Rendered", "apart", "missing", "render", "wide"]
