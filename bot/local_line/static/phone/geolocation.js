// What a page inside the phone hears when it asks where it is: the position of the phone, not that of this computer.
// The methods themselves are replaced in the page's window, so that a reference taken early hears the same.

const REFUSED = { denied: [1, "User denied Geolocation"], silent: [3, "Timeout expired"] };
const PATIENCE = 3000; // ms a page waits for a position that never comes, however long it said it would
const AGAIN = 400; // ms between the readings of a page that watches

// `now()`: ms of the local LINE's clock. Call it for every window, before its scripts ask.
export function locate(win, position, now) {
  const proto = win.Geolocation?.prototype;
  if (!proto) return;
  const real = proto.getCurrentPosition;
  const watches = new Map();
  let last = 0;
  Object.assign(proto, {
    getCurrentPosition: function ask(found, failed, options = {}) {
      if (position.way() === "real") return real.call(this, found, failed, options);
      const place = position.seen();
      const wait = position.way() === "silent" ? Math.min(PATIENCE, options.timeout ?? PATIENCE) : 0;
      win.setTimeout(() => (place ? found(fix(place)) : failed?.(refusal(position.way()))), wait);
      return undefined;
    },
    watchPosition(found, failed, options) {
      const id = (last += 1);
      const heard = (hear) => (what) => watches.has(id) && hear?.(what);
      const ask = () => this.getCurrentPosition(heard(found), heard(failed), options);
      watches.set(id, win.setInterval(ask, AGAIN));
      ask();
      return id;
    },
    clearWatch(id) {
      win.clearInterval(watches.get(id));
      watches.delete(id);
    },
  });
  permit(win, position);

  function fix(place) {
    const nothing = { altitude: null, altitudeAccuracy: null, heading: null, speed: null };
    return { coords: { ...nothing, ...place, ...scattered(place) }, timestamp: Math.round(now()) };
  }
}

// No phone measures the same twice: each reading lies a little beside the place, well within its accuracy.
function scattered({ latitude, longitude, accuracy }) {
  const metres = 1 / 111_000; // degrees of latitude, about
  const off = () => (Math.random() - 0.5) * (accuracy / 5) * metres;
  return { latitude: latitude + off(), longitude: longitude + off() / Math.cos((latitude * Math.PI) / 180) };
}

function refusal(way) {
  const [code, message] = REFUSED[way] ?? REFUSED.silent;
  return { code, message, PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 };
}

// Pages may look at the permission before they ask.
function permit(win, position) {
  const proto = win.Permissions?.prototype;
  const real = proto?.query;
  if (!real) return;
  proto.query = function query(wanted) {
    if (wanted?.name !== "geolocation" || position.way() === "real") return real.call(this, wanted);
    const state = position.way() === "denied" ? "denied" : "granted";
    return Promise.resolve(Object.assign(new win.EventTarget(), { name: "geolocation", state, onchange: null }));
  };
}
