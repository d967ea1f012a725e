// Stages -> a calendar file (RFC 5545). Every event is a whole day, so no time zone moves it.
const DAY = 86400000;
const MOST = 75; // octets on a line
const WEEKEND = { 6: 2, 0: 1 };

// The date that lies so many days after another; on a weekend, the Monday after it.
export const workday = (start, days) => {
  const [year, month, day] = start.split("-").map(Number);
  let time = Date.UTC(year, month - 1, day) + days * DAY;
  time += (WEEKEND[new Date(time).getUTCDay()] ?? 0) * DAY;
  return new Date(time);
};

const date = (value) => value.toISOString().slice(0, 10).replaceAll("-", "");
const stamp = (value) => value.toISOString().replace(/[-:]|\.\d+/g, "");

// Text in a value: signs that part it are escaped, signs of control go.
const text = (value) =>
  value
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");

const octets = (sign) => new TextEncoder().encode(sign).length;

// Folds a line at 75 octets, never within a sign.
export const folded = (line) => {
  let out = "";
  let length = 0;
  for (const sign of line) {
    const size = octets(sign);
    if (length + size > MOST) {
      out += "\r\n ";
      length = 1;
    }
    out += sign;
    length += size;
  }
  return out;
};

// `stages` have id, title, day (the first is 1), text, url; `name` is unlike that of anybody
// else's path; `now` is when the file is made.
export const calendar = ({ title, name, stages, start, now }) => {
  const events = stages
    .filter((stage) => stage.day)
    .flatMap((stage) => {
      const first = workday(start, stage.day - 1);
      return [
        "BEGIN:VEVENT",
        `UID:${stage.id}.${name}`,
        `DTSTAMP:${stamp(now)}`,
        `DTSTART;VALUE=DATE:${date(first)}`,
        `DTEND;VALUE=DATE:${date(new Date(first.getTime() + DAY))}`,
        `SUMMARY:${text(`${title}: ${stage.title}`)}`,
        `DESCRIPTION:${text(stage.text)}`,
        `URL:${stage.url}`,
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
      ];
    });
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Systeemisen tyon materiaalipankki//Perehdytys//FI",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...events,
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
};
