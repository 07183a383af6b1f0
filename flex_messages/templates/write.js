// Long texts: counted while they are written, kept as a draft after every pause, and never lost when the network fails:
// the form goes by fetch, so that what was typed stays here until the next page has come. Without this script the form
// is posted as any other.
(() => {
  const PAUSE = 2000;
  const writing = () => document.querySelector("textarea")?.form;
  let timer = 0;
  let unkept = false;

  function trouble(kind) {
    for (const note of document.querySelectorAll("[data-trouble]")) {
      note.hidden = note.dataset.trouble !== kind;
      if (!note.hidden) note.scrollIntoView({ block: "nearest" });
    }
  }

  function count(area) {
    const shown = document.getElementById(`${area.name}-count`);
    if (shown) shown.textContent = [...area.value.trim()].length.toLocaleString("ja-JP");
  }

  async function post(form, body) {
    try {
      const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body });
      if (answer.ok) return new DOMParser().parseFromString(await answer.text(), "text/html");
      trouble({ 409: "moved", 410: "gone" }[answer.status] ?? "network");
    } catch {
      trouble("network");
    }
    return null;
  }

  async function keep() {
    const form = writing();
    if (!form || !form.querySelector("textarea").value.trim()) return;
    const body = new FormData(form);
    body.set("go", "keep");
    unkept = false;
    const page = await post(form, body);
    if (!page) return void (unkept = true);
    trouble("");
    const [mark, fresh] = [document, page].map((each) => each.querySelector(".saved"));
    if (mark && fresh) mark.replaceChildren(...fresh.childNodes);
  }

  function turn(page) {
    unkept = false;
    if ([...page.querySelectorAll("script")].some((script) => !script.src.includes("/p/write-"))) return location.reload();
    document.title = page.title;
    document.querySelector(".desk").replaceWith(page.querySelector(".desk"));
    scrollTo(0, 0);
    const heading = document.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
  }

  document.addEventListener("input", ({ target }) => {
    if (target.localName !== "textarea") return;
    count(target);
    unkept = true;
    document.querySelector(".meta .saved")?.replaceChildren();
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const form = event.target;
    const body = new FormData(form);
    if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
    const page = await post(form, body);
    if (page) turn(page);
  });
  addEventListener("online", () => unkept && keep());
  addEventListener("beforeunload", (event) => unkept && event.preventDefault());
})();
