/* Sharing and printing, where the browser can. */
import { all } from "../lib/dom.js";
import { say } from "../lib/toast.js";
import { isWeChat } from "../lib/wechat.js";

export function startSharing() {
  const canShare = "share" in navigator;
  all("[data-share]").forEach((button) => {
    button.hidden = !isWeChat() && !canShare;
    button.addEventListener("click", () => {
      if (isWeChat()) say(button.dataset.wechat);
      else navigator.share({ title: document.title, url: window.location.href }).catch(() => {});
    });
  });
  all("[data-print]").forEach((button) => {
    button.hidden = isWeChat();
    button.addEventListener("click", () => window.print());
  });
}
