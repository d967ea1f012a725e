// Lighthouse over the built site: node measure.mjs SITE
// The home and a record, as a phone and as a desk; each figure is the median of five runs.
// The site is served compressed and with the policy that it is meant to run under.
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import lighthouse, { desktopConfig } from "lighthouse";
import { launch } from "chrome-launcher";

const [site] = process.argv.slice(2);
const RUNS = 5;
const HOME_MOST = 70 * 1024;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const KINDS = {
  ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".json": "application/json", ".xml": "application/xml", ".pdf": "application/pdf",
  ".woff2": "font/woff2",
};
const HEADERS = {
  "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    + "frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

const fileOf = (url) => {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname).slice(1);
  return join(site, path === "" || path.endsWith("/") ? `${path}index.html` : path);
};
const weights = new Map();
const server = createServer((request, response) => {
  const file = fileOf(request.url);
  if (!existsSync(file)) {
    response.writeHead(404, HEADERS).end();
    return;
  }
  const body = gzipSync(readFileSync(file), { level: 9 });
  weights.set(request.url, body.length);
  const type = KINDS[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, {
    ...HEADERS, "Content-Type": `${type}; charset=utf-8`, "Content-Encoding": "gzip",
    "Content-Length": body.length, "Cache-Control": "max-age=3600",
  }).end(body);
});
await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
const base = `http://127.0.0.1:${server.address().port}/`;

const meetings = join(site, "tapaamiset");
const record = readdirSync(meetings, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  .map((entry) => entry.name).sort()[0];
const pages = { home: "", record: `tapaamiset/${record}/` };
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const chromePath = process.env.CHROME_PATH
  ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
const chrome = await launch({
  chromePath,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"],
});
const options = { port: chrome.port, onlyCategories: CATEGORIES, output: "json", logLevel: "error" };
let home = 0;
console.log(`| page | as | ${CATEGORIES.join(" | ")} |\n|---|---|${"---|".repeat(CATEGORIES.length)}`);
for (const [name, path] of Object.entries(pages)) {
  for (const [device, config] of [["mobile", undefined], ["desktop", desktopConfig]]) {
    const scores = CATEGORIES.map(() => []);
    const failed = new Set();
    for (let run = 0; run < RUNS; run += 1) {
      weights.clear();
      const { lhr } = await lighthouse(base + path, options, config);
      CATEGORIES.forEach((each, index) => {
        scores[index].push(Math.round(lhr.categories[each].score * 100));
        for (const { id, weight } of lhr.categories[each].auditRefs) {
          const { score } = lhr.audits[id];
          if (weight > 0 && score !== null && score < 0.9) failed.add(id);
        }
      });
      if (name === "home") {
        home = [...weights].filter(([url]) => !url.includes("robots.txt"))
          .reduce((sum, [, bytes]) => sum + bytes, 0);
      }
    }
    console.log(`| ${name} | ${device} | ${scores.map(median).join(" | ")} |`
      + (failed.size ? `  <!-- ${[...failed].join(", ")} -->` : ""));
  }
}
console.log(`\nHome, compressed: ${(home / 1024).toFixed(1)} kB of at most ${HOME_MOST / 1024} kB`);
chrome.kill();
server.close();
process.exit(home <= HOME_MOST ? 0 : 1);
