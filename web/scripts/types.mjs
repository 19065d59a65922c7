// Writes src/api/schema.d.ts, the types of the API, from the OpenAPI document. An answer has all its fields, null where there is nothing to say; of what
// is only ever sent, every field may stay away.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = JSON.parse(readFileSync(new URL("../../docs/openapi.json", import.meta.url), "utf8"));
const methods = ["get", "put", "post", "patch", "delete"];
const operations = Object.values(document.paths).flatMap((path) => methods.flatMap((method) => path[method] ?? []));

const answered = new Set();
function reach(value) {
  if (value === null || typeof value !== "object") return;
  const name = value.$ref?.split("/").pop();
  if (name && !answered.has(name)) {
    answered.add(name);
    reach(document.components.schemas[name]);
  }
  for (const [key, part] of Object.entries(value)) if (key !== "example") reach(part);
}
for (const operation of operations) {
  for (const [status, response] of Object.entries(operation.responses)) if (status.startsWith("2")) reach(response);
}
for (const [name, schema] of Object.entries(document.components.schemas)) {
  if (answered.has(name) && schema.properties) schema.required = Object.keys(schema.properties);
}
const only = { openapi: document.openapi, info: document.info, paths: {}, components: { schemas: document.components.schemas } };
const text = astToString(await openapiTS(only, { alphabetize: true })).replaceAll(/^ *\/\*\*[^]*?\*\/\n/gm, ""); // the comments are in the document
writeFileSync(new URL("../src/api/schema.d.ts", import.meta.url), "// Written by scripts/types.mjs from docs/openapi.json. Do not edit.\n" + text);
