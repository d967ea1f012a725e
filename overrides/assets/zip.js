// Files -> one ZIP file (APPNOTE 6.3.10), stored as they are: papers and pictures are compressed
// already. Pure, without a page.
const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
  let value = number;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  }
  return value;
});
const UTF_8 = 0x0800; // names are in UTF-8
const VERSION = 20;

export const crc32 = (bytes) => {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
};

// Numbers as bytes, the lowest first: each is [how many bytes, number].
const packed = (...fields) => Uint8Array.from(fields.flatMap(([size, number]) =>
  Array.from({ length: size }, (_, place) => Math.floor(number / 256 ** place) % 256)));

const time = (when) =>
  [when.getHours() * 2048 + when.getMinutes() * 32 + Math.floor(when.getSeconds() / 2),
    (Math.max(1980, when.getFullYear()) - 1980) * 512 + (when.getMonth() + 1) * 32 + when.getDate()];

// Gives the parts of the file in their order; `files` are {name, bytes}, all younger than `when`.
export const zipped = (files, when) => {
  const parts = [];
  const index = [];
  const [clock, day] = time(when);
  let at = 0;
  for (const { name, bytes } of files) {
    const title = new TextEncoder().encode(name);
    const about = [[2, VERSION], [2, UTF_8], [2, 0], [2, clock], [2, day], [4, crc32(bytes)],
      [4, bytes.length], [4, bytes.length], [2, title.length], [2, 0]];
    const head = packed([4, 0x04034b50], ...about);
    index.push(packed([4, 0x02014b50], [2, VERSION], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), title);
    parts.push(head, title, bytes);
    at += head.length + title.length + bytes.length;
  }
  const size = index.reduce((sum, each) => sum + each.length, 0);
  const end = packed([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length],
    [4, size], [4, at], [2, 0]);
  return [...parts, ...index, end];
};
