(() => {
  const button = document.getElementById("measure");
  const form = button.form;
  const most = 3;
  const limit = 10000;
  let best = null;
  let readings = 0;
  let watching = null;
  let ending = null;

  const show = (name) => {
    for (const part of document.querySelectorAll("[data-measure]")) part.hidden = part.dataset.measure !== name;
  };
  const stop = () => {
    navigator.geolocation.clearWatch(watching);
    clearTimeout(ending);
    button.disabled = false;
  };
  const fail = (name) => {
    stop();
    show(name);
  };
  const send = () => {
    stop();
    const { latitude, longitude, accuracy } = best.coords;
    const said = { latitude, longitude, accuracy, age: Math.max(0, Math.round(Date.now() - best.timestamp)) };
    for (const [name, value] of Object.entries(said)) form.elements[name].value = String(value);
    button.disabled = true;
    form.submit();
  };
  const take = (position) => {
    readings += 1;
    if (best === null || position.coords.accuracy < best.coords.accuracy) best = position;
    if (readings >= most) send();
  };
  const refuse = (error) => {
    if (error.code === error.PERMISSION_DENIED) fail("denied");
    else if (error.code === error.POSITION_UNAVAILABLE && best === null) fail("unavailable");
  };

  button.hidden = false;
  button.addEventListener("click", () => {
    if (!navigator.geolocation) return show("unavailable");
    button.disabled = true;
    best = null;
    readings = 0;
    show("going");
    ending = setTimeout(() => (best === null ? fail("timeout") : send()), limit);
    watching = navigator.geolocation.watchPosition(take, refuse, { enableHighAccuracy: true, maximumAge: 0, timeout: limit });
  });
})();
