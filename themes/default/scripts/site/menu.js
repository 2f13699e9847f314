/* On a narrow screen the menu scrolls sideways: the section that the reader is in shall be in sight. */

export function bringMenuInSight() {
  const menu = document.querySelector(".site-nav");
  const here = menu && menu.querySelector("[aria-current]");
  if (!menu || !here) return;
  const beyond = here.getBoundingClientRect().right - menu.getBoundingClientRect().right;
  if (beyond > 0) menu.scrollLeft = beyond + menu.clientWidth / 4;
}
