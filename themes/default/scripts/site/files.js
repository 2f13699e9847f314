/* WeChat's own browser often opens neither mail nor files: say where they do open, and copy the address. */
import { around } from "../lib/dom.js";
import { copy } from "../lib/copy.js";
import { say } from "../lib/toast.js";
import { isWeChat } from "../lib/wechat.js";

/* The shortlist copies its letter itself. */
const MAILS = "a[href^='mailto:']:not([data-part='mail'])";
const OPENED_ELSEWHERE = ["vcf", "ics", "xlsx", "csv", "zip", "docx", "md"].map((end) => `a[href$='.${end}']`).join(", ");

/** What is copied of a link: a mail address, or where the file is. @param {HTMLAnchorElement} link */
export function copiedOf(link) {
  return link.protocol === "mailto:" && link.pathname ? decodeURIComponent(link.pathname) : link.href;
}

export function startFiles() {
  if (!isWeChat()) return;
  document.addEventListener("click", (event) => {
    const toast = /** @type {HTMLElement | null} */ (document.querySelector(".toast"));
    const link = /** @type {HTMLAnchorElement | null} */ (around(event, `${OPENED_ELSEWHERE}, ${MAILS}`));
    if (!toast || !link) return;
    say(toast.dataset.wechat);
    copy(copiedOf(link), () => say(toast.dataset.wechatCopied));
  });
}
