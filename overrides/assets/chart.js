// Pictures of a measure's result, as trees of [name, attributes, ...children]: pure, without a
// page. What they say stands in the tables beside them. Each side of the work has a row under its name, as wide as there is room for.
const EDGE = 12;
const LETTER = 8.6; // the widest usual letter of a name, at its size
const SMALL = 7.6;
const LINE = 20;
const HIGH = 34;
const STEP = 18;

const round = (number) => Math.round(number * 10) / 10;
const text = (x, y, words, kind) => ["text", { x: round(x), y: round(y), class: kind }, words];

// Words in lines of so many letters at most; a word is never cut.
export const wrapped = (words, most) =>
  words.split(" ").reduce((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) {
      return [...lines.slice(0, -1), `${last} ${word}`];
    }
    return [...lines, word];
  }, []);

const named = (title, y, width) =>
  wrapped(title, Math.floor((width - 2 * EDGE) / LETTER)).map((line, place) =>
    text(EDGE, y + place * LINE, line, "w-title"));

// Rows below each other; each gives its marks below its name, and how high they are.
const stacked = (rows, width, top) => {
  let y = top;
  const marks = [];
  for (const { title, draw } of rows) {
    const name = named(title, y + 16, width);
    const { drawn, high } = draw(y + 16 + name.length * LINE - 8);
    marks.push(["g", {}, ...name, ...drawn]);
    y += 16 + name.length * LINE - 8 + high + 14;
  }
  return { marks, high: y };
};

const picture = (width, high, label, marks) =>
  ["svg", { viewBox: `0 0 ${width} ${round(high)}`, role: "img", "aria-label": label },
    ["g", { "aria-hidden": "true" }, ...marks]];

const diamond = (x, y) =>
  ["path", { class: "w-middle", d: `M${round(x)} ${round(y - 8)}l8 8-8 8-8-8z` }];

// One round: of each side, how many times each value was given, where that may be told, and the
// middle. `sides` are {title, middle, spread}.
export const spread = (sides, scale, { width, label, none }) => {
  const column = (width - 2 * EDGE) / scale.length;
  const at = (place) => EDGE + column * (place + 0.5);
  const whole = Math.max(...scale.map((each) => each.length)) * SMALL <= column;
  const head = scale.map((each, place) =>
    text(at(place), 16, whole ? each : each.split(" ")[0], "w-value"));
  const rows = sides.map(({ title, middle, spread: counts }) => ({
    title,
    draw(top) {
      if (!middle) {
        return { drawn: [text(EDGE, top + 14, none, "w-count")], high: 18 };
      }
      const most = Math.max(1, ...(counts ?? []));
      const base = top + (counts ? HIGH + 18 : 12);
      const bars = (counts ?? []).flatMap((count, place) => {
        const high = (count / most) * HIGH;
        return count
          ? [["rect", { class: "w-bar", x: round(at(place) - column * 0.3), y: round(base - high),
            width: round(column * 0.6), height: round(high) }],
            text(at(place), base - high - 4, `${count}`, "w-count w-at")]
          : [];
      });
      const track = ["line", { class: "w-track", x1: EDGE, y1: round(base), x2: width - EDGE, y2: round(base) }];
      const ticks = scale.map((_, place) =>
        ["line", { class: "w-track", x1: round(at(place)), y1: round(base - 4), x2: round(at(place)), y2: round(base + 4) }]);
      const mark = diamond(at((middle[0] + middle[1]) / 2), base);
      return { drawn: [...bars, track, ...ticks, mark], high: base - top + 10 };
    },
  }));
  const { marks, high } = stacked(rows, width, 26);
  return picture(width, high, label, [...head, ...marks]);
};

// Several rounds: the middles of one side in the order of time; a round without answers leaves a
// gap.
export const line = ({ title, middles }, scale, months, { width, label, none }) => {
  const left = EDGE + 18;
  const gap = (width - left - EDGE - 20) / Math.max(1, months.length - 1);
  const at = (place) => left + 10 + gap * place;
  const every = Math.ceil(60 / gap);
  const draw = (top) => {
    const up = (value) => top + 12 + (scale.length - 1 - value) * STEP;
    const bottom = up(0);
    const points = middles.flatMap((each, place) =>
      (each ? [{ x: at(place), y: up((each[0] + each[1]) / 2), place }] : []));
    if (!points.length) {
      return { drawn: [text(EDGE, top + 14, none, "w-count")], high: 18 };
    }
    const grid = scale.flatMap((each, place) => [
      ["line", { class: "w-grid", x1: left, y1: round(up(place)), x2: width - EDGE, y2: round(up(place)) }],
      text(EDGE, up(place) + 5, each.split(" ")[0], "w-count"),
    ]);
    const path = points.map(({ x, y, place }, number) =>
      `${number && points[number - 1].place === place - 1 ? "L" : "M"}${round(x)} ${round(y)}`);
    const dates = months.flatMap((month, place) => (place % every === 0
      ? [text(at(place), bottom + 24, month, `w-count ${place === months.length - 1 && place ? "w-end" : "w-at"}`)]
      : []));
    const marks = points.map(({ x, y }) => diamond(x, y));
    return {
      drawn: [...grid, ["path", { class: "w-line", d: path.join("") }], ...marks, ...dates],
      high: bottom + 28 - top,
    };
  };
  const { marks, high } = stacked([{ title, draw }], width, 4);
  return picture(width, high, label, marks);
};
