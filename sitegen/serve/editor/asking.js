/** Talks to the server. Every change carries the token that the page was given. */

import { lang } from "./words.js";

const token = document.querySelector("meta[name=token]").content;

/** What the server refused, in words. */
export class Refused extends Error {
  /** @param {{code: string, message: string, hint: string}[]} found */
  constructor(found) {
    super(found.map((one) => `${one.message} ${one.hint}`).join("\n"));
    this.found = found;
  }
}

/**
 * @param {string} name
 * @param {Record<string, string>} [query]
 * @param {unknown} [body] sent as JSON, or as it is when it is a file
 */
export async function ask(name, query = {}, body = undefined) {
  const address = `/_edit/api/${name}?${new URLSearchParams({ ...query, lang: lang() })}`;
  const options = { headers: {} };
  if (body !== undefined) {
    options.method = "POST";
    options.headers["X-Sitegen-Token"] = token;
    options.body = body instanceof Blob ? body : JSON.stringify(body);
  }
  const answer = await fetch(address, options);
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
  if (answer.status === 422) throw new Refused(said.refused);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return said;
}
