// What goes along with the files that are downloaded. Pure, without a page.
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);

// The list of them: a page that stands by itself. Each item is
// {title, language, kind, url, qr, files: [{label, name}]}; `qr` is an SVG's text or nothing.
export const listed = (title, language, items) => `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { max-width: 44rem; margin: 1.5rem auto; padding: 0 1rem; font: 1.0625rem/1.5 sans-serif; }
li { margin-bottom: 1.25rem; break-inside: avoid; }
h2 { margin: 0; font-size: 1.125rem; }
p, ul { margin: .25rem 0; }
img { display: block; width: 6rem; height: 6rem; margin-top: .5rem; background: #fff; }
a { overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<ol>
${items.map((item) => `<li>
<h2 lang="${escaped(item.language)}">${escaped(item.title)}</h2>
<p>${escaped(item.kind)}</p>
${item.files.length ? `<ul>\n${item.files.map(({ label, name }) =>
    `<li><a href="${escaped(encodeURIComponent(name))}">${escaped(label)}</a></li>`).join("\n")}\n</ul>\n` : ""}<p><a href="${escaped(item.url)}">${escaped(item.url)}</a></p>
${item.qr ? `<img alt="" src="data:image/svg+xml,${encodeURIComponent(item.qr)}">\n` : ""}</li>`).join("\n")}
</ol>
</body>
</html>
`;
