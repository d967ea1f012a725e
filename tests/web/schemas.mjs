// What editors say of YAML: reads {root, texts: {path: text}, completions: {path: text}} and writes,
// by path, what ajv and yaml-language-server find wrong with the texts, and what completing at the
// end of the others would insert. Each text names its schema in its first line.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { default: Ajv } = require("ajv");
const YAML = require("yaml");
const { getLanguageService, TextDocument } = require("yaml-language-server");
const { SettingsState } = require("yaml-language-server/out/server/src/yamlSettings");

const asked = JSON.parse(readFileSync(0, "utf8"));
const uriOf = (path) => pathToFileURL(`${asked.root}/${path}`).toString();
const read = (uri) => readFileSync(fileURLToPath(uri), "utf8");

// --- ajv, as strict as it is ---
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
const checks = new Map();

function byAjv(path, text) {
  const schema = new URL(/\$schema=(\S+)/.exec(text)[1], uriOf(path)).toString();
  if (!checks.has(schema)) checks.set(schema, ajv.compile(JSON.parse(read(schema))));
  const document = YAML.parseDocument(text);
  if (document.errors.length) return document.errors.map((error) => error.message);
  const check = checks.get(schema);
  const sound = document.contents === null || check(document.toJS());
  return sound ? [] : check.errors.map((error) => `${error.instancePath} ${error.message}`);
}

// --- yaml-language-server, without the protocol ---
const settings = new SettingsState();
const service = getLanguageService({
  schemaRequestService: async (uri) => read(uri),
  workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).toString() },
  connection: { onRequest() {} },
  telemetry: { send() {}, sendError() {}, sendTrack() {} },
  yamlSettings: settings,
  clientCapabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
});
service.configure({ validate: true, completion: true, schemas: [], customTags: [], yamlVersion: "1.2" });
let version = 0;

function opened(path, text) {
  version += 1; // what was parsed before is not taken for it
  const document = TextDocument.create(uriOf(path), "yaml", version, text);
  settings.documents = { get: () => document };
  return document;
}

const told = { ajv: {}, server: {}, completions: {} };
for (const [path, text] of Object.entries(asked.texts)) {
  told.ajv[path] = byAjv(path, text);
  const faults = await service.doValidation(opened(path, text), false);
  told.server[path] = faults.map((fault) => `${fault.range.start.line + 1}: ${fault.message}`);
}
for (const [path, text] of Object.entries(asked.completions)) {
  const document = opened(path, text);
  const { items } = await service.doComplete(document, document.positionAt(text.length), false);
  told.completions[path] = Object.fromEntries(items.map((item) => [item.label, item.insertText]));
}
process.stdout.write(JSON.stringify(told));
