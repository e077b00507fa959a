// The peer: fills a letter with docxtemplater, in one warm process. Started with the template's file and the data's;
// each line on standard input is one turn of so many repeats, each line on standard output its CPU milliseconds a letter.
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";

const [templateFile, dataFile, letterFile] = process.argv.slice(2);
const template = readFileSync(templateFile);
const data = JSON.parse(readFileSync(dataFile, "utf8"));

/** One letter, as the library's own pages say to make it. */
function letter() {
  const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
  document.render(data);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

writeFileSync(letterFile, letter());
for await (const line of createInterface({ input: process.stdin })) {
  const repeats = Number(line);
  const before = process.cpuUsage();
  for (let repeat = 0; repeat < repeats; repeat += 1) letter();
  const used = process.cpuUsage(before);
  console.log(JSON.stringify({ milliseconds: (used.user + used.system) / 1000 / repeats, errors: [] }));
}
