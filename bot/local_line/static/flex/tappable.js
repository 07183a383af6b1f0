// Makes a box, text or image answer to a tap and to the keyboard. The innermost one wins, as on a phone.

export function tappable(node, action, tap) {
  node.classList.add("fx-tap");
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  if (action.label) node.setAttribute("aria-label", action.label);
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    tap(action);
  });
  node.addEventListener("keydown", (event) => {
    if (event.target !== node || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    tap(action);
  });
}
