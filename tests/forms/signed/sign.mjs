// Signs a file that has room for a signature: node sign.mjs prepared.pdf signer.p12 PASSPHRASE signed.pdf
import { readFileSync, writeFileSync } from "node:fs";
import signpdf from "@signpdf/signpdf";
import { P12Signer } from "@signpdf/signer-p12";

const [from, key, passphrase, to] = process.argv.slice(2);
writeFileSync(to, await signpdf.default.sign(readFileSync(from), new P12Signer(readFileSync(key), { passphrase })));
