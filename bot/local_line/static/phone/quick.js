// The strip of quick replies above the input. It goes at a tap, except where something has still to be chosen first.

import { button, el, icon } from "../dom.js";
import { picture } from "../flex/picture.js";
import { drag } from "../swipe.js";

const STAYS = ["camera", "cameraRoll", "datetimepicker", "location"];
const OWN = { camera: "camera", cameraRoll: "photo", location: "pin" };

export function quickReplies(phone) {
  const node = el("div", { class: "quick", role: "group", "aria-label": "返信の候補", hidden: true });
  let shown = "";
  drag(node);
  return { node, show };

  function show(items) {
    const sign = JSON.stringify(items ?? []);
    node.hidden = !items?.length;
    if (sign === shown) return;
    shown = sign;
    node.replaceChildren(...(items ?? []).map(pill));
    node.scrollLeft = 0;
  }
  function pill({ action, imageUrl }) {
    const mark = imageUrl ? picture(imageUrl) : OWN[action.type] ? icon(OWN[action.type]) : null;
    return button("pill", action.label, () => {
      if (!STAYS.includes(action.type)) node.hidden = true;
      phone.act(action, null);
    }, ...[mark, el("span", { text: action.label })].filter(Boolean));
  }
}
