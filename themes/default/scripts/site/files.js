/* WeChat's own browser often opens neither contacts nor calendars: say where they do open. */
import { around } from "../lib/dom.js";
import { say } from "../lib/toast.js";
import { isWeChat } from "../lib/wechat.js";

export function startFiles() {
  if (!isWeChat()) return;
  document.addEventListener("click", (event) => {
    const toast = /** @type {HTMLElement | null} */ (document.querySelector(".toast"));
    if (toast && around(event, "a[href$='.vcf'], a[href$='.ics']")) say(toast.dataset.wechat);
  });
}
