/* Whether this is WeChat's own browser, which shares, prints and saves in its own way or not at all. */

/** @returns {boolean} */
export function isWeChat() {
  return /MicroMessenger/i.test(navigator.userAgent);
}
