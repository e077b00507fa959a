// The peer: reads a form with pdf-lib and checks its answers with ajv, in one warm process.
// Started with the schema's file and the form's; each line on standard input is one turn of so many repeats, each
// line on standard output the CPU milliseconds of one repeat and the errors that were found.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { PDFCheckBox, PDFDocument, PDFDropdown, PDFOptionList, PDFRadioGroup, PDFTextField } from "pdf-lib";

const [schemaFile, formFile] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
const pdf = readFileSync(formFile);

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats(ajv);
ajv.addFormat("date", /^(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2})$/);
ajv.addFormat("phone", /^\+?[\d\s().-]{7,40}$/);
const validate = ajv.compile(schema);

const GROUPS = Object.keys(schema.properties).filter((name) => schema.properties[name].type === "object");

/** The answer in a field; undefined where nothing was answered. */
function answer(field) {
  if (field instanceof PDFTextField) return field.getText()?.trim() || undefined;
  if (field instanceof PDFCheckBox) return field.isChecked() || undefined;
  if (field instanceof PDFRadioGroup) return field.getSelected();
  if (field instanceof PDFDropdown || field instanceof PDFOptionList) return field.getSelected()[0];
  return undefined;
}

/** The question at a place in the schema, by the steps of a field's name. */
function question(steps) {
  let node = schema;
  for (const step of steps) {
    node = node?.properties?.[step] ?? (/^\d+$/.test(step) ? node?.items : undefined);
  }
  return node;
}

/** Sets one answer at its place; a ticked box of several choices joins a list. */
function put(application, name, value) {
  const steps = name.split(".");
  const asked = question(steps);
  const last = steps.pop();
  let place = application;
  for (const [index, step] of steps.entries()) {
    const several = /^\d+$/.test(steps[index + 1] ?? "") || question(steps.slice(0, index + 1))?.type === "array";
    place = place[step] ??= several ? [] : {};
  }
  if (Array.isArray(place)) place.push(last);
  else place[last] = asked?.$ref === "#/$defs/yes_no" ? value === "yes" : value;
}

async function findings() {
  const form = (await PDFDocument.load(pdf)).getForm();
  const application = Object.fromEntries(GROUPS.map((name) => [name, {}]));
  for (const field of form.getFields()) {
    const value = answer(field);
    if (value !== undefined && !field.getName().startsWith("continuation.")) put(application, field.getName(), value);
  }
  validate(application);
  return (validate.errors ?? []).filter((error) => error.keyword !== "if");
}

for await (const line of createInterface({ input: process.stdin })) {
  const repeats = Number(line);
  const started = process.cpuUsage();
  let errors = [];
  for (let repeat = 0; repeat < repeats; repeat++) errors = await findings();
  const { user, system } = process.cpuUsage(started);
  const told = errors.map((error) => `${error.instancePath} ${error.keyword} ${error.params.missingProperty ?? ""}`);
  console.log(JSON.stringify({ milliseconds: (user + system) / 1000 / repeats, errors: told }));
}
