/* Files of the site, loaded when they are first needed and only once; after a failure they are tried again. */

/** @type {Map<string, Promise<string>>} */
const loaded = new Map();

/**
 * @param {string} address
 * @returns {Promise<string>}
 */
export function loadText(address) {
  let text = loaded.get(address);
  if (!text) {
    text = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(address);
      return answer.text();
    });
    text.catch(() => loaded.delete(address));
    loaded.set(address, text);
  }
  return text;
}

/**
 * @param {string} address
 * @returns {Promise<any>}
 */
export function loadJson(address) {
  return loadText(address).then(JSON.parse);
}
