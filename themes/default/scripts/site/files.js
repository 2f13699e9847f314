/* WeChat's own browser often opens neither mail nor files: say where they do open. */
import { around } from "../lib/dom.js";
import { say } from "../lib/toast.js";
import { isWeChat } from "../lib/wechat.js";

const OPENED_ELSEWHERE = ["vcf", "ics", "xlsx", "csv", "zip", "docx", "md"].map((end) => `a[href$='.${end}']`).join(", ");

export function startFiles() {
  if (!isWeChat()) return;
  document.addEventListener("click", (event) => {
    const toast = /** @type {HTMLElement | null} */ (document.querySelector(".toast"));
    if (toast && around(event, `${OPENED_ELSEWHERE}, a[href^='mailto:']`)) say(toast.dataset.wechat);
  });
}
