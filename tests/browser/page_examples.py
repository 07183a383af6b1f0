"""Small pages as the service may have them: one that measures its place, one before it, one to draw on."""

from __future__ import annotations

HEAD = '<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
STYLE = "<style>body{font:16px/1.7 sans-serif;margin:20px}button{min-height:48px;padding:0 20px}</style>"
HEARING = """<script>
const geo = navigator.geolocation;
const put = (id, words) => { document.getElementById(id).textContent = words; };
const words = ({ coords }) => `${coords.latitude} ${coords.longitude} ${coords.accuracy}m`;
const wrong = (error) => `failed ${error.code}`;
function measure() {
  let heard = 0;
  const often = (said) => {
    heard += 1;
    if (heard === 3) { put("often", `${said} ×${heard}`); geo.clearWatch(watching); }
  };
  const options = { enableHighAccuracy: true, maximumAge: 0, timeout: 50 };
  const once = (fix) => { put("once", words(fix)); put("age", Math.round((Date.now() - fix.timestamp) / 60000)); };
  geo.getCurrentPosition(once, (error) => put("once", wrong(error)), options);
  const watching = geo.watchPosition((fix) => often(words(fix)), (error) => often(wrong(error)), options);
  put("time", new Date().toISOString().slice(0, 16));
  navigator.permissions.query({ name: "geolocation" }).then((known) => put("permission", known.state));
}
</script>"""
LINES = "".join(f'<p id="{name}"></p>' for name in ("once", "often", "permission", "age", "time"))
WHERE = f'{HEAD}<title>位置の見本</title>{STYLE}{HEARING}<button onclick="measure()">位置を測る</button>{LINES}'
NEXT = f'{WHERE}<a href="/where">次へ</a>'
SIGN = f"""{HEAD}<title>署名の見本</title>{STYLE}<style>canvas{{display:block;width:280px;height:160px;outline:1px solid
#5b6770;touch-action:none}}body{{min-height:2000px}}</style><canvas></canvas><output></output><script>
const pad = document.querySelector("canvas"), pen = pad.getContext("2d");
const at = (event) => `${{Math.round(event.offsetX)}},${{Math.round(event.offsetY)}}`;
pad.width = 280; pad.height = 160;
let from = "";
pad.onpointerdown = (event) => {{ from = at(event); pad.setPointerCapture(event.pointerId);
  pen.beginPath(); pen.moveTo(event.offsetX, event.offsetY); }};
pad.onpointermove = (event) => {{ if (!event.buttons) return; pen.lineTo(event.offsetX, event.offsetY); pen.stroke();
  document.querySelector("output").textContent = `${{from}} → ${{at(event)}}`; }};
</script>"""
BACK = """<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>見本</title><body style="font:16px/1.7 sans-serif;margin:20px"><h1 style="font-size:24px">資格の有効期限</h1>
<p>サービスのページの見本です。</p><a href="https://line.me/R/oaMessage/@sample/?%E6%88%BB%E3%82%8B">戻る</a></body></html>"""
PAGES = {"page": BACK, "where": WHERE, "next": NEXT, "sign": SIGN}
