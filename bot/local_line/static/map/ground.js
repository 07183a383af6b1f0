// Places on a flat pad: from degrees to pixels and back, around a centre that lies at 0/0.

const METRES = 111320; // one degree of latitude

export const MOST_NORTH = 90;
export const MOST_EAST = 180;

// `metres`: how many of them one pixel stands for.
export function ground(centre, metres) {
  const up = METRES / metres;
  const right = up * Math.max(0.01, Math.cos((centre.latitude * Math.PI) / 180));
  return {
    pixel: ({ latitude, longitude }) => ({ x: turned(longitude - centre.longitude) * right, y: (centre.latitude - latitude) * up }),
    place: (x, y) => ({ latitude: within(centre.latitude - y / up, MOST_NORTH), longitude: turned(centre.longitude + x / right) }),
  };
}

const within = (degrees, most) => Math.min(most, Math.max(-most, degrees));

function turned(degrees) {
  if (Math.abs(degrees) <= MOST_EAST) return degrees;
  return ((((degrees + MOST_EAST) % 360) + 360) % 360) - MOST_EAST;
}

// To a tenth of a metre, as phones send it.
export const exact = ({ latitude, longitude }) => ({ latitude: Number(latitude.toFixed(6)), longitude: Number(longitude.toFixed(6)) });

// The smallest of 1, 2, 5, 10, 20, 50 … that is not below `least`.
export function even(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= least * 0.999);
}

export const far = (metres) => (metres < 1000 ? `${metres}m` : `${metres / 1000}km`);
