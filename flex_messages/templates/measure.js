(() => {
  const button = document.getElementById("measure");
  const form = button.form;
  const most = 3;
  const limit = 10000;
  const good = 50;

  const show = (name) => {
    for (const part of document.querySelectorAll("[data-measure]")) part.hidden = part.dataset.measure !== name;
  };
  const reading = (timeout) => new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(resolve, reject, { enableHighAccuracy: true, maximumAge: 0, timeout });
  });
  const ended = (milliseconds) => new Promise((_, reject) => {
    setTimeout(() => reject({ code: 3 }), milliseconds);
  });

  const best = async () => {
    const start = Date.now();
    const end = ended(limit);
    let found = null;
    try {
      for (let n = 0; n < most && (found === null || found.coords.accuracy > good); n += 1) {
        const left = Math.max(1, limit - (Date.now() - start));
        const next = await Promise.race([reading(left), end]);
        if (found === null || next.coords.accuracy < found.coords.accuracy) found = next;
      }
    } catch (error) {
      if (found === null) throw error;
    }
    return found;
  };
  const send = ({ coords, timestamp }) => {
    const { latitude, longitude, accuracy } = coords;
    const said = { latitude, longitude, accuracy, age: Math.max(0, Math.round(Date.now() - timestamp)) };
    for (const [name, value] of Object.entries(said)) form.elements[name].value = String(value);
    form.submit();
  };

  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!navigator.geolocation) return show("unavailable");
    button.disabled = true;
    show("going");
    try {
      send(await best());
    } catch (error) {
      show({ 1: "denied", 3: "timeout" }[error.code] || "unavailable");
      button.disabled = false;
    }
  });
})();
